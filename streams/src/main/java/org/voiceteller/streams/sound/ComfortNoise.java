package org.voiceteller.streams.sound;

import java.util.Random;

/**
 * The faint noise of a line that is open though nobody sends sound (RFC 3389): as loud as the other
 * end says, with its spectrum if it tells one. Until then as faint as a good line.
 */
public final class ComfortNoise {

  /** In dB below the loudest that can be. */
  public static final int USUAL_LEVEL = 65;

  private static final int LOWEST_LEVEL = 127;

  /** As loud as this is no background. */
  private static final int LOUDEST_LEVEL = 30;

  private static final double FULL_SCALE = 32_768;
  private static final int MOST_COEFFICIENTS = 12;
  private static final double[] WHITE = {};

  private final Random random;

  /** The reflection coefficients of an all-pole filter, and its memory. */
  private double[] reflections = WHITE;

  private double[] backward = {0};
  private double amplitude;

  /**
   * @param seed two generators with the same one sound the same
   */
  public ComfortNoise(long seed) {
    random = new Random(seed);
    level(USUAL_LEVEL);
  }

  /**
   * @param payload of a comfort noise packet: its level, and its spectrum or nothing. An empty one
   *     changes nothing
   */
  public void follow(byte[] payload) {
    if (payload.length == 0) {
      return;
    }
    int coefficients = Math.min(payload.length - 1, MOST_COEFFICIENTS);
    reflections = new double[coefficients];
    backward = new double[coefficients + 1];
    for (int i = 0; i < coefficients; i++) {
      int quantized = Math.min(payload[i + 1] & 0xff, 254);
      reflections[i] = 258.0 * (quantized - 127) / FULL_SCALE;
    }
    level(payload[0] & 0x7f);
  }

  /**
   * @param minusDbov 0 to 127 dB below the loudest that can be; louder than 30 is taken for 30
   */
  public void level(int minusDbov) {
    int level = Math.clamp(minusDbov, LOUDEST_LEVEL, LOWEST_LEVEL);
    double rms = FULL_SCALE * Math.pow(10, -level / 20.0);
    double filterLoss = 1;
    for (double reflection : reflections) {
      filterLoss *= 1 - reflection * reflection;
    }
    amplitude = rms * Math.sqrt(3 * filterLoss);
  }

  public short[] next(int samples) {
    short[] noise = new short[samples];
    for (int i = 0; i < samples; i++) {
      double forward = (2 * random.nextDouble() - 1) * amplitude;
      for (int stage = reflections.length - 1; stage >= 0; stage--) {
        forward -= reflections[stage] * backward[stage];
        backward[stage + 1] = backward[stage] + reflections[stage] * forward;
      }
      backward[0] = forward;
      noise[i] = Pcm.clamp(forward);
    }
    return noise;
  }

  /** In dB below the loudest that can be, 0 to 127. */
  public static int levelOf(double rms) {
    return (int) Math.clamp(Math.round(-20 * Math.log10(Math.max(rms, 1e-3) / FULL_SCALE)), 0, 127);
  }

  /** The payload that tells the level of this sound, without its spectrum. */
  public static byte[] payloadOf(short[] pcm) {
    double energy = 0;
    for (short sample : pcm) {
      energy += sample * sample;
    }
    return new byte[] {(byte) levelOf(Math.sqrt(energy / Math.max(1, pcm.length)))};
  }
}
