package org.voiceteller.http.call;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The lines of this server: how many calls are in progress, how many may be, and whether new ones
 * are taken at all. A line is taken before the WebSocket upgrade, so that a full server is told to
 * the caller as a plain HTTP answer.
 */
public final class Lines {

  private final int max;
  private final AtomicInteger taken = new AtomicInteger();
  private final AtomicBoolean closed = new AtomicBoolean();

  private Lines(int max) {
    this.max = max;
  }

  public static Lines create(int max) {
    return new Lines(max);
  }

  /** The answer to the wish for a line. */
  public sealed interface Answer {

    /** A line that is held until {@link #free}. */
    record Taken(Line line) implements Answer {}

    /** As many calls as allowed are in progress. */
    record Full() implements Answer {}

    /** New calls are not taken any more. */
    record Closed() implements Answer {}
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

  /** Takes a line if there is one. */
  public Answer take() {
    if (closed.get()) {
      return new Answer.Closed();
    }
    int before = taken.getAndUpdate(n -> n < max ? n + 1 : n);
    return before < max ? new Answer.Taken(new Line()) : new Answer.Full();
  }

  /** Takes no new calls from now on; calls in progress go on. */
  public void close() {
    closed.set(true);
  }

  /** Calls in progress, among them those that are just being connected. */
  public int inUse() {
    return taken.get();
  }

  /** How many calls this server takes. */
  public int max() {
    return max;
  }
}
