package org.voiceteller.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.ManualTime;
import org.apache.pekko.http.javadsl.Http;
import org.apache.pekko.http.javadsl.ServerBinding;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.voiceteller.http.call.Capacity;
import org.voiceteller.http.call.Lines;
import org.voiceteller.http.call.Lines.Wish;
import org.voiceteller.http.health.HealthRoutes;
import org.voiceteller.http.problem.Problem;
import org.voiceteller.streams.call.CallRoster;
import org.voiceteller.streams.call.CallRoster.Word;

/** What happens to calls when their server is stopped, in virtual time. */
class DrainingTest {

  private static final ActorTestKit KIT =
      ActorTestKit.create(
          ManualTime.config()
              .withFallback(ConfigFactory.parseString("pekko.actor.provider = local"))
              .withFallback(ConfigFactory.load()));
  private static final Duration NOTICE = Duration.ofSeconds(5);
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final Duration GOODBYE = Duration.ofSeconds(20);
  private static final Duration TIMEOUT = Duration.ofSeconds(8);

  private final ManualTime time = ManualTime.get(KIT.system());
  private final Lines lines = Lines.create(new Capacity(10, 1));
  private final CallRoster roster = CallRoster.create();
  private final List<Object> told = new CopyOnWriteArrayList<>();
  private final List<Runnable> leave = new ArrayList<>();
  private boolean isAnotherUp = true;

  @AfterAll
  static void stop() {
    KIT.shutdownTestKit();
  }

  @Test
  void takesNoCallsFromTheFirstMomentAndTellsThoseInProgressAfterTheNotice() {
    joinACall();
    Draining draining = draining(NOTICE, LIMIT);

    draining.begin();
    var over = draining.calls().toCompletableFuture();

    assertThat(lines.take(Wish.NEW_CALL))
        .isEqualTo(new Lines.Answer.Refused(Lines.Refusal.DRAINING));
    assertThat(roster.isDraining()).isTrue();
    time.timePasses(NOTICE.minusMillis(1));
    assertThat(told).isEmpty();
    time.timePasses(Duration.ofMillis(1));
    awaitTold(new Word.GoingAway(LIMIT, true));
    assertThat(over).isNotDone();
  }

  @Test
  void isOverAsSoonAsTheLastCallIs() {
    var over = aCallIsToldToGo();

    leave.forEach(Runnable::run);

    assertThat(over).succeedsWithin(Duration.ofSeconds(10));
  }

  @Test
  void sendsWhoHasNotGoneToAnotherServerAtTheLimit() {
    var over = aCallIsToldToGo();

    time.timePasses(LIMIT.minusMillis(1));
    assertThat(told).hasSize(1);
    time.timePasses(Duration.ofMillis(1));

    awaitTold(new Word.GoingAway(LIMIT, true), new Word.Leave());
    assertThat(over).isNotDone();
    time.timePasses(TIMEOUT);
    assertThat(over).succeedsWithin(Duration.ofSeconds(10));
  }

  @Test
  void saysGoodbyeAtTheLimitWhenThereIsNoOtherServerAndThenEndsCalls() {
    isAnotherUp = false;
    joinACall();
    Draining draining = draining(NOTICE, LIMIT);
    draining.begin();
    var _ = draining.calls();
    time.timePasses(NOTICE);
    awaitTold(new Word.GoingAway(LIMIT, false));

    time.timePasses(LIMIT);
    awaitTold(new Word.GoingAway(LIMIT, false), "goodbye");
    time.timePasses(GOODBYE.minusMillis(1));
    assertThat(told).hasSize(2);
    time.timePasses(Duration.ofMillis(1));

    awaitTold(new Word.GoingAway(LIMIT, false), "goodbye", "end");
  }

  @Test
  void makesNobodyWaitWhoDoesNotWantTo() {
    isAnotherUp = false;
    joinACall();
    Draining draining = draining(Duration.ZERO, Duration.ZERO);

    draining.begin();
    var over = draining.calls().toCompletableFuture();

    awaitTold(new Word.GoingAway(Duration.ZERO, false), "end");
    leave.forEach(Runnable::run);
    assertThat(over).succeedsWithin(Duration.ofSeconds(10));
  }

  @Test
  void waitsForNobodyWhenThereIsNoCall() {
    Draining draining = draining(NOTICE, LIMIT);
    draining.begin();

    assertThat(draining.calls().toCompletableFuture()).succeedsWithin(Duration.ofSeconds(10));
  }

