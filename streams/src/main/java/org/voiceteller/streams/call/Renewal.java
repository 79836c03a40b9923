package org.voiceteller.streams.call;

import java.time.Duration;
import java.time.Instant;
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

  private final ModelSigns signs;
  private Instant notBefore = Instant.MIN;

  /** What is to be done now. */
  sealed interface Step {

    record Stay() implements Step {}

    record OpenAhead() implements Step {}

    record TakeOver(RenewedAt at) implements Step {}
  }

  Renewal(ModelSigns signs) {
    this.signs = signs;
  }

  /**
   * Whether the next stream may be opened at the next good moment.
   *
   * @param fits whether the present one was opened as it is needed now
   */
  boolean isDue(Instant openedAt, boolean fits) {
    return (!fits || signs.isAgo(openedAt, signs.settings().renewAfter()))
        && !signs.now().isBefore(notBefore);
  }

  /** The next stream could not be opened: the present one is kept a while longer. */
  void aheadFailed() {
    notBefore = signs.now().plus(AGAIN_AFTER);
  }

  /** Between turns the words of a caller who begins to speak are heard by the next stream again. */
  Step now(Instant openedAt, boolean fits, boolean aheadOpen) {
    if (!aheadOpen) {
      boolean now =
          isDue(openedAt, fits)
              && (isQuiet()
                  || signs.isAgo(openedAt, signs.settings().renewAtLatest().minus(HEAD_START)));
      return now ? new Step.OpenAhead() : new Step.Stay();
    }
    if (signs.memory().isBetweenTurns()
        && signs.unanswered().isEmpty()
        && !signs.sound().isBeginningGone()) {
      return new Step.TakeOver(RenewedAt.BETWEEN_TURNS);
    }
    return signs.isAgo(openedAt, signs.settings().renewAtLatest())
        ? new Step.TakeOver(RenewedAt.LIMIT)
        : new Step.Stay();
  }

  private boolean isQuiet() {
    return signs.memory().isBetweenTurns()
        && signs.sound().quietFor().compareTo(signs.settings().renewWhenQuietFor()) >= 0;
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
