package org.voiceteller.http.live;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.cluster.MemberStatus;
import org.apache.pekko.cluster.typed.Cluster;
import org.apache.pekko.cluster.typed.Join;
import org.apache.pekko.cluster.typed.Leave;
import org.apache.pekko.stream.testkit.javadsl.TestSink;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.voiceteller.core.call.Turn;
import org.voiceteller.http.live.LiveBoard.Update;
import org.voiceteller.http.live.LiveCall.Doing;
import org.voiceteller.http.live.LiveCall.State;
import org.voiceteller.streams.observe.CallObserver;
import org.voiceteller.streams.observe.CallObserver.Breaker;

/** Two nodes of one cluster, and what each sees of the other's calls. */
class LiveBoardTest {

  private static final Config CONFIG =
      ConfigFactory.parseString(
              """
              pekko.actor.provider = cluster
              pekko.remote.artery.canonical { hostname = "127.0.0.1", port = 0 }
              pekko.cluster.jmx.enabled = off
              pekko.coordinated-shutdown.exit-jvm = off
              pekko.loglevel = WARNING
              """)
          .withFallback(ConfigFactory.load())
          .resolve();

  private static final AtomicReference<Instant> NOW =
      new AtomicReference<>(Instant.parse("2026-01-15T12:00:00Z"));
  private static final InstantSource CLOCK = NOW::get;
  private static final Duration GRACE = Duration.ofMinutes(5);

  private static ActorTestKit here;
  private static ActorTestKit there;
  private static LiveBoard board;
  private static LiveBoard other;

  @BeforeAll
  static void join() {
    here = ActorTestKit.create("voice-teller", CONFIG);
    there = ActorTestKit.create("voice-teller", CONFIG);
    Cluster first = Cluster.get(here.system());
    first.manager().tell(Join.create(first.selfMember().address()));
    Cluster.get(there.system()).manager().tell(Join.create(first.selfMember().address()));
    await()
        .atMost(Duration.ofSeconds(30))
        .until(() -> Cluster.get(there.system()).selfMember().status() == MemberStatus.up());
    board = board(here);
    other = board(there);
  }

  private static LiveBoard board(ActorTestKit node) {
    return LiveBoard.start(
        node.system(),
        GRACE,
        callId -> CompletableFuture.completedFuture(Optional.of("CUST-OF-" + callId)),
        CLOCK);
  }

  @AfterAll
  static void stop() {
    there.shutdownTestKit();
    here.shutdownTestKit();
  }

  @Test
  void showsAnotherNodesCallAsItGoesOn() {
    var desk = new TrialDesk("CALL-1");
    CallObserver observer = other.watching(CallObserver.none()).ofCall("CALL-1");
    desk.open(other);
    awaitCall("CALL-1", call -> call.state() == State.LIVE && call.level() == 0);

    desk.reaches(1);
    observer.turnTaken(Turn.Speaker.CALLER);
    awaitCall(
        "CALL-1",
        call ->
            call.level() == 1
                && call.doing() == Doing.THINKING
                && "CUST-OF-CALL-1".equals(call.customerId()));

    desk.usesTool("checkBalanceTool");
    awaitCall(
        "CALL-1",
        call -> call.doing() == Doing.USING_TOOL && "checkBalanceTool".equals(call.tool()));

    desk.toolIsDone();
    observer.firstAudio(Duration.ofMillis(420));
    observer.agentSounds();
    awaitCall("CALL-1", call -> call.doing() == Doing.SPEAKING);
    observer.bargedIn();
    awaitCall(
        "CALL-1",
        call ->
            call.doing() == Doing.LISTENING
                && Long.valueOf(420).equals(call.latencyMs())
                && call.audio().bargeIns() == 1);
    assertThat(board.snapshot().condition())
        .extracting(LiveBoard.Condition::turns, LiveBoard.Condition::p95Ms)
        .containsExactly(1, 420L);

    desk.end();
    awaitGone("CALL-1");
  }

