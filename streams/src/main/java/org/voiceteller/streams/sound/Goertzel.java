package org.voiceteller.streams.sound;

/**
 * How much of one frequency is in a stretch of sound, and how its phase has turned since the look
 * before (G. Goertzel, Amer. Math. Monthly 65, 1958).
 */
final class Goertzel {

  private final double frequencyHz;
  private final double hopSeconds;
  private final double cosine;
  private final double sine;

  /** A tone of just this frequency turns so far from look to look. */
  private final double turnCosine;

  private final double turnSine;
  private double real;
  private double imaginary;
  private double realBefore;
  private double imaginaryBefore;

  /**
   * @param hop samples from one look to the next
   */
  Goertzel(double frequencyHz, int sampleRateHz, int hop) {
    this.frequencyHz = frequencyHz;
    this.hopSeconds = (double) hop / sampleRateHz;
    double omega = 2 * Math.PI * frequencyHz / sampleRateHz;
    this.cosine = Math.cos(omega);
    this.sine = Math.sin(omega);
    this.turnCosine = Math.cos(omega * hop);
    this.turnSine = Math.sin(omega * hop);
  }

  void look(double[] windowed) {
    double last = 0;
    double beforeLast = 0;
    double coefficient = 2 * cosine;
    for (double sample : windowed) {
      double next = sample + coefficient * last - beforeLast;
      beforeLast = last;
      last = next;
    }
    realBefore = real;
    imaginaryBefore = imaginary;
    real = last - beforeLast * cosine;
    imaginary = beforeLast * sine;
  }

  double power() {
    return real * real + imaginary * imaginary;
  }

  /** The turn since the look before, less that of just this frequency; as long as it is loud. */
  double turnReal() {
    double x = real * realBefore + imaginary * imaginaryBefore;
    double y = imaginary * realBefore - real * imaginaryBefore;
    return x * turnCosine + y * turnSine;
  }

  double turnImaginary() {
    double x = real * realBefore + imaginary * imaginaryBefore;
    double y = imaginary * realBefore - real * imaginaryBefore;
    return y * turnCosine - x * turnSine;
  }

  /** How far from this frequency a tone is whose phase turns so, as a share of it. */
  double offPitch(double turnReal, double turnImaginary) {
    double offHz = Math.atan2(turnImaginary, turnReal) / (2 * Math.PI * hopSeconds);
    return Math.abs(offHz) / frequencyHz;
  }
}
