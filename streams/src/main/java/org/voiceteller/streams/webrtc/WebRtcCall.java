package org.voiceteller.streams.webrtc;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.pekko.Done;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.BoundedSourceQueue;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceteller.streams.call.AgentFrame;
import org.voiceteller.streams.call.CallerFrame;
import org.voiceteller.streams.media.FromCaller;
import org.voiceteller.streams.media.Peer;
import org.voiceteller.streams.media.WireMessage;
import org.voiceteller.streams.rtp.RtpSender;
import org.voiceteller.streams.webrtc.dtls.AgreedKeys;
import org.voiceteller.streams.webrtc.dtls.DtlsSession;
import org.voiceteller.streams.webrtc.ice.IceCredentials;
import org.voiceteller.streams.webrtc.ice.IceLite;
import org.voiceteller.streams.webrtc.sdp.Answer;
import org.voiceteller.streams.webrtc.sdp.Fragment;
import org.voiceteller.streams.webrtc.sdp.Offer;

/**
 * One call by WebRTC while its leg lasts: answered, then connected (checked and shaken hands with),
 * and with that begun at the bank or come back to. It ends when the call does, when its caller
 * hangs up, or when the caller is not there any more: then the call waits, as after any broken leg.
 */
public final class WebRtcCall {

  private static final Logger LOG = LoggerFactory.getLogger(WebRtcCall.class);

  /**
   * The caller's sound and keys on their way to a call that is held up: a second, then the newest.
   */
  private static final int TO_CALL = 50;

  /** From which one caller is heard at once; the oldest is forgotten. */
  private static final int MOST_ADDRESSES = 8;

  /**
   * So much later than its events a call's connection is closed: who reads both is told why first.
   */
  private static final Duration LAST_WORD = Duration.ofSeconds(1);

  private static final int CONSENT_EVERY_TICKS = 50;

  private final WebRtcDoor door;
  private final String id;
  private final String eventToken;
  private final Offer offer;
  private final FromCaller.Start start;
  private final Peer peer;
  private final IceLite ice;
  private final DtlsSession dtls;
  private final EventLink events;
  private final RtpSender sender;
  private final long session;
  private final Deque<InetSocketAddress> addresses = new ArrayDeque<>();
  private final CompletableFuture<Done> gone = new CompletableFuture<>();
  private final AtomicBoolean closed = new AtomicBoolean();
  private volatile @Nullable SoundLeg leg;

  /** The caller has hung up, and the call has not taken that yet. */
  private volatile boolean hangingUp;

  private volatile @Nullable BoundedSourceQueue<FromCaller> toCall;
  private final MediaClock.Ticking ticking = new Ticks();
  private int ticks;

  WebRtcCall(
      WebRtcDoor door,
      String id,
      String eventToken,
      Offer offer,
      FromCaller.Start start,
      Peer peer,
      IceCredentials ours,
      RtpSender sender,
      long session) {
    this.door = door;
    this.id = id;
    this.eventToken = eventToken;
    this.offer = offer;
    this.start = start;
    this.peer = peer;
    this.sender = sender;
    this.session = session;
    this.ice =
        new IceLite(ours, offer.credentials(), door.settings.consentTimeout(), System.nanoTime());
    this.dtls = new DtlsSession(door.handshakes, offer.fingerprints(), this::toNetwork);
    this.events = new EventLink(door.system, door.socket.wire(), eventToken, this::toCall);
    var _ = dtls.keys().whenComplete((keys, failed) -> shookHands(keys));
    var _ = dtls.closed().thenRun(() -> lost("its caller's side was closed"));
  }

  /** What the call is called by in addresses; cannot be guessed. */
  public String id() {
    return id;
  }

  /** What opens the call's events; secret. */
  public String eventToken() {
    return eventToken;
  }

  /** The SDP that answers the offer. */
  public String answer() {
    return described().text();
  }

  private Answer described() {
    return new Answer(
        offer,
        ice.ours(),
        door.handshakes.identity().fingerprint(),
        door.addresses(),
        session,
        sender.ssrc());
  }

  /** A connection for the call's events; materialize it once. */
  public Flow<WireMessage, WireMessage, NotUsed> events() {
    return events.flow();
  }

  /** Completes when the call's leg is gone and its line is free. */
  public CompletionStage<Done> whenGone() {
    return gone.minimalCompletionStage();
  }

  /**
   * What came after the offer.
   *
   * @return our new credentials and candidates when the caller begins ICE anew; empty when there is
   *     nothing to answer
   */
  public Optional<String> heard(Fragment fragment) {
    return restarted(fragment.credentials())
        ? Optional.of(described().fragment())
        : Optional.empty();
  }

  /**
   * Another offer for the same call, by the same caller.
   *
   * @return the answer; empty when this is somebody else, or something else
   */
  public Optional<String> heard(Offer again) {
    boolean isSame =
        again.fingerprints().equals(offer.fingerprints()) && again.opus().equals(offer.opus());
    if (!isSame) {
      return Optional.empty();
    }
    boolean _ = restarted(again.credentials());
    return Optional.of(answer());
  }

  private boolean restarted(IceCredentials theirs) {
    if (theirs.equals(ice.theirs())) {
      return false;
    }
    List<String> before = ice.ufrags();
    ice.restart(door.newCredentials(), theirs);
    door.renamed(this, before, ice.ufrags());
    return true;
  }

