package org.voiceteller.streams.nova;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.stream.testkit.TestPublisher;
import org.apache.pekko.stream.testkit.TestSubscriber;
import org.apache.pekko.stream.testkit.javadsl.TestSink;
import org.apache.pekko.stream.testkit.javadsl.TestSource;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.voiceteller.core.tool.ToolSpec;
import org.voiceteller.localsonic.Engines;
import org.voiceteller.localsonic.LocalSonicServer;
import org.voiceteller.localsonic.LocalSonicSettings;
import org.voiceteller.localsonic.conversation.Echo;
import org.voiceteller.localsonic.fault.Fault;
import org.voiceteller.localsonic.fault.Faults;
import org.voiceteller.localsonic.wire.ServiceError;
import org.voiceteller.streams.Clerk;
import org.voiceteller.streams.CountingObserver;
import org.voiceteller.streams.observe.CallObserver;

/** The real SDK's bidirectional stream, over HTTP/2, with the stand-in at the other end. */
class NovaClientTest {

  private static final ActorTestKit KIT = ActorTestKit.create();
  private static final String P = "prompt";
  private static LocalSonicServer sonic;
  private static NovaClient client;

  @BeforeAll
  static void start() {
    sonic =
        LocalSonicServer.start(
            LocalSonicSettings.defaults(),
            (_, _, _) -> new Clerk(),
            Engines.of(_ -> new short[2_400]));
    client = NovaClient.create(settings(sonic.uri().toString()), CallObserver.none());
  }

  static NovaSettings settings(String endpoint) {
    return settings(endpoint, "");
  }

  static NovaSettings settings(String endpoint, String more) {
    return NovaSettings.from(
        ConfigFactory.parseString(
                "voice-teller.nova { endpoint = \"%s\", %s }".formatted(endpoint, more))
            .withFallback(ConfigFactory.load()));
  }

  @AfterAll
  static void stop() {
    client.close();
    sonic.stop();
    KIT.shutdownTestKit();
  }

  @AfterEach
  void noFaults() {
    sonic.faults().clear();
  }

