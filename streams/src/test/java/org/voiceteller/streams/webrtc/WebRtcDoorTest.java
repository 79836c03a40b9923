package org.voiceteller.streams.webrtc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.stream.BoundedSourceQueue;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.voiceteller.core.call.EndReason;
import org.voiceteller.streams.call.CallPipeline;
import org.voiceteller.streams.call.CallRoster;
import org.voiceteller.streams.call.CallSettings;
import org.voiceteller.streams.call.FakeDesk;
import org.voiceteller.streams.call.FakeNova;
import org.voiceteller.streams.media.FromCaller;
import org.voiceteller.streams.media.MediaSettings;
import org.voiceteller.streams.media.MediaSocket;
import org.voiceteller.streams.media.Peer;
import org.voiceteller.streams.media.WireMessage;
import org.voiceteller.streams.nova.NovaInput;
import org.voiceteller.streams.nova.NovaSettings;
import org.voiceteller.streams.observe.CallObserver;
import org.voiceteller.streams.rtp.RtpSender;
import org.voiceteller.streams.sound.Pcm;
import org.voiceteller.streams.sound.SpeechCodec;
import org.voiceteller.streams.sound.SpeechEncoder;
import org.voiceteller.streams.srtp.SrtpOpener;
import org.voiceteller.streams.srtp.SrtpSealer;
import org.voiceteller.streams.webrtc.dtls.AgreedKeys;
import org.voiceteller.streams.webrtc.sdp.Fingerprint;
import org.voiceteller.streams.webrtc.sdp.Offer;

/**
 * Calls over a real port, by a caller who does as browsers do; the desk and the model are played.
 */
class WebRtcDoorTest {

  private static final ActorTestKit KIT = ActorTestKit.create(ConfigFactory.load());
  private static final FromCaller.Start START =
      new FromCaller.Start(null, "US-CO", null, "browser", null, null);

  private final FakeDesk desk = new FakeDesk();
  private final FakeNova nova = new FakeNova(KIT.system());
  private final CallRoster roster = CallRoster.create();
  private final WebRtcDoor door = open();

  private WebRtcDoor open() {
    var config = ConfigFactory.load();
    var pipeline =
        CallPipeline.create(
            CallSettings.from(config),
            nova,
            NovaSettings.from(config),
            desk,
            roster,
            CallObserver.none(),
            InstantSource.system());
    return WebRtcDoor.open(
        WebRtcSettings.from(config),
        KIT.system(),
        MediaSocket.create(MediaSettings.from(config), desk, pipeline, roster),
        CallObserver.none(),
        InstantSource.system());
  }

  @AfterEach
  void close() {
    door.close();
  }

  @AfterAll
  static void stop() {
    KIT.shutdownTestKit();
  }

  private TrialCaller caller() throws IOException {
    return new TrialCaller(door.addresses().getFirst());
  }

  private WebRtcCall answer(String offer) throws Exception {
    return door.answer(Offer.read(offer), START, new Peer("192.0.2.7", "webrtc"));
  }

  private static void await(WebRtcCall call) throws Exception {
    call.whenGone().toCompletableFuture().get(10, TimeUnit.SECONDS);
  }

