package org.voiceteller.streams.call;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import org.apache.pekko.Done;
import org.jspecify.annotations.Nullable;

/**
 * The legs that are joined to calls in this process, and the connections that carry them: how many
 * there are, and what they are told when the server goes away. Thread-safe; one per process.
 */
public final class CallRoster {

  /** What a connection is told when the server goes away. */
  public sealed interface Word {

    /**
     * The call may go on here for a while.
     *
     * @param endsIn at most so long
     * @param elsewhere whether another server will take the call up when its caller comes back
     */
    record GoingAway(Duration endsIn, boolean elsewhere) implements Word {}

    /** The time is over: the call waits for its caller at another server. */
    record Leave() implements Word {}
  }

  private record Leg(Runnable saysGoodbye, Runnable ends) {}

  private final ConcurrentMap<Object, Leg> legs = new ConcurrentHashMap<>();
  private final ConcurrentMap<Object, Consumer<Word>> connections = new ConcurrentHashMap<>();
  private final CompletableFuture<Done> empty = new CompletableFuture<>();
  private volatile boolean goingAway;
  private volatile boolean takingLeave;
  private volatile boolean draining;
  private volatile @Nullable Word latest;

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
    return goingAway;
  }

  /** From now on no call begins or comes back here; those in progress go on. */
  public void close() {
    goingAway = true;
    completeIfEmpty();
  }

  /** Completes when the roster is closed and the last leg is gone. */
  public CompletionStage<Done> whenEmpty() {
    return empty.minimalCompletionStage();
  }

  /** Tells every connection with a call, and every one whose call is just being opened. */
  public void tell(Word word) {
    latest = word;
    connections.values().forEach(connection -> connection.accept(word));
  }

  /**
   * Lets the agent say goodbye on every call, and on every leg that still joins; a call ends with
   * {@code SERVER_DRAINING} when its caller has heard that. How long it may take is for {@link
   * #drain} to say.
   */
  public void takeLeave() {
    takingLeave = true;
    close();
    legs.values().forEach(leg -> leg.saysGoodbye().run());
  }

  /**
   * Ends every call at once with {@code SERVER_DRAINING}, and every leg that still joins.
   *
   * @return completes when the last leg is gone; waits as long as that takes
   */
  public CompletionStage<Done> drain() {
    draining = true;
    close();
    legs.values().forEach(leg -> leg.ends().run());
    completeIfEmpty();
    return whenEmpty();
  }

  /**
   * @param connection told from any thread; must not block
   * @return what takes the connection off again
   */
  public Runnable connect(Consumer<Word> connection) {
    Object key = new Object();
    connections.put(key, connection);
    Word word = latest;
    if (word != null) {
      connection.accept(word);
    }
    return () -> connections.remove(key);
  }

  /**
   * @param saysGoodbye and lets the call end by itself; called from any thread, must not block
   * @param ends the call; called from any thread, must not block
   * @return what takes the leg off again
   */
  public Runnable join(Runnable saysGoodbye, Runnable ends) {
    Object key = new Object();
    legs.put(key, new Leg(saysGoodbye, ends));
    if (draining) {
      ends.run();
    } else if (takingLeave) {
      saysGoodbye.run();
    }
    return () -> {
      legs.remove(key);
      completeIfEmpty();
    };
  }

  private void completeIfEmpty() {
    if (goingAway && legs.isEmpty()) {
      empty.complete(Done.getInstance());
    }
  }
}
