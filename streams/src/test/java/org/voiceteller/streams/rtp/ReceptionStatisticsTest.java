package org.voiceteller.streams.rtp;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReceptionStatisticsTest {

  private static final long MS = 1_000_000;

  private final ReceptionStatistics statistics = new ReceptionStatistics(8_000);

  private static RtpPacket packet(int number, long ssrc) {
    return new RtpPacket(
        false, 0, number & 0xffff, 160L * number & 0xffff_ffffL, ssrc, new byte[160]);
  }

  private void received(int from, int to, int leftOutEach) {
    for (int number = from; number < to; number++) {
      if (leftOutEach == 0 || number % leftOutEach != 0) {
        statistics.received(packet(number, 1), number * 20L * MS);
      }
    }
  }

  @Test
  void tellsNothingOfASourceThatWasNotHeard() {
    assertThat(statistics.report(0)).isEmpty();
  }

  @Test
  void countsWhatWasLostSinceTheLastReportAndInAllAcrossTheWrap() {
    received(65_436, 65_436 + 50, 0);
    var first = statistics.report(0).orElseThrow();
    received(65_486, 65_586, 4);
    var second = statistics.report(0).orElseThrow();
    received(65_586, 65_636, 0);
    var third = statistics.report(0).orElseThrow();

    assertThat(first.fractionLost()).isZero();
    assertThat(first.cumulativeLost()).isZero();
    assertThat(second.fractionLost()).isEqualTo(64);
    assertThat(second.cumulativeLost()).isEqualTo(25);
    assertThat(second.highestSequence()).isEqualTo(65_585);
    assertThat(third.fractionLost()).isZero();
    assertThat(third.cumulativeLost()).isEqualTo(25);
  }

  @Test
  void countsDuplicatesAsLessThanNothingLost() {
    received(100, 110, 0);
    received(105, 110, 0);

    var report = statistics.report(0).orElseThrow();

    assertThat(report.cumulativeLost()).isEqualTo(-5);
    assertThat(report.fractionLost()).isZero();
  }

  /** Every other packet 16 ms late: the mean deviation goes towards 16 ms. */
  @Test
  void measuresHowUnevenlyPacketsCome() {
    for (int number = 0; number < 200; number++) {
      statistics.received(packet(number, 1), (number * 20L + (number % 2) * 16) * MS);
    }

    assertThat(statistics.jitter()).isBetween(Duration.ofMillis(15), Duration.ofMillis(16));
    assertThat(statistics.report(0).orElseThrow().jitter()).isBetween(120L, 128L);
  }

  @Test
  void isNotUnevenWhenTheTimestampWraps() {
    for (int number = 26_843_500; number < 26_843_600; number++) {
      statistics.received(packet(number, 1), number * 20L * MS);
    }

    assertThat(statistics.jitter()).isLessThan(Duration.ofMillis(1));
  }

  @Test
  void followsAnotherSourceOnceTwoOfItsPacketsCameInOrder() {
    received(100, 150, 0);
    statistics.received(packet(9_000, 2), 0);
    assertThat(statistics.report(0).orElseThrow().ssrc()).isEqualTo(1);

    statistics.received(packet(9_001, 2), 0);

    var report = statistics.report(0).orElseThrow();
    assertThat(report.ssrc()).isEqualTo(2);
    assertThat(report.cumulativeLost()).isZero();
  }

  /** RFC 3550 figure 2. */
  @Test
  void reckonsTheWayThereAndBackAsTheRfcDoes() {
    var block = new RtcpPacket.ReportBlock(1, 0, 0, 0, 0, 0xb705_2000L, 0x0005_4000L);
    long now = 0xb710_8000L << 16;

    assertThat(ReceptionStatistics.roundTrip(block, now)).contains(Duration.ofMillis(6_125));
    assertThat(ReceptionStatistics.roundTrip(new RtcpPacket.ReportBlock(1, 0, 0, 0, 0, 0, 0), now))
        .isEmpty();
    assertThat(ReceptionStatistics.roundTrip(block, now - (7L << 32))).isEmpty();
  }

  @Test
  void saysWhenTheSourcesOwnReportCame() {
    received(100, 110, 0);
    long ntp = NtpTime.of(Instant.parse("2026-01-15T12:00:00.5Z"));
    statistics.reported(new RtcpPacket.SenderReport(1, ntp, 0, 0, 0, List.of()), 1_000 * MS);

    var report = statistics.report(2_500 * MS);

    assertThat(report.map(RtcpPacket.ReportBlock::lastSenderReport))
        .isEqualTo(Optional.of(ntp >>> 16 & 0xffff_ffffL));
    assertThat(ntp & 0xffff_ffffL).isEqualTo(0x8000_0000L);
    assertThat(report.orElseThrow().delaySinceLastSenderReport()).isEqualTo(98_304);
  }
}
