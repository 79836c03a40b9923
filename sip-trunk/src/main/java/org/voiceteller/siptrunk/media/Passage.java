package org.voiceteller.siptrunk.media;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.voiceteller.streams.sound.Resampler;

/**
 * What is heard on one leg of a bridged call, on its way out over the other, 20 ms at a time. At
 * most 100 ms wait; what is more is dropped, oldest first: two people who speak with each other
 * want no delay. On the loop that carries both legs.
 */
final class Passage {

  private static final int MOST_FRAMES = 5;

  private final Resampler resampler = Resampler.between(16_000, 24_000);
  private final Deque<short[]> waiting = new ArrayDeque<>();

  /**
   * @param pcm 320 samples at 16 kHz
   */
  void put(short[] pcm) {
    waiting.add(resampler.resample(pcm));
    if (waiting.size() > MOST_FRAMES) {
      waiting.remove();
    }
  }

  /** 480 samples at 24 kHz; null when none have come. */
  short @Nullable [] next() {
    return waiting.poll();
  }
}
