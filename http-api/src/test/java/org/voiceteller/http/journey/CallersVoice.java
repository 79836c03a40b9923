package org.voiceteller.http.journey;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.voiceteller.localsonic.speech.MarySynthesizer;
import org.voiceteller.localsonic.speech.SayToWav;
import org.voiceteller.localsonic.speech.Synthesizer;

/**
 * The voice of all callers who speak: a synthesiser, which records each sentence when it is first
 * said. Loaded with the first caller, in some seconds.
 */
final class CallersVoice {

  private static final Synthesizer VOICE = load();
  private static final Map<String, byte[]> RECORDINGS = new ConcurrentHashMap<>();

  private CallersVoice() {}

  /** PCM s16le, mono, 16 kHz. */
  static byte[] recording(String words) {
    return RECORDINGS.computeIfAbsent(words, sentence -> SayToWav.pcm(VOICE, sentence));
  }

  private static Synthesizer load() {
    try {
      return MarySynthesizer.load();
    } catch (IOException missing) {
      throw new UncheckedIOException(missing);
    }
  }
}
