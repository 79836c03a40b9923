package org.voiceteller.http.live;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/** How long callers waited for the first sound of an answer lately. Thread-safe. */
final class Latencies {

  private static final Duration WINDOW = Duration.ofMinutes(5);

  /** Sixty turns a second: more are not needed to know how it goes. */
  private static final int MOST = 18_000;

  private record Waited(Instant at, long ms) {}

  private final Deque<Waited> turns = new ArrayDeque<>();

  /**
   * Over the last five minutes.
   *
   * @param p50Ms 0 when there was no turn
   * @param p95Ms 0 when there was no turn
   */
  record Figures(int turns, long p50Ms, long p95Ms) {}

  synchronized void add(Instant at, long ms) {
    turns.addLast(new Waited(at, ms));
    if (turns.size() > MOST) {
      turns.removeFirst();
    }
  }

  synchronized Figures figures(Instant now) {
    Instant begin = now.minus(WINDOW);
    turns.removeIf(waited -> waited.at().isBefore(begin));
    long[] sorted = turns.stream().mapToLong(Waited::ms).sorted().toArray();
    return sorted.length == 0
        ? new Figures(0, 0, 0)
        : new Figures(sorted.length, at(sorted, 0.5), at(sorted, 0.95));
  }

  /** The nearest rank. */
  private static long at(long[] sorted, double part) {
    return sorted[(int) Math.ceil(part * sorted.length) - 1];
  }
}
