package org.voiceteller.streams.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.testkit.TestPublisher;
import org.apache.pekko.stream.testkit.TestSubscriber;
import org.apache.pekko.stream.testkit.javadsl.TestSink;
import org.apache.pekko.stream.testkit.javadsl.TestSource;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.voiceteller.core.authentication.Secret;
import org.voiceteller.core.call.CallListener.Signal;
import org.voiceteller.core.call.CallOrigin;
import org.voiceteller.core.call.Challenge;
import org.voiceteller.core.call.EndReason;
import org.voiceteller.streams.call.CallRoster;
import org.voiceteller.streams.call.Clock;
import org.voiceteller.streams.call.FakeDesk;
import org.voiceteller.streams.call.FakeNova;
import org.voiceteller.streams.media.MediaSettings;
import org.voiceteller.streams.media.MediaSocket;
import org.voiceteller.streams.media.Peer;
import org.voiceteller.streams.media.WireMessage;
import org.voiceteller.streams.nova.NovaInput;
import org.voiceteller.streams.nova.NovaOutput;
import org.voiceteller.streams.nova.NovaOutput.ContentType;
import org.voiceteller.streams.nova.NovaOutput.StopReason;
import org.voiceteller.streams.sound.G711;
import org.voiceteller.streams.sound.Pcm;

/** A platform's messages in front of a whole call, with a model and a desk that the test plays. */
class PlatformCallTest {

  private static final ActorTestKit KIT = ActorTestKit.create();
  private static final scala.concurrent.duration.FiniteDuration PATIENCE =
      scala.concurrent.duration.Duration.create(10, "s");
  private static final String TWILIO =
      """
      {"event":"start","start":{"streamSid":"MZ1","callSid":"CA1","mediaFormat":
      {"encoding":"audio/x-mulaw","sampleRate":8000,"channels":1},
      "customParameters":{"ticket":"%s CA1"}}}
      """;
  private static final String JAMBONZ =
      "{\"callSid\":\"7f\",\"sampleRate\":8000,\"mixType\":\"mono\",\"ticket\":\"sealed 7f\"}";

  /** ITU-T Q.23, for 4, 2 and #, by their two tones. */
  private static final List<int[]> FOUR_TWO_HASH =
      List.of(new int[] {770, 1209}, new int[] {697, 1336}, new int[] {941, 1477});

  private static final short[] TONE = tone(FOUR_TWO_HASH.getFirst(), 200);

  private final FakeDesk desk = new FakeDesk();
  private final FakeNova nova = new FakeNova(KIT.system());
  private final List<String> fates = new ArrayList<>();

  @SuppressWarnings("NullAway.Init") // connect() runs before each use
  private TestPublisher.Probe<WireMessage> platform;

  @SuppressWarnings("NullAway.Init") // connect() runs before each use
  private TestSubscriber.Probe<WireMessage> told;

  @AfterAll
  static void stop() {
    KIT.shutdownTestKit();
  }

  @BeforeEach
  void connectTwilio() {
    connect(new TwilioFormat(), false);
  }

  private void connect(PlatformFormat format, boolean keysAreTones) {
    var roster = CallRoster.create();
    var pipeline = desk.pipeline(nova, roster);
    var calls =
        new PlatformCalls() {
          @Override
          public void joined(String platformCallId, String resumeToken) {
            fates.add("joined");
          }

          @Override
          public void ended(String platformCallId, End end) {
            fates.add("ended " + end);
          }
        };
    var line = new PlatformLine(TrialLine::open, calls, _ -> {}, keysAreTones);
    var socket =
        MediaSocket.create(MediaSettings.from(ConfigFactory.load()), desk, pipeline, roster);
    var probes =
        TestSource.<WireMessage>create(KIT.system())
            .via(line.flow(format, socket.flow(new Peer(null, format.channel())), new Clock()))
            .toMat(TestSink.<WireMessage>create(KIT.system()), Keep.both())
            .run(KIT.system());
    platform = probes.first();
    told = probes.second();
    told.request(1_000);
  }

  @Test
  void beginsACallWithTheNumberFromTheTicketAndNoAddress() {
    send(TWILIO.formatted("sealed"));

    nova.next();
    assertThat(desk.origins)
        .containsExactly(new CallOrigin("twilio", "+15552345678", "US-CO", "en-US", null));
    told.cancel();
  }

  @Test
  void goesOnWithACall() {
    send(TWILIO.formatted("resume"));

    FakeNova.Stream model = nova.next();
    model.hearUntil(NovaInput.AudioStart.class);
    assertThat(model.hearText()).isEqualTo("[The caller is back.]");
    told.cancel();
  }

  @Test
  void givesKeysToTheDeskAndOnlyToItWhileItWaitsForACode() {
    send(TWILIO.formatted("sealed"));
    FakeNova.Stream model = nova.next();
    model.hearUntil(NovaInput.AudioStart.class);
    model.hearText();
    Objects.requireNonNull(desk.listener)
        .onSignal(new Signal.ChallengeOpened(Challenge.Kind.ONE_TIME_CODE, "***-***-5678"));

    for (String key : "482913#".split("")) {
      send("{\"event\":\"dtmf\",\"dtmf\":{\"track\":\"inbound_track\",\"digit\":\"" + key + "\"}}");
    }

    assertThat(model.hearText()).isEqualTo("[The caller keyed the code.]");
    assertThat(desk.secrets).containsExactly(new Secret("482913"));
    assertThat(desk.turns.toString()).doesNotContain("482913");
    told.cancel();
  }

