package org.voiceteller.loadtests.tables;

import java.util.Locale;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import org.HdrHistogram.Histogram;

/**
 * Something that a page of the console asks.
 *
 * @param ask the question as it is asked the n-th time: each time of another day, customer or call
 */
record Question(String what, IntFunction<CompletionStage<?>> ask) {

  private static final int WARM_UP = 40;
  private static final double NANOS_PER_MS = TimeUnit.MILLISECONDS.toNanos(1);

  /**
   * Asks so often, one after the other.
   *
   * @return a row of a Markdown table: median, 99th percentile and longest in milliseconds
   */
  String measured(int times, long boundMs) {
    for (int n = 0; n < WARM_UP; n++) {
      ask.apply(times + n).toCompletableFuture().join();
    }
    Histogram took = new Histogram(3);
    for (int n = 0; n < times; n++) {
      long began = System.nanoTime();
      ask.apply(n).toCompletableFuture().join();
      took.recordValue(System.nanoTime() - began);
    }
    double median = took.getValueAtPercentile(50) / NANOS_PER_MS;
    return String.format(
        Locale.ROOT,
        "| %s | %.1f%s | %.1f | %.1f |",
        what,
        median,
        median > boundMs ? " (above " + boundMs + ")" : "",
        took.getValueAtPercentile(99) / NANOS_PER_MS,
        took.getMaxValue() / NANOS_PER_MS);
  }
}
