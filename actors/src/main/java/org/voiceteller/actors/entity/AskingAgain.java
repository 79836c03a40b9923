package org.voiceteller.actors.entity;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/**
 * Asks again for what did not answer in time, for it may have been on its way to a node that died,
 * and then never arrives. Only for what may be asked twice. As long as no node is missing, somebody
 * who is silent is only slow, and patience ends soon; what lived on a node that is missing begins
 * elsewhere when the others are sure that it is gone, and is worth waiting for.
 *
 * @param patience how long to ask in all
 * @param missingNode so much longer when a node was missing meanwhile
 * @param each how long to wait before asking again
 * @param missesANode whether a node of the cluster cannot be reached just now; asked by any thread
 */
public record AskingAgain(
    Duration patience, Duration missingNode, Duration each, BooleanSupplier missesANode) {

  /**
   * The first answer. A question that fails is not asked again; where none answers in time the
   * stage fails with a {@link TimeoutException}, which may be wrapped. One that fails as late
   * before its time is up, as when nobody is there to be asked on a node that goes down, waits for
   * that time before it is asked again.
   *
   * @param question asks once, and fails with a {@link TimeoutException} after at most so long
   */
  public <T> CompletionStage<T> until(Function<Duration, CompletionStage<T>> question) {
    return ask(question, System.nanoTime(), patience, false);
  }

  private <T> CompletionStage<T> ask(
      Function<Duration, CompletionStage<T>> question, long began, Duration rest, boolean missed) {
    Duration atMost = rest.compareTo(each) < 0 ? rest : each;
    long asked = System.nanoTime();
    return question
        .apply(atMost)
        .exceptionallyCompose(
            failure -> {
              boolean misses = missed || missesANode.getAsBoolean();
              Duration waited = Duration.ofNanos(System.nanoTime() - began);
              Duration left = patience.plus(misses ? missingNode : Duration.ZERO).minus(waited);
              return isLate(failure) && left.isPositive()
                  ? at(asked + atMost.toNanos())
                      .thenCompose(_ -> ask(question, began, left, misses))
                  : CompletableFuture.failedStage(failure);
            });
  }

  /** Completes at that time, or at once when it is over. */
  private static CompletionStage<Void> at(long nanoTime) {
    long early = nanoTime - System.nanoTime();
    return early <= 0
        ? CompletableFuture.completedStage(null)
        : CompletableFuture.runAsync(
            () -> {}, CompletableFuture.delayedExecutor(early, TimeUnit.NANOSECONDS));
  }

  private static boolean isLate(Throwable failure) {
    return failure instanceof TimeoutException
        || failure instanceof CompletionException wrapped
            && wrapped.getCause() instanceof TimeoutException;
  }
}
