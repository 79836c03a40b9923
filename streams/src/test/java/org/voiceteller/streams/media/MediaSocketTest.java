package org.voiceteller.streams.media;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.ManualTime;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.testkit.TestPublisher;
import org.apache.pekko.stream.testkit.TestSubscriber;
import org.apache.pekko.stream.testkit.javadsl.TestSink;
import org.apache.pekko.stream.testkit.javadsl.TestSource;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.voiceteller.core.call.CallOrigin;
import org.voiceteller.core.call.EndReason;
import org.voiceteller.streams.call.CallRoster;
import org.voiceteller.streams.call.FakeDesk;
import org.voiceteller.streams.call.FakeNova;
import org.voiceteller.streams.nova.NovaInput;

/** A connection from its first message to its end, with a model and a desk that the test plays. */
class MediaSocketTest {

  private static final ActorTestKit KIT =
      ActorTestKit.create(ManualTime.config().withFallback(ConfigFactory.load()));
  private static final MediaSettings SETTINGS = MediaSettings.from(ConfigFactory.load());
  private static final String START = "{\"type\":\"call.start\"}";

  private final FakeDesk desk = new FakeDesk();
  private final FakeNova nova = new FakeNova(KIT.system());
  private final CallRoster roster = CallRoster.create();

  @SuppressWarnings("NullAway.Init") // connect() runs before each test
  private TestPublisher.Probe<WireMessage> caller;

  @SuppressWarnings("NullAway.Init") // connect() runs before each test
  private TestSubscriber.Probe<WireMessage> server;

  @AfterAll
  static void stop() {
    KIT.shutdownTestKit();
  }

  @BeforeEach
  void connect() {
    connect(new Peer("192.0.2.7", "browser"));
  }

  private void connect(Peer peer) {
    var pipeline = desk.pipeline(nova, roster);
    var probes =
        TestSource.<WireMessage>create(KIT.system())
            .via(MediaSocket.create(SETTINGS, desk, pipeline, roster).flow(peer))
            .toMat(TestSink.<WireMessage>create(KIT.system()), Keep.both())
            .run(KIT.system());
    caller = probes.first();
    server = probes.second();
  }

  private void send(String json) {
    caller.sendNext(new WireMessage.Text(json));
  }

  private String receive() {
    WireMessage message = server.requestNext(scala.concurrent.duration.Duration.create(10, "s"));
    assertThat(message).isInstanceOf(WireMessage.Text.class);
    return ((WireMessage.Text) message).text();
  }

  @Test
  void startsACallFromWhatTheCallerAndTheDoorSay() {
    send("{\"type\":\"call.start\",\"from\":\"+15552345678\",\"jurisdiction\":\"US-CO\"}");

    assertThat(receive())
        .contains("\"type\":\"call.started\"", "\"callId\":\"call-1\"", "\"resumeToken\"");
    assertThat(desk.origins)
        .containsExactly(new CallOrigin("browser", "+15552345678", "US-CO", "en-US", "192.0.2.7"));
    nova.next();
    send("{\"type\":\"call.end\"}");
    assertThat(receive()).isEqualTo("{\"type\":\"call.ended\",\"reason\":\"callerHungUp\"}");
    server.expectComplete();
    assertThat(desk.ends).containsExactly(EndReason.CALLER_HUNG_UP);
  }

  @Test
  void takesTheStrictestPlaceWhenTheCallerNamesNone() {
    send(START);
    receive();

    assertThat(desk.origins.getFirst().jurisdiction()).isEqualTo("US-CA");
    server.cancel();
  }

  @Test
  void answersMistakesBeforeTheStartAndStartsThen() {
    caller.sendNext(new WireMessage.Binary(ByteString.fromArray(new byte[640])));
    assertThat(receive()).contains("\"code\":\"not_started\"");
    send("{\"type\":\"text.input\",\"text\":\"hello\"}");
    assertThat(receive()).contains("\"code\":\"not_started\"");
    send("what?");
    assertThat(receive()).contains("\"code\":\"malformed_message\"");

    send(START);
    assertThat(receive()).contains("call.started");
    server.cancel();
  }

  @Test
  void answersMistakesInACallAndTheCallGoesOn() {
    send(START);
    receive();
    FakeNova.Stream model = nova.next();
    send(START);
    assertThat(receive()).contains("\"code\":\"already_started\"");
    caller.sendNext(new WireMessage.Binary(ByteString.fromArray(new byte[641])));
    assertThat(receive()).contains("\"code\":\"bad_audio\"");
    send("{\"type\":\"call.dance\"}");
    assertThat(receive()).contains("\"code\":\"unknown_type\"");

    send("{\"type\":\"text.input\",\"text\":\"hello\"}");
    assertThat(receive())
        .contains("\"type\":\"transcript\"", "\"role\":\"caller\"", "\"text\":\"hello\"");
    model.hearUntil(NovaInput.AudioStart.class);
    assertThat(model.hearText()).isEqualTo("[The caller is connected.]");
    assertThat(model.hearText()).isEqualTo("hello");
    server.cancel();
  }

