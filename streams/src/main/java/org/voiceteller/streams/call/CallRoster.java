package org.voiceteller.streams.call;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.apache.pekko.Done;

/**
 * The legs that are joined to calls in this process: how many there are, and how to end them all
 * when the server goes away. Thread-safe; one per process.
 */
public final class CallRoster {

  private final ConcurrentMap<Object, Runnable> legs = new ConcurrentHashMap<>();
  private final CompletableFuture<Done> empty = new CompletableFuture<>();
  private volatile boolean draining;

  public static CallRoster create() {
    return new CallRoster();
  }

  private CallRoster() {}

  /** Legs with a running conversation. */
  public int size() {
    return legs.size();
  }

  /** Whether the server is going away: no leg should be joined any more. */
  public boolean isDraining() {
    return draining;
  }

  /**
   * Ends every call politely with {@code SERVER_DRAINING}, and every leg that still joins.
   *
   * @return completes when the last leg is gone; waits as long as that takes
   */
  public CompletionStage<Done> drain() {
    draining = true;
    legs.values().forEach(Runnable::run);
    completeIfEmpty();
    return empty.minimalCompletionStage();
  }

  /**
   * @param whenDraining called at most once, from any thread; must not block
   * @return what takes the leg off again
   */
  Runnable join(Runnable whenDraining) {
    Object leg = new Object();
    legs.put(leg, whenDraining);
    if (draining) {
      whenDraining.run();
    }
    return () -> {
      legs.remove(leg);
      completeIfEmpty();
    };
  }

  private void completeIfEmpty() {
    if (draining && legs.isEmpty()) {
      empty.complete(Done.getInstance());
    }
  }
}
