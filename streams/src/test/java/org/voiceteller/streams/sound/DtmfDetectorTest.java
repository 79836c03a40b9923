package org.voiceteller.streams.sound;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The limits of ITU-T Q.24, each at every place of a tone between two looks. */
class DtmfDetectorTest {

  private static final String KEYS = "1234567890*#ABCD";
  private static final int PLACES = 8;

  private static List<DtmfDetector.Sign> signs(short[] sound, int rateHz) {
    var detector = new DtmfDetector(rateHz);
    var signs = new ArrayList<DtmfDetector.Sign>();
    int frame = rateHz / 50;
    for (int at = 0; at < sound.length; at += frame) {
      signs.addAll(
          detector.listen(Arrays.copyOfRange(sound, at, Math.min(sound.length, at + frame))));
    }
    return signs;
  }

  private static String keys(short[] sound, int rateHz) {
    var keys = new StringBuilder();
    for (var sign : signs(sound, rateHz)) {
      if (sign instanceof DtmfDetector.Sign.Began(char key, _)) {
        keys.append(key);
      }
    }
    return keys.toString();
  }

  /** All sixteen keys, each so, at eight places between two looks. */
  private static void assertHeard(
      boolean isHeard, int rateHz, double ms, double dbm0, double twistDb, double off, double snr) {
    for (int place = 0; place < PLACES; place++) {
      var parts = new ArrayList<short[]>();
      parts.add(new short[rateHz / 10 + place * rateHz / 200 / PLACES]);
      for (char key : KEYS.toCharArray()) {
        parts.add(DtmfGenerator.tone(key, rateHz, ms, dbm0, twistDb, off));
        parts.add(new short[rateHz * 40 / 1000]);
      }
      parts.add(new short[rateHz / 10]);
      short[] sound = Sounds.joined(parts.toArray(short[][]::new));
      double power = Math.pow(10, dbm0 / 10) * (1 + Math.pow(10, twistDb / 10)) / 2;
      double noise = 32_768 * Math.pow(10, -3.17 / 20) * Math.sqrt(power) / Math.pow(10, snr / 20);
      short[] noisy = Sounds.mixed(sound, Sounds.noise(sound.length, noise, place));
      assertThat(keys(noisy, rateHz)).as("place %d", place).isEqualTo(isHeard ? KEYS : "");
    }
  }

  @ParameterizedTest
  @CsvSource({
    // rate, ms, dBm0, twist, off, SNR
    "8000,40,-10,2,0,60",
    "16000,40,-10,2,0,60",
    "8000,40,-1,0,0,60",
    "8000,40,-29,0,0,40",
    "16000,40,-29,0,0,40",
    "8000,45,-14,4,0,40",
    "8000,45,-10,-8,0,40",
    "8000,40,-10,2,0.015,40",
    "8000,40,-10,2,-0.015,40",
    "16000,40,-10,2,0.015,40",
    "16000,40,-10,2,-0.015,40",
    "8000,50,-10,2,0,15",
    "16000,50,-10,2,0,15",
    "8000,50,-10,2,0.015,15",
    "8000,50,-10,2,-0.015,15"
  })
  void hearsEveryKeyWithinTheLimits(
      int rateHz, double ms, double dbm0, double twistDb, double off, double snr) {
    assertHeard(true, rateHz, ms, dbm0, twistDb, off, snr);
  }

  @ParameterizedTest
  @CsvSource({
    "8000,23,-10,2,0,60",
    "16000,23,-10,2,0,60",
    "8000,100,-55,0,0,60",
    "8000,100,-14,12,0,60",
    "8000,100,-4,-14,0,60",
    "8000,100,-10,2,0.035,40",
    "8000,100,-10,2,-0.035,40",
    "16000,100,-10,2,0.035,40",
    "16000,100,-10,2,-0.035,40",
    "8000,100,-10,2,0,0"
  })
  void hearsNoKeyBeyondThem(
      int rateHz, double ms, double dbm0, double twistDb, double off, double snr) {
    assertHeard(false, rateHz, ms, dbm0, twistDb, off, snr);
  }

  @Test
  void hearsAKeyTwiceThatIsPressedTwiceAndOnceThatIsHeldOrInterrupted() {
    short[] held = DtmfGenerator.tone('5', 8_000, 3_000);
    short[] interrupted = held.clone();
    Arrays.fill(interrupted, 8_000, 8_000 + 80, (short) 0);

    assertThat(keys(DtmfGenerator.keys("5555", 8_000), 8_000)).isEqualTo("5555");
    assertThat(keys(held, 8_000)).isEqualTo("5");
    assertThat(keys(interrupted, 8_000)).isEqualTo("5");
  }

  @ParameterizedTest
  @ValueSource(ints = {8_000, 16_000})
  void tellsWhereAToneBeginsAndEndsWithinTwelveMilliseconds(int rateHz) {
    int from = rateHz / 10 + 37;
    int length = rateHz * 60 / 1000;
    short[] sound =
        Sounds.joined(new short[from], DtmfGenerator.tone('7', rateHz, 60), new short[rateHz / 10]);

    var signs = signs(sound, rateHz);

    assertThat(signs).hasSize(2);
    var ended = (DtmfDetector.Sign.Ended) signs.get(1);
    assertThat(ended.key()).isEqualTo('7');
    assertThat(ended.from()).isBetween((long) from - rateHz * 12 / 1000, (long) from);
    assertThat(ended.to())
        .isBetween((long) from + length, (long) from + length + rateHz * 12 / 1000);
  }

  @Test
  void hearsKeysThroughG711AndOverALostPacketThatWasFilledIn() {
    short[] sound = DtmfGenerator.keys("0123456789", 8_000, 110);
    var concealment = new LossConcealment(8_000);
    var parts = new ArrayList<short[]>();
    for (int at = 0; at + 160 <= sound.length; at += 160) {
      short[] frame =
          G711.MU_LAW.decode(G711.MU_LAW.encode(Arrays.copyOfRange(sound, at, at + 160)));
      parts.add(at / 160 % 8 == 2 ? concealment.conceal(160) : concealment.heard(frame));
    }

    assertThat(keys(Sounds.joined(parts.toArray(short[][]::new)), 8_000)).isEqualTo("0123456789");
  }

  @ParameterizedTest
  @CsvSource({"speech/fsdd,8000", "speech/fsdd,16000", "speech/azure,8000", "speech/azure,16000"})
  void takesNobodysVoiceForAKey(String folder, int rateHz) {
    short[] speech = Sounds.recordings(folder, rateHz);

    assertThat(speech.length).isGreaterThan(10 * rateHz);
    assertThat(keys(speech, rateHz)).isEmpty();
    assertThat(keys(Sounds.scaled(speech, 4), rateHz)).isEmpty();
  }

  /** What a telephone plays besides: dial tone, ringing, busy, and single tones of a keypad. */
  @Test
  void takesNoOtherToneForAKey() {
    for (double[] pair :
        new double[][] {{350, 440}, {440, 480}, {480, 620}, {425, 0}, {697, 0}, {1_209, 0}}) {
      short[] tone =
          Sounds.mixed(
              Sounds.tone(pair[0], 8_000, 1_000, 8_000), Sounds.tone(pair[1], 8_000, 1_000, 8_000));
      assertThat(keys(tone, 8_000)).isEmpty();
    }
  }
}