  @Test
  void hearsKeysByTheirTonesWhereTheTrunkCarriesThemSo() {
    told.cancel();
    connect(JambonzFormat.create(8000), true);
    send(JAMBONZ);
    FakeNova.Stream model = nova.next();
    model.hearUntil(NovaInput.AudioStart.class);
    model.hearText();

    send("{\"event\":\"dtmf\",\"dtmf\":\"9\",\"duration\":\"1600\"}");
    for (int[] key : FOUR_TWO_HASH) {
      send(tone(key, 100));
      send(new short[800]);
    }

    assertThat(model.hearText()).isEqualTo("[Keypad: 42]");
    told.cancel();
  }

  /** The model hears neither the key nor its tone, though Twilio may leave it in the sound. */
  @Test
  void silencesAKeysToneTowardsTheModel() {
    send(TWILIO.formatted("sealed"));
    FakeNova.Stream model = nova.next();
    model.hearUntil(NovaInput.AudioStart.class);
    model.hearText();

    for (int frame = 0; frame < 10; frame++) {
      send(
          "{\"event\":\"media\",\"media\":{\"track\":\"inbound\",\"payload\":\"%s\"}}"
              .formatted(
                  Base64.getEncoder()
                      .encodeToString(
                          G711.MU_LAW.encode(
                              Arrays.copyOfRange(TONE, 160 * frame, 160 * frame + 160)))));
    }

    int loud = 0;
    for (int frame = 0; frame < 6; frame++) {
      NovaInput.AudioInput heard =
          (NovaInput.AudioInput) model.hearUntil(NovaInput.AudioInput.class);
      loud += loudSamples(Pcm.samples(heard.pcm().toArray()));
    }
    assertThat(loud).as("samples of 200 ms, at 16 kHz").isLessThan(16 * 45);
    told.cancel();
  }

  @Test
  void endsTheCallWhenTwilioSaysStop() {
    send(TWILIO.formatted("sealed"));
    nova.next();

    send("{\"event\":\"stop\",\"stop\":{\"callSid\":\"CA1\"}}");
    platform.sendComplete();

    told.expectComplete();
    assertThat(desk.ends).containsExactly(EndReason.CALLER_HUNG_UP);
    assertThat(fates).containsExactly("joined", "ended OVER");
  }

  @Test
  void endsTheCallWhenJambonzCloses() {
    told.cancel();
    connect(JambonzFormat.create(8000), false);
    send(JAMBONZ);
    nova.next();

    platform.sendComplete();

    told.expectComplete();
    assertThat(desk.ends).containsExactly(EndReason.CALLER_HUNG_UP);
  }

  @Test
  void leavesTheCallWaitingWhenTheConnectionBreaks() {
    send(TWILIO.formatted("sealed"));
    nova.next();

    platform.sendError(new IllegalStateException("reset by peer"));

    told.expectComplete();
    awaitLost();
    assertThat(desk.ends).isEmpty();
    assertThat(fates).containsExactly("joined");
  }

  @Test
  void stopsTheAgentAtOnceWhenTheCallerSpeaks() {
    send(TWILIO.formatted("sealed"));
    FakeNova.Stream model = nova.next();
    model.hearUntil(NovaInput.AudioStart.class);
    model.plan("one", "Your balance is", 400);
    await("media");

    model.say(new NovaOutput.ContentEnded("one-sound", ContentType.AUDIO, StopReason.INTERRUPTED));

    await("\"event\":\"clear\"");
    told.cancel();
  }

  private void await(String word) {
    String next;
    do {
      next = told.expectNext(PATIENCE).toString();
    } while (!next.contains(word));
  }

  private void awaitLost() {
    long until = System.nanoTime() + 10_000_000_000L;
    while (desk.lost.isEmpty() && System.nanoTime() < until) {
      Thread.onSpinWait();
    }
    assertThat(desk.lost).containsExactly("leg-1");
  }

  private void send(String text) {
    platform.sendNext(new WireMessage.Text(text));
  }

  private void send(short[] pcm) {
    platform.sendNext(new WireMessage.Binary(ByteString.fromArray(Pcm.bytes(pcm))));
  }

  private static int loudSamples(short[] pcm) {
    int loud = 0;
    for (short sample : pcm) {
      loud += Math.abs(sample) > 500 ? 1 : 0;
    }
    return loud;
  }

  /** At 8 kHz. */
  private static short[] tone(int[] frequencies, int ms) {
    short[] pcm = new short[8 * ms];
    for (int i = 0; i < pcm.length; i++) {
      double angle = 2 * Math.PI * i / 8000;
      pcm[i] =
          (short) (5000 * (Math.sin(angle * frequencies[0]) + Math.sin(angle * frequencies[1])));
    }
    return pcm;
  }
}
