package org.voiceteller.localsonic.speech;

/**
 * Changes the sampling rate of a whole recording by a rational factor: a polyphase low-pass with a
 * Kaiser window. What lies above the lower of the two rates' Nyquist frequencies is suppressed by
 * 80 dB and does not fold back.
 *
 * <p>Meant for sentences and utterances that are complete; it keeps no state between calls and is
 * thread-safe. The window after Kaiser and Schafer, IEEE Trans. ASSP-28 (1980).
 */
final class Resampler {

  /** Zero crossings of the sinc on each side: the steepness of the edge. */
  private static final int ZERO_CROSSINGS = 32;

  private static final double STOP_BAND_DB = 85;
  private static final double KAISER_BETA = 0.1102 * (STOP_BAND_DB - 8.7);

  private final int up;
  private final int down;
  private final int reach;
  private final float[][] phases;

  private Resampler(int up, int down) {
    this.up = up;
    this.down = down;
    double widest = Math.max(1.0, (double) down / up);
    this.reach = (int) Math.ceil(ZERO_CROSSINGS * widest);
    this.phases = new float[up][];
    double transition = (STOP_BAND_DB - 7.95) / (2.285 * 2 * Math.PI * ZERO_CROSSINGS);
    double cutoff = (1 - transition / 2) / widest;
    for (int phase = 0; phase < up; phase++) {
      phases[phase] = phase(phase, cutoff);
    }
  }

  static Resampler between(int fromHz, int toHz) {
    if (fromHz <= 0 || toHz <= 0) {
      throw new IllegalArgumentException(
          "Expected two positive rates, but found %d and %d Hz".formatted(fromHz, toHz));
    }
    int divisor = greatestCommonDivisor(fromHz, toHz);
    return new Resampler(toHz / divisor, fromHz / divisor);
  }

  /** The whole recording at the new rate; as long in time as before, rounded up to a sample. */
  short[] resample(short[] samples) {
    if (up == down) {
      return samples.clone();
    }
    int length = Math.toIntExact(((long) samples.length * up + down - 1) / down);
    var resampled = new short[length];
    for (int n = 0; n < length; n++) {
      long position = (long) n * down;
      int centre = (int) (position / up);
      var taps = phases[(int) (position % up)];
      int first = Math.max(0, centre - reach + 1);
      int last = Math.min(samples.length - 1, centre + reach);
      double sum = 0;
      for (int i = first; i <= last; i++) {
        sum += samples[i] * taps[i - centre + reach - 1];
      }
      resampled[n] = Pcm.clamp(sum);
    }
    return resampled;
  }

  /** The taps for a point between two samples, scaled so that a constant stays what it is. */
  private float[] phase(int phase, double cutoff) {
    double offset = (double) phase / up;
    var exact = new double[2 * reach];
    double sum = 0;
    for (int i = 0; i < exact.length; i++) {
      double distance = i - reach + 1 - offset;
      exact[i] = sinc(cutoff * distance) * kaiser(distance / reach);
      sum += exact[i];
    }
    var taps = new float[exact.length];
    for (int i = 0; i < taps.length; i++) {
      taps[i] = (float) (exact[i] / sum);
    }
    return taps;
  }

  private static double sinc(double x) {
    return Math.abs(x) < 1e-9 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
  }

  private static double kaiser(double x) {
    return Math.abs(x) >= 1 ? 0 : bessel(KAISER_BETA * Math.sqrt(1 - x * x)) / bessel(KAISER_BETA);
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
