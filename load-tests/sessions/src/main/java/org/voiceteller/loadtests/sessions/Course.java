package org.voiceteller.loadtests.sessions;

import com.datastax.oss.driver.api.core.DriverException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The sessions' allocation and the projections' lag, looked at now and then while things happen,
 * for as long as it is not closed. Thread-safe.
 */
final class Course implements AutoCloseable {

  private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

  /** Counting what waits costs Cassandra more than a look at the shards costs the nodes. */
  private static final int LAG_EVERY_LOOKS = 10;

  /**
   * One look.
   *
   * @param at since the beginning
   * @param allocation empty when the coordinator did not answer, as while it moves
   * @param lag of tables and ledger; empty when it was not looked at
   */
  record Look(Duration at, String phase, Optional<Allocation> allocation, Optional<Lag> lag) {}

  /** How far behind the tables and the ledger are. */
  record Lag(Behind tables, Behind ledger) {

    boolean isNothing() {
      return tables.isNothing() && ledger.isNothing();
    }
  }

  private final SessionCluster cluster;
  private final CallEvents events;
  private final long begun = System.nanoTime();
  private final List<Look> looks = new ArrayList<>();
  private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
  private String phase = "filled";
  private int count;
  private int unanswered;

  private Course(SessionCluster cluster, CallEvents events) {
    this.cluster = cluster;
    this.events = events;
  }

  static Course begin(SessionCluster cluster, CallEvents events) {
    var course = new Course(cluster, events);
    course.clock.scheduleWithFixedDelay(
        course::look, 0, LOOK_EVERY.toMillis(), TimeUnit.MILLISECONDS);
    return course;
  }

  synchronized void enter(String next) {
    phase = next;
  }

  synchronized int unanswered() {
    return unanswered;
  }

  private void look() {
    boolean withLag = count++ % LAG_EVERY_LOOKS == 0;
    Optional<Allocation> allocation =
        answered(() -> cluster.allocation().toCompletableFuture().join());
    Optional<Lag> lag = withLag ? answered(this::lag) : Optional.empty();
    note(allocation, lag);
  }

  private synchronized void note(Optional<Allocation> allocation, Optional<Lag> lag) {
    if (allocation.isEmpty()) {
      unanswered++;
    }
    looks.add(new Look(Duration.ofNanos(System.nanoTime() - begun), phase, allocation, lag));
  }

  private static <T> Optional<T> answered(Supplier<T> question) {
    try {
      return Optional.of(question.get());
    } catch (CompletionException | DriverException none) {
      return Optional.empty();
    }
  }

  Lag lag() {
    Instant now = Instant.now();
    return new Lag(events.behind("tables-call", now), events.behind("audit-ledger", now));
  }

  /** Rows of a table: every so many seconds what was seen, and every look with a lag. */
  synchronized List<String> rows() {
    return looks.stream()
        .filter(look -> look.lag().isPresent())
        .map(
            look ->
                String.format(
                    Locale.ROOT,
                    "| %d | %s | %s | %s | %s | %s |",
                    look.at().toSeconds(),
                    look.phase(),
                    look.allocation().map(Allocation::told).orElse("not answered"),
                    look.allocation().map(a -> "%.2f".formatted(a.unevenness())).orElse(""),
                    look.lag().map(lag -> lag.tables().told()).orElse(""),
                    look.lag().map(lag -> lag.ledger().told()).orElse("")))
        .toList();
  }

  /** The farthest behind that was seen in a phase. */
  synchronized Lag worst(String of) {
    List<Lag> seen =
        looks.stream()
            .filter(look -> look.phase().equals(of))
            .flatMap(look -> look.lag().stream())
            .toList();
    return new Lag(
        worst(seen.stream().map(Lag::tables).toList()),
        worst(seen.stream().map(Lag::ledger).toList()));
  }

  private static Behind worst(List<Behind> seen) {
    return seen.stream()
        .reduce(Behind.NOTHING, (one, other) -> other.events() > one.events() ? other : one);
  }

  @Override
  public void close() throws InterruptedException {
    clock.shutdown();
    clock.awaitTermination(1, TimeUnit.MINUTES);
  }
}
