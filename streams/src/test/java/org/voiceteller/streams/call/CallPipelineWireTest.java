package org.voiceteller.streams.call;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.testkit.javadsl.TestSink;
import org.apache.pekko.stream.testkit.javadsl.TestSource;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.voiceteller.core.call.CallUnavailableException;
import org.voiceteller.core.call.EndReason;
import org.voiceteller.core.call.Turn;
import org.voiceteller.core.call.Turn.Speaker;
import org.voiceteller.core.tool.ToolOutcome;
import org.voiceteller.localsonic.Engines;
import org.voiceteller.localsonic.LocalSonicServer;
import org.voiceteller.localsonic.LocalSonicSettings;
import org.voiceteller.localsonic.fault.Fault;
import org.voiceteller.localsonic.fault.Faults;
import org.voiceteller.localsonic.wire.ServiceError;
import org.voiceteller.streams.Clerk;
import org.voiceteller.streams.CountingObserver;
import org.voiceteller.streams.nova.Nova;
import org.voiceteller.streams.nova.NovaClient;
import org.voiceteller.streams.nova.NovaSettings;
import org.voiceteller.streams.nova.NovaTargets;
import org.voiceteller.streams.observe.CallObserver;

/** Whole calls over the real SDK and HTTP/2, with a clerk for a model. */
class CallPipelineWireTest {

  private static final ActorTestKit KIT = ActorTestKit.create();
  private static LocalSonicServer sonic;
  private static NovaClient nova;
  private static NovaSettings novaSettings;

  private final FakeDesk desk = new FakeDesk();
  private final CountingObserver observer = new CountingObserver();
  private final CallRoster roster = CallRoster.create();
  private final LegSignals signals = new LegSignals();

  @BeforeAll
  static void start() {
    sonic =
        LocalSonicServer.start(
            LocalSonicSettings.defaults(),
            (_, _, _) -> new Clerk(),
            Engines.of(_ -> new short[2_400]));
    novaSettings =
        NovaSettings.from(
            ConfigFactory.parseString("voice-teller.nova.endpoint = \"" + sonic.uri() + "\"")
                .withFallback(ConfigFactory.load()));
    nova = NovaClient.create(novaSettings, CallObserver.none());
  }

  @AfterAll
  static void stop() {
    nova.close();
    sonic.stop();
    KIT.shutdownTestKit();
  }

  @AfterEach
  void noFaults() {
    sonic.faults().clear();
  }

  private ProbedLeg join(boolean resumed, Turn... history) {
    return join(nova, "", resumed, history);
  }

  private ProbedLeg join(Nova nova, String settings, boolean resumed, Turn... history) {
    var pipeline =
        CallPipeline.create(
            CallSettings.from(
                ConfigFactory.parseString(settings).withFallback(ConfigFactory.load())),
            nova,
            novaSettings,
            desk,
            roster,
            observer,
            InstantSource.system());
    var probes =
        TestSource.<CallerFrame>create(KIT.system())
            .via(pipeline.flow(desk.opened(history), resumed, signals, null))
            .toMat(TestSink.<AgentFrame>create(KIT.system()), Keep.both())
            .run(KIT.system());
    return new ProbedLeg(probes.first(), probes.second(), observer);
  }

  private static List<String> texts(List<Turn> turns) {
    return turns.stream().map(turn -> turn.speaker() + ": " + turn.text()).toList();
  }

  @Test
  void greetsAnswersUsesAToolAndEndsWithItsRecordComplete() {
    ProbedLeg leg = join(false);
    List<AgentFrame> greeting = leg.untilSaid("Welcome to the bank.");
    assertThat(greeting).hasAtLeastOneElementOfType(AgentFrame.AudioStarted.class);
    assertThat(greeting).hasAtLeastOneElementOfType(AgentFrame.Audio.class);
    assertThat(greeting).anyMatch(new AgentFrame.AudioEnded(turnId(greeting), 100)::equals);

    leg.caller().sendNext(new CallerFrame.Audio(ByteString.fromArray(new byte[640])));
    leg.caller().sendNext(new CallerFrame.TextTyped("balance"));
    List<AgentFrame> answer = leg.untilSaid("The tool says 23.");
    assertThat(answer)
        .containsSubsequence(
            new AgentFrame.ToolStarted("use-1", "checkBalanceTool"),
            new AgentFrame.ToolFinished(
                "use-1", "checkBalanceTool", ToolOutcome.Result.SUCCEEDED, "CONF-1"));

    leg.caller().sendNext(new CallerFrame.KeyPressed("12*345#"));
    leg.untilSaid("You said [Keypad: 345].");
    leg.caller().sendNext(new CallerFrame.HungUp());
    leg.until(new AgentFrame.CallEnded(EndReason.CALLER_HUNG_UP)::equals);
    leg.agent().expectComplete();

    assertThat(texts(desk.turns))
        .containsExactly(
            "AGENT: Welcome to the bank.",
            "CALLER: balance",
            "AGENT: The tool says 23.",
            "AGENT: You said [Keypad: 345].");
    assertThat(desk.ends).containsExactly(EndReason.CALLER_HUNG_UP);
    assertThat(desk.lost).isEmpty();
  }

