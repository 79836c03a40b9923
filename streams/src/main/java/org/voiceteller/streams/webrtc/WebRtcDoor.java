package org.voiceteller.streams.webrtc;

import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.pekko.actor.typed.ActorSystem;
import org.jspecify.annotations.Nullable;
import org.voiceteller.streams.media.FromCaller;
import org.voiceteller.streams.media.MediaSocket;
import org.voiceteller.streams.media.Peer;
import org.voiceteller.streams.media.VoiceTellerV1;
import org.voiceteller.streams.observe.CallObserver;
import org.voiceteller.streams.rtp.RtpSender;
import org.voiceteller.streams.webrtc.dtls.Handshakes;
import org.voiceteller.streams.webrtc.ice.IceCredentials;
import org.voiceteller.streams.webrtc.ice.IceLite;
import org.voiceteller.streams.webrtc.sdp.Offer;

/**
 * All calls by WebRTC of this process, and the UDP port that they share. A datagram's call is found
 * by the address that it comes from, or, for a check, by the name that it carries; what belongs to
 * no call is dropped and never answered. Thread-safe.
 */
public final class WebRtcDoor implements AutoCloseable {

  private static final int ID_BYTES = 24;

  final WebRtcSettings settings;
  final ActorSystem<?> system;
  final MediaSocket socket;
  final CallObserver observer;
  final InstantSource clock;
  final Handshakes handshakes;
  final MediaClock ticks;
  final WebRtcCounts counts = new WebRtcCounts();
  private final SecureRandom random = new SecureRandom();
  private final ConcurrentMap<String, WebRtcCall> byId = new ConcurrentHashMap<>();
  private final ConcurrentMap<String, WebRtcCall> byName = new ConcurrentHashMap<>();
  private final ConcurrentMap<InetSocketAddress, WebRtcCall> byAddress = new ConcurrentHashMap<>();
  private @Nullable UdpPort port;

  private WebRtcDoor(
      WebRtcSettings settings,
      ActorSystem<?> system,
      MediaSocket socket,
      CallObserver observer,
      InstantSource clock) {
    this.settings = settings;
    this.system = system;
    this.socket = socket;
    this.observer = observer;
    this.clock = clock;
    this.handshakes =
        Handshakes.create(settings.maxHandshakes(), settings.handshakeTimeout(), clock);
    this.ticks = MediaClock.start(settings.threads());
  }

  /**
   * Opens the port.
   *
   * @param socket where calls are begun and come back to
   * @throws UncheckedIOException when the port cannot be had
   */
  public static WebRtcDoor open(
      WebRtcSettings settings,
      ActorSystem<?> system,
      MediaSocket socket,
      CallObserver observer,
      InstantSource clock) {
    WebRtcDoor door = new WebRtcDoor(settings, system, socket, observer, clock);
    try {
      door.port = UdpPort.open(settings.bind(), door::received);
    } catch (UncheckedIOException e) {
      door.ticks.close();
      throw e;
    }
    Thread.ofPlatform().daemon().name("webrtc-warm-up").start(() -> WarmUp.run(door.handshakes));
    return door;
  }

  /**
   * Answers an offer; the call begins when its caller is connected.
   *
   * @param start what the caller has told of the call
   */
  public WebRtcCall answer(Offer offer, FromCaller.Start start, Peer peer) {
    RtpSender sender =
        new RtpSender(
            random.nextInt() & 0xffff_ffffL,
            offer.opus().number(),
            random.nextInt(1 << 15),
            random.nextInt() & 0xffff_ffffL);
    WebRtcCall call =
        new WebRtcCall(
            this,
            secret(),
            secret(),
            offer,
            start,
            peer,
            newCredentials(),
            sender,
            random.nextLong() >>> 1);
    byId.put(call.id(), call);
    call.ufrags().forEach(name -> byName.put(name, call));
    later(settings.connectTimeout(), call::giveUpUnlessConnected);
    return call;
  }

  /** The codec of the calls' events. */
  public VoiceTellerV1 wire() {
    return socket.wire();
  }

  public Optional<WebRtcCall> find(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  public WebRtcCounts counts() {
    return counts;
  }

  /** Calls that are connected or on their way to it. */
  public int size() {
    return byId.size();
  }

  /** Datagrams that the network did not take. */
  public long notSent() {
    return port().notSent();
  }

  /** Ticks of 20 ms that were left out because the machine was held up. */
  public long ticksLeftOut() {
    return ticks.leftOut();
  }

  /** Handshakes that had to wait for room. */
  public long handshakesPostponed() {
    return handshakes.postponed();
  }

  /** Where callers are told to come to, the best first. */
  public List<InetSocketAddress> addresses() {
    InetSocketAddress bound = port().address();
    return settings.advertised().isEmpty()
        ? List.of(bound)
        : settings.advertised().stream()
            .map(
                each ->
                    each.getPort() == 0
                        ? new InetSocketAddress(each.getAddress(), bound.getPort())
                        : each)
            .toList();
  }

  void later(Duration delay, Runnable what) {
    system.scheduler().scheduleOnce(delay, what, system.executionContext());
  }

  UdpPort port() {
    if (port == null) {
      throw new IllegalStateException("Expected the port to be open");
    }
    return port;
  }

  IceCredentials newCredentials() {
    return IceCredentials.random(random);
  }

  private String secret() {
    byte[] bytes = new byte[ID_BYTES];
    random.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private void received(byte[] datagram, InetSocketAddress from, long nowNanos) {
    Datagrams kind = Datagrams.of(datagram);
    WebRtcCall call =
        switch (kind) {
          case STUN -> IceLite.ufragOf(datagram).map(byName::get).orElse(null);
          case DTLS, SOUND -> byAddress.get(from);
          case OTHER -> null;
        };
    if (call == null) {
      counts.ignored();
    } else {
      call.received(kind, datagram, from, nowNanos);
    }
  }

  /** Only who has proved itself by a check gets so far, so that this cannot be flooded. */
  void isAt(WebRtcCall call, InetSocketAddress address) {
    if (byId.containsKey(call.id())) {
      byAddress.put(address, call);
    }
  }

  void isNotAt(WebRtcCall call, InetSocketAddress address) {
    byAddress.remove(address, call);
  }

  void renamed(WebRtcCall call, List<String> before, List<String> now) {
    now.forEach(name -> byName.put(name, call));
    before.stream().filter(name -> !now.contains(name)).forEach(byName::remove);
  }

  void gone(WebRtcCall call) {
    byId.remove(call.id());
    byName.values().removeIf(call::equals);
    byAddress.values().removeIf(call::equals);
  }

  @Override
  public void close() {
    byId.values().forEach(call -> call.close("the server goes down"));
    ticks.close();
    port().close();
  }
}
