package org.voiceteller.http.admin;

import static org.apache.pekko.http.javadsl.server.Directives.concat;
import static org.apache.pekko.http.javadsl.server.Directives.path;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.http.javadsl.server.Directives;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.voiceteller.http.json.Bodies;
import org.voiceteller.http.json.Json;
import org.voiceteller.http.problem.Problem;
import org.voiceteller.http.problem.ProblemException;
import org.voiceteller.http.signin.Desk;
import org.voiceteller.http.signin.Permission;
import org.voiceteller.http.signin.Server;

/** A change that is sent more than once. */
class IdempotencyTest {

  private static final ActorTestKit KIT = Server.kit();

  record Wish(String text) {}

  private final Desk desk = Desk.with(null);
  private final MemoryAnswers answers = new MemoryAnswers();
  private final AtomicInteger done = new AtomicInteger();
  private final ConcurrentLinkedQueue<String> ids = new ConcurrentLinkedQueue<>();
  private volatile Supplier<CompletionStage<Integer>> work =
      () -> CompletableFuture.completedFuture(200);
  private @Nullable Server running;
  private String key = "";

  @BeforeEach
  void open() throws Exception {
    Guard guard = Guard.create(desk.signIns, desk.clock);
    var idempotency = Idempotency.create(answers, Bodies.within(Duration.ofSeconds(5)), desk.clock);
    running =
        Server.of(
            KIT,
            guard.around(
                () ->
                    guard.allow(
                        Permission.END_CALLS,
                        who ->
                            Directives.post(
                                () ->
                                    concat(
                                        path(
                                            "wish",
                                            () ->
                                                idempotency.once(
                                                    who, Wish.class, (_, id) -> does(id))),
                                        path("plain", () -> idempotency.once(who, this::does)))))));
    key = desk.key(null, Permission.END_CALLS);
  }

  private CompletionStage<org.apache.pekko.http.javadsl.model.HttpResponse> does(String id) {
    int number = done.incrementAndGet();
    ids.add(id);
    return work.get().thenApply(status -> Json.answer(status, Map.of("number", number)));
  }

  @AfterEach
  void close() throws Exception {
    Objects.requireNonNull(running).close();
  }

  @AfterAll
  static void stop() {
    KIT.shutdownTestKit();
  }

  @Test
  void doesTheSameRequestOnceAndAnswersItTheSame() throws Exception {
    var first = wish("request-1", "a");
    var second = wish("request-1", "a");

    assertThat(first.statusCode()).isEqualTo(200);
    assertThat(second.statusCode()).isEqualTo(200);
    assertThat(second.body()).isEqualTo(first.body()).isEqualTo("{\"number\":1}");
    assertThat(second.headers().firstValue("Cache-Control")).hasValue("no-store");
  }

  @Test
  void knowsARequestByAllThatMakesIt() throws Exception {
    wish("request-1", "a");

    assertThat(wish("request-1", "b").statusCode()).isEqualTo(422);
    assertThat(post("/plain", "request-1", "").statusCode()).isEqualTo(422);
    assertThat(post("/wish?x=1", "request-1", "{\"text\":\"a\"}").statusCode()).isEqualTo(422);
    assertThat(wish("request-2", "a").body()).isEqualTo("{\"number\":2}");
  }

  @Test
  void keepsThePrincipalsApart() throws Exception {
    wish("request-1", "a");
    key = desk.key(null, Permission.END_CALLS);

    assertThat(wish("request-1", "a").body()).isEqualTo("{\"number\":2}");
    assertThat(ids).doesNotHaveDuplicates();
  }

  @Test
  void refusesTheSecondWhileTheFirstIsUnderWay() throws Exception {
    var goesOn = new CompletableFuture<Integer>();
    work = () -> goesOn;
    try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
      var first = threads.submit(() -> wish("request-1", "a"));
      while (done.get() == 0) {
        Thread.onSpinWait();
      }

      var second = wish("request-1", "a");
      goesOn.complete(200);

      assertThat(second.statusCode()).isEqualTo(409);
      assertThat(second.body()).contains("same-request-under-way");
      assertThat(first.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(200);
      assertThat(wish("request-1", "a").body()).isEqualTo("{\"number\":1}");
    }
  }

  @Test
  void doesAgainWhatFailedOnOurSideUnderTheSameId() throws Exception {
    work = () -> CompletableFuture.failedFuture(new IllegalStateException("broken"));
    assertThat(wish("request-1", "a").statusCode()).isEqualTo(500);
    work =
        () ->
            CompletableFuture.failedFuture(
                new ProblemException(new Problem.NotAudited(Duration.ofSeconds(1))));
    assertThat(wish("request-1", "a").statusCode()).isEqualTo(503);
    work = () -> CompletableFuture.completedFuture(500);
    assertThat(wish("request-1", "a").statusCode()).isEqualTo(500);
    work = () -> CompletableFuture.completedFuture(200);

    assertThat(wish("request-1", "a").body()).isEqualTo("{\"number\":4}");
    assertThat(ids.stream().distinct()).hasSize(1);
  }

  @Test
  void keepsARefusal() throws Exception {
    work = () -> CompletableFuture.completedFuture(409);
    wish("request-1", "a");
    work = () -> CompletableFuture.completedFuture(200);

    assertThat(wish("request-1", "a").statusCode()).isEqualTo(409);
  }

  @Test
  void doesNotLetABodyThatDoesNotFitUseTheKeyUp() throws Exception {
    assertThat(post("/wish", "request-1", "{\"wish\":1}").statusCode()).isEqualTo(400);

    assertThat(wish("request-1", "a").statusCode()).isEqualTo(200);
  }

  @Test
  void forgetsAfterADay() throws Exception {
    wish("request-1", "a");
    desk.clock.pass(Duration.ofHours(24));

    assertThat(wish("request-1", "b").body()).isEqualTo("{\"number\":2}");
  }

  @Test
  void doesNothingWhenARepetitionCouldNotBeTold() throws Exception {
    answers.goAway(true);

    assertThat(wish("request-1", "a").statusCode()).isEqualTo(503);
    assertThat(done).hasValue(0);
  }

  private HttpResponse<String> wish(String idempotencyKey, String text) throws Exception {
    return post("/wish", idempotencyKey, "{\"text\":\"" + text + "\"}");
  }

  private HttpResponse<String> post(String path, String idempotencyKey, String body)
      throws Exception {
    return Objects.requireNonNull(running)
        .post(path, body, "Authorization", "Bearer " + key, "Idempotency-Key", idempotencyKey);
  }
}
