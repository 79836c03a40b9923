package org.voiceteller.streams.webrtc;

import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.stream.Collectors;
import org.apache.pekko.util.ByteString;
import org.voiceteller.streams.call.AgentFrame;
import org.voiceteller.streams.call.CallerFrame;
import org.voiceteller.streams.observe.CallObserver;
import org.voiceteller.streams.observe.CallObserver.AudioQueue;
import org.voiceteller.streams.rtp.ParsedRtp;
import org.voiceteller.streams.rtp.ReceivedSound;
import org.voiceteller.streams.rtp.RtpPacket;
import org.voiceteller.streams.rtp.RtpSender;
import org.voiceteller.streams.rtp.TelephoneEvents;
import org.voiceteller.streams.sound.OpusEncoding;
import org.voiceteller.streams.sound.Pcm;
import org.voiceteller.streams.sound.SpeechCodec;
import org.voiceteller.streams.sound.SpeechEncoder;
import org.voiceteller.streams.sound.ToneSilencer;
import org.voiceteller.streams.srtp.SrtpOpener;
import org.voiceteller.streams.srtp.SrtpSealer;
import org.voiceteller.streams.webrtc.WebRtcCounts.Refused;
import org.voiceteller.streams.webrtc.dtls.AgreedKeys;
import org.voiceteller.streams.webrtc.sdp.Offer;

/**
 * The sound of one call, both ways, in ticks of 20 ms: what has come is opened, evened out, decoded
 * and given to the call; what the agent says is encoded, sealed and sent. A keypad's tones in the
 * sound are taken out of it, and are keys where no events of RFC 4733 were agreed on. All but
 * {@link #arrived}, {@link #play}, {@link #mark}, {@link #clear} and {@link #awaitSecret} happens
 * on the call's clock thread.
 */
final class SoundLeg {

  /** Units of Opus's clock in 20 ms. */
  private static final int UNITS = 960;

  /** A second and more of packets of 20 ms, while the clock is held up; then the newest go. */
  private static final int MOST_ARRIVED = 128;

  /** Frames of silence after a turn: the decoder at the other end comes to rest. */
  private static final int TAIL = 10;

  private static final int POSITION_EVERY_TICKS = 5;

  /** Of the caller's sound, decoded. */
  private static final int CALLERS_RATE_HZ = 16_000;

  /** Keys that wait for a call that takes nothing; the oldest go. */
  private static final int MOST_KEYS = 64;

  /** What may wait beyond what the call sends ahead (voice-teller.call.playout-ahead). */
  private static final Duration BOUND = Duration.ofSeconds(5);

  private static final short[] SILENCE = new short[OpusEncoding.FRAME];

  /** Where a leg's sound and keys go, and where its packets. */
  interface Surroundings {

    /** To the call; false when it takes nothing now. Never waits. */
    boolean toCall(CallerFrame frame);

    /** To where the caller is now. */
    void toNetwork(byte[] datagram);

    /** What the caller shall be told beside the sound. */
    void tell(AgentFrame frame);
  }

  private record Arrived(byte[] datagram, long atNanos) {}

  private final Surroundings surroundings;
  private final CallObserver observer;
  private final SrtpOpener opener;
  private final SrtpSealer sealer;
  private final int opus;
  private final Set<Integer> events;
  private final Queue<Arrived> arrived = new ArrayBlockingQueue<>(MOST_ARRIVED);
  private final ReceivedSound received;
  private final TelephoneEvents.Reader keys = new TelephoneEvents.Reader();
  private final ToneSilencer tones = new ToneSilencer(CALLERS_RATE_HZ);
  private final Deque<Character> keysWaiting = new ArrayDeque<>();
  private final Playout playout;
  private final SpeechEncoder encoder = SpeechCodec.OPUS.encoder();
  private final RtpSender sender;
  private final ControlReports reports;
  private final WebRtcCounts counts;
  private volatile boolean isSecretAwaited;
  private int tail;
  private long ticks;

  SoundLeg(
      Offer offer,
      AgreedKeys agreed,
      RtpSender sender,
      Duration heardAfter,
      InstantSource clock,
      CallObserver observer,
      WebRtcCounts counts,
      Surroundings surroundings) {
    this.surroundings = surroundings;
    this.observer = observer;
    this.counts = counts;
    this.opener = new SrtpOpener(agreed.profile(), agreed.theirs());
    this.sealer = new SrtpSealer(agreed.profile(), agreed.ours());
    this.opus = offer.opus().number();
    this.events =
        offer.events().stream().map(Offer.PayloadType::number).collect(Collectors.toSet());
    this.received = new ReceivedSound(SpeechCodec.OPUS, opus, OptionalInt.empty());
    this.playout = new Playout(BOUND, heardAfter);
    this.sender = sender;
    this.reports = new ControlReports(sender, clock, encoder::expectLoss);
  }

