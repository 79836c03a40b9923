package org.voiceteller.localsonic.fault;

import java.time.Duration;
import java.util.Optional;
import org.voiceteller.localsonic.wire.ServiceError;

/** Something that goes wrong in a conversation. */
public sealed interface Fault {

  /** Refused before the stream, with the error's HTTP status. */
  record Refuse(ServiceError error, String message) implements Fault {}

  /** Neither reads nor answers any more; the connection stays. */
  record Stall(After after) implements Fault {}

  /**
   * The stream is reset without a word (HTTP/2 RST_STREAM). AWS's SDK 2.42 can call that a success:
   * only the missing {@code completionEnd} tells.
   */
  record Drop(After after) implements Fault {}

  /** An exception frame, then the stream ends. */
  record Fail(ServiceError error, String message, After after) implements Fault {}

  /** Every answer comes that much later. */
  record LateAnswers(Duration delay) implements Fault {}

  /** The stream ends as always, but without {@code completionEnd}. */
  record NoCompletionEnd() implements Fault {}

  /** While a tool's answer is awaited nothing at all is said, whatever is heard. */
  record SilentDuringTools() implements Fault {}

  /**
   * Something untrue is said once.
   *
   * @param atAnswer in which answer, from 1; the greeting is one
   * @param words the untrue words; empty for those that belong to {@code about}
   */
  record Lie(About about, int atAnswer, Optional<String> words) implements Fault {

    /** What is lied about. */
    public enum About {
      /** Something is done that is not. */
      CLAIMS_DONE("claims-done"),
      /** Every amount of the answer is another; without one, a balance is made up. */
      WRONG_BALANCE("wrong-balance"),
      /** A confirmation number that nobody gave. */
      INVENTED_NUMBER("invented-number");

      private final String written;

      About(String written) {
        this.written = written;
      }

      /** As it is ordered: {@code claims-done}. */
      public String written() {
        return written;
      }
    }
  }

  /**
   * When a fault in mid-stream happens.
   *
   * @param events sent to the client before
   * @param time since the stream began; both must be reached
   */
  record After(long events, Duration time) {
    public static final After NOTHING = new After(0, Duration.ZERO);

    public boolean reached(long eventsSent, Duration elapsed) {
      return eventsSent >= events && elapsed.compareTo(time) >= 0;
    }
  }
}
