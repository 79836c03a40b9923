package org.voiceteller.localsonic.speech;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A synthesizer that remembers the sentences it spoke last, such as the greeting. Bounded by the
 * sound it holds; the sentence used longest ago goes first. Thread-safe: two callers of a new
 * sentence both synthesise it, and nobody waits for the other.
 */
public final class SentenceCache implements Synthesizer {

  private static final int SAMPLES_PER_MS = 24;

  private final Synthesizer synthesizer;
  private final long maxSamples;
  private final Map<String, short[]> sentences = new LinkedHashMap<>(16, 0.75f, true);
  private long samples;

  private SentenceCache(Synthesizer synthesizer, long maxSamples) {
    this.synthesizer = synthesizer;
    this.maxSamples = maxSamples;
  }

  /**
   * @param maxMs how much sound is held at most; a minute takes 2.9 MB
   */
  public static SentenceCache create(Synthesizer synthesizer, int maxMs) {
    return new SentenceCache(synthesizer, (long) maxMs * SAMPLES_PER_MS);
  }

  @Override
  public short[] synthesize(String sentence) {
    synchronized (sentences) {
      var known = sentences.get(sentence);
      if (known != null) {
        return known.clone();
      }
    }
    var sound = synthesizer.synthesize(sentence);
    if (sound.length <= maxSamples) {
      remember(sentence, sound.clone());
    }
    return sound;
  }

  private void remember(String sentence, short[] sound) {
    synchronized (sentences) {
      var before = sentences.put(sentence, sound);
      samples += sound.length - (before == null ? 0 : before.length);
      var oldest = sentences.entrySet().iterator();
      while (samples > maxSamples) {
        samples -= oldest.next().getValue().length;
        oldest.remove();
      }
    }
  }
}
