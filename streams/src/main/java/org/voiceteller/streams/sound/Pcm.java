package org.voiceteller.streams.sound;

/** Samples and their bytes on our wires: s16le, mono. */
public final class Pcm {

  private Pcm() {}

  /** A byte that is left over is dropped. */
  public static short[] samples(byte[] s16le) {
    short[] samples = new short[s16le.length / 2];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (short) ((s16le[2 * i] & 0xff) | s16le[2 * i + 1] << 8);
    }
    return samples;
  }

  public static byte[] bytes(short[] samples) {
    byte[] bytes = new byte[2 * samples.length];
    for (int i = 0; i < samples.length; i++) {
      bytes[2 * i] = (byte) samples[i];
      bytes[2 * i + 1] = (byte) (samples[i] >> 8);
    }
    return bytes;
  }

  static short clamp(double sample) {
    return (short) Math.clamp(Math.round(sample), Short.MIN_VALUE, Short.MAX_VALUE);
  }

  static short clamp(int sample) {
    return (short) Math.clamp(sample, Short.MIN_VALUE, Short.MAX_VALUE);
  }
}
