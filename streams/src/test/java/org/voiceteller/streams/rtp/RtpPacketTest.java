package org.voiceteller.streams.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.voiceteller.streams.rtp.ParsedRtp.Malformed;

class RtpPacketTest {

  private static byte[] bytes(String hex) {
    return HexFormat.of().parseHex(hex.replace(" ", ""));
  }

  @Property(tries = 500)
  void isReadAsItWasWritten(
      @ForAll boolean marker,
      @ForAll @IntRange(max = 127) int payloadType,
      @ForAll @IntRange(max = 65_535) int sequence,
      @ForAll @LongRange(max = 0xffff_ffffL) long timestamp,
      @ForAll @LongRange(max = 0xffff_ffffL) long ssrc,
      @ForAll @Size(max = 200) byte[] payload) {
    var packet = new RtpPacket(marker, payloadType, sequence, timestamp, ssrc, payload);

    assertThat(RtpPacket.parse(packet.toBytes())).usingRecursiveComparison().isEqualTo(packet);
  }

  /** Two CSRCs, an extension of one word, three bytes of padding. */
  @Test
  void skipsWhatIsNotForIt() {
    byte[] packet =
        bytes("b2 80 ffff 80000001 90000002 11111111 22222222 bede0001 10ff0000 aabbcc 000003");

    var read = (RtpPacket) RtpPacket.parse(packet);

    assertThat(read.marker()).isTrue();
    assertThat(read.payloadType()).isZero();
    assertThat(read.sequence()).isEqualTo(65_535);
    assertThat(read.timestamp()).isEqualTo(0x8000_0001L);
    assertThat(read.ssrc()).isEqualTo(0x9000_0002L);
    assertThat(read.payload()).isEqualTo(bytes("aabbcc"));
  }

  @ParameterizedTest
  @CsvSource({
    "8000000100000002000000, TOO_SHORT",
    "400000010000000200000003, NOT_VERSION_2",
    "810000010000000200000003, HEADER_BEYOND_END",
    "900000010000000200000003, HEADER_BEYOND_END",
    "900000010000000200000003bede0001, HEADER_BEYOND_END",
    "a0000001000000020000000300, PADDING_BEYOND_END",
    "a0000001000000020000000302, PADDING_BEYOND_END"
  })
  void saysWhyBytesAreNoPacket(String hex, Malformed why) {
    assertThat(RtpPacket.parse(bytes(hex))).isEqualTo(why);
  }

  @Test
  void refusesWhatIsLongerThanAFrameOfANetwork() {
    byte[] packet = new byte[RtpPacket.MOST_BYTES + 1];
    packet[0] = (byte) 0x80;

    assertThat(RtpPacket.parse(packet)).isEqualTo(Malformed.TOO_LONG);
  }

  @Property(tries = 2_000)
  void neverThrowsWhateverComes(@ForAll @Size(max = 80) byte[] garbage, @ForAll boolean isLikely) {
    if (isLikely && garbage.length > 0) {
      garbage[0] = (byte) (garbage[0] & 0x3f | 0x80);
    }

    assertThat(RtpPacket.parse(garbage)).isNotNull();
    assertThat(RtcpPacket.parse(garbage)).isNotNull();
    for (int cut = 0; cut < garbage.length; cut += 7) {
      assertThat(RtpPacket.parse(garbage, cut, garbage.length - cut)).isNotNull();
    }
  }

  @Test
  void isToldFromRtcpByItsSecondByte() {
    byte[] report = RtcpPacket.toBytes(List.of(new RtcpPacket.ReceiverReport(1, List.of())));
    byte[] marked = new RtpPacket(true, 63, 1, 1, 1, new byte[4]).toBytes();

    assertThat(RtpPacket.isRtcp(report, 0, report.length)).isTrue();
    assertThat(RtpPacket.isRtcp(marked, 0, marked.length)).isFalse();
    assertThat(RtpPacket.isRtcp(Arrays.copyOf(report, 1), 0, 1)).isFalse();
  }

  @Test
  void isNumberedMarkedAndCountedByItsSender() {
    var sender = new RtpSender(7, 0, 65_535, 0xffff_ff00L);

    var first = sender.next(new byte[160], 160);
    var second = sender.next(new byte[160], 160);
    sender.pause(1_600);
    var third = sender.next(new byte[160], 160);

    assertThat(first.marker()).isTrue();
    assertThat(second.marker()).isFalse();
    assertThat(third.marker()).isTrue();
    assertThat(second.sequence()).isZero();
    assertThat(second.timestamp()).isEqualTo(0xffff_ffa0L);
    assertThat(third.timestamp()).isEqualTo(0xffff_ffa0L + 1_760 - 0x1_0000_0000L);
    assertThat(sender.packets()).isEqualTo(3);
    assertThat(sender.octets()).isEqualTo(480);
  }
}
