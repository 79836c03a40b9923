package org.voiceteller.streams.webrtc;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.voiceteller.streams.observe.MediaReport;
import org.voiceteller.streams.rtp.NtpTime;
import org.voiceteller.streams.rtp.ReceptionStatistics;
import org.voiceteller.streams.rtp.RtcpPacket;
import org.voiceteller.streams.rtp.RtpPacket;
import org.voiceteller.streams.rtp.RtpSender;

/**
 * The reports of one call, both ways (RFC 3550 §6): ours each 2.5 to 5 s, and what the other end's
 * say about the way there. What it loses decides how well our packets are copied. Not thread-safe.
 */
final class ControlReports {

  private static final int CLOCK_HZ = 48_000;
  private static final long LEAST_NANOS = 2_500_000_000L;
  private static final long LOOK_BACK_NANOS = 5_000_000_000L;
  private static final int ALL = 256;
  private static final int PERCENT = 100;

  private final RtpSender sender;
  private final InstantSource clock;
  private final IntConsumer expectLoss;
  private ReceptionStatistics statistics = new ReceptionStatistics(CLOCK_HZ);
  private long source = -1;
  private long nextReport = Long.MIN_VALUE;
  private long nextLook = Long.MIN_VALUE;
  private long reportedPackets;
  private double lossIn;
  private @Nullable Double lossOut;
  private @Nullable Duration roundTrip;

  /**
   * @param expectLoss told how much the other end loses, in percent
   */
  ControlReports(RtpSender sender, InstantSource clock, IntConsumer expectLoss) {
    this.sender = sender;
    this.clock = clock;
    this.expectLoss = expectLoss;
  }

  void received(RtpPacket packet, long nowNanos) {
    if (packet.ssrc() != source) {
      source = packet.ssrc();
      statistics = new ReceptionStatistics(CLOCK_HZ);
    }
    statistics.received(packet, nowNanos);
  }

  /**
   * @param compound opened; anything that it is not is skipped
   */
  void received(byte[] compound, long nowNanos) {
    if (!(RtcpPacket.parse(compound) instanceof RtcpPacket.Parsed.Compound(var packets))) {
      return;
    }
    for (RtcpPacket packet : packets) {
      switch (packet) {
        case RtcpPacket.SenderReport report -> {
          if (report.ssrc() == source) {
            statistics.reported(report, nowNanos);
          }
          report.blocks().forEach(this::told);
        }
        case RtcpPacket.ReceiverReport(_, var blocks) -> blocks.forEach(this::told);
        case RtcpPacket.SourceDescription _, RtcpPacket.Bye _ -> {
          // the session's end is told by DTLS
        }
        case RtcpPacket.Nack _, RtcpPacket.Other _ -> {
          // lost sound is not sent again: what would come back comes too late
        }
      }
    }
  }

  private void told(RtcpPacket.ReportBlock block) {
    if (block.ssrc() == sender.ssrc()) {
      lossOut = (double) block.fractionLost() / ALL;
      expectLoss.accept(block.fractionLost() * PERCENT / ALL);
      ReceptionStatistics.roundTrip(block, NtpTime.of(clock.instant()))
          .ifPresent(found -> roundTrip = found);
    }
  }

  /** Our report as a compound packet, when it is time for one. */
  Optional<byte[]> due(long nowNanos) {
    if (nextReport == Long.MIN_VALUE) {
      nextReport = nowNanos + LEAST_NANOS / 2;
    }
    if (nowNanos < nextReport) {
      return Optional.empty();
    }
    nextReport = nowNanos + LEAST_NANOS + ThreadLocalRandom.current().nextLong(LEAST_NANOS);
    List<RtcpPacket.ReportBlock> blocks = statistics.report(nowNanos).stream().toList();
    blocks.forEach(block -> lossIn = (double) block.fractionLost() / ALL);
    boolean hasSent = sender.packets() > reportedPackets;
    reportedPackets = sender.packets();
    RtcpPacket report =
        hasSent
            ? new RtcpPacket.SenderReport(
                sender.ssrc(),
                NtpTime.of(clock.instant()),
                sender.timestamp(),
                sender.packets(),
                sender.octets(),
                blocks)
            : new RtcpPacket.ReceiverReport(sender.ssrc(), blocks);
    return Optional.of(
        RtcpPacket.toBytes(
            List.of(report, new RtcpPacket.SourceDescription(sender.ssrc(), "voice-teller"))));
  }

  /** How the network has done, every 5 s once anything has come. */
  Optional<MediaReport> ofLate(long nowNanos, Duration bufferDelay) {
    if (nextLook == Long.MIN_VALUE) {
      nextLook = nowNanos + LOOK_BACK_NANOS;
    }
    if (nowNanos < nextLook || source < 0) {
      return Optional.empty();
    }
    nextLook = nowNanos + LOOK_BACK_NANOS;
    return Optional.of(
        new MediaReport(
            "webrtc",
            lossIn,
            Optional.ofNullable(lossOut),
            statistics.jitter(),
            Optional.ofNullable(roundTrip),
            bufferDelay));
  }
}
