package org.voiceteller.streams.sound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class OpusTest {

  private static final int FRAME_16 = 320;

  private static List<byte[]> packets(short[] voice24) {
    var encoding = new OpusEncoding();
    encoding.expectLoss(20);
    var packets = new ArrayList<byte[]>();
    for (int at = 0; at + OpusEncoding.FRAME <= voice24.length; at += OpusEncoding.FRAME) {
      packets.add(encoding.encode(Arrays.copyOfRange(voice24, at, at + OpusEncoding.FRAME)));
    }
    return packets;
  }

  private static List<byte[]> spoken() {
    return packets(
        Arrays.copyOf(Sounds.wav("speech/azure/katiesteve_mono.wav", 24_000), 24_000 * 4));
  }

  @Test
  void carriesAVoiceWithinItsBitRate() {
    var packets = spoken();
    var decoding = new OpusDecoding();
    var parts = packets.stream().map(decoding::decode).toArray(short[][]::new);

    long bytes = packets.stream().mapToLong(packet -> packet.length).sum();
    assertThat(bytes * 8 / 4).isBetween(8_000L, 32_000L);
    assertThat(List.of(parts)).allSatisfy(part -> assertThat(part).hasSize(FRAME_16));
    double before = Sounds.rms(Sounds.wav("speech/azure/katiesteve_mono.wav", 16_000), 0, 64_000);
    assertThat(Sounds.rms(Sounds.joined(parts)) / before).isBetween(0.8, 1.2);
  }

  @Test
  void knowsAPacketsLengthWithoutDecodingIt() {
    assertThat(OpusDecoding.units(spoken().getFirst())).isEqualTo(960);
    assertThat(OpusDecoding.units(new byte[0])).isZero();
    // three frames of 60 ms: longer than Opus allows
    assertThat(OpusDecoding.units(new byte[] {(byte) (11 << 3 | 3), 3})).isZero();
  }

  /** The copy in the next packet is much more like what was lost than what is made up. */
  @Test
  void recoversALostPacketFromTheNext() {
    var packets = spoken();
    double copied = 0;
    double madeUp = 0;
    for (int lost = 20; lost < 120; lost += 12) {
      var whole = new OpusDecoding();
      var recovering = new OpusDecoding();
      var concealing = new OpusDecoding();
      for (byte[] packet : packets.subList(0, lost)) {
        whole.decode(packet);
        recovering.decode(packet);
        concealing.decode(packet);
      }
      short[] real = whole.decode(packets.get(lost));
      copied += difference(real, recovering.recover(packets.get(lost + 1), FRAME_16));
      madeUp += difference(real, concealing.conceal(FRAME_16));
    }

    assertThat(copied).isLessThan(madeUp * 0.7);
  }

  private static double difference(short[] one, short[] other) {
    double energy = 0;
    for (int i = 0; i < one.length; i++) {
      energy += Math.pow(one[i] - other[i], 2);
    }
    return energy;
  }

  @Test
  void concealsAsMuchAsIsAskedForAndFadesToSilence() {
    var decoding = new OpusDecoding();
    spoken().subList(0, 60).forEach(decoding::decode);

    assertThat(decoding.conceal(40)).hasSize(40);
    assertThat(decoding.conceal(FRAME_16)).hasSize(FRAME_16);
    short[] second = decoding.conceal(16_000);
    assertThat(Sounds.rms(second, 12_000, 16_000)).isLessThan(100);
  }

  /** Whatever came, the next whole packet is decoded as one. */
  @Property(tries = 300)
  void refusesWhatIsNoOpusAndGoesOn(@ForAll @Size(max = 200) byte[] garbage) {
    var decoding = new OpusDecoding();

    assertThat(decoding.decode(garbage).length).isBetween(0, 1_920);
    assertThat(decoding.recover(garbage, FRAME_16)).hasSize(FRAME_16);
    assertThat(decoding.decode(SPOKEN.get(3))).hasSize(FRAME_16);
  }

  private static final List<byte[]> SPOKEN = spoken();

  @Property(tries = 300)
  void refusesWhatIsCutOffOrBentAndGoesOn(
      @ForAll @IntRange(max = 199) int which,
      @ForAll @IntRange(max = 60) int length,
      @ForAll byte bent) {
    var decoding = new OpusDecoding();
    byte[] packet = Arrays.copyOf(SPOKEN.get(which), length);
    if (length > 0) {
      packet[(bent & 0xff) % length] ^= bent;
    }

    assertThat(decoding.decode(packet).length).isBetween(0, 1_920);
    assertThat(decoding.decode(SPOKEN.get(which))).hasSize(FRAME_16);
  }

  @Test
  void encodesWholeFramesOnly() {
    assertThatThrownBy(() -> new OpusEncoding().encode(new short[479]))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
