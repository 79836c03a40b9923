package org.voiceteller.loadtests.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.voiceteller.loadtests.echo.ProcessMeter;

/** The server's live heap after a full collection, before the calls, during them and after them. */
final class HeapWatch {

  private static final double MEGABYTE = 1_000_000;

  private final ProcessMeter meter;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("heap-watch").factory());
  private final List<Long> during = new ArrayList<>();
  private long before;

  HeapWatch(ProcessMeter meter) {
    this.meter = meter;
  }

  /** Measures what lives now, and again and again from now on. */
  void begin(Duration every) {
    synchronized (this) {
      before = meter.liveHeapBytes();
    }
    clock.scheduleAtFixedRate(
        this::sample, every.toMillis(), every.toMillis(), TimeUnit.MILLISECONDS);
  }

  private void sample() {
    long now = meter.liveHeapBytes();
    synchronized (this) {
      during.add(now);
    }
  }

  void end() {
    clock.shutdownNow();
  }

  /** The most that lived during the calls, beyond what lived before them. */
  synchronized long mostBytes() {
    return during.stream().mapToLong(bytes -> bytes).max().orElse(before) - before;
  }

  /** What lives now beyond what lived before the calls. */
  long leftBytes() {
    long now = meter.liveHeapBytes();
    synchronized (this) {
      return now - before;
    }
  }

  synchronized List<Long> samples() {
    return List.copyOf(during);
  }

  /**
   * How much more lives in the last quarter of the samples than in the second one: medians, since a
   * sample may fall into a busy moment. The first quarter is not compared: callers are still
   * coming, and what is made once is made in it.
   *
   * @return in bytes; 0 for fewer than eight samples, which say nothing
   */
  static long growth(List<Long> samples) {
    if (samples.size() < 8) {
      return 0;
    }
    int quarter = samples.size() / 4;
    return median(samples.subList(samples.size() - quarter, samples.size()))
        - median(samples.subList(quarter, 2 * quarter));
  }

  private static long median(List<Long> samples) {
    return samples.stream().sorted().toList().get(samples.size() / 2);
  }

  static String megabytes(long bytes) {
    return String.format(Locale.ROOT, "%.1f MB", bytes / MEGABYTE);
  }
}
