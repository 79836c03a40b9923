package org.voiceteller.loadtests.sessions;

import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.HdrHistogram.ConcurrentHistogram;

/** What became of the commands of one phase, and after how long. Thread-safe. */
final class Answers {

  private final ConcurrentHistogram micros = new ConcurrentHistogram(3);
  private final LongAdder failed = new LongAdder();
  private final LongAdder late = new LongAdder();
  private final Duration lateAfter;
  private final long begun = System.nanoTime();

  /**
   * @param lateAfter as a caller would notice
   */
  Answers(Duration lateAfter) {
    this.lateAfter = lateAfter;
  }

  /** Gives the command and notes what becomes of it. */
  <T> CompletionStage<T> to(Supplier<CompletionStage<T>> command) {
    long asked = System.nanoTime();
    return command
        .get()
        .whenComplete((_, failure) -> note(System.nanoTime() - asked, failure == null));
  }

  void note(long nanos, boolean answered) {
    if (!answered) {
      failed.increment();
      return;
    }
    micros.recordValue(TimeUnit.NANOSECONDS.toMicros(nanos));
    if (nanos > lateAfter.toNanos()) {
      late.increment();
    }
  }

  long answered() {
    return micros.getTotalCount();
  }

  /** Without an answer in the desk's patience. */
  long failed() {
    return failed.sum();
  }

  long late() {
    return late.sum();
  }

  double perSecond(Duration span) {
    return answered() / Math.max(0.001, span.toNanos() / 1e9);
  }

  Duration sinceBegun() {
    return Duration.ofNanos(System.nanoTime() - begun);
  }

  /** A row of a table: how many, late, failed, p50, p99 and longest in ms. */
  String row(String phase, Duration span) {
    return String.format(
        Locale.ROOT,
        "| %s | %d | %.0f | %d | %d | %.1f | %.1f | %.1f |",
        phase,
        answered(),
        perSecond(span),
        late(),
        failed(),
        micros.getValueAtPercentile(50) / 1000.0,
        micros.getValueAtPercentile(99) / 1000.0,
        micros.getMaxValue() / 1000.0);
  }
}