  private static String turnId(List<AgentFrame> frames) {
    return frames.stream()
        .filter(AgentFrame.AudioStarted.class::isInstance)
        .map(frame -> ((AgentFrame.AudioStarted) frame).turnId())
        .findFirst()
        .orElseThrow();
  }

  @Test
  void goesOnWithAnotherStreamAfterADrop() {
    sonic.faults().set(Faults.Order.next(1, new Fault.Drop(new Fault.After(30, Duration.ZERO))));
    ProbedLeg leg = join(false);
    leg.untilSaid("Welcome to the bank.");

    // the first stream breaks after some more events; nobody but the record need notice
    for (int i = 0; i < 8; i++) {
      leg.caller().sendNext(new CallerFrame.TextTyped("again " + i));
    }
    leg.untilSaid("You said again 7.");
    leg.caller().sendNext(new CallerFrame.TextTyped("good"));
    leg.untilSaid("You said good.");

    leg.caller().sendComplete();
    leg.agent().expectComplete();
    assertThat(texts(desk.turns))
        .filteredOn(turn -> turn.startsWith("CALLER"))
        .containsExactly(
            "CALLER: again 0",
            "CALLER: again 1",
            "CALLER: again 2",
            "CALLER: again 3",
            "CALLER: again 4",
            "CALLER: again 5",
            "CALLER: again 6",
            "CALLER: again 7",
            "CALLER: good");
    assertThat(desk.lost).containsExactly("leg-1");
    assertThat(desk.ends).isEmpty();
  }

  @Test
  void goesOnInTheNextRegionWhenTheFirstIsLostInMidCall() {
    LocalSonicServer lost = clerks();
    try (var regions = regions(lost)) {
      ProbedLeg leg = join(regions, "", false);
      leg.untilSaid("Welcome to the bank.");
      leg.caller().sendNext(new CallerFrame.TextTyped("before"));
      leg.untilSaid("You said before.");

      lost.stop();
      leg.caller().sendNext(new CallerFrame.TextTyped("after"));

      leg.untilSaid("You said after.");
      assertThat(regions.serving()).hasValueSatisfying(label -> assertThat(label).endsWith("two"));
      leg.caller().sendNext(new CallerFrame.HungUp());
      leg.until(new AgentFrame.CallEnded(EndReason.CALLER_HUNG_UP)::equals);
    }
    assertThat(texts(desk.turns))
        .containsExactly(
            "AGENT: Welcome to the bank.",
            "CALLER: before",
            "AGENT: You said before.",
            "CALLER: after",
            "AGENT: You said after.");
  }

  @Test
  void renewsItsStreamInTheNextRegionWhenTheFirstThrottles() {
    LocalSonicServer throttled = clerks();
    try (var regions = regions(throttled)) {
      ProbedLeg leg =
          join(
              regions,
              "voice-teller.call.model { renew-after = 1 s, renew-at-latest = 2 s }",
              false);
      leg.untilSaid("Welcome to the bank.");
      throttled
          .faults()
          .set(
              Faults.Order.untilCleared(
                  new Fault.Refuse(ServiceError.THROTTLING, "Too many requests")));

      for (int i = 0; seen("stream to amazon.nova-2-sonic-v1:0@two") == 0 || i < 3; i++) {
        leg.caller().sendNext(new CallerFrame.TextTyped("word " + i));
        leg.untilSaid("You said word " + i + ".");
      }
      leg.caller().sendNext(new CallerFrame.HungUp());
      leg.until(new AgentFrame.CallEnded(EndReason.CALLER_HUNG_UP)::equals);
    } finally {
      throttled.stop();
    }
    assertThat(texts(desk.turns)).filteredOn("AGENT: Welcome to the bank."::equals).hasSize(1);
    assertThat(desk.lost).isEmpty();
  }

  private static LocalSonicServer clerks() {
    return LocalSonicServer.start(
        LocalSonicSettings.defaults(), (_, _, _) -> new Clerk(), Engines.of(_ -> new short[2_400]));
  }

  /** This one and, after it, the stand-in that all tests share. */
  private NovaTargets regions(LocalSonicServer first) {
    return NovaTargets.create(
        NovaSettings.from(
            ConfigFactory.parseString(
                    """
                    voice-teller.nova {
                      endpoint = "%s", region = one
                      fallbacks = [
                        { model-id = "amazon.nova-2-sonic-v1:0", endpoint = "%s", region = two }
                      ]
                      breaker-failures = 2, breaker-pause = 1 minute
                    }
                    """
                        .formatted(first.uri(), sonic.uri()))
                .withFallback(ConfigFactory.load())),
        observer,
        KIT.system());
  }

