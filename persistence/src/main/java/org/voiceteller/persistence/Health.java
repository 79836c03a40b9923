package org.voiceteller.persistence;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Whether a store answers, for {@code /health/ready}. */
public sealed interface Health {

  record Up() implements Health {}

  /**
   * @param reason a sentence for the bank's operators
   */
  record Down(String reason) implements Health {}

  /** Up when the answer comes in time; never fails. */
  static CompletionStage<Health> of(String store, CompletionStage<?> answer, Duration timeout) {
    return CompletableFuture.completedFuture(store)
        .thenCompose(_ -> answer)
        .orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
        .handle((_, failure) -> failure == null ? new Up() : down(store, failure, timeout));
  }

  private static Health down(String store, Throwable failure, Duration timeout) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    return new Down(
        cause instanceof TimeoutException
            ? store + " did not answer within " + timeout.toMillis() + " ms"
            : store + " answered with " + cause.getClass().getSimpleName());
  }
}
