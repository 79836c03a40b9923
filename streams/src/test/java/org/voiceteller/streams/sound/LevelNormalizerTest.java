package org.voiceteller.streams.sound;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LevelNormalizerTest {

  private static final int RATE_HZ = 8_000;

  private static short[] through(LevelNormalizer normalizer, short[] sound) {
    var parts = new ArrayList<short[]>();
    for (int at = 0; at < sound.length; at += 160) {
      parts.add(
          normalizer.normalize(Arrays.copyOfRange(sound, at, Math.min(sound.length, at + 160))));
    }
    return Sounds.joined(parts.toArray(short[][]::new));
  }

  /** The level of what is speech: of the louder half of all blocks of 20 ms. */
  private static double speechDb(short[] sound) {
    var blocks = new ArrayList<Double>();
    for (int at = 0; at + 160 <= sound.length; at += 160) {
      blocks.add(Math.pow(Sounds.rms(sound, at, at + 160), 2));
    }
    blocks.sort(null);
    double mean =
        blocks.subList(blocks.size() / 2, blocks.size()).stream()
            .mapToDouble(each -> each)
            .average()
            .orElseThrow();
    return 10 * Math.log10(mean) - 20 * Math.log10(32_768);
  }

  @ParameterizedTest
  @ValueSource(doubles = {1, 3, 8, 20})
  void bringsFaintAndLoudVoicesToTheSameLevel(double gain) {
    short[] voice = Sounds.scaled(Sounds.wav("speech/azure/katiesteve_mono.wav", RATE_HZ), gain);

    short[] out = through(new LevelNormalizer(RATE_HZ), voice);

    short[] settled = Arrays.copyOfRange(out, RATE_HZ * 8, out.length);
    assertThat(speechDb(settled)).isBetween(-24.0, -15.0);
  }

  @Test
  void doesNotPumpUpNoise() {
    short[] noise = Sounds.noise(RATE_HZ * 20, 60, 1);

    short[] out = through(new LevelNormalizer(RATE_HZ), noise);

    assertThat(Sounds.rms(out, RATE_HZ * 15, RATE_HZ * 20) / Sounds.rms(noise)).isLessThan(1.3);
  }

  @Test
  void keepsItsGainThroughAPause() {
    short[] voice = Sounds.wav("speech/azure/katiesteve_mono.wav", RATE_HZ);
    var normalizer = new LevelNormalizer(RATE_HZ);
    short[] hiss = Sounds.noise(RATE_HZ * 10, 8, 1);
    through(normalizer, voice);

    short[] pause = through(normalizer, hiss);

    double first = Sounds.rms(pause, 0, RATE_HZ) / Sounds.rms(hiss, 0, RATE_HZ);
    double last =
        Sounds.rms(pause, RATE_HZ * 9, RATE_HZ * 10) / Sounds.rms(hiss, RATE_HZ * 9, RATE_HZ * 10);
    assertThat(first).isGreaterThan(2);
    assertThat(last / first).isBetween(0.9, 1.1);
  }

  @Property(tries = 50)
  void neverClips(@ForAll @IntRange(min = 1, max = 40) int gain, @ForAll long seed) {
    var normalizer = new LevelNormalizer(RATE_HZ);
    through(normalizer, Sounds.noise(RATE_HZ * 2, 300, seed));
    short[] loud = Sounds.noise(RATE_HZ, 500.0 * gain, seed);

    short[] out = through(normalizer, loud);

    for (short sample : out) {
      assertThat(Math.abs((int) sample)).isLessThanOrEqualTo(29_200);
    }
  }
}
