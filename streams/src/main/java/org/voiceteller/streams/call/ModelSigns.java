package org.voiceteller.streams.call;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * By what a call judges its stream to the model: what was said and heard, what waits for an answer,
 * the caller's sound, the time.
 */
record ModelSigns(
    ModelSettings settings,
    ModelMemory memory,
    Unanswered unanswered,
    CallerSound sound,
    InstantSource clock) {

  Instant now() {
    return clock.instant();
  }

  /** Whether so much time has passed since then. */
  boolean isAgo(Instant since, Duration time) {
    return !now().isBefore(since.plus(time));
  }
}
