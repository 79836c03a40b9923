package org.voiceteller.http.health;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.server.AllDirectives;
import org.apache.pekko.http.javadsl.server.PathMatchers;
import org.apache.pekko.http.javadsl.server.Route;
import org.voiceteller.http.health.Dependency.Condition;
import org.voiceteller.http.problem.Problem;
import org.voiceteller.http.problem.ProblemAnswers;

/**
 * {@code GET /health/live}: 200 while the process answers at all. {@code GET /health/ready}: 200
 * when a call would be answered, 503 when not; both with what each dependency said, unless the
 * server goes down, which is reason enough.
 */
public final class HealthRoutes extends AllDirectives {

  private static final JsonMapper JSON = new JsonMapper();

  private final List<Dependency> dependencies;
  private final Duration timeout;
  private final Supplier<Optional<Problem>> obstacle;

  private HealthRoutes(
      List<Dependency> dependencies, Duration timeout, Supplier<Optional<Problem>> obstacle) {
    this.dependencies = List.copyOf(dependencies);
    this.timeout = timeout;
    this.obstacle = obstacle;
  }

  /**
   * @param timeout after which a dependency that has not answered counts as down
   * @param obstacle why no call would be answered although all dependencies are there; asked each
   *     time
   */
  public static HealthRoutes create(
      List<Dependency> dependencies, Duration timeout, Supplier<Optional<Problem>> obstacle) {
    return new HealthRoutes(dependencies, timeout, obstacle);
  }

  /** Answers its two paths and rejects all others. */
  public Route routes() {
    return pathPrefix(
        "health",
        () ->
            concat(
                path("live", () -> get(() -> complete(json(Map.of("status", "live"))))),
                path(PathMatchers.segment("ready"), () -> get(() -> completeWithFuture(ready())))));
  }

  /** The answer to {@code GET /health/ready}. */
  CompletionStage<HttpResponse> ready() {
    Optional<Problem> inTheWay = obstacle.get();
    return inTheWay.orElse(null) instanceof Problem.ServerDraining draining
        ? CompletableFuture.completedStage(ProblemAnswers.answer(draining))
        : readiness().thenApply(readiness -> answer(readiness, inTheWay));
  }

  /** A dependency that is missing tells more than what it keeps from beginning. */
  private static HttpResponse answer(Readiness readiness, Optional<Problem> obstacle) {
    return switch (readiness.status()) {
      case READY, DEGRADED ->
          obstacle.map(ProblemAnswers::answer).orElseGet(() -> answer(readiness));
      case UNREADY -> answer(readiness);
    };
  }

  /** Asks all dependencies at once. Never fails. */
  public CompletionStage<Readiness> readiness() {
    List<CompletableFuture<Readiness.Finding>> asked =
        dependencies.stream().map(this::ask).toList();
    return CompletableFuture.allOf(asked.toArray(CompletableFuture[]::new))
        .thenApply(_ -> new Readiness(asked.stream().map(CompletableFuture::join).toList()));
  }

  private CompletableFuture<Readiness.Finding> ask(Dependency dependency) {
    return CompletableFuture.completedStage(dependency.probe())
        .thenCompose(Dependency.Probe::ask)
        .toCompletableFuture()
        .orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
        .exceptionally(failure -> new Condition.Down(reason(failure)))
        .thenApply(
            condition ->
                new Readiness.Finding(dependency.name(), dependency.essential(), condition));
  }

  private String reason(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    return cause instanceof TimeoutException
        ? "No answer within " + timeout.toMillis() + " ms"
        : String.valueOf(cause.getMessage()).lines().findFirst().orElse("It failed");
  }

  private static HttpResponse answer(Readiness readiness) {
    Map<String, Object> body = new LinkedHashMap<>();
    String status = readiness.status().name().toLowerCase(Locale.ROOT);
    body.put("dependencies", readiness.findings().stream().map(HealthRoutes::member).toList());
    return switch (readiness.status()) {
      case READY, DEGRADED -> {
        body.put("status", status);
        yield json(body);
      }
      case UNREADY -> ProblemAnswers.answer(new Problem.NotReady(body));
    };
  }

  private static Map<String, Object> member(Readiness.Finding finding) {
    Map<String, Object> member = new LinkedHashMap<>();
    member.put("name", finding.name());
    member.put("essential", finding.essential());
    switch (finding.condition()) {
      case Condition.Up(var detail) -> {
        member.put("condition", "up");
        if (!detail.isEmpty()) {
          member.put("detail", detail);
        }
      }
      case Condition.Down(var detail) -> {
        member.put("condition", "down");
        member.put("detail", detail);
      }
    }
    return member;
  }

  private static HttpResponse json(Map<String, Object> body) {
    try {
      return HttpResponse.create()
          .withEntity(
              HttpEntities.create(ContentTypes.APPLICATION_JSON, JSON.writeValueAsBytes(body)));
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("Expected a map of plain values", impossible);
    }
  }
}
