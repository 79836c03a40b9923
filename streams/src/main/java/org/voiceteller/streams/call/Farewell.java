package org.voiceteller.streams.call;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Ends a call that cannot go on here: what is being said and done comes to its end first, then the
 * agent says goodbye, and when that was heard the call is over. Who began it bounds how long all of
 * that may take. Not thread-safe.
 */
final class Farewell {

  private static final Duration LOOKS_AGAIN = Duration.ofMillis(250);

  private final Timers timers;
  private final BooleanSupplier isBetweenTurns;
  private final Consumer<String> cues;
  private final Runnable end;
  private boolean begun;
  private boolean cued;

  /** Timer: whether it is time for the goodbye. */
  enum Timer {
    FAREWELL
  }

  /**
   * @param isBetweenTurns whether nobody speaks and nothing is owed to the caller
   * @param cues tells the model
   * @param end ends the call
   */
  Farewell(Timers timers, BooleanSupplier isBetweenTurns, Consumer<String> cues, Runnable end) {
    this.timers = timers;
    this.isBetweenTurns = isBetweenTurns;
    this.cues = cues;
    this.end = end;
  }

  /** From now on the call is on its way to its end. Once is enough. */
  void begin() {
    if (!begun) {
      begun = true;
      look();
    }
  }

  boolean isBegun() {
    return begun;
  }

  /** The timer ran out. */
  void look() {
    if (isBetweenTurns.getAsBoolean()) {
      cued = true;
      cues.accept(Cue.GOING_DOWN);
    } else {
      timers.later(Timer.FAREWELL, LOOKS_AGAIN);
    }
  }

  /** The caller has heard the agent to the end of a turn. */
  void agentHeard() {
    if (cued) {
      end.run();
    }
  }
}
