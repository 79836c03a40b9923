package org.voiceteller.streams.sound;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ComfortNoiseTest {

  @ParameterizedTest
  @ValueSource(ints = {30, 45, 60, 75})
  void isAsLoudAsTheOtherEndSays(int level) {
    var noise = new ComfortNoise(1);
    noise.follow(new byte[] {(byte) level});

    assertThat(ComfortNoise.payloadOf(noise.next(16_000))).containsExactly(level);
  }

  /** With a spectrum its level is the same, and neighbouring samples are alike. */
  @Test
  void hasTheSpectrumThatTheOtherEndTells() {
    var white = new ComfortNoise(1);
    var dull = new ComfortNoise(1);
    white.level(40);
    dull.follow(new byte[] {40, (byte) 20, (byte) 140});

    assertThat(ComfortNoise.payloadOf(dull.next(16_000))).containsExactly(40);
    assertThat(likeness(dull.next(16_000))).isGreaterThan(0.7);
    assertThat(Math.abs(likeness(white.next(16_000)))).isLessThan(0.05);
  }

  private static double likeness(short[] sound) {
    double product = 0;
    for (int i = 1; i < sound.length; i++) {
      product += (double) sound[i] * sound[i - 1];
    }
    return product / (sound.length * Math.pow(Sounds.rms(sound), 2));
  }

  @Test
  void isNeverLoudWhateverItIsTold() {
    var noise = new ComfortNoise(1);
    byte[] worst = new byte[40];
    Arrays.fill(worst, (byte) 0xff);
    worst[0] = 0;

    noise.follow(worst);
    assertThat(Sounds.rms(noise.next(16_000))).isLessThan(4_000);
    noise.follow(new byte[] {127});
    noise.follow(new byte[0]);
    assertThat(noise.next(100)).containsOnly((short) 0);
  }
}