  @Test
  void takesOverACallWhoseCallerComesBackElsewhere() {
    var desk = new TrialDesk("CALL-2");
    desk.open(other);
    desk.reaches(2);
    awaitCall("CALL-2", call -> call.level() == 2);
    Instant began = board.find("CALL-2").orElseThrow().startedAt();
    desk.loseLeg();
    awaitCall("CALL-2", call -> call.state() == State.WAITING);

    NOW.updateAndGet(now -> now.plusSeconds(10));
    desk.resume(board);

    String node = board.find("CALL-2").orElseThrow().node();
    await().until(() -> other.find("CALL-2").map(LiveCall::node).orElse("").equals(node));
    assertThat(other.find("CALL-2").orElseThrow().startedAt()).isEqualTo(began);
    assertThat(other.snapshot().calls()).filteredOn(c -> c.callId().equals("CALL-2")).hasSize(1);
    desk.end();
    await().until(() -> other.find("CALL-2").isEmpty());
  }

  @Test
  void doesNotTakeTheReplacedLegsEndForTheCalls() {
    var desk = new TrialDesk("CALL-3");
    desk.open(board);
    desk.resume(board);

    desk.supersedesTheFirstLeg();

    assertThat(board.find("CALL-3")).isPresent();
    desk.end();
    assertThat(board.find("CALL-3")).isEmpty();
  }

  @Test
  void forgetsWhoDoesNotComeBackInTime() {
    var desk = new TrialDesk("CALL-4");
    desk.open(other);
    desk.loseLeg();
    awaitCall("CALL-4", call -> call.state() == State.WAITING);

    NOW.updateAndGet(now -> now.plus(GRACE).plusSeconds(1));

    awaitGone("CALL-4");
  }

  @Test
  void tellsOfABreakerThatIsOpenUntilItCloses() {
    CallObserver observer = other.watching(CallObserver.none());
    observer.modelBreaker("nova in us-east-1", Breaker.OPEN);
    await().until(() -> alarms().contains("model-breaker-nova in us-east-1"));

    observer.modelBreaker("nova in us-east-1", Breaker.CLOSED);

    await().until(() -> alarms().isEmpty());
  }

  private static List<String> alarms() {
    return board.snapshot().condition().alarms().stream().map(Alarm::name).toList();
  }

  @Test
  void givesASlowReaderTheNewestOfEachCallAndHoldsUpNobody() {
    var reader =
        board
            .follow()
            .mapConcat(LiveBoard.News::updates)
            .runWith(TestSink.create(here.system().classicSystem()), here.system());
    assertThat(reader.requestNext()).isInstanceOf(Update.Everything.class);
    var desk = new TrialDesk("CALL-5");
    desk.open(board);
    CallObserver observer = board.watching(CallObserver.none()).ofCall("CALL-5");
    for (int turn = 1; turn <= 2_000; turn++) {
      observer.turnTaken(Turn.Speaker.AGENT);
      if (turn % 500 == 0) {
        int said = turn;
        await().until(() -> other.find("CALL-5").filter(c -> c.turns() >= said).isPresent());
      }
    }

    Update newest = reader.requestNext();
    int told = 1;
    while (!(newest instanceof Update.Changed(var call) && call.turns() == 2_000)) {
      newest = reader.requestNext();
      told++;
    }

    assertThat(told).isLessThan(20);
    reader.cancel();
    desk.end();
  }

  @Test
  void forgetsTheCallsOfANodeThatIsGone() {
    ActorTestKit third = ActorTestKit.create("voice-teller", CONFIG);
    try {
      Cluster cluster = Cluster.get(third.system());
      cluster.manager().tell(Join.create(Cluster.get(here.system()).selfMember().address()));
      await()
          .atMost(Duration.ofSeconds(30))
          .until(() -> cluster.selfMember().status() == MemberStatus.up());
      new TrialDesk("CALL-6").open(board(third));
      awaitCall("CALL-6", call -> call.state() == State.LIVE);

      cluster.manager().tell(Leave.create(cluster.selfMember().address()));

      await().atMost(Duration.ofSeconds(30)).until(() -> board.find("CALL-6").isEmpty());
    } finally {
      third.shutdownTestKit();
    }
  }

  private static void awaitCall(String callId, Predicate<LiveCall> wished) {
    await().untilAsserted(() -> assertThat(board.find(callId)).isPresent().get().matches(wished));
  }

  private static void awaitGone(String callId) {
    await().until(() -> board.find(callId).isEmpty());
  }
}
