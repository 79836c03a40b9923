package org.voiceteller.streams.sound;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The ITU's own vectors: every sample there is, and every code. */
class G711Test {

  private static short[] vector(String name) {
    return Pcm.samples(Sounds.resource("itu_g711/" + name));
  }

  private static byte[] codes(String name) {
    short[] words = vector(name);
    byte[] codes = new byte[words.length];
    for (int i = 0; i < words.length; i++) {
      codes[i] = (byte) words[i];
    }
    return codes;
  }

  @ParameterizedTest
  @CsvSource({"MU_LAW,u", "A_LAW,a"})
  void encodesAndDecodesAsTheItuDoes(G711 law, String suffix) {
    short[] sweep = vector("sweep.src");
    byte[] codes = codes("sweep-r." + suffix);

    assertThat(law.encode(sweep)).isEqualTo(codes);
    assertThat(law.decode(codes)).isEqualTo(vector("sweep-r.re" + suffix));
    assertThat(law.decode(law.encode(sweep))).isEqualTo(vector("sweep-r." + suffix + "-" + suffix));
  }

  /** A step is a sixteenth of its segment's beginning, and never finer than the law's finest. */
  @Property(tries = 2_000)
  void comesBackWithinAStepOfItsSegment(@ForAll short sample, @ForAll G711 law) {
    int back = law.decode(law.encode(sample));

    int clipped = law == G711.MU_LAW ? Math.clamp(sample, -32_124, 32_124) : sample;
    int step = Math.max(16, Integer.highestOneBit(Math.abs(back) + 132) / 16);
    assertThat(Math.abs(back - clipped)).isLessThanOrEqualTo(step);
  }

  @Property(tries = 500)
  void saysTheSameCodeForWhatItDecoded(@ForAll byte code, @ForAll G711 law) {
    short sample = law.decode(code);

    assertThat(law.decode(law.encode(sample))).isEqualTo(sample);
  }
}
