package org.voiceteller.siptrunk.media;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.voiceteller.siptrunk.sdp.Agreement;
import org.voiceteller.streams.rtp.JitterBuffer;
import org.voiceteller.streams.rtp.NtpTime;
import org.voiceteller.streams.rtp.ParsedRtp;
import org.voiceteller.streams.rtp.ReceivedSound;
import org.voiceteller.streams.rtp.ReceptionStatistics;
import org.voiceteller.streams.rtp.RtcpPacket;
import org.voiceteller.streams.rtp.RtpPacket;
import org.voiceteller.streams.rtp.RtpSender;
import org.voiceteller.streams.rtp.TelephoneEvents;
import org.voiceteller.streams.sound.SpeechEncoder;

/**
 * RTP with one peer, both ways, and the reports about it. Sound goes to where the peer's comes from
 * (RFC 4961): the first source that sends what was agreed on is the peer's, and stays so until it
 * is silent for a second, or another address is agreed on. Not thread-safe.
 */
final class RtpStream {

  private static final SecureRandom RANDOM = new SecureRandom();

  /** A flood on one call's port must not keep the others waiting. */
  private static final int MOST_PACKETS_AT_ONCE = 64;

  private static final long SOURCE_SILENT_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long REPORT_NANOS = TimeUnit.SECONDS.toNanos(5);
  private static final int COMFORT_NOISE = 13;
  private static final Duration KEY_HELD = Duration.ofMillis(100);
  private static final int MOST_KEY_PIECES = 100;

  private final boolean symmetric;
  private final MediaCounts counts;
  private final DatagramChannel rtp;
  private final DatagramChannel rtcp;
  private final ByteBuffer buffer = ByteBuffer.allocate(2_048);
  private Agreement agreement;
  private Flow flow;
  private @Nullable SrtpTransform srtp;
  private @Nullable SocketAddress signalled;
  private @Nullable SocketAddress source;
  private long sourceHeardNanos;
  private long nextReportNanos = System.nanoTime() + REPORT_NANOS;
  private boolean heard;

  /** What belongs to one codec. */
  private static final class Flow {
    private final Agreement agreement;
    private final ReceivedSound received;
    private final ReceptionStatistics statistics;
    private final SpeechEncoder encoder;
    private final RtpSender sender;
    private final TelephoneEvents.Reader keys = new TelephoneEvents.Reader();
    private final Deque<List<RtpPacket>> keysUnderWay = new ArrayDeque<>();
    private long lateCounted;
    private long lostCounted;

    private Flow(Agreement agreement) {
      this.agreement = agreement;
      this.received =
          new ReceivedSound(
              agreement.codec(), agreement.payloadType(), OptionalInt.of(COMFORT_NOISE));
      this.statistics = new ReceptionStatistics(agreement.codec().clockHz());
      this.encoder = agreement.codec().encoder();
      this.sender =
          new RtpSender(
              RANDOM.nextInt() & 0xffff_ffffL,
              agreement.payloadType(),
              RANDOM.nextInt(0x8000),
              RANDOM.nextInt() & 0xffff_ffffL);
    }

    private void press(Agreement.Events events, char key) {
      if (keysUnderWay.size() < MOST_KEY_PIECES) {
        keysUnderWay.addAll(
            TelephoneEvents.write(sender, events.payloadType(), key, events.clockHz(), KEY_HELD));
        sender.pause(units());
        keysUnderWay.add(List.of());
      }
    }

    private int units() {
      return agreement.codec().clockHz() / 50;
    }
  }

  RtpStream(
      Agreement agreement,
      boolean symmetric,
      MediaCounts counts,
      DatagramChannel rtp,
      DatagramChannel rtcp) {
    this.symmetric = symmetric;
    this.counts = counts;
    this.rtp = rtp;
    this.rtcp = rtcp;
    this.agreement = agreement;
    this.flow = new Flow(agreement);
    this.srtp = agreement.keys().map(SrtpTransform::new).orElse(null);
    this.signalled = address(agreement);
  }

