package org.voiceteller.streams.sound;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** The ITU's own vectors, bit for bit. */
class G722Test {

  private static short[] vector(String name) {
    return Pcm.samples(Sounds.resource("itu_g722/" + name));
  }

  private static byte[] codes() {
    short[] words = vector("codspw.cod");
    byte[] codes = new byte[words.length];
    for (int i = 0; i < words.length; i++) {
      codes[i] = (byte) words[i];
    }
    return codes;
  }

  @Test
  void encodesAsTheItuDoes() {
    assertThat(new G722.Encoder().encode(vector("inpsp.bin"))).isEqualTo(codes());
  }

  @Test
  void decodesAsTheItuDoes() {
    assertThat(new G722.Decoder().decode(codes())).isEqualTo(vector("outsp1.bin"));
  }

  @Test
  void encodesTheSameInPiecesOfAnyLength() {
    short[] input = Arrays.copyOf(vector("inpsp.bin"), 1_000);
    var encoder = new G722.Encoder();
    byte[] whole = new G722.Encoder().encode(input);

    byte[] pieces = new byte[whole.length];
    int filled = 0;
    for (int at = 0; at < input.length; at += 7) {
      byte[] piece = encoder.encode(Arrays.copyOfRange(input, at, Math.min(at + 7, input.length)));
      System.arraycopy(piece, 0, pieces, filled, piece.length);
      filled += piece.length;
    }

    assertThat(pieces).isEqualTo(whole);
  }
}
