package org.voiceteller.core.call;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A caller whom a person serves, or is to serve.
 *
 * @param since when they began to wait, or were taken without having waited
 * @param taken who has the call; null while the caller waits
 */
public record HandOff(Reason reason, Instant since, @Nullable Taken taken) {

  /** Why. The names stand in the journal and never change. */
  public enum Reason {
    ASKED_FOR_PERSON,
    AUTHENTICATION_FAILED,
    ROUND_IN_CIRCLES,
    MODEL_UNAVAILABLE,
    /** Nobody waited: a person took the call by themselves. */
    TAKEN_UNASKED
  }

  /**
   * Somebody of the bank has the call.
   *
   * @param takeId of this time that it was taken: what was said under another is refused
   * @param staff by name, and what tells them apart from others of that name
   */
  public record Taken(String takeId, String staff, Instant since) {}

  /** Whether the call was taken under this id and is still had. */
  public boolean isTakenBy(String takeId) {
    return taken != null && taken.takeId().equals(takeId);
  }

  /** What the caller reads and hears of it. */
  public enum State {
    /** They wait; the agent goes on meanwhile if it can. */
    QUEUED,
    /** A person speaks with them. */
    TAKEN
  }

  public State state() {
    return taken == null ? State.QUEUED : State.TAKEN;
  }
}