  Agreement agreement() {
    return agreement;
  }

  /** Only what has changed begins anew. */
  void change(Agreement next) {
    if (next.codec() != agreement.codec() || next.payloadType() != agreement.payloadType()) {
      count();
      flow = new Flow(next);
    }
    if (!next.keys().equals(agreement.keys())) {
      srtp = next.keys().map(SrtpTransform::new).orElse(null);
    }
    if (!next.address().equals(agreement.address()) || next.port() != agreement.port()) {
      source = null;
      signalled = address(next);
    }
    agreement = next;
  }

  /** Names are not looked up: a loop must not wait. */
  private static @Nullable SocketAddress address(Agreement agreement) {
    String literal = agreement.address();
    if (!literal.matches("[0-9.]+|[0-9a-fA-F:.]*:[0-9a-fA-F:.]*") || literal.equals("0.0.0.0")) {
      return null;
    }
    try {
      return new InetSocketAddress(InetAddress.getByName(literal), agreement.port());
    } catch (UnknownHostException notAnAddress) {
      return null;
    }
  }

  /** Whether something of the peer came since the last time. */
  boolean hasHeard() {
    boolean was = heard;
    heard = false;
    return was;
  }

  /**
   * @return the keys that were pressed
   */
  String readPackets() {
    StringBuilder keys = new StringBuilder();
    for (int i = 0; i < MOST_PACKETS_AT_ONCE; i++) {
      SocketAddress from = receive(rtp);
      if (from == null) {
        break;
      }
      byte[] bytes = new byte[buffer.remaining()];
      buffer.get(bytes);
      take(from, bytes).ifPresent(keys::append);
    }
    return keys.toString();
  }

  private Optional<Character> take(SocketAddress from, byte[] bytes) {
    if (!isExpected(from)) {
      counts.refused.increment();
      return Optional.empty();
    }
    Optional<byte[]> plain = srtp == null ? Optional.of(bytes) : srtp.unprotect(bytes);
    ParsedRtp parsed = plain.map(RtpPacket::parse).orElse(ParsedRtp.Malformed.TOO_SHORT);
    if (!(parsed instanceof RtpPacket packet) || !isAgreed(packet)) {
      counts.refused.increment();
      return Optional.empty();
    }
    long now = System.nanoTime();
    source = from;
    sourceHeardNanos = now;
    heard = true;
    counts.received.increment();
    flow.statistics.received(packet, now);
    flow.received.arrived(packet, now);
    return agreement.events().filter(e -> e.payloadType() == packet.payloadType()).isPresent()
        ? flow.keys.read(packet).filter(key -> "0123456789*#".indexOf(key) >= 0)
        : Optional.empty();
  }

  private boolean isExpected(SocketAddress from) {
    if (from.equals(source) || from.equals(signalled)) {
      return true;
    }
    return symmetric
        && (source == null || System.nanoTime() - sourceHeardNanos > SOURCE_SILENT_NANOS);
  }

  private boolean isAgreed(RtpPacket packet) {
    int type = packet.payloadType();
    return type == agreement.payloadType()
        || type == COMFORT_NOISE
        || agreement.events().filter(events -> events.payloadType() == type).isPresent();
  }

  /** The caller's next 20 ms: 320 samples. */
  short[] next(long nowNanos) {
    return flow.received.next(nowNanos);
  }

  /**
   * @param frame 480 samples at 24 kHz
   */
  void send(short[] frame) {
    if (flow.keysUnderWay.isEmpty()) {
      byte[] payload = flow.encoder.encode(frame);
      send(flow.sender.next(payload, flow.units()));
    } else {
      flow.keysUnderWay.remove().forEach(this::send);
    }
  }

  private void send(RtpPacket packet) {
    SocketAddress to = symmetric && source != null ? source : signalled;
    if (to != null) {
      byte[] bytes = packet.toBytes();
      send(rtp, srtp == null ? bytes : srtp.protect(bytes), to);
      counts.sent.increment();
    }
  }