  /** A running conversation and its two ends. */
  private record Talk(
      TestPublisher.Probe<NovaInput> in,
      TestSubscriber.Probe<NovaOutput> out,
      CompletionStage<NovaEnd> end) {

    NovaEnd ended() throws Exception {
      return end.toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    List<NovaOutput> until(Class<? extends NovaOutput> last) {
      List<NovaOutput> heard = new ArrayList<>();
      do {
        heard.add(out.requestNext(scala.concurrent.duration.Duration.create(10, "s")));
      } while (!last.isInstance(heard.getLast()));
      return heard;
    }

    void say(NovaInput... inputs) {
      for (NovaInput input : inputs) {
        in.sendNext(input);
      }
    }

    Talk type(String name, String text) {
      say(
          new NovaInput.TextStart(P, name, NovaRole.USER, true),
          new NovaInput.TextInput(P, name, text),
          new NovaInput.ContentEnd(P, name));
      return this;
    }

    Talk hangUp() {
      say(
          new NovaInput.ContentEnd(P, "caller"),
          new NovaInput.PromptEnd(P),
          new NovaInput.SessionEnd());
      return this;
    }
  }

  private static Talk open() {
    return open(client);
  }

  private static Talk open(Nova nova) {
    Pair<
            Pair<TestPublisher.Probe<NovaInput>, CompletionStage<NovaEnd>>,
            TestSubscriber.Probe<NovaOutput>>
        probes =
            TestSource.<NovaInput>create(KIT.system())
                .viaMat(nova.converse(), Keep.both())
                .toMat(TestSink.create(KIT.system()), Keep.both())
                .run(KIT.system());
    Talk talk = new Talk(probes.first().first(), probes.second(), probes.first().second());
    talk.out.ensureSubscription();
    return talk;
  }

  private static Talk begin() {
    return begin(open());
  }

  private static Talk begin(Talk talk) {
    beginning().forEach(talk::say);
    return talk;
  }

  private static List<NovaInput> beginning() {
    return List.of(
        new NovaInput.SessionStart(1024, 0.9, 0.7, EndpointingSensitivity.MEDIUM),
        new NovaInput.PromptStart(
            P,
            "matthew",
            List.of(new ToolSpec("checkBalanceTool", "Tells a balance", "{\"type\":\"object\"}"))),
        new NovaInput.TextStart(P, "system", NovaRole.SYSTEM, false),
        new NovaInput.TextInput(P, "system", "You are a bank's agent."),
        new NovaInput.ContentEnd(P, "system"),
        new NovaInput.AudioStart(P, "caller"));
  }

  @Test
  void holdsAConversationInTextSoundAndTools() throws Exception {
    Talk talk = begin().type("typed", "balance");

    List<NovaOutput> wish = talk.until(NovaOutput.ToolRequested.class);
    assertThat(wish.getFirst()).isInstanceOf(NovaOutput.CompletionStarted.class);
    assertThat(wish).hasAtLeastOneElementOfType(NovaOutput.TextSaid.class);
    var tool = (NovaOutput.ToolRequested) wish.getLast();
    assertThat(tool.toolName()).isEqualTo("checkBalanceTool");
    talk.say(
        new NovaInput.ToolResultStart(P, "result", tool.toolUseId()),
        new NovaInput.ToolResult(P, "result", "{\"outcome\":\"succeeded\"}"),
        new NovaInput.ContentEnd(P, "result"));

    List<NovaOutput> answer = talk.until(NovaOutput.AudioSaid.class);
    assertThat(answer)
        .anyMatch(
            output ->
                output instanceof NovaOutput.ContentStarted(_, _, _, NovaOutput.Stage stage)
                    && stage == NovaOutput.Stage.SPECULATIVE);
    assertThat(((NovaOutput.AudioSaid) answer.getLast()).pcm().size()).isPositive().isEven();
    talk.hangUp().until(NovaOutput.CompletionEnded.class);
    talk.out.expectComplete();
    assertThat(talk.ended()).isEqualTo(new NovaEnd.Completed());
  }

  @Test
  void sendsSoundAndKeepsSilenceFlowingWhenTheLegIsQuiet() throws Exception {
    try (var strict =
            LocalSonicServer.start(
                LocalSonicSettings.defaults()
                    .withIdleLimit(Duration.ofSeconds(1))
                    .withEcho(Echo.Manner.SAME_BYTES),
                (_, _, _) -> new Clerk(),
                Engines.none());
        var quiet = NovaClient.create(settings(strict.uri().toString()), CallObserver.none())) {
      Talk talk = begin(open(quiet));
      ByteString sound = ByteString.fromArray(new byte[] {1, 2, 3, 4});
      talk.say(new NovaInput.AudioInput(P, "caller", sound));

      talk.until(NovaOutput.AudioSaid.class);
      int silent = 0;
      while (silent < 40) {
        List<NovaOutput> heard = talk.until(NovaOutput.AudioSaid.class);
        assertThat(((NovaOutput.AudioSaid) heard.getLast()).pcm().size()).isEqualTo(1_024);
        silent++;
      }
      talk.hangUp().until(NovaOutput.CompletionEnded.class);
      assertThat(talk.ended()).isEqualTo(new NovaEnd.Completed());
    }
  }

  @Test
  void failsWhenTheStreamIsDropped() throws Exception {
    sonic.faults().set(Faults.Order.next(1, new Fault.Drop(new Fault.After(1, Duration.ZERO))));
    Talk talk = begin().type("typed", "hello");

    assertFailsWith(talk, NovaFailure.Category.RETRY, null);
  }

  @Test
  void failsWhenTheServiceFailsInMidStream() throws Exception {
    sonic
        .faults()
        .set(
            Faults.Order.next(
                1,
                new Fault.Fail(
                    ServiceError.MODEL_STREAM_ERROR,
                    "System instability detected",
                    new Fault.After(2, Duration.ZERO))));
    Talk talk = begin().type("typed", "hello");

    assertFailsWith(talk, NovaFailure.Category.RETRY, "ModelStreamErrorException");
  }

  @Test
  void failsWhenThrottledBeforeTheStream() throws Exception {
    sonic
        .faults()
        .set(Faults.Order.next(1, new Fault.Refuse(ServiceError.THROTTLING, "Too many requests")));
    Talk talk = begin();

    assertFailsWith(talk, NovaFailure.Category.RETRY, "ThrottlingException");
    Talk next = begin();
    next.hangUp().until(NovaOutput.CompletionEnded.class);
    assertThat(next.ended()).isEqualTo(new NovaEnd.Completed());
  }

  @Test
  void asksAPersonWhenAccessIsDenied() throws Exception {
    sonic
        .faults()
        .set(Faults.Order.next(1, new Fault.Refuse(ServiceError.ACCESS_DENIED, "No access")));

    assertFailsWith(begin(), NovaFailure.Category.ASK_A_PERSON, "AccessDeniedException");
  }

  @Test
  void givesUpOnItsOwnMistakes() throws Exception {
    Talk talk = open();
    talk.say(new NovaInput.PromptEnd(P));

    assertFailsWith(talk, NovaFailure.Category.GIVE_UP, "ValidationException");
  }

  @Test
  void takesAnEndWithoutCompletionEndForAFailure() throws Exception {
    sonic.faults().set(Faults.Order.next(1, new Fault.NoCompletionEnd()));
    Talk talk = begin();
    talk.until(NovaOutput.CompletionStarted.class);
    talk.hangUp();

    assertFailsWith(talk, NovaFailure.Category.RETRY, "MissingCompletionEnd");
  }

  @Test
  void failsWhenTheServiceTakesNothingAnyMore() throws Exception {
    sonic.faults().set(Faults.Order.next(1, new Fault.Stall(new Fault.After(1, Duration.ZERO))));
    CountingObserver observer = new CountingObserver();
    var impatient = settings(sonic.uri().toString(), "stall-after = 1 s, send-queue = 320 ms");
    try (var stalled = NovaClient.create(impatient, observer)) {
      NovaInput frame =
          new NovaInput.AudioInput(P, "caller", ByteString.fromArray(new byte[1_024]));
      NovaEnd end =
          Source.from(beginning())
              .concat(Source.repeat(frame).throttle(1_000, Duration.ofSeconds(1)))
              .viaMat(stalled.converse(), Keep.right())
              .to(Sink.ignore())
              .run(KIT.system())
              .toCompletableFuture()
              .get(20, TimeUnit.SECONDS);

      assertThat(end)
          .isInstanceOfSatisfying(
              NovaEnd.Failed.class,
              failed -> assertThat(failed.failure().type()).isEqualTo("Stalled"));
      assertThat(observer.seen).contains("dropped TO_MODEL");
    }
  }

  @Test
  void failsWhenNobodyListens() throws Exception {
    try (var lost = NovaClient.create(settings("http://127.0.0.1:1"), CallObserver.none())) {
      assertFailsWith(open(lost), NovaFailure.Category.RETRY, null);
    }
  }

  @Test
  void resetsTheStreamWhenItsReaderLetsGo() throws Exception {
    Talk talk = begin();
    talk.until(NovaOutput.CompletionStarted.class);

    talk.out.cancel();

    assertThat(talk.ended()).isEqualTo(new NovaEnd.Cancelled());
    talk.in.expectCancellation();
  }

  @Test
  void warmsUpAndTellsWhetherTheModelIsThere() throws Exception {
    assertThat(client.warmUp(KIT.system()).toCompletableFuture().get(15, TimeUnit.SECONDS))
        .isEqualTo(new NovaEnd.Completed());
    try (var lost = NovaClient.create(settings("http://127.0.0.1:1"), CallObserver.none())) {
      assertThat(lost.warmUp(KIT.system()).toCompletableFuture().get(15, TimeUnit.SECONDS))
          .isInstanceOf(NovaEnd.Failed.class);
    }
  }

  private static void assertFailsWith(
      Talk talk, NovaFailure.Category category, @org.jspecify.annotations.Nullable String type)
      throws Exception {
    talk.out.request(100);
    NovaEnd end = talk.ended();
    assertThat(end).isInstanceOf(NovaEnd.Failed.class);
    NovaFailure failure = ((NovaEnd.Failed) end).failure();
    assertThat(failure.category()).as(failure.toString()).isEqualTo(category);
    if (type != null) {
      assertThat(failure.type()).isEqualTo(type);
    }
  }
}
