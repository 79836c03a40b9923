package org.voiceteller.streams.recording;

import org.apache.pekko.util.ByteString;

/**
 * Sound of 24 kHz at 16 kHz, piece by piece: two samples for every three, through a windowed sinc
 * of 24 taps for each that leaves out what is above 7.2 kHz. Comes 0.5 ms late. Not thread-safe.
 */
final class To16Khz {

  private static final int UP = 2;
  private static final int DOWN = 3;
  private static final int TAPS = 48;

  /** Of the 48 kHz in between. */
  private static final double CUT_OFF = 7_200.0 / 48_000;

  private static final float[] FILTER = filter();

  /** The input's last samples, as many as a sample of the output looks back at. */
  private final float[] past = new float[TAPS / UP];

  /** The place of the next output sample, in 48ths of a millisecond from the next input sample. */
  private int place;

  private static float[] filter() {
    float[] filter = new float[TAPS];
    for (int i = 0; i < TAPS; i++) {
      double x = i - (TAPS - 1) / 2.0;
      double sinc = Math.sin(2 * Math.PI * CUT_OFF * x) / (Math.PI * x);
      double window = 0.54 - 0.46 * Math.cos(2 * Math.PI * i / (TAPS - 1));
      filter[i] = (float) (UP * sinc * window);
    }
    return filter;
  }

  /**
   * @param pcm s16le, mono, 24 kHz
   * @return the next samples at 16 kHz
   */
  short[] next(ByteString pcm) {
    byte[] bytes = pcm.toArrayUnsafe();
    int length = bytes.length / 2;
    float[] all = new float[past.length + length];
    System.arraycopy(past, 0, all, 0, past.length);
    for (int i = 0; i < length; i++) {
      all[past.length + i] = (short) ((bytes[2 * i] & 0xff) | bytes[2 * i + 1] << 8);
    }
    int count = Math.max(0, (length * UP - place + DOWN - 1) / DOWN);
    short[] out = new short[count];
    for (int i = 0; i < count; i++, place += DOWN) {
      int newest = past.length + place / UP;
      float sum = 0;
      for (int tap = place % UP, at = newest; tap < TAPS; tap += UP, at--) {
        sum += FILTER[tap] * all[at];
      }
      out[i] = (short) Math.max(Short.MIN_VALUE, Math.min(Short.MAX_VALUE, Math.round(sum)));
    }
    place -= length * UP;
    System.arraycopy(all, length, past, 0, past.length);
    return out;
  }
}