  @Test
  void goesDownInOrderAndAnswersAtItsDoorsUntilTheLastCallIsGone() throws Exception {
    ActorTestKit own =
        ActorTestKit.create(
            "going-down",
            ConfigFactory.parseString(
                    """
                    pekko.actor.provider = local
                    pekko.coordinated-shutdown.exit-jvm = off
                    """)
                .withFallback(ConfigFactory.load()));
    List<String> closed = new CopyOnWriteArrayList<>();
    HealthRoutes health =
        HealthRoutes.create(
            List.of(),
            Duration.ofSeconds(1),
            () ->
                lines.isClosed()
                    ? Optional.of(new Problem.ServerDraining(Duration.ofSeconds(5)))
                    : Optional.empty());
    ServerBinding doors =
        Http.get(own.system())
            .newServerAt("127.0.0.1", 0)
            .bind(health.routes())
            .toCompletableFuture()
            .get(10, TimeUnit.SECONDS);
    String home = "http://127.0.0.1:" + doors.localAddress().getPort();
    new Draining(own.system(), settings(Duration.ZERO, LIMIT), lines, roster, () -> true)
        .beforeShutdown(doors, () -> closed.add("the rest"));
    joinACall();
    assertThat(status(home + "/health/ready")).isEqualTo(200);

    var down = CoordinatedShutdown.get(own.system()).runAll(CoordinatedShutdown.jvmExitReason());

    awaitTold(new Word.GoingAway(LIMIT, true));
    assertThat(status(home + "/health/ready")).isEqualTo(503);
    assertThat(status(home + "/health/live")).isEqualTo(200);
    assertThat(closed).isEmpty();
    leave.forEach(Runnable::run);
    assertThat(down.toCompletableFuture()).succeedsWithin(Duration.ofSeconds(20));
    assertThat(closed).containsExactly("the rest");
    assertThatThrownBy(() -> status(home + "/health/live")).isInstanceOf(IOException.class);
  }

  @Test
  void sendsItsCallsAwayAtOnceWhenTheOthersGoOnWithoutIt() throws Exception {
    ActorTestKit own =
        ActorTestKit.create(
            "left-out",
            ConfigFactory.parseString(
                    """
                    pekko.actor.provider = local
                    pekko.coordinated-shutdown.exit-jvm = off
                    """)
                .withFallback(ConfigFactory.load()));
    ServerBinding doors =
        Http.get(own.system())
            .newServerAt("127.0.0.1", 0)
            .bind(HealthRoutes.create(List.of(), Duration.ofSeconds(1), Optional::empty).routes())
            .toCompletableFuture()
            .get(10, TimeUnit.SECONDS);
    new Draining(own.system(), settings(NOTICE, LIMIT), lines, roster, () -> false)
        .beforeShutdown(doors, () -> {});
    joinACall();

    var down =
        CoordinatedShutdown.get(own.system()).runAll(CoordinatedShutdown.clusterDowningReason());

    awaitTold(new Word.Leave());
    leave.forEach(Runnable::run);
    assertThat(down.toCompletableFuture()).succeedsWithin(Duration.ofSeconds(20));
    assertThat(told).containsExactly(new Word.Leave());
  }

  @Test
  void givesTheShutdownTheTimeThatCallsHave() {
    assertThat(Draining.atMost(settings(NOTICE, LIMIT)))
        .isEqualTo(NOTICE.plus(LIMIT).plus(GOODBYE).plus(TIMEOUT));
    assertThat(
            Node.timeToDrain(settings(NOTICE, LIMIT))
                .getDuration("pekko.coordinated-shutdown.phases.service-requests-done.timeout"))
        .isGreaterThan(Draining.atMost(settings(NOTICE, LIMIT)));
  }

  private CompletableFuture<?> aCallIsToldToGo() {
    joinACall();
    Draining draining = draining(NOTICE, LIMIT);
    draining.begin();
    var over = draining.calls().toCompletableFuture();
    time.timePasses(NOTICE);
    awaitTold(new Word.GoingAway(LIMIT, true));
    return over;
  }

  private static int status(String address) throws Exception {
    try (var client = HttpClient.newHttpClient()) {
      return client
          .send(
              HttpRequest.newBuilder(URI.create(address)).build(),
              HttpResponse.BodyHandlers.discarding())
          .statusCode();
    }
  }

  private void joinACall() {
    Runnable connection = roster.connect(told::add);
    leave.add(roster.join(() -> told.add("goodbye"), () -> told.add("end")));
    leave.add(connection);
  }

  private void awaitTold(Object... words) {
    KIT.createTestProbe()
        .awaitAssert(
            () -> {
              assertThat(told).containsExactly(words);
              return true;
            });
  }

  private Draining draining(Duration notice, Duration limit) {
    return new Draining(KIT.system(), settings(notice, limit), lines, roster, () -> isAnotherUp);
  }

  private static ListenSettings settings(Duration notice, Duration limit) {
    return new ListenSettings(
        "127.0.0.1",
        0,
        notice,
        limit,
        limit.isZero() ? Duration.ZERO : GOODBYE,
        TIMEOUT,
        Duration.ofSeconds(1),
        "Bank");
  }
}
