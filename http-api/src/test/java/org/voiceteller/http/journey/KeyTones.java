package org.voiceteller.http.journey;

import org.voiceteller.streams.sound.DtmfDetector;

/** A keypad's tones as ITU-T Q.23 has them, in the sound of a telephone. */
final class KeyTones {

  private static final String KEYS = "123456789*0#";
  private static final double[] ROWS_HZ = {697, 770, 852, 941};
  private static final double[] COLUMNS_HZ = {1_209, 1_336, 1_477};
  private static final double PEAK = 5_000;

  private KeyTones() {}

  /** The keys whose tones are in this sound, PCM s16, mono. */
  static String in(short[] sound, int rateHz) {
    var keys = new StringBuilder();
    for (DtmfDetector.Sign sign : new DtmfDetector(rateHz).listen(sound)) {
      if (sign instanceof DtmfDetector.Sign.Began(var key, _)) {
        keys.append(key);
      }
    }
    return keys.toString();
  }

  /** One key's tone, PCM s16, mono. */
  static short[] of(char key, int rateHz, int ms) {
    int place = KEYS.indexOf(key);
    double row = 2 * Math.PI * ROWS_HZ[place / 3] / rateHz;
    double column = 2 * Math.PI * COLUMNS_HZ[place % 3] / rateHz;
    short[] tone = new short[rateHz / 1000 * ms];
    for (int i = 0; i < tone.length; i++) {
      tone[i] = (short) (PEAK * (Math.sin(row * i) + Math.sin(column * i)));
    }
    return tone;
  }
}
