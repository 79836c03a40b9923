package org.voiceteller.loadtests.drill;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.voiceteller.loadtests.echo.ProcessMeter;

/**
 * How the machine and the bank's process are, minute by minute. The live heap is taken after a full
 * collection, which stops the bank for a moment, and therefore more seldom.
 */
final class Condition {

  private static final int HEAP_EVERY_MINUTES = 5;
  private static final int FIRST_HEAP_MINUTE = 2;

  /**
   * @param loadAverage of the last minute, of the whole machine
   * @param liveHeapBytes 0 when it was not taken
   */
  record Minute(int minute, double loadAverage, long residentBytes, long liveHeapBytes) {

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

  private final ProcessMeter bank;
  private final List<Minute> minutes = new ArrayList<>();

  private Condition(ProcessMeter bank) {
    this.bank = bank;
  }

  static Condition begin(ProcessMeter bank, ScheduledExecutorService clock) {
    var condition = new Condition(bank);
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
    var noted =
        new Minute(
            minute,
            ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
            bank.residentBytes(),
            withHeap ? bank.liveHeapBytes() : 0);
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

  /** How much larger the last live heap is than the first one that was taken; 0 for one only. */
  private long heapGrowthBytes() {
    var heaps = minutes().stream().filter(minute -> minute.liveHeapBytes() > 0).toList();
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
