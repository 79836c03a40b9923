package org.voiceteller.loadtests.drill;

import java.time.Duration;
import java.util.Random;

/**
 * What happens to the tables, one thing after the other: throttled, unreachable, killed, and from
 * the beginning. The same seed gives the same. Not thread-safe.
 */
final class TablesSchedule {

  /** Time for the tables to catch up, or to begin with it. */
  static final Duration BETWEEN = Duration.ofSeconds(10);

  private final Random random;
  private final Duration span;
  private int turn;

  /**
   * @param span of the drill: the longer, the longer the tables are away
   */
  TablesSchedule(long seed, Duration span) {
    this.random = new Random(seed);
    this.span = span;
  }

  /** What happens next. */
  sealed interface Next {

    /**
     * @param share of the requests that are refused
     */
    record Throttled(double share, Duration lasting) implements Next {}

    /** Requests are taken and not answered. */
    record Unreachable(Duration lasting) implements Next {}

    /** The process dies, and is started again on its data by who started it. */
    record Killed() implements Next {}
  }

  Next next() {
    return switch (turn++ % 3) {
      case 0 -> new Next.Throttled((20 + random.nextInt(70)) / 100.0, span.dividedBy(6));
      case 1 -> new Next.Unreachable(span.dividedBy(3));
      default -> new Next.Killed();
    };
  }
}
