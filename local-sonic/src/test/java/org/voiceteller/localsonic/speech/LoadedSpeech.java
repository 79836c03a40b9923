package org.voiceteller.localsonic.speech;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.voiceteller.localsonic.dialogue.Expectation;

/** The engines as the program loads them, once for all tests of a JVM: loading takes seconds. */
final class LoadedSpeech {

  private static final int SENTENCE_CACHE_MS = 120_000;
  private static final SpeechEngines.Loaded<Recognizer> EARS = SpeechEngines.recognizer(1);
  private static final SpeechEngines.Loaded<Synthesizer> MOUTH =
      SpeechEngines.synthesizer(SENTENCE_CACHE_MS);

  private LoadedSpeech() {}

  static List<String> missing() {
    return Stream.concat(EARS.missing().stream(), MOUTH.missing().stream()).toList();
  }

  static Synthesizer voice() {
    return MOUTH.engine().orElseThrow();
  }

  static Optional<String> recognize(short[] utterance, Expectation expectation) {
    return EARS.engine().orElseThrow().recognize(utterance, expectation);
  }
}
