package org.voiceteller.actors.call;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Joins callers to their calls' sessions, a few at a time and in the order in which they came. When
 * a hundred call in one second, the first are answered at once and the last after a while, instead
 * of all of them late and some not at all: a session's time to answer runs from when its turn has
 * come. Thread-safe.
 */
final class Joinings {

  private final int atOnce;
  private final Queue<Runnable> waiting = new ArrayDeque<>();
  private int underWay;
  private boolean someoneBegins;

  Joinings(int atOnce) {
    this.atOnce = atOnce;
  }

  /**
   * @param joining asks the session; run when its turn has come, on the thread that makes room
   * @return what it completes with
   */
  <T> CompletionStage<T> inTurn(Supplier<CompletionStage<T>> joining) {
    CompletableFuture<T> joined = new CompletableFuture<>();
    synchronized (waiting) {
      waiting.add(() -> run(joining, joined));
    }
    beginWhatMay();
    return joined;
  }

  /** By one thread at a time, and in a loop: joinings that end at once do not nest. */
  private void beginWhatMay() {
    synchronized (waiting) {
      if (someoneBegins) {
        return;
      }
      someoneBegins = true;
    }
    for (Runnable next = next(); next != null; next = next()) {
      next.run();
    }
  }

  private @Nullable Runnable next() {
    synchronized (waiting) {
      Runnable next = underWay < atOnce ? waiting.poll() : null;
      if (next == null) {
        someoneBegins = false;
      } else {
        underWay++;
      }
      return next;
    }
  }

  private <T> void run(Supplier<CompletionStage<T>> joining, CompletableFuture<T> joined) {
    CompletionStage<T> answer;
    try {
      answer = joining.get();
    } catch (RuntimeException failed) {
      answer = CompletableFuture.failedFuture(failed);
    }
    answer.whenComplete(
        (value, failure) -> {
          over();
          if (failure == null) {
            joined.complete(value);
          } else {
            joined.completeExceptionally(failure);
          }
        });
  }

  private void over() {
    synchronized (waiting) {
      underWay--;
    }
    beginWhatMay();
  }
}