  @Test
  void answersWhetherItIsThere() {
    send("{\"type\":\"line.check\"}");
    assertThat(receive()).isEqualTo("{\"type\":\"line.checked\"}");
    send(START);
    assertThat(receive()).contains("call.started");
    nova.next();

    send("{\"type\":\"line.check\"}");

    assertThat(receive()).isEqualTo("{\"type\":\"line.checked\"}");
    server.cancel();
  }

  @Test
  void resumesACallByItsToken() {
    send("{\"type\":\"call.start\",\"resume\":\"" + FakeDesk.TOKEN + "\"}");

    assertThat(receive()).contains("call.started");
    FakeNova.Stream model = nova.next();
    model.hearUntil(NovaInput.AudioStart.class);
    assertThat(model.hearText()).isEqualTo("[The caller is back.]");
    server.cancel();
  }

  @Test
  void saysThatATokenIsUnknownAndLetsTheCallerStartAnew() {
    send("{\"type\":\"call.start\",\"resume\":\"forged\"}");
    assertThat(receive()).contains("\"code\":\"unknown_resume_token\"", "\"retryable\":false");

    send(START);
    assertThat(receive()).contains("call.started");
    server.cancel();
  }

  @Test
  void saysThatNoCallCanBeTakenAndLetsTheCallerTryAgain() {
    desk.isAvailable = false;
    send(START);
    assertThat(receive()).contains("\"code\":\"call_unavailable\"", "\"retryable\":true");

    desk.isAvailable = true;
    send(START);
    assertThat(receive()).contains("call.started");
    server.cancel();
  }

  @Test
  void closesAConnectionThatDoesNotStartInTime() {
    send("hm");
    assertThat(receive()).contains("malformed_message");

    ManualTime.get(KIT.system()).timePasses(SETTINGS.startTimeout());

    assertThat(receive()).contains("\"code\":\"start_timeout\"");
    server.expectComplete();
  }

  @Test
  void tellsTheDeskWhenTheConnectionBreaks() {
    send(START);
    receive();
    nova.next();

    caller.sendError(new IllegalStateException("reset by peer"));

    server.request(1);
    server.expectComplete();
    awaitLostLeg();
    assertThat(desk.ends).isEmpty();
  }

  private void awaitLostLeg() {
    long until = System.nanoTime() + 10_000_000_000L;
    while (desk.lost.isEmpty() && System.nanoTime() < until) {
      Thread.onSpinWait();
    }
    assertThat(desk.lost).containsExactly("leg-1");
  }

  @Test
  void takesNoCallWhileTheServerDrains() {
    var drained = roster.drain().toCompletableFuture();
    send(START);

    assertThat(receive()).contains("\"code\":\"server_draining\"", "\"retryable\":true");
    server.expectComplete();
    assertThat(drained).isCompleted();
  }

  @Test
  void tellsACallThatTheServerGoesAwayAndTheCallGoesOn() {
    send(START);
    receive();
    FakeNova.Stream model = nova.next();

    roster.close();
    roster.tell(new CallRoster.Word.GoingAway(Duration.ofMinutes(2), true));

    assertThat(receive())
        .isEqualTo("{\"type\":\"server.draining\",\"endsInMs\":120000,\"elsewhere\":true}");
    send("{\"type\":\"text.input\",\"text\":\"hello\"}");
    assertThat(receive()).contains("\"text\":\"hello\"");
    model.hearUntil(NovaInput.AudioStart.class);
    server.cancel();
  }

  @Test
  void letsACallGoToAnotherServerWithoutEndingIt() {
    send(START);
    receive();
    nova.next();
    roster.close();

    roster.tell(new CallRoster.Word.Leave());

    assertThat(receive()).contains("\"code\":\"server_draining\"", "\"retryable\":true");
    server.expectComplete();
    awaitLostLeg();
    assertThat(desk.ends).isEmpty();
  }

  @Test
  void letsACallGoThoughItsClientTakesNothingAnyMore() {
    send(START);
    receive();
    nova.next();

    roster.tell(new CallRoster.Word.Leave());

    awaitLostLeg();
    server.cancel();
  }

  @Test
  void beginsNoCallForWhoWasLetInToComeBack() {
    server.cancel();
    connect(new Peer("192.0.2.7", "browser", false));
    send(START);

    assertThat(receive()).contains("\"code\":\"server_full\"", "\"retryable\":true");
    server.expectComplete();
    assertThat(desk.origins).isEmpty();

    connect(new Peer("192.0.2.7", "browser", false));
    send("{\"type\":\"call.start\",\"resume\":\"" + FakeDesk.TOKEN + "\"}");
    assertThat(receive()).contains("call.started");
    server.cancel();
  }
}
