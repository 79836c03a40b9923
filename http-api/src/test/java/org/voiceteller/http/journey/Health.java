package org.voiceteller.http.journey;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** What a load balancer asks, and how long it takes until the answer is as wished. */
final class Health {

  private static final Duration PATIENCE = Duration.ofSeconds(45);
  private static final long POLL_MS = 100;

  private Health() {}

  static HttpResponse<String> live(RunningTeller teller) throws IOException, InterruptedException {
    return get(teller, "/health/live");
  }

  static HttpResponse<String> ready(RunningTeller teller) throws IOException, InterruptedException {
    return get(teller, "/health/ready");
  }

  static HttpResponse<String> metrics(RunningTeller teller)
      throws IOException, InterruptedException {
    return get(teller, "/metrics");
  }

  /** Returns when a call would be answered and nothing is missing: a store may start anew first. */
  static void awaitAllThere(RunningTeller teller) throws Exception {
    awaitStart("all there", () -> ready(teller), answer -> answer.body().contains("\"ready\""));
  }

  /** Returns when the model's stand-in has loaded its ears, or is to have none. */
  static void awaitEars(RunningTeller teller) throws Exception {
    awaitStart(
        "ears",
        () -> get(teller.model().resolve("/health")).body(),
        health ->
            health.contains("\"recognizer\":\"loaded\"")
                || health.contains("\"recognizer\":\"off\""));
  }

  /** Asks again and again until the answer is as wished. */
  static <T> T await(String what, Callable<T> question, Predicate<T> wished) throws Exception {
    return await(what, PATIENCE, question, wished);
  }

  /** The same of a bank that is just being started, beside others, on a busy machine. */
  static <T> T awaitStart(String what, Callable<T> question, Predicate<T> wished) throws Exception {
    return await(what, RunningTeller.READY, question, wished);
  }

  private static <T> T await(
      String what, Duration patience, Callable<T> question, Predicate<T> wished) throws Exception {
    var giveUp = System.nanoTime() + patience.toNanos();
    while (true) {
      var answer = question.call();
      if (wished.test(answer)) {
        return answer;
      }
      if (System.nanoTime() > giveUp) {
        throw new AssertionError("Expected " + what + ", but there is " + answer);
      }
      CompletableFuture.runAsync(
              () -> {}, CompletableFuture.delayedExecutor(POLL_MS, TimeUnit.MILLISECONDS))
          .join();
    }
  }

  private static HttpResponse<String> get(RunningTeller teller, String path)
      throws IOException, InterruptedException {
    return get(URI.create(teller.home() + path));
  }

  private static HttpResponse<String> get(URI address) throws IOException, InterruptedException {
    try (var client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(address).timeout(Duration.ofSeconds(10)).build(),
          HttpResponse.BodyHandlers.ofString());
    }
  }
}