  /**
   * Keys for the peer, as telephone events in place of sound, 100 ms each. Those that a peer has
   * not agreed to, and those beyond two seconds, are dropped.
   */
  void press(String keys) {
    agreement
        .events()
        .filter(events -> events.clockHz() == agreement.codec().clockHz())
        .ifPresent(events -> keys.chars().forEach(key -> flow.press(events, (char) key)));
  }

  void pause() {
    flow.sender.pause(flow.units());
  }

  void readReports() {
    for (int i = 0; i < MOST_PACKETS_AT_ONCE; i++) {
      SocketAddress from = receive(rtcp);
      if (from == null) {
        return;
      }
      byte[] bytes = new byte[buffer.remaining()];
      buffer.get(bytes);
      Optional<byte[]> plain = srtp == null ? Optional.of(bytes) : srtp.unprotectReport(bytes);
      if (plain.isPresent()
          && RtcpPacket.parse(plain.get()) instanceof RtcpPacket.Parsed.Compound(var packets)) {
        packets.forEach(this::take);
      }
    }
  }

  private void take(RtcpPacket packet) {
    switch (packet) {
      case RtcpPacket.SenderReport report -> {
        flow.statistics.reported(report, System.nanoTime());
        report.blocks().forEach(this::adapt);
      }
      case RtcpPacket.ReceiverReport report -> report.blocks().forEach(this::adapt);
      case RtcpPacket.SourceDescription _, RtcpPacket.Bye _ -> {}
      case RtcpPacket.Nack _, RtcpPacket.Other _ -> {}
    }
  }

  private void adapt(RtcpPacket.ReportBlock block) {
    if (block.ssrc() == flow.sender.ssrc()) {
      flow.encoder.expectLoss(block.fractionLost() * 100 / 256);
    }
  }

  /** A sender report every 5 s, to the port above the sound's (RFC 3550 §6.2, §11). */
  void reportWhenDue(long nowNanos) {
    SocketAddress to = symmetric && source != null ? source : signalled;
    if (nowNanos - nextReportNanos < 0 || !(to instanceof InetSocketAddress sound)) {
      return;
    }
    nextReportNanos = nowNanos + REPORT_NANOS;
    List<RtcpPacket> report = new ArrayList<>();
    RtpSender sender = flow.sender;
    report.add(
        new RtcpPacket.SenderReport(
            sender.ssrc(),
            NtpTime.of(Instant.now()),
            sender.timestamp(),
            sender.packets(),
            sender.octets(),
            flow.statistics.report(nowNanos).map(List::of).orElse(List.of())));
    report.add(new RtcpPacket.SourceDescription(sender.ssrc(), "voice-teller"));
    byte[] bytes = RtcpPacket.toBytes(report);
    send(
        rtcp,
        srtp == null ? bytes : srtp.protectReport(bytes),
        new InetSocketAddress(sound.getAddress(), sound.getPort() + 1));
  }

  /** Adds what is new to the figures of all calls. */
  void count() {
    JitterBuffer.Statistics statistics = flow.received.statistics();
    counts.late.add(statistics.late() - flow.lateCounted);
    flow.lateCounted = statistics.late();
    counts.lostMs.add(statistics.lostMs() - flow.lostCounted);
    flow.lostCounted = statistics.lostMs();
    counts.delaySumMs.add(statistics.delayMs());
    counts.delayCount.increment();
  }

  void close() {
    count();
  }

  private @Nullable SocketAddress receive(DatagramChannel channel) {
    try {
      buffer.clear();
      SocketAddress from = channel.receive(buffer);
      buffer.flip();
      return from;
    } catch (IOException unreachable) {
      return null;
    }
  }

  private static void send(DatagramChannel channel, byte[] bytes, SocketAddress to) {
    try {
      channel.send(ByteBuffer.wrap(bytes), to);
    } catch (IOException unreachable) {
      // as lost as any packet may be
    }
  }
}
