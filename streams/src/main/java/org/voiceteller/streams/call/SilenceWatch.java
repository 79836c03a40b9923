package org.voiceteller.streams.call;

import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Minds a caller who says nothing. Silence counts from when the caller has heard the agent's last
 * words, and not while the agent speaks, a tool is at work or a person is waited for; while the
 * bank waits for a secret, which may have to be fetched, it may last twice as long. The caller is
 * asked a few times whether they are there; then the agent says goodbye and the call ends. Not
 * thread-safe.
 */
final class SilenceWatch {

  /** A goodbye that no model says is not waited for longer. */
  private static final Duration GOODBYE_GRACE = Duration.ofSeconds(20);

  private final Duration patience;
  private final int questions;
  private final Timers timers;
  private final BooleanSupplier isCallerWaiting;
  private final BooleanSupplier isSecretAwaited;
  private final Consumer<String> cues;
  private final Runnable end;
  private int asked;
  private boolean goodbye;

  /** Timer: nothing was heard for so long. */
  enum Timer {
    SILENCE
  }

  /**
   * @param isCallerWaiting whether the caller has to wait, so that their silence means nothing
   * @param isSecretAwaited whether the bank waits for a secret
   * @param cues tells the model
   * @param end ends the call
   */
  SilenceWatch(
      CallSettings settings,
      Timers timers,
      BooleanSupplier isCallerWaiting,
      BooleanSupplier isSecretAwaited,
      Consumer<String> cues,
      Runnable end) {
    this.patience = settings.silenceAskAfter();
    this.questions = settings.silenceQuestions();
    this.timers = timers;
    this.isCallerWaiting = isCallerWaiting;
    this.isSecretAwaited = isSecretAwaited;
    this.cues = cues;
    this.end = end;
  }

  /** From now on silence counts. */
  void begin() {
    timers.later(
        Timer.SILENCE, isSecretAwaited.getAsBoolean() ? patience.multipliedBy(2) : patience);
  }

  void callerHeard() {
    asked = 0;
    goodbye = false;
    begin();
  }

  /** The caller has heard the agent to the end of a turn. */
  void agentHeard() {
    if (goodbye) {
      end.run();
    } else {
      begin();
    }
  }

  /** The timer ran out. */
  void silent() {
    if (goodbye) {
      end.run();
    } else if (isCallerWaiting.getAsBoolean()) {
      begin();
    } else if (asked < questions) {
      asked++;
      begin();
      cues.accept(Cue.SILENT);
    } else {
      goodbye = true;
      timers.later(Timer.SILENCE, GOODBYE_GRACE);
      cues.accept(Cue.GOODBYE);
    }
  }
}
