package org.voiceteller.streams.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.voiceteller.streams.rtp.RtcpPacket.Parsed;
import org.voiceteller.streams.rtp.RtcpPacket.ReportBlock;

class RtcpPacketTest {

  private static final ReportBlock BLOCK =
      new ReportBlock(0xfeed_beefL, 12, -3, 0x1_ffffL, 40, 0x8765_4321L, 65_536);

  private static final List<RtcpPacket> COMPOUND =
      List.of(
          new RtcpPacket.SenderReport(
              0x9000_0001L, 0xe000_0000_8000_0000L, 0xffff_fff0L, 5_000, 800_000, List.of(BLOCK)),
          new RtcpPacket.SourceDescription(0x9000_0001L, "teller@bank"),
          new RtcpPacket.Nack(0x9000_0001L, 7, List.of(65_534, 65_535, 0, 14, 15, 500)),
          new RtcpPacket.Bye(List.of(0x9000_0001L, 2L), Optional.of("over")));

  @Test
  void isReadAsItWasWritten() {
    assertThat(RtcpPacket.parse(RtcpPacket.toBytes(COMPOUND)))
        .isEqualTo(new Parsed.Compound(COMPOUND));
  }

  @Test
  void sharesAPlaceInANackBetweenLossesThatFollowClosely() {
    byte[] nack = RtcpPacket.toBytes(List.of(COMPOUND.get(2)));

    // 65,534 and its following 16: 65,535, 0, 14. Then 15 and 500 by themselves
    assertThat(HexFormat.of().formatHex(nack))
        .isEqualTo("81cd0005" + "90000001" + "00000007" + "fffe8003" + "000f0000" + "01f40000");
  }

  /** A report by another program, with a block, a name and padding (RFC 3550 §6.4.2, §6.5). */
  @Test
  void readsAReceiversReportWithPadding() {
    var read =
        RtcpPacket.parse(
            HexFormat.of()
                .parseHex(
                    "81c90007"
                        + "00000001"
                        + "00000002"
                        + "80ffffff"
                        + "00010002"
                        + "00000028"
                        + "12345678"
                        + "00010000"
                        + "a1ca0005"
                        + "00000001"
                        + "0206416c69636500"
                        + "00000000"
                        + "00000004"));

    assertThat(read)
        .isEqualTo(
            new Parsed.Compound(
                List.of(
                    new RtcpPacket.ReceiverReport(
                        1, List.of(new ReportBlock(2, 128, -1, 65_538, 40, 0x1234_5678L, 65_536))),
                    new RtcpPacket.SourceDescription(1, ""))));
  }

  @Test
  void passesOverWhatMeansNothingForSound() {
    var pictureLoss = HexFormat.of().parseHex("81ce0002" + "00000001" + "00000002");

    assertThat(RtcpPacket.parse(pictureLoss))
        .isEqualTo(new Parsed.Compound(List.of(new RtcpPacket.Other(206, 1))));
  }

  @ParameterizedTest
  @CsvSource({
    "80c9, TOO_SHORT",
    "40c9000100000001, NOT_VERSION_2",
    "8000000100000001, NO_RTCP",
    "80c9000200000001, LENGTH_BEYOND_END",
    "81c9000100000001, CUT_OFF",
    "80c900010000000180, CUT_OFF",
    "a0c9000100000000, PADDING_BEYOND_END",
    "a0c9000100000009, PADDING_BEYOND_END",
    "82cb000100000001, CUT_OFF",
    "81cb00020000000109616263, CUT_OFF",
    "81ca0002000000010109616263, CUT_OFF",
    "81cd000100000001, CUT_OFF"
  })
  void saysWhyBytesAreNoReports(String hex, Parsed.Malformed why) {
    assertThat(RtcpPacket.parse(HexFormat.of().parseHex(hex))).isEqualTo(why);
  }

  @Property(tries = 1_000)
  void neverThrowsForWhatIsCutOffOrBent(
      @ForAll @IntRange(max = 130) int length,
      @ForAll @Size(max = 4) List<@IntRange(max = 129) Integer> bentAt,
      @ForAll byte by) {
    byte[] bytes = RtcpPacket.toBytes(COMPOUND);
    bentAt.forEach(at -> bytes[at % bytes.length] ^= by);

    assertThat(RtcpPacket.parse(Arrays.copyOf(bytes, Math.min(length, bytes.length)))).isNotNull();
  }

  @Test
  void writesNoMoreThanFitsIntoAPacket() {
    var many = IntStream.range(0, 40).mapToObj(_ -> BLOCK).toList();
    var name = "x".repeat(300);

    var read =
        (Parsed.Compound)
            RtcpPacket.parse(
                RtcpPacket.toBytes(
                    List.of(
                        new RtcpPacket.ReceiverReport(1, many),
                        new RtcpPacket.SourceDescription(1, name))));

    assertThat(((RtcpPacket.ReceiverReport) read.packets().getFirst()).blocks()).hasSize(31);
    assertThat(((RtcpPacket.SourceDescription) read.packets().getLast()).canonicalName())
        .hasSize(255);
  }
}