  private static short[] hum(int frame) {
    short[] samples = new short[480];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (short) (9_000 * Math.sin(0.1 * (frame * samples.length + i)));
    }
    return samples;
  }

  /** Within what the model hears in 5 s. */
  private static void hearLoudSound(FakeNova.Stream model) {
    for (int i = 0; i < 250; i++) {
      NovaInput.AudioInput heard =
          (NovaInput.AudioInput) model.hearUntil(NovaInput.AudioInput.class);
      for (short sample : Pcm.samples(heard.pcm().toArray())) {
        if (Math.abs(sample) > 4_000) {
          return;
        }
      }
    }
    throw new AssertionError("Expected the caller's sound at the model");
  }

  /** The events of a call as a client gets them. */
  private static final class Events {

    private final BlockingQueue<String> told = new LinkedBlockingQueue<>();
    private final BoundedSourceQueue<WireMessage> out;

    Events(WebRtcCall call, String token) {
      out =
          Source.<WireMessage>queue(16)
              .viaMat(call.events(), Keep.left())
              .to(Sink.foreach(message -> told.add(((WireMessage.Text) message).text())))
              .run(KIT.system());
      say("{\"type\":\"call.join\",\"token\":\"" + token + "\"}");
    }

    void say(String json) {
      out.offer(new WireMessage.Text(json));
    }

    String next() throws InterruptedException {
      String next = told.poll(10, TimeUnit.SECONDS);
      assertThat(next).as("an event").isNotNull();
      return String.valueOf(next);
    }

    String until(String type) throws InterruptedException {
      String event = next();
      while (!event.contains(type)) {
        event = next();
      }
      return event;
    }
  }

  @Test
  void aCallerWhoConnectsHasACallWithSoundBothWays() throws Exception {
    try (TrialCaller caller = caller()) {
      WebRtcCall call = answer(caller.offer());
      caller.check(call.answer());
      AgreedKeys keys = caller.shakeHands(door.handshakes);
      Events events = new Events(call, call.eventToken());

      assertThat(events.next()).contains("call.started", "\"callId\":\"call-1\"");
      assertThat(desk.origins.getFirst().jurisdiction()).isEqualTo("US-CO");
      assertThat(desk.origins.getFirst().channel()).isEqualTo("browser");
      FakeNova.Stream model = nova.next();
      SrtpSealer sealer = new SrtpSealer(keys.profile(), keys.theirs());
      RtpSender sender = new RtpSender(5, 111, 1, 1);
      SpeechEncoder encoder = SpeechCodec.OPUS.encoder();
      for (int i = 0; i < 20; i++) {
        caller.send(sealer, sender.next(encoder.encode(hum(i)), 960));
      }
      hearLoudSound(model);
      model.plan("a", "Welcome.", 200);
      assertThat(caller.nextSound(new SrtpOpener(keys.profile(), keys.ours())).payloadType())
          .isEqualTo(111);
      assertThat(door.counts().receivedPackets()).isEqualTo(20);
      assertThat(door.counts().refusedPackets()).isZero();

      events.say("{\"type\":\"call.end\"}");
      assertThat(events.until("call.ended")).contains("callerHungUp");
      await(call);
      assertThat(desk.ends).containsExactly(EndReason.CALLER_HUNG_UP);
      assertThat(door.size()).isZero();
    }
  }

  @Test
  void aCallerWhoseConnectionIsClosedMayComeBack() throws Exception {
    try (TrialCaller caller = caller()) {
      WebRtcCall call = answer(caller.offer());
      caller.check(call.answer());
      caller.shakeHands(door.handshakes);
      nova.next();

      caller.hangUpAsBrowsersDo();

      await(call);
      KIT.createTestProbe()
          .awaitAssert(
              () -> {
                assertThat(desk.lost).containsExactly("leg-1");
                return desk.lost;
              });
      assertThat(desk.ends).isEmpty();
    }
  }

  @Test
  void whoHasAnotherCertificateThanTheOfferIsNotLetIn() throws Exception {
    try (TrialCaller caller = caller()) {
      WebRtcCall call = answer(caller.offer(Fingerprint.of(new byte[] {1, 2, 3})));
      caller.check(call.answer());

      assertThatThrownBy(() -> caller.shakeHands(door.handshakes)).isInstanceOf(IOException.class);

      await(call);
      assertThat(desk.origins).isEmpty();
      assertThat(door.counts().failedHandshakes()).isEqualTo(1);
    }
  }

  @Test
  void aCallerWhoMovesIsFollowed() throws Exception {
    try (TrialCaller caller = caller()) {
      WebRtcCall call = answer(caller.offer());
      caller.check(call.answer());
      caller.shakeHands(door.handshakes);
      nova.next();

      caller.move();
      caller.check(call.answer());

      assertThat(door.counts().networkChanges()).isEqualTo(1);
      call.hangUp();
      await(call);
    }
  }

  @Test
  void garbageFromAnywhereIsNotAnsweredAndCallsGoOn() throws Exception {
    try (TrialCaller caller = caller();
        TrialCaller stranger = caller()) {
      Random random = new Random(11);
      for (int i = 0; i < 1_000; i++) {
        byte[] garbage = new byte[random.nextInt(300)];
        random.nextBytes(garbage);
        stranger.send(garbage);
      }
      WebRtcCall call = answer(caller.offer());
      caller.check(call.answer());
      caller.shakeHands(door.handshakes);

      nova.next();
      call.hangUp();
      await(call);
      assertThat(door.counts().ignoredDatagrams()).isPositive();
    }
  }

  @Test
  void aWrongTokenOpensNoEvents() throws Exception {
    try (TrialCaller caller = caller()) {
      WebRtcCall call = answer(caller.offer());

      Events events = new Events(call, "guessed");

      assertThat(events.next()).contains("not_joined");
      call.hangUp();
      await(call);
    }
  }

  @Test
  void anotherBeginningOfIceGetsOtherCredentials() throws Exception {
    try (TrialCaller caller = caller();
        TrialCaller again = caller()) {
      WebRtcCall call = answer(caller.offer());
      String before = call.answer();
      caller.check(before);

      assertThat(call.heard(Offer.read(again.offer()))).isEmpty();
      String anew =
          call.heard(Offer.read(caller.offer().replaceFirst("ice-ufrag:....", "ice-ufrag:ABCD")))
              .orElseThrow();

      assertThat(anew).isNotEqualTo(before).contains("a=ice-ufrag:");
      caller.check(before);
      call.hangUp();
      await(call);
      assertThat(door.size()).isZero();
    }
  }

  @Test
  void whoDoesNotConnectIsForgotten() throws Exception {
    try (TrialCaller caller = caller()) {
      WebRtcCall call = answer(caller.offer());

      call.giveUpUnlessConnected();

      await(call);
      assertThat(door.find(call.id())).isEmpty();
    }
  }
}
