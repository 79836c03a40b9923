package org.voiceteller.streams.call;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.Collections;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.ManualTime;
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
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.voiceteller.core.call.Turn.Speaker;
import org.voiceteller.streams.CountingObserver;
import org.voiceteller.streams.nova.NovaInput;
import org.voiceteller.streams.nova.NovaOutput;
import org.voiceteller.streams.nova.NovaOutput.StopReason;
import org.voiceteller.streams.nova.NovaRole;
import org.voiceteller.streams.nova.NovaSettings;
import org.voiceteller.streams.recording.Recordings;

/**
 * A client, a model or a journal that takes nothing any more: the call it belongs to keeps no more
 * than its queues may hold, and the call beside it does not notice.
 */
class StalledPartsTest {

  private static final ActorTestKit KIT =
      ActorTestKit.create(ManualTime.config().withFallback(ConfigFactory.load()));
  private static final CallSettings SETTINGS = CallSettings.from(ConfigFactory.load());
  private static final NovaSettings NOVA = NovaSettings.from(ConfigFactory.load());
  private static final int MAX_EVENTS = 256;

  private final ManualTime time = ManualTime.get(KIT.system());
  private final Clock clock = new Clock();
  private final CallRoster roster = CallRoster.create();
  private final Party stalled = new Party();
  private final Party neighbour = new Party();

  /** One call with a desk and a model of its own, in the process of the other. */
  private final class Party {

    private final FakeDesk desk = new FakeDesk();
    private final FakeNova nova = new FakeNova(KIT.system());
    private final CountingObserver observer = new CountingObserver();
    private final AtomicInteger turns = new AtomicInteger();
    private final CallPipeline pipeline =
        new CallPipeline(
            SETTINGS,
            nova,
            NOVA,
            desk,
            roster,
            observer,
            clock,
            () -> "turn-" + turns.incrementAndGet(),
            Recordings.none(),
            () -> false);

    @SuppressWarnings("NullAway.Init") // join() sets both
    private TestPublisher.Probe<CallerFrame> caller;

    @SuppressWarnings("NullAway.Init")
    private TestSubscriber.Probe<AgentFrame> agent;

    private FakeNova.Stream join() {
      var probes =
          TestSource.<CallerFrame>create(KIT.system())
              .via(pipeline.flow(desk.opened(), false, new LegSignals(), null))
              .toMat(TestSink.<AgentFrame>create(KIT.system()), Keep.both())
              .run(KIT.system());
      caller = probes.first();
      agent = probes.second();
      return nova.next();
    }

    private long count(String seen) {
      return observer.seen.stream().filter(seen::equals).count();
    }
  }

  @SuppressWarnings("NullAway.Init") // begin() runs before each test
  private FakeNova.Stream healthyModel;

  @BeforeEach
  void begin() {
    healthyModel = neighbour.join();
    healthyModel.hearUntil(NovaInput.AudioStart.class);
    healthyModel.hearText();
  }

  @AfterEach
  void end() {
    neighbour.agent.cancel();
  }

  @AfterAll
  static void stop() {
    KIT.shutdownTestKit();
  }

  @Test
  void aClientThatTakesNothingLosesItsOwnSoundBeyondItsQueue() {
    FakeNova.Stream model = stalled.join();
    long queueMs = SETTINGS.playoutQueue().toMillis();

    model.plan("a", "A story without an end.", (int) queueMs).endSound("a", StopReason.END_TURN);
    assertThat(stalled.count("dropped TO_CALLER")).isZero();
    model.plan("b", "And another.", 10_000).endSound("b", StopReason.END_TURN);

    await(() -> assertThat(stalled.count("dropped TO_CALLER")).isPositive());
    assertThatTheNeighbourTalks();
    stalled.agent.cancel();
  }

  @Test
  void aClientThatLetsThousandsOfEventsWaitIsLeft() {
    FakeNova.Stream model = stalled.join();

    for (int i = 0; i < 2_100; i++) {
      model.finalText(NovaRole.USER, "u" + i, "word", StopReason.PARTIAL_TURN);
    }

    await(() -> assertThat(stalled.desk.lost).containsExactly("leg-1"));
    assertThatTheNeighbourTalks();
  }

