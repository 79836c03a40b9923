package org.voiceteller.actors.authentication;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.DispatcherSelector;

/**
 * Threads for slow hashes, and an end to how many may wait for one. Who finds no room does not
 * begin: a caller is better told to try again than left in silence.
 */
public final class SlowHashing {

  private static final String DISPATCHER = "voice-teller.bank.slow-hash-dispatcher";

  private final Executor threads;
  private final int most;
  private final AtomicInteger underWay = new AtomicInteger();

  private SlowHashing(Executor threads, int most) {
    this.threads = threads;
    this.most = most;
  }

  /**
   * @param most hashes under way or waiting on this node
   */
  public static SlowHashing on(ActorSystem<?> system, int most) {
    return new SlowHashing(
        system.dispatchers().lookup(DispatcherSelector.fromConfig(DISPATCHER)), most);
  }

  static SlowHashing on(Executor threads, int most) {
    return new SlowHashing(threads, most);
  }

  /**
   * Asked before anything is begun; whoever was told so runs, also if others came in between, so
   * the limit may be passed by the few that ask at the same moment.
   */
  boolean hasRoom() {
    return underWay.get() < most;
  }

  <T> CompletionStage<T> run(Supplier<T> hash) {
    underWay.incrementAndGet();
    return CompletableFuture.supplyAsync(hash, threads)
        .whenComplete((_, _) -> underWay.decrementAndGet());
  }
}
