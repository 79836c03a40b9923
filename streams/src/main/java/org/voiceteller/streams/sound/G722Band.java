package org.voiceteller.streams.sound;

/**
 * One of G.722's two bands: its adaptive predictor and quantizer scale (ITU-T G.722 §3.5, §3.6 and
 * §6.2, with the names of its blocks). Encoder and decoder run the same one, which keeps them
 * together.
 */
final class G722Band {

  private static final int ZEROS = 6;

  /** 2^(k/32) in units of 1/2,048. */
  private static final int[] ANTILOG = {
    2048, 2093, 2139, 2186, 2233, 2282, 2332, 2383, 2435, 2489, 2543, 2599, 2656, 2714, 2774, 2834,
    2896, 2960, 3025, 3091, 3158, 3228, 3298, 3371, 3444, 3520, 3597, 3676, 3756, 3838, 3922, 4008
  };

  private final int mostLog;
  private final int logShift;

  /** The logarithm of the quantizer's step, and the step. */
  private int log;

  private int step;

  /** The prediction, and the part of it that the zeros make. */
  private int predicted;

  private int predictedByZeros;

  private int pole1;
  private int pole2;
  private int reconstructed1;
  private int reconstructed2;
  private int partly1;
  private int partly2;
  private final int[] zeros = new int[ZEROS];
  private final int[] differences = new int[ZEROS];

  private G722Band(int step, int mostLog, int logShift) {
    this.step = step;
    this.mostLog = mostLog;
    this.logShift = logShift;
  }

  static G722Band low() {
    return new G722Band(32, 18_432, 8);
  }

  static G722Band high() {
    return new G722Band(8, 22_528, 10);
  }

  int predicted() {
    return predicted;
  }

  int step() {
    return step;
  }

  /**
   * The quantizer's step follows what was sent: LOGSCL and SCALEL, LOGSCH and SCALEH.
   *
   * @param weight of the code that was sent
   */
  void scale(int weight) {
    log = Math.clamp((log * 127 >> 7) + weight, 0, mostLog);
    int shift = logShift - (log >> 11);
    int antilog = ANTILOG[log >> 6 & 31];
    step = (shift < 0 ? antilog << -shift : antilog >> shift) << 2;
  }

  /**
   * The predictor follows what was sent.
   *
   * @param difference between what was predicted and what is
   */
  void follow(int difference) {
    int reconstructed = Pcm.clamp(predicted + difference);
    int partly = Pcm.clamp(predictedByZeros + difference);
    adaptPoles(partly);
    adaptZeros(difference);
    partly2 = partly1;
    partly1 = partly;
    reconstructed2 = reconstructed1;
    reconstructed1 = reconstructed;
    System.arraycopy(differences, 0, differences, 1, ZEROS - 1);
    differences[0] = difference;
    predict();
  }

  /** PARREC, UPPOL2, UPPOL1. */
  private void adaptPoles(int partly) {
    boolean isLike1 = (partly ^ partly1) >= 0;
    boolean isLike2 = (partly ^ partly2) >= 0;
    int four = Pcm.clamp(pole1 << 2);
    int second = Math.min(isLike1 ? -four : four, Short.MAX_VALUE);
    int next2 = (second >> 7) + (isLike2 ? 128 : -128) + (pole2 * 32_512 >> 15);
    pole2 = Math.clamp(next2, -12_288, 12_288);
    int next1 = Pcm.clamp((isLike1 ? 192 : -192) + (pole1 * 32_640 >> 15));
    int most = Pcm.clamp(15_360 - pole2);
    pole1 = Math.clamp(next1, -most, most);
  }

  /** UPZERO. */
  private void adaptZeros(int difference) {
    int push = difference == 0 ? 0 : 128;
    for (int i = 0; i < ZEROS; i++) {
      boolean isLike = (difference ^ differences[i]) >= 0;
      zeros[i] = Pcm.clamp((isLike ? push : -push) + (zeros[i] * 32_640 >> 15));
    }
  }

  /** FILTEP, FILTEZ, PREDIC. */
  private void predict() {
    int byPoles =
        (pole1 * Pcm.clamp(2 * reconstructed1) >> 15)
            + (pole2 * Pcm.clamp(2 * reconstructed2) >> 15);
    int byZeros = 0;
    for (int i = ZEROS - 1; i >= 0; i--) {
      byZeros = Pcm.clamp(byZeros + (zeros[i] * Pcm.clamp(2 * differences[i]) >> 15));
    }
    predictedByZeros = byZeros;
    predicted = Pcm.clamp(Pcm.clamp(byPoles) + byZeros);
  }
}
