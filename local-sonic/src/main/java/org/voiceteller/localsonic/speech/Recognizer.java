package org.voiceteller.localsonic.speech;

import java.util.Optional;
import org.voiceteller.localsonic.dialogue.Expectation;

/** Turns one utterance into words. Blocks for some tenths of its length: call it on a pool. */
public interface Recognizer {

  /**
   * @param utterance PCM s16, mono, 16 kHz, from the first sound to the last
   * @param expectation chooses the grammar
   * @return the words in lower case, digits as digits, or empty if nothing was understood
   */
  Optional<String> recognize(short[] utterance, Expectation expectation);
}