  @Test
  void outlivesTheServicesLimitWithoutASecondGreetingOrALostWord() {
    // a slow machine has as long to renew a stream as lies between renew-at-latest and the limit
    Duration limit = Duration.ofSeconds(6);
    var brief =
        LocalSonicServer.start(
            LocalSonicSettings.defaults().withConnectionLimit(limit),
            (_, _, _) -> new Clerk(),
            Engines.of(_ -> new short[2_400]));
    var settings =
        NovaSettings.from(
            ConfigFactory.parseString("voice-teller.nova.endpoint = \"" + brief.uri() + "\"")
                .withFallback(ConfigFactory.load()));
    List<String> said = new ArrayList<>(List.of("AGENT: Welcome to the bank."));
    try (var model = NovaClient.create(settings, CallObserver.none())) {
      ProbedLeg leg =
          join(
              model, "voice-teller.call.model { renew-after = 1 s, renew-at-latest = 2 s }", false);
      leg.untilSaid("Welcome to the bank.");
      Instant firstStreamIsOver = Instant.now().plus(limit);
      long renewals = 0;
      for (int i = 0; renewals < 3 || Instant.now().isBefore(firstStreamIsOver); i++) {
        leg.caller().sendNext(new CallerFrame.TextTyped("word " + i));
        leg.untilSaid("You said word " + i + ".");
        said.addAll(List.of("CALLER: word " + i, "AGENT: You said word " + i + "."));
        renewals = seen("model stream renewed");
      }
      leg.caller().sendNext(new CallerFrame.HungUp());
      leg.until(new AgentFrame.CallEnded(EndReason.CALLER_HUNG_UP)::equals);
    } finally {
      brief.stop();
    }

    assertThat(texts(desk.turns)).containsExactlyElementsOf(said);
    assertThat(seen("model failed")).isZero();
  }

  private long seen(String beginning) {
    return observer.seen.stream().filter(seen -> seen.startsWith(beginning)).count();
  }

  @Test
  void tellsTheModelWhatWasSaidBeforeWhenTheCallerComesBack() {
    ProbedLeg leg =
        join(
            true,
            new Turn("1", Speaker.AGENT, "Welcome to the bank."),
            new Turn("2", Speaker.CALLER, "balance"),
            new Turn("3", Speaker.AGENT, "It is ten dollars."));

    leg.untilSaid("We are connected again.");
    leg.agent().cancel();
  }

  @Test
  void saysWhenTheModelIsNotThereAndEndsTheCall() {
    sonic
        .faults()
        .set(Faults.Order.untilCleared(new Fault.Refuse(ServiceError.SERVICE_UNAVAILABLE, "down")));
    ProbedLeg leg = join(false);

    List<AgentFrame> frames = leg.until(new AgentFrame.CallEnded(EndReason.FAILED)::equals);
    assertThat(frames)
        .contains(
            new AgentFrame.Problem(
                "model_unavailable",
                CallSettings.from(ConfigFactory.load()).model().unavailableNotice(),
                true));
    leg.agent().expectComplete();
    assertThat(desk.ends).containsExactly(EndReason.FAILED);
  }

  @Test
  void toldOfADeskThatIsAwayTheModelHearsAnHonestFailure() {
    desk.tool =
        _ ->
            CompletableFuture.failedFuture(
                new CallUnavailableException("no node", new IllegalStateException()));
    ProbedLeg leg = join(false);
    leg.untilSaid("Welcome to the bank.");
    leg.caller().sendNext(new CallerFrame.TextTyped("balance"));

    List<AgentFrame> frames =
        leg.until(
            frame ->
                frame instanceof AgentFrame.Transcript(_, _, var text, var isFinal)
                    && isFinal
                    && text.startsWith("The tool says"));
    assertThat(frames)
        .contains(
            new AgentFrame.ToolFinished(
                "use-1", "checkBalanceTool", ToolOutcome.Result.FAILED, null));
    leg.agent().cancel();
  }

  @Test
  void endsItsCallsWhenTheServerDrains() {
    ProbedLeg leg = join(false);
    leg.untilSaid("Welcome to the bank.");

    var drained = roster.drain().toCompletableFuture();
    leg.until(new AgentFrame.CallEnded(EndReason.SERVER_DRAINING)::equals);
    leg.agent().expectComplete();

    assertThat(drained).succeedsWithin(Duration.ofSeconds(10));
    assertThat(desk.ends).containsExactly(EndReason.SERVER_DRAINING);
  }
}
