package org.voiceteller.loadtests.drill;

import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.voiceteller.loadtests.echo.ProcessMeter;

/**
 * How the machine and the bank's process are, minute by minute. The live heap is taken after a full
 * collection, which stops the bank for a moment, and therefore more seldom.
 */
final class Condition {

  private static final int HEAP_EVERY_MINUTES = 5;
  private static final int FIRST_HEAP_MINUTE = 2;

  /**
   * @param pid of the bank's process then
   * @param loadAverage of the last minute, of the whole machine
   * @param liveHeapBytes 0 when it was not taken
   */
  record Minute(int minute, long pid, double loadAverage, long residentBytes, long liveHeapBytes) {

    String row() {
      return String.format(
          Locale.ROOT,
          "| %d | %.2f | %d | %s |",
          minute,
          loadAverage,
          residentBytes >> 20,
          liveHeapBytes == 0 ? "" : String.format(Locale.ROOT, "%.1f", liveHeapBytes / 1e6));
    }
  }

  private final LongSupplier pid;
  private final List<Minute> minutes = new ArrayList<>();

  private Condition(LongSupplier pid) {
    this.pid = pid;
  }

  /**
   * @param pid of the bank's process, which may be another one later
   */
  static Condition begin(LongSupplier pid, ScheduledExecutorService clock) {
    var condition = new Condition(pid);
    clock.scheduleAtFixedRate(condition::minuteIsOver, 1, 1, TimeUnit.MINUTES);
    return condition;
  }

  private void minuteIsOver() {
    int minute = count() + 1;
    note(minute, minute == FIRST_HEAP_MINUTE || minute % HEAP_EVERY_MINUTES == 0);
  }

  /** One more, the heap with it. */
  void end() {
    note(count() + 1, true);
  }

  private void note(int minute, boolean withHeap) {
    double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    long now = pid.getAsLong();
    Minute noted;
    try {
      var bank = new ProcessMeter(now);
      noted =
          new Minute(minute, now, load, bank.residentBytes(), withHeap ? bank.liveHeapBytes() : 0);
    } catch (IllegalArgumentException | IllegalStateException | UncheckedIOException gone) {
      noted = new Minute(minute, now, load, 0, 0); // a bank that is killed, and not back yet
    }
    synchronized (this) {
      minutes.add(noted);
    }
  }

  private synchronized int count() {
    return minutes.size();
  }

  synchronized List<Minute> minutes() {
    return List.copyOf(minutes);
  }

  /**
   * How much larger the last live heap is than the first one that was taken of the same process; 0
   * for one only.
   */
  private long heapGrowthBytes() {
    var all = minutes();
    var heaps =
        all.stream()
            .filter(minute -> minute.liveHeapBytes() > 0 && minute.pid() == all.getLast().pid())
            .toList();
    return heaps.isEmpty() ? 0 : heaps.getLast().liveHeapBytes() - heaps.getFirst().liveHeapBytes();
  }

  /**
   * Prints all of it, and judges the heap.
   *
   * @param when in which state the bank was when the heap was taken, for the reader
   */
  void print(String when, long mostHeapGrowthBytes, Findings findings) {
    IO.println("| minute | load average | resident MB | live heap MB |");
    IO.println("|---|---|---|---|");
    minutes().forEach(minute -> IO.println(minute.row()));
    long growth = heapGrowthBytes();
    IO.println("");
    IO.println(
        String.format(
            Locale.ROOT, "Live heap%s, the end against the first: %+.1f MB.", when, growth / 1e6));
    findings.expect(
        growth <= mostHeapGrowthBytes,
        "the live heap has grown by %d MB".formatted(growth / 1_000_000));
  }
}