  /** The caller hangs up. */
  public void hangUp() {
    if (toCall == null) {
      close("its caller hung up before it began");
    } else if (!toCall(new CallerFrame.HungUp())) {
      hangingUp = true;
    }
  }

  List<String> ufrags() {
    return ice.ufrags();
  }

  /** On the port's thread. */
  void received(Datagrams kind, byte[] datagram, InetSocketAddress from, long nowNanos) {
    switch (kind) {
      case STUN -> {
        switch (ice.check(datagram, from, nowNanos)) {
          case IceLite.Check.Answered(var answer, var isValid, var isMoved) -> {
            if (isValid) {
              isAt(from);
            }
            if (isMoved) {
              door.counts.networkChanged();
              LOG.info("WebRTC call {}: its caller's network changed", shortId());
            }
            door.port().send(answer, from);
          }
          case IceLite.Check.Ignored _ -> door.counts.ignored();
        }
      }
      case DTLS -> dtls.arrived(datagram);
      case SOUND -> {
        SoundLeg open = leg;
        if (open == null) {
          door.counts.ignored();
        } else {
          open.arrived(datagram, nowNanos);
        }
      }
      case OTHER -> door.counts.ignored();
    }
  }

  private void isAt(InetSocketAddress from) {
    if (!addresses.contains(from)) {
      addresses.addLast(from);
      door.isAt(this, from);
      if (addresses.size() > MOST_ADDRESSES) {
        door.isNotAt(this, addresses.removeFirst());
      }
    }
  }

  private void toNetwork(byte[] datagram) {
    ice.peer().ifPresent(to -> door.port().send(datagram, to));
  }

  private boolean toCall(CallerFrame frame) {
    BoundedSourceQueue<FromCaller> open = toCall;
    return open != null && open.offer(new FromCaller.Frame(frame)).isEnqueued();
  }

  private void shookHands(@Nullable AgreedKeys keys) {
    if (keys == null) {
      door.counts.handshakeFailed();
      close("its handshake failed");
    } else if (!closed.get()) {
      connected(keys);
    }
  }

  private void connected(AgreedKeys keys) {
    SoundLeg sound =
        new SoundLeg(
            offer,
            keys,
            sender,
            door.settings.playoutEstimate(),
            door.clock,
            door.observer,
            door.counts,
            new SoundLeg.Surroundings() {
              @Override
              public boolean toCall(CallerFrame frame) {
                return WebRtcCall.this.toCall(frame);
              }

              @Override
              public void toNetwork(byte[] datagram) {
                WebRtcCall.this.toNetwork(datagram);
              }

              @Override
              public void tell(AgentFrame frame) {
                events.tell(door.socket.wire().encode(frame));
              }
            });
    Telling telling = new Telling(sound, events, door.socket.wire());
    var running =
        Source.<FromCaller>queue(TO_CALL)
            .viaMat(door.socket.frames(peer), Keep.left())
            .toMat(Sink.foreach(telling::tell), Keep.both())
            .run(door.system);
    running.first().offer(start);
    leg = sound;
    toCall = running.first();
    door.counts.connected();
    var _ = running.second().whenComplete((_, _) -> close("the call's leg is over"));
    door.ticks.add(ticking);
    if (closed.get()) {
      door.ticks.remove(ticking);
      breakOff(running.first());
    }
  }

  private final class Ticks implements MediaClock.Ticking {

    @Override
    public void tick(long nowNanos) {
      SoundLeg sound = leg;
      if (hangingUp) {
        hangingUp = !WebRtcCall.this.toCall(new CallerFrame.HungUp());
      } else if (sound != null) {
        sound.tick(nowNanos);
      }
      ticks++;
      if (ticks % CONSENT_EVERY_TICKS == 0 && !ice.hasConsent(nowNanos)) {
        door.counts.consentLost();
        lost("its caller is not there any more");
      }
    }

    @Override
    public void broke(RuntimeException thrown) {
      lost("its sound broke");
    }
  }

  /** The call waits for its caller. */
  private void lost(String why) {
    BoundedSourceQueue<FromCaller> open = toCall;
    if (open == null) {
      close(why);
    } else if (!closed.get()) {
      LOG.info("WebRTC call {}: {}", shortId(), why);
      breakOff(open);
    }
  }

  /** What still waits is not worth waiting for: a queue that is completed is emptied first. */
  private static void breakOff(BoundedSourceQueue<FromCaller> open) {
    if (!open.isCompleted()) {
      open.fail(new LegBrokenException());
    }
  }

  /** Not a fault: the leg of a call is not there any more. */
  private static final class LegBrokenException extends Exception {

    private static final long serialVersionUID = 1L;

    private LegBrokenException() {
      super("The leg broke", null, false, false);
    }
  }

  /** Nobody has come in time, or the door goes down. */
  void giveUpUnlessConnected() {
    if (toCall == null) {
      close("nobody connected in time");
    }
  }

  void close(String why) {
    if (closed.compareAndSet(false, true)) {
      LOG.info("WebRTC call {} is gone: {}", shortId(), why);
      door.ticks.remove(ticking);
      BoundedSourceQueue<FromCaller> open = toCall;
      if (open != null) {
        breakOff(open);
      }
      events.complete();
      if (open == null) {
        dtls.close();
      } else {
        door.later(LAST_WORD, dtls::close);
      }
      door.gone(this);
      gone.complete(Done.getInstance());
    }
  }

  /** Enough to find lines of a log that belong together, and nothing to get in with. */
  private String shortId() {
    return id.substring(0, 6);
  }
}
