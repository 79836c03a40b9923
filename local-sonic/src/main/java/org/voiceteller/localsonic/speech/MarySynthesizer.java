package org.voiceteller.localsonic.speech;

import java.io.IOException;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import marytts.LocalMaryInterface;
import marytts.exceptions.MaryConfigurationException;
import marytts.exceptions.SynthesisException;
import marytts.util.data.audio.MaryAudioUtils;

/**
 * MaryTTS with its statistical voice "cmu-slt": a woman's voice, smooth, 100 to 300 ms of work per
 * sentence. One sentence at a time, others wait, since the library is not thread-safe.
 */
public final class MarySynthesizer implements Synthesizer {

  private static final String VOICE = "cmu-slt-hsmm";

  /** Spoken once at the start: the first sentence takes ten times as long as the later ones. */
  private static final String WARM_UP = "One moment, please.";

  private static final int SAMPLE_RATE_HZ = 24_000;

  /** Words that the voice's lexicon gets wrong, respelled until its phonemes are right. */
  private static final Map<Pattern, String> RESPELLED =
      Map.of(
          Pattern.compile("\\b[Ww]hat['’]s\\b"), "wuts",
          Pattern.compile("\\b([Hh])aven['’]t\\b"), "$1ave not");

  private final LocalMaryInterface mary;
  private final ReentrantLock oneAtATime = new ReentrantLock();

  private MarySynthesizer(LocalMaryInterface mary) {
    this.mary = mary;
  }

  /**
   * Takes some seconds and about 60 MB.
   *
   * @throws IOException if the library does not start or has no such voice
   */
  public static MarySynthesizer load() throws IOException {
    try {
      LibraryLogs.silence();
      var mary = new LocalMaryInterface();
      mary.setVoice(VOICE);
      var synthesizer = new MarySynthesizer(mary);
      var unused = synthesizer.synthesize(WARM_UP);
      return synthesizer;
    } catch (MaryConfigurationException | IllegalArgumentException e) {
      throw new IOException("MaryTTS did not start", e);
    }
  }

  @Override
  public short[] synthesize(String sentence) {
    var spoken = respelled(SpokenText.of(sentence));
    if (spoken.isEmpty()) {
      return new short[0];
    }
    oneAtATime.lock();
    try {
      var sound = mary.generateAudio(spoken);
      int rateHz = (int) sound.getFormat().getSampleRate();
      var samples = samples(MaryAudioUtils.getSamplesAsDoubleArray(sound));
      return Pcm.levelled(
          Pcm.trimmed(Resampler.between(rateHz, SAMPLE_RATE_HZ).resample(samples), SAMPLE_RATE_HZ),
          SAMPLE_RATE_HZ);
    } catch (SynthesisException e) {
      throw new IllegalStateException("Expected MaryTTS to speak a sentence, but it failed", e);
    } finally {
      oneAtATime.unlock();
    }
  }

  private static String respelled(String text) {
    var respelled = text;
    for (var word : RESPELLED.entrySet()) {
      respelled = word.getKey().matcher(respelled).replaceAll(word.getValue());
    }
    return respelled;
  }

  /**
   * The stream breaks off when it is read in the usual way; the library's own reader is complete.
   */
  private static short[] samples(double[] parts) {
    var samples = new short[parts.length];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = Pcm.clamp(parts[i] * Short.MAX_VALUE);
    }
    return samples;
  }
}
