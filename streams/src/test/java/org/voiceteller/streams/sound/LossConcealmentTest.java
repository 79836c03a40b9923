package org.voiceteller.streams.sound;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LossConcealmentTest {

  /** A vowel: a pulse train of 125 Hz with overtones. */
  private static short[] vowel(int rateHz, int samples) {
    short[] vowel = new short[samples];
    for (int i = 0; i < samples; i++) {
      double phase = 2 * Math.PI * 125 * i / rateHz;
      double sum = 0;
      for (int overtone = 1; overtone <= 12; overtone++) {
        sum += Math.cos(overtone * phase) / overtone;
      }
      vowel[i] = Pcm.clamp(4_000 * sum);
    }
    return vowel;
  }

  @ParameterizedTest
  @ValueSource(ints = {8_000, 16_000})
  void goesOnWithTheVoiceAndComesBackWithoutAStep(int rateHz) {
    int frame = rateHz / 50;
    short[] vowel = vowel(rateHz, 12 * frame);
    var concealment = new LossConcealment(rateHz);
    concealment.heard(Arrays.copyOf(vowel, 8 * frame));

    short[] madeUp = concealment.conceal(frame);
    short[] after = concealment.heard(Arrays.copyOfRange(vowel, 9 * frame, 10 * frame));

    short[] lost = Arrays.copyOfRange(vowel, 8 * frame, 9 * frame);
    double wrong = 0;
    for (int i = 0; i < frame / 2; i++) {
      wrong += Math.pow(madeUp[i] - lost[i], 2);
    }
    assertThat(Math.sqrt(wrong / (frame / 2.0))).isLessThan(0.25 * Sounds.rms(lost));
    int steepest = steepest(vowel);
    assertThat(steepest(Sounds.joined(madeUp, after))).isLessThan(steepest * 3 / 2);
    assertThat(Arrays.copyOfRange(after, frame / 2, frame))
        .isEqualTo(Arrays.copyOfRange(vowel, 9 * frame + frame / 2, 10 * frame));
  }

  private static int steepest(short[] sound) {
    int steepest = 0;
    for (int i = 1; i < sound.length; i++) {
      steepest = Math.max(steepest, Math.abs(sound[i] - sound[i - 1]));
    }
    return steepest;
  }

  @ParameterizedTest
  @ValueSource(ints = {8_000, 16_000})
  void fadesToSilenceInSixtyMilliseconds(int rateHz) {
    int frame = rateHz / 50;
    var concealment = new LossConcealment(rateHz);
    concealment.heard(vowel(rateHz, 10 * frame));

    double first = Sounds.rms(concealment.conceal(frame));
    double second = Sounds.rms(concealment.conceal(frame));
    double third = Sounds.rms(concealment.conceal(frame));

    assertThat(first).isGreaterThan(second);
    assertThat(second).isGreaterThan(third);
    assertThat(third).isPositive();
    assertThat(concealment.conceal(frame)).containsOnly((short) 0);
  }

  @ParameterizedTest
  @ValueSource(ints = {8_000, 16_000})
  void leavesWhatCameAsItIsAndMakesNothingOfNothing(int rateHz) {
    short[] sound = Sounds.noise(rateHz / 50, 2_000, 1);

    assertThat(new LossConcealment(rateHz).heard(sound)).isEqualTo(sound);
    assertThat(new LossConcealment(rateHz).conceal(rateHz)).containsOnly((short) 0);
  }
}
