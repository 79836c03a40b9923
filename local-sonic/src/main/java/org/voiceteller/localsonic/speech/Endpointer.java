package org.voiceteller.localsonic.speech;

import org.voiceteller.localsonic.dialogue.Expectation;

/**
 * Finds where an utterance begins and ends in a caller's sound. Not thread-safe; one per
 * conversation.
 */
public interface Endpointer {

  /**
   * @param samples the next PCM s16, mono, 16 kHz; any number of them
   * @param expectation how patient to be at a pause
   */
  Heard listen(short[] samples, Expectation expectation);

  /** From now on as patient at a pause as that; {@link Sensitivity#MEDIUM} before. */
  default void setSensitivity(Sensitivity sensitivity) {
    // an end-pointer without patience has nothing to set
  }

  /** What the latest samples changed. */
  sealed interface Heard {

    record Nothing() implements Heard {}

    /** The caller began to make a sound; it may be a cough, or "uh-huh". */
    record SpeechStarted() implements Heard {}

    /** The sound goes on and is no noise: the moment for a barge-in. */
    record SpeechGoesOn() implements Heard {}

    /** The caller finished; the whole utterance with its pre-roll. */
    record SpeechEnded(short[] utterance) implements Heard {}
  }
}
