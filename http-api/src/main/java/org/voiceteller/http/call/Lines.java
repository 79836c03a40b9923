package org.voiceteller.http.call;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;

/**
 * The lines of this server: how many calls are in progress, how many may be, and whether new ones
 * are taken at all. A line is taken before the WebSocket upgrade, so that a full server is told to
 * the caller as a plain HTTP answer. Some lines are kept for callers who come back to their call:
 * they go before new ones, for their money may be on its way.
 */
public final class Lines {

  private final Supplier<Capacity> capacity;
  private final AtomicInteger taken = new AtomicInteger();
  private final AtomicBoolean closed = new AtomicBoolean();
  private final Map<Refusal, LongAdder> refused = new EnumMap<>(Refusal.class);

  private Lines(Supplier<Capacity> capacity) {
    this.capacity = capacity;
    for (Refusal refusal : Refusal.values()) {
      refused.put(refusal, new LongAdder());
    }
  }

  public static Lines create(Capacity capacity) {
    return new Lines(() -> capacity);
  }

  /** As many as there are just now; calls in progress go on when there are fewer. */
  public static Lines create(Supplier<Capacity> capacity) {
    return new Lines(capacity);
  }

  /** What a line is wanted for. */
  public enum Wish {
    NEW_CALL,
    /** By its own word; whoever gets a reserved line by it can do nothing else. */
    RESUMPTION
  }

  /** Why a call is not answered. */
  public enum Refusal {
    /** As many calls as allowed are in progress. */
    FULL,
    /** The server goes down and takes no calls any more. */
    DRAINING,
    /** The server has begun to start and does not answer yet. */
    STARTING
  }

  /** The answer to the wish for a line. */
  public sealed interface Answer {

    /**
     * A line that is held until {@link #free}.
     *
     * @param mayBegin whether a new call may begin on it
     */
    record Taken(Line line, boolean mayBegin) implements Answer {}

    record Refused(Refusal why) implements Answer {}
  }

  /** One line in use. */
  public final class Line {

    private final AtomicBoolean held = new AtomicBoolean(true);

    private Line() {}

    /** Gives the line back; a second time changes nothing. */
    public void free() {
      if (held.compareAndSet(true, false)) {
        taken.decrementAndGet();
      }
    }
  }

  /** Takes a line if there is one; a refusal is counted. */
  public Answer take(Wish wish) {
    if (closed.get()) {
      return refuse(Refusal.DRAINING);
    }
    Capacity now = capacity();
    int limit = limit(wish, now);
    int before = taken.getAndUpdate(n -> n < limit ? n + 1 : n);
    return before < limit
        ? new Answer.Taken(new Line(), before < now.calls())
        : refuse(Refusal.FULL);
  }

  /** What would become of such a wish now; takes and counts nothing. */
  public boolean isFree(Wish wish) {
    return !closed.get() && taken.get() < limit(wish, capacity());
  }

  private static int limit(Wish wish, Capacity capacity) {
    return switch (wish) {
      case NEW_CALL -> capacity.calls();
      case RESUMPTION -> capacity.calls() + capacity.reserve();
    };
  }

  /** Counts a refusal. */
  public Answer refuse(Refusal why) {
    count(why).increment();
    return new Answer.Refused(why);
  }

  private LongAdder count(Refusal why) {
    LongAdder count = refused.get(why);
    if (count == null) {
      throw new IllegalStateException("Expected a count of " + why);
    }
    return count;
  }

  /** How often a call was refused for this reason. */
  public long refused(Refusal why) {
    return count(why).sum();
  }

  /** Takes no calls from now on; calls in progress go on. */
  public void close() {
    closed.set(true);
  }

  /** Whether calls are not taken any more. */
  public boolean isClosed() {
    return closed.get();
  }

  /** Calls in progress, among them those that are just being connected. */
  public int inUse() {
    return taken.get();
  }

  /** How many calls this server takes just now. */
  public Capacity capacity() {
    return capacity.get();
  }
}
