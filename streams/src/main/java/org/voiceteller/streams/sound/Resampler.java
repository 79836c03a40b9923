package org.voiceteller.streams.sound;

import java.util.Arrays;

/**
 * Changes the sampling rate of a stream of sound, piece by piece: one polyphase low-pass with a
 * Kaiser window and linear phase. Sound up to seven eighths of the lower rate's band passes as it
 * is; from that band's end on all is 85 dB down, so that nothing folds back into speech.
 *
 * <p>The window after Kaiser and Schafer, IEEE Trans. ASSP-28 (1980).
 */
public final class Resampler {

  private static final double STOP_BAND_DB = 90;
  private static final double KAISER_BETA = 0.1102 * (STOP_BAND_DB - 8.7);

  /** Of the lower rate's Nyquist frequency: 3.5 kHz of a telephone's 4. */
  private static final double PASS_BAND = 0.875;

  private final int up;
  private final int down;
  private final int toHz;
  private final int delay;

  /** The taps of each phase, for the oldest sample first. */
  private final float[][] phases;

  /** The last samples of the input, as many as an output sample looks back at. */
  private final float[] past;

  /** Where the next output sample lies: after so many of the next input samples, and this phase. */
  private int next;

  private int phase;

  private Resampler(int fromHz, int toHz) {
    int divisor = greatestCommonDivisor(fromHz, toHz);
    this.up = toHz / divisor;
    this.down = fromHz / divisor;
    this.toHz = toHz;
    double between = (double) fromHz * up;
    double nyquist = Math.min(fromHz, toHz) / 2.0;
    double transition = 2 * Math.PI * nyquist * (1 - PASS_BAND) / between;
    double length = (STOP_BAND_DB - 7.95) / (2.285 * transition);
    this.delay = (int) Math.ceil(length / 2 / down);
    this.phases = phases(2 * delay * down + 1, nyquist * (1 + PASS_BAND) / 2 / between);
    this.past = new float[phases[0].length - 1];
  }

  /** Between any two rates; those of telephones and ours are cheap. */
  public static Resampler between(int fromHz, int toHz) {
    if (fromHz <= 0 || toHz <= 0) {
      throw new IllegalArgumentException(
          "Expected two positive rates, but found %d and %d Hz".formatted(fromHz, toHz));
    }
    return new Resampler(fromHz, toHz);
  }

  /** A whole recording at another rate: as long in time as before and no later. */
  public static short[] whole(short[] pcm, int fromHz, int toHz) {
    if (fromHz == toHz) {
      return pcm.clone();
    }
    var resampler = between(fromHz, toHz);
    int length = Math.toIntExact((long) pcm.length * resampler.up / resampler.down);
    int tail = Math.ceilDiv((resampler.delay + 1) * resampler.down, resampler.up);
    short[] late = resampler.resample(Arrays.copyOf(pcm, pcm.length + tail));
    return Arrays.copyOfRange(late, resampler.delay, resampler.delay + length);
  }

  private float[][] phases(int length, double cutoff) {
    int taps = Math.ceilDiv(length, up);
    float[][] filter = new float[up][taps];
    double middle = (length - 1) / 2.0;
    for (int i = 0; i < length; i++) {
      double x = i - middle;
      double tap = up * 2 * cutoff * sinc(2 * cutoff * x) * kaiser(x / (middle + 1));
      filter[i % up][taps - 1 - i / up] = (float) tap;
    }
    return filter;
  }

  /** The next samples at the new rate; over all pieces none is lost and none is made up. */
  public short[] resample(short[] pcm) {
    float[] all = new float[past.length + pcm.length];
    System.arraycopy(past, 0, all, 0, past.length);
    for (int i = 0; i < pcm.length; i++) {
      all[past.length + i] = pcm[i];
    }
    long steps = (long) (pcm.length - next) * up - phase;
    short[] out = new short[(int) Math.max(0, Math.ceilDiv(steps, down))];
    for (int i = 0; i < out.length; i++) {
      float[] taps = phases[phase];
      float sum = 0;
      for (int tap = 0; tap < taps.length; tap++) {
        sum += taps[tap] * all[next + tap];
      }
      out[i] = (short) Math.clamp(Math.round(sum), Short.MIN_VALUE, Short.MAX_VALUE);
      phase += down;
      next += phase / up;
      phase %= up;
    }
    next -= pcm.length;
    System.arraycopy(all, pcm.length, past, 0, past.length);
    return out;
  }

  /** How much later sound comes out than it went in: a whole number of output samples. */
  public double delayMs() {
    return 1_000.0 * delay / toHz;
  }

  private static double sinc(double x) {
    return Math.abs(x) < 1e-9 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
  }

  private static double kaiser(double x) {
    return bessel(KAISER_BETA * Math.sqrt(Math.max(0, 1 - x * x))) / bessel(KAISER_BETA);
  }

  /** The modified Bessel function of the first kind and order zero, by its power series. */
  private static double bessel(double x) {
    double term = 1;
    double sum = 1;
    for (int k = 1; term > sum * 1e-12; k++) {
      term *= (x / (2 * k)) * (x / (2 * k));
      sum += term;
    }
    return sum;
  }

  private static int greatestCommonDivisor(int a, int b) {
    return b == 0 ? a : greatestCommonDivisor(b, a % b);
  }
}
