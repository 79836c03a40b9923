package org.voiceteller.streams.sound;

/** A keypad's tones as ITU-T Q.23 has them, and as lines bend them. */
final class DtmfGenerator {

  private static final String KEYS = "123A456B789C*0#D";
  private static final double[] ROWS_HZ = {697, 770, 852, 941};
  private static final double[] COLUMNS_HZ = {1_209, 1_336, 1_477, 1_633};

  /** The peak of a sine at 0 dBm0. */
  private static final double ZERO_DBM0 = 32_768 * Math.pow(10, -3.17 / 20);

  private DtmfGenerator() {}

  /**
   * @param rowDbm0 the lower tone's level
   * @param twistDb how much louder the upper tone is
   * @param off both pitches' deviation, as a share
   */
  static short[] tone(
      char key, int rateHz, double milliseconds, double rowDbm0, double twistDb, double off) {
    int at = KEYS.indexOf(key);
    double row = ROWS_HZ[at / 4] * (1 + off);
    double column = COLUMNS_HZ[at % 4] * (1 + off);
    double rowPeak = ZERO_DBM0 * Math.pow(10, rowDbm0 / 20);
    double columnPeak = rowPeak * Math.pow(10, twistDb / 20);
    short[] tone = new short[(int) Math.round(rateHz * milliseconds / 1000)];
    for (int i = 0; i < tone.length; i++) {
      double t = 2 * Math.PI * i / rateHz;
      tone[i] = Pcm.clamp(rowPeak * Math.sin(row * t) + columnPeak * Math.sin(column * t));
    }
    return tone;
  }

  static short[] tone(char key, int rateHz, double milliseconds) {
    return tone(key, rateHz, milliseconds, -10, 2, 0);
  }

  /** Keys of 70 ms with pauses of 50. */
  static short[] keys(String keys, int rateHz) {
    return keys(keys, rateHz, 70);
  }

  static short[] keys(String keys, int rateHz, int milliseconds) {
    short[][] parts = new short[2 * keys.length()][];
    for (int i = 0; i < keys.length(); i++) {
      parts[2 * i] = tone(keys.charAt(i), rateHz, milliseconds);
      parts[2 * i + 1] = new short[rateHz * 50 / 1000];
    }
    return Sounds.joined(parts);
  }
}
