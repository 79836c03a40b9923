package org.voiceteller.streams.rtp;

import java.time.Duration;
import java.util.Optional;

/**
 * What was received from one source, counted for the reports to it (RFC 3550 §6.4.1, appendices
 * A.1, A.3 and A.8). A source of another SSRC, or one that jumps, is counted anew once two of its
 * packets have come in order.
 */
public final class ReceptionStatistics {

  /** RFC 3550 A.1. */
  static final int MOST_DROPPED_OUT = 3_000;

  static final int MOST_OUT_OF_ORDER = 100;

  private static final int NOTHING = -1;
  private static final int MOST_LOST = 0x7f_ffff;
  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private final int clockHz;

  private boolean hasAny;
  private long ssrc;
  private long base;
  private long highest;
  private long received;
  private long expectedBefore;
  private long receivedBefore;

  /** In units of the codec's clock. */
  private double jitter;

  private double transit;
  private long newSsrc;
  private int newSequence = NOTHING;

  private long lastSenderReport;
  private long lastSenderReportNanos;

  /**
   * @param clockHz of the timestamps
   */
  public ReceptionStatistics(int clockHz) {
    this.clockHz = clockHz;
  }

  /**
   * @param nowNanos of a clock that never jumps
   */
  public void received(RtpPacket packet, long nowNanos) {
    if (!hasAny) {
      begin(packet);
    }
    int ahead = RtpPacket.ahead(packet.sequence(), (int) (highest & 0xffff));
    if (packet.ssrc() != ssrc || ahead > MOST_DROPPED_OUT || ahead < -MOST_OUT_OF_ORDER) {
      if (packet.ssrc() != newSsrc || packet.sequence() != newSequence) {
        newSsrc = packet.ssrc();
        newSequence = packet.sequence() + 1 & 0xffff;
        return;
      }
      begin(packet);
      ahead = 0;
    }
    newSequence = NOTHING;
    highest += Math.max(0, ahead);
    double now = (double) clockHz * nowNanos / NANOS_PER_SECOND;
    double nextTransit = now - packet.timestamp();
    if (received > 0) {
      // the timestamp wraps, and so does what is made of it
      double deviation = Math.abs((double) (int) (long) (nextTransit - transit));
      jitter += (deviation - jitter) / 16;
    }
    transit = nextTransit;
    received++;
  }

  private void begin(RtpPacket packet) {
    boolean isOther = hasAny && packet.ssrc() != ssrc;
    hasAny = true;
    ssrc = packet.ssrc();
    base = packet.sequence();
    highest = base;
    received = 0;
    expectedBefore = 0;
    receivedBefore = 0;
    jitter = 0;
    if (isOther) {
      lastSenderReport = 0;
    }
  }

  /** The source's own report came. */
  public void reported(RtcpPacket.SenderReport report, long nowNanos) {
    lastSenderReport = NtpTime.middle(report.ntpTime());
    lastSenderReportNanos = nowNanos;
  }

  /** What to tell the source; begins the next interval. Empty before its first packet. */
  public Optional<RtcpPacket.ReportBlock> report(long nowNanos) {
    if (received == 0) {
      return Optional.empty();
    }
    long expected = highest - base + 1;
    long expectedNow = expected - expectedBefore;
    long lostNow = expectedNow - (received - receivedBefore);
    expectedBefore = expected;
    receivedBefore = received;
    int fraction = expectedNow <= 0 || lostNow <= 0 ? 0 : (int) ((lostNow << 8) / expectedNow);
    long delay =
        lastSenderReport == 0
            ? 0
            : (Math.max(0, nowNanos - lastSenderReportNanos) << 16) / NANOS_PER_SECOND;
    return Optional.of(
        new RtcpPacket.ReportBlock(
            ssrc,
            Math.min(fraction, 0xff),
            (int) Math.clamp(expected - received, -MOST_LOST, MOST_LOST),
            highest & 0xffff_ffffL,
            (long) jitter,
            lastSenderReport,
            delay));
  }

  /** How jittery packets arrive: RFC 3550's mean deviation. */
  public Duration jitter() {
    return Duration.ofNanos((long) (jitter * NANOS_PER_SECOND / clockHz));
  }

  /**
   * The way there and back, from what the other end says about us.
   *
   * @param block about our source
   * @param nowNtpTime as {@link NtpTime#of} gives it, from the clock that our sender reports carry
   * @return empty when the other end has not seen a report of ours, or says what cannot be
   */
  public static Optional<Duration> roundTrip(RtcpPacket.ReportBlock block, long nowNtpTime) {
    if (block.lastSenderReport() == 0) {
      return Optional.empty();
    }
    int parts =
        (int)
            (NtpTime.middle(nowNtpTime)
                - block.lastSenderReport()
                - block.delaySinceLastSenderReport());
    return parts < 0
        ? Optional.empty()
        : Optional.of(Duration.ofNanos(parts * NANOS_PER_SECOND >> 16));
  }
}
