package org.voiceteller.localsonic.speech;

import com.sun.speech.freetts.Voice;
import com.sun.speech.freetts.VoiceManager;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.concurrent.locks.ReentrantLock;

/**
 * FreeTTS with its diphone voice "kevin16": a man's voice, robotic, but there within some ten
 * milliseconds. One sentence at a time, others wait, since the library is not thread-safe.
 */
public final class FreeTtsSynthesizer implements Synthesizer {

  private static final String VOICES_PROPERTY = "freetts.voices";
  private static final String VOICES =
      "com.sun.speech.freetts.en.us.cmu_us_kal.KevinVoiceDirectory";
  private static final String VOICE = "kevin16";
  private static final int VOICE_RATE_HZ = 16_000;
  private static final int SAMPLE_RATE_HZ = 24_000;

  private final Voice voice;
  private final Resampler resampler = Resampler.between(VOICE_RATE_HZ, SAMPLE_RATE_HZ);
  private final ReentrantLock oneAtATime = new ReentrantLock();

  private FreeTtsSynthesizer(Voice voice) {
    this.voice = voice;
  }

  /**
   * Takes about half a second.
   *
   * @throws IOException if the library has no such voice
   */
  public static FreeTtsSynthesizer load() throws IOException {
    LibraryLogs.silence();
    System.setProperty(VOICES_PROPERTY, VOICES);
    var voice = VoiceManager.getInstance().getVoice(VOICE);
    if (voice == null) {
      throw new IOException("Expected FreeTTS to have the voice " + VOICE + ", but it has not");
    }
    voice.allocate();
    return new FreeTtsSynthesizer(voice);
  }

  @Override
  public short[] synthesize(String sentence) {
    var spoken = SpokenText.of(sentence);
    if (spoken.isEmpty()) {
      return new short[0];
    }
    oneAtATime.lock();
    try {
      var sound = new SoundInMemory();
      voice.setAudioPlayer(sound);
      if (!voice.speak(spoken)) {
        throw new IllegalStateException("Expected FreeTTS to speak a sentence, but it refused");
      }
      return Pcm.levelled(
          Pcm.trimmed(
              resampler.resample(Pcm.samples(sound.bytes(), ByteOrder.BIG_ENDIAN)), SAMPLE_RATE_HZ),
          SAMPLE_RATE_HZ);
    } finally {
      oneAtATime.unlock();
    }
  }
}
