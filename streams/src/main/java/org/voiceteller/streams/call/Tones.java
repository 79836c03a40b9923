package org.voiceteller.streams.call;

import java.util.ArrayList;
import java.util.List;

/**
 * The tones in between the words of one turn: how much of its sound is words, and the other way
 * round. In milliseconds. Not thread-safe.
 */
final class Tones {

  private final List<Tone> tones = new ArrayList<>();

  /**
   * A tone in the turn's sound.
   *
   * @param atMs of that sound, the tones before it included
   */
  private record Tone(long atMs, long ms) {}

  void add(long atMs, long ms) {
    tones.add(new Tone(atMs, ms));
  }

  /** How much of the words is heard when so much of the sound is played. */
  long wordsMs(long playedMs) {
    return playedMs
        - tones.stream().mapToLong(tone -> Math.clamp(playedMs - tone.atMs, 0, tone.ms)).sum();
  }

  /** How much of the sound is played when so much of the words is heard. */
  long soundMs(long wordsMs) {
    long soundMs = wordsMs;
    for (Tone tone : tones) {
      soundMs += tone.atMs < soundMs ? tone.ms : 0;
    }
    return soundMs;
  }
}
