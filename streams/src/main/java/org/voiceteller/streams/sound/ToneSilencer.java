package org.voiceteller.streams.sound;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/**
 * Hears a keypad's tones in a caller's sound, and takes them out of it: while a secret is keyed
 * with their very beginnings, for which the sound then comes a little later; else from where they
 * are noticed.
 */
public final class ToneSilencer {

  /** How much later sound comes while tones are taken out whole. */
  public static final int HELD_BACK_MS = 60;

  private static final long NOT_YET = Long.MAX_VALUE;

  /**
   * @param pcm what may be heard; not as long as what came where it begins or ends to be held back
   * @param keys pressed since the piece before: 0 to 9, *, #, A to D
   */
  public record Silenced(short[] pcm, String keys) {

    /** Keys may be a secret's. */
    @Override
    public String toString() {
      return "Silenced[%d samples, %d keys]".formatted(pcm.length, keys.length());
    }
  }

  /** Places in samples from the first that came. */
  private record Tone(long from, long to) {}

  private final int heldBack;
  private final DtmfDetector detector;
  private final Deque<Tone> tones = new ArrayDeque<>();
  private boolean isCollecting;
  private short[] held = {};

  /** Of the first sample that is held. */
  private long place;

  /**
   * @param sampleRateHz 8,000 or 16,000
   */
  public ToneSilencer(int sampleRateHz) {
    heldBack = sampleRateHz * HELD_BACK_MS / 1000;
    detector = new DtmfDetector(sampleRateHz);
  }

  /**
   * Whether keys are waited for that nobody else may hear. While it is so, sound is held back for
   * {@link #HELD_BACK_MS}; over all pieces no sample is lost or made up.
   */
  public void collect(boolean collecting) {
    isCollecting = collecting;
  }

  public Silenced next(short[] pcm) {
    short[] all = Arrays.copyOf(held, held.length + pcm.length);
    System.arraycopy(pcm, 0, all, held.length, pcm.length);
    var keys = new StringBuilder();
    for (DtmfDetector.Sign sign : detector.listen(pcm)) {
      switch (sign) {
        case DtmfDetector.Sign.Began(char key, long from) -> {
          keys.append(key);
          tones.addLast(new Tone(from, NOT_YET));
        }
        case DtmfDetector.Sign.Ended(_, long from, long to) -> {
          tones.removeLast();
          tones.addLast(new Tone(from, to));
        }
      }
    }
    int released = isCollecting ? Math.max(0, all.length - heldBack) : all.length;
    short[] heardOnly = Arrays.copyOf(all, released);
    for (Tone tone : tones) {
      int from = (int) Math.clamp(tone.from - place, 0, released);
      int to = (int) Math.clamp(tone.to - place, 0, released);
      Arrays.fill(heardOnly, from, to, (short) 0);
    }
    held = Arrays.copyOfRange(all, released, all.length);
    place += released;
    tones.removeIf(tone -> tone.to <= place);
    return new Silenced(heardOnly, keys.toString());
  }
}