  @Test
  void aModelThatTakesNothingCostsTheOldestSoundBeyondItsQueue() {
    stalled.join();
    stalled.agent.request(1_000);

    for (int i = 0; i < 100; i++) {
      stalled.caller.sendNext(new CallerFrame.Audio(ByteString.fromArray(new byte[3_200])));
    }

    // 10 s came, 2 s wait here: frames of 32 ms are dropped one by one
    await(() -> assertThat(stalled.count("dropped TO_MODEL")).isBetween(245L, 255L));
    assertThatTheNeighbourTalks();
    stalled.agent.cancel();
  }

  @Test
  void aModelThatTakesNothingStopsItsCallerFromTypingOn() {
    AtomicInteger taken = new AtomicInteger();
    Source.<CallerFrame>fromIterator(
            () ->
                Stream.<CallerFrame>generate(
                        () -> new CallerFrame.TextTyped("line " + taken.incrementAndGet()))
                    .limit(5_000)
                    .iterator())
        .via(stalled.pipeline.flow(stalled.desk.opened(), false, new LegSignals(), null))
        .runWith(Sink.ignore(), KIT.system());
    stalled.nova.next();

    await(() -> assertThat(taken.get()).isGreaterThan(MAX_EVENTS / 4));
    assertThatTheNeighbourTalks();
    assertThat(taken.get()).isLessThan(MAX_EVENTS + 10);
  }

  @Test
  void aJournalThatTakesNothingCostsTheOldestTurnsBeyondItsQueue() {
    FakeNova.Stream model = stalled.join();
    stalled.agent.request(10_000);
    stalled.desk.keeping = new CompletableFuture<>();

    for (int i = 0; i < SETTINGS.turnQueue() + 44; i++) {
      model.finalText(NovaRole.USER, "u" + i, "word " + i, StopReason.PARTIAL_TURN);
    }

    await(() -> assertThat(stalled.count("turn not recorded")).isEqualTo(44));
    assertThat(stalled.desk.turns).hasSize(1);
    assertThatTheNeighbourTalks();
    stalled.agent.cancel();
  }

  @Test
  void aJournalThatTakesNothingIsToldToTheModelAsNoAnswer() {
    FakeNova.Stream model = stalled.join();
    stalled.agent.request(10_000);
    stalled.desk.keeping = new CompletableFuture<>();
    model.finalText(NovaRole.USER, "u", "my balance", StopReason.PARTIAL_TURN);
    model.say(new NovaOutput.ToolRequested("t", "use-1", "checkBalanceTool", "{}"));
    await(() -> assertThat(stalled.count("turn CALLER")).isEqualTo(1));
    assertThatTheNeighbourTalks();

    clock.passes(SETTINGS.toolTimeout());
    time.timePasses(SETTINGS.toolTimeout());

    var result = (NovaInput.ToolResult) model.hearUntil(NovaInput.ToolResult.class);
    assertThat(result.content()).contains("did not answer in time");
    assertThat(stalled.desk.uses).isEqualTo(Collections.emptyList());
    stalled.agent.cancel();
  }

  /** Typed words reach its model, and the answer's sound its caller, none of it lost. */
  private void assertThatTheNeighbourTalks() {
    neighbour.caller.sendNext(new CallerFrame.TextTyped("Are you there?"));
    assertThat(healthyModel.hearText()).isEqualTo("Are you there?");
    neighbour.agent.request(5);
    assertThat(neighbour.agent.expectNext())
        .isEqualTo(new AgentFrame.Transcript("turn-1", Speaker.CALLER, "Are you there?", true));
    healthyModel.plan("n", "I am.", 100);
    assertThat(neighbour.agent.expectNext()).isInstanceOf(AgentFrame.Transcript.class);
    assertThat(neighbour.agent.expectNext()).isInstanceOf(AgentFrame.AudioStarted.class);
    assertThat(neighbour.agent.expectNext()).isInstanceOf(AgentFrame.Audio.class);
    assertThat(neighbour.observer.seen).noneMatch(seen -> seen.startsWith("dropped"));
    assertThat(neighbour.desk.turns).hasSize(1);
  }

  private static void await(Runnable assertion) {
    KIT.createTestProbe()
        .awaitAssert(
            Duration.ofSeconds(10),
            () -> {
              assertion.run();
              return true;
            });
  }
}