  /** A sealed packet, from the port's thread. */
  void arrived(byte[] datagram, long nowNanos) {
    if (!arrived.offer(new Arrived(datagram, nowNanos))) {
      counts.refused(Refused.ROOM);
    }
  }

  /** From the call's thread. */
  void play(String turnId, ByteString pcm) {
    long droppedMs = playout.add(turnId, pcm);
    if (droppedMs > 0) {
      observer.audioDropped(AudioQueue.TO_CALLER, droppedMs);
    }
  }

  /** Where a turn's sound begins or ends: told when the sound gets there. */
  void mark(AgentFrame frame) {
    playout.mark(frame);
  }

  /** The caller spoke: nothing of this turn goes out any more. */
  void clear(AgentFrame.AudioCleared cleared) {
    if (playout.clear(cleared.turnId())) {
      surroundings.tell(cleared);
    }
  }

  /** While it is so, not even the beginning of a keypad's tone is heard. */
  void awaitSecret(boolean awaited) {
    isSecretAwaited = awaited;
  }

  /** Whether all that the agent has said has gone out. */
  boolean isSaid() {
    return playout.isEmpty();
  }

  void tick(long nowNanos) {
    ticks++;
    for (Arrived each = arrived.poll(); each != null; each = arrived.poll()) {
      take(each);
    }
    giveKeys();
    giveSound(nowNanos);
    send(nowNanos);
    if (ticks % POSITION_EVERY_TICKS == 0) {
      playout.heard(nowNanos).ifPresent(surroundings::toCall);
    }
    reports.due(nowNanos).ifPresent(report -> surroundings.toNetwork(sealer.sealControl(report)));
    reports
        .ofLate(nowNanos, Duration.ofMillis(received.statistics().delayMs()))
        .ifPresent(observer::mediaReported);
  }

  private void take(Arrived each) {
    byte[] datagram = each.datagram();
    boolean isControl = RtpPacket.isRtcp(datagram, 0, datagram.length);
    Optional<byte[]> opened =
        isControl
            ? opener.openControl(datagram, 0, datagram.length)
            : opener.open(datagram, 0, datagram.length);
    if (opened.isEmpty()) {
      counts.refused(Refused.SEAL);
      return;
    }
    counts.received();
    if (isControl) {
      reports.received(opened.get(), each.atNanos());
      return;
    }
    switch (RtpPacket.parse(opened.get())) {
      case RtpPacket packet -> take(packet, each.atNanos());
      case ParsedRtp.Malformed _ -> counts.refused(Refused.SHAPE);
    }
  }

  private void take(RtpPacket packet, long atNanos) {
    reports.received(packet, atNanos);
    received.arrived(packet, atNanos);
    if (events.contains(packet.payloadType())) {
      keys.read(packet).ifPresent(this::pressed);
    }
  }

  private void pressed(char key) {
    if (keysWaiting.size() == MOST_KEYS) {
      keysWaiting.removeFirst();
    }
    keysWaiting.addLast(key);
  }

  private void giveKeys() {
    while (!keysWaiting.isEmpty()) {
      char key = keysWaiting.getFirst();
      boolean isOfKeypad = "0123456789*#".indexOf(key) >= 0;
      if (isOfKeypad && !surroundings.toCall(new CallerFrame.KeyPressed(String.valueOf(key)))) {
        return;
      }
      keysWaiting.removeFirst();
    }
  }

  private void giveSound(long nowNanos) {
    long notOpus = received.refused();
    tones.collect(isSecretAwaited);
    ToneSilencer.Silenced silenced = tones.next(received.next(nowNanos));
    if (received.refused() > notOpus) {
      counts.refused(Refused.SHAPE);
    }
    if (events.isEmpty()) {
      silenced.keys().chars().forEach(key -> pressed((char) key));
    }
    byte[] pcm = Pcm.bytes(silenced.pcm());
    if (pcm.length > 0
        && !surroundings.toCall(new CallerFrame.Audio(ByteString.fromArrayUnsafe(pcm)))) {
      observer.audioDropped(AudioQueue.TO_MODEL, pcm.length / 32);
    }
  }

  private void send(long nowNanos) {
    Playout.Piece piece = playout.next(nowNanos);
    piece.marks().forEach(surroundings::tell);
    short[] pcm = piece.pcm();
    if (pcm != null) {
      tail = TAIL;
      send(pcm);
    } else if (tail > 0) {
      tail--;
      send(SILENCE);
    } else {
      sender.pause(UNITS);
    }
  }

  private void send(short[] pcm) {
    RtpPacket packet = sender.next(encoder.encode(pcm), UNITS);
    surroundings.toNetwork(sealer.seal(packet.toBytes()));
  }
}
