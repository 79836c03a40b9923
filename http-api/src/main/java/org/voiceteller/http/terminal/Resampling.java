package org.voiceteller.http.terminal;

/**
 * Changes the sampling rate of a whole recording: a polyphase windowed-sinc filter (Blackman
 * window, 32 zero crossings on each side) whose pass band ends below the lower of both Nyquist
 * frequencies, so that nothing folds back into speech.
 */
final class Resampling {

  private static final int ZERO_CROSSINGS = 32;
  private static final double PASS_BAND = 0.95;

  private Resampling() {}

  /**
   * @param samples mono, -1 to 1
   * @return PCM s16, mono, at {@code toHz}, as long in time as the input
   */
  static short[] resample(float[] samples, int fromHz, int toHz) {
    int divisor = gcd(fromHz, toHz);
    int up = toHz / divisor;
    int down = fromHz / divisor;
    double cutoff = fromHz == toHz ? 1 : PASS_BAND * Math.min(1, (double) toHz / fromHz);
    float[][] phases = new float[up][];
    int half = (int) Math.ceil(ZERO_CROSSINGS / cutoff);
    short[] out = new short[Math.toIntExact((long) samples.length * up / down)];
    for (int n = 0; n < out.length; n++) {
      long position = (long) n * down;
      int centre = (int) (position / up);
      int phase = (int) (position % up);
      float[] taps = phases[phase];
      if (taps == null) {
        taps = taps((double) phase / up, half, cutoff);
        phases[phase] = taps;
      }
      out[n] = toPcm(convolve(samples, centre - half + 1, taps));
    }
    return out;
  }

  private static float convolve(float[] samples, int first, float[] taps) {
    float sum = 0;
    int from = Math.max(0, -first);
    int to = Math.min(taps.length, samples.length - first);
    for (int k = from; k < to; k++) {
      sum += samples[first + k] * taps[k];
    }
    return sum;
  }

  private static float[] taps(double fraction, int half, double cutoff) {
    float[] taps = new float[2 * half];
    double sum = 0;
    for (int k = 0; k < taps.length; k++) {
      double x = k - half + 1 - fraction;
      double window =
          0.42 + 0.5 * Math.cos(Math.PI * x / half) + 0.08 * Math.cos(2 * Math.PI * x / half);
      double tap = cutoff * sinc(cutoff * x) * window;
      taps[k] = (float) tap;
      sum += tap;
    }
    for (int k = 0; k < taps.length; k++) {
      taps[k] /= (float) sum;
    }
    return taps;
  }

  private static double sinc(double x) {
    return Math.abs(x) < 1e-9 ? 1 : Math.sin(Math.PI * x) / (Math.PI * x);
  }

  private static short toPcm(float sample) {
    return (short) Math.clamp(Math.round(sample * 32_767f), Short.MIN_VALUE, Short.MAX_VALUE);
  }

  private static int gcd(int a, int b) {
    return b == 0 ? a : gcd(b, a % b);
  }
}
