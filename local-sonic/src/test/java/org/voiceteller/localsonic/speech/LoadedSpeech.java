package org.voiceteller.localsonic.speech;

import java.util.Optional;
import org.voiceteller.localsonic.dialogue.Expectation;

/** The engines as the program loads them, once for all tests of a JVM: loading takes seconds. */
final class LoadedSpeech {

  private static final int SENTENCE_CACHE_MS = 120_000;
  private static final SpeechEngines ENGINES =
      SpeechEngines.load(new SpeechEngines.Settings(1, SENTENCE_CACHE_MS));

  private LoadedSpeech() {}

  static SpeechEngines engines() {
    return ENGINES;
  }

  static Synthesizer voice() {
    return ENGINES.synthesizer().orElseThrow();
  }

  static Optional<String> recognize(short[] utterance, Expectation expectation) {
    return ENGINES.recognizer().orElseThrow().recognize(utterance, expectation);
  }
}
