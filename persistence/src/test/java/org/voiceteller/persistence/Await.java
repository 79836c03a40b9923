package org.voiceteller.persistence;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;

/** Waits for what comes, with a bound. */
public final class Await {

  private static final Duration BOUND = Duration.ofSeconds(40);

  private Await() {}

  public static <T> T get(CompletionStage<T> stage) {
    return stage.toCompletableFuture().orTimeout(BOUND.toSeconds(), TimeUnit.SECONDS).join();
  }

  /** Asks again and again until the answer is as wished. */
  public static <T> T until(
      ActorTestKit kit, Supplier<CompletionStage<T>> question, Predicate<T> wished) {
    return kit.<Object>createTestProbe()
        .awaitAssert(
            BOUND,
            Duration.ofMillis(100),
            () -> {
              T answer = get(question.get());
              if (!wished.test(answer)) {
                throw new AssertionError("Still " + answer);
              }
              return answer;
            });
  }
}
