package org.voiceteller.streams.call;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.voiceteller.streams.nova.NovaOutput;
import org.voiceteller.streams.nova.NovaOutput.StopReason;
import org.voiceteller.streams.observe.CallObserver.RenewedAt;

/**
 * Decides when a call's next stream is opened, and when it takes over, so that the caller does not
 * notice. Not thread-safe.
 */
final class Renewal {

  /** At the limit the next stream is given so long to connect. */
  private static final Duration HEAD_START = Duration.ofSeconds(2);

  /** A next stream that could not be opened is tried again after so long. */
  private static final Duration AGAIN_AFTER = Duration.ofSeconds(5);

  private final ModelSettings settings;
  private final ModelMemory memory;
  private final Unanswered unanswered;
  private final CallerSound sound;
  private final InstantSource clock;
  private Instant notBefore = Instant.MIN;

  /** What is to be done now. */
  sealed interface Step {

    record Stay() implements Step {}

    record OpenAhead() implements Step {}

    record TakeOver(RenewedAt at) implements Step {}
  }

  Renewal(
      ModelSettings settings,
      ModelMemory memory,
      Unanswered unanswered,
      CallerSound sound,
      InstantSource clock) {
    this.settings = settings;
    this.memory = memory;
    this.unanswered = unanswered;
    this.sound = sound;
    this.clock = clock;
  }

  /** Whether the next stream may be opened at the next good moment. */
  boolean isDue(Instant openedAt) {
    return isOlderThan(openedAt, settings.renewAfter()) && !clock.instant().isBefore(notBefore);
  }

  /** The next stream could not be opened: the present one is kept a while longer. */
  void aheadFailed() {
    notBefore = clock.instant().plus(AGAIN_AFTER);
  }

  /** Between turns the words of a caller who begins to speak are heard by the next stream again. */
  Step now(Instant openedAt, boolean aheadOpen) {
    if (!aheadOpen) {
      boolean now =
          isDue(openedAt)
              && (isQuiet() || isOlderThan(openedAt, settings.renewAtLatest().minus(HEAD_START)));
      return now ? new Step.OpenAhead() : new Step.Stay();
    }
    if (memory.isBetweenTurns() && unanswered.isEmpty() && !sound.isBeginningGone()) {
      return new Step.TakeOver(RenewedAt.BETWEEN_TURNS);
    }
    return isOlderThan(openedAt, settings.renewAtLatest())
        ? new Step.TakeOver(RenewedAt.LIMIT)
        : new Step.Stay();
  }

  private boolean isQuiet() {
    return memory.isBetweenTurns() && sound.quietFor().compareTo(settings.renewWhenQuietFor()) >= 0;
  }

  private boolean isOlderThan(Instant openedAt, Duration age) {
    return !clock.instant().isBefore(openedAt.plus(age));
  }

  /** The agent is silenced and the caller has begun to speak just now. */
  static boolean isBargeIn(NovaOutput output) {
    return switch (output) {
      case NovaOutput.Interrupted _ -> true;
      case NovaOutput.ContentEnded(_, _, var reason) -> reason == StopReason.INTERRUPTED;
      case NovaOutput.CompletionStarted _,
          NovaOutput.ContentStarted _,
          NovaOutput.TextSaid _,
          NovaOutput.AudioSaid _,
          NovaOutput.ToolRequested _,
          NovaOutput.Usage _,
          NovaOutput.CompletionEnded _ ->
          false;
    };
  }
}
