package org.voiceteller.loadtests.drill;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which node runs which projection, asked of each node again and again: one that two nodes are seen
 * to run at the same time has two lives. Each node is asked by a thread of its own, for one that
 * does not answer must not hold up the others.
 */
final class RunnersWatch implements AutoCloseable {

  private static final String RUNNING = "voiceteller_projection_running";
  private static final Duration EVERY = Duration.ofMillis(500);

  /**
   * A node was seen to run it from the one answer to the other, without an answer to the contrary
   * in between.
   *
   * @param fromNanos when the first answer was there
   * @param toNanos when the last one was asked for
   */
  record Stretch(String node, long fromNanos, long toNanos) {

    long overlapNanos(Stretch other) {
      return Math.min(toNanos, other.toNanos) - Math.max(fromNanos, other.fromNanos);
    }
  }

  private final Map<String, List<Stretch>> stretches = new TreeMap<>();
  private final Span span = new Span();
  private final List<Thread> threads = new ArrayList<>();
  private final Findings findings;

  private RunnersWatch(Findings findings) {
    this.findings = findings;
  }

  /**
   * @param nodes by their names
   */
  static RunnersWatch begin(Map<String, BankWatch> nodes, Findings findings) {
    var watch = new RunnersWatch(findings);
    nodes.forEach(
        (name, node) ->
            watch.threads.add(
                Thread.ofVirtual().name("runners of " + name).start(() -> watch.runs(name, node))));
    return watch;
  }

  private void runs(String name, BankWatch node) {
    Map<String, Stretch> running = new LinkedHashMap<>();
    try {
      while (!span.isOverAfter(EVERY)) {
        long asked = System.nanoTime();
        try {
          var now = node.byLabel(RUNNING).stream().filter(line -> line.endsWith(" 1.0")).toList();
          long answered = System.nanoTime();
          running.keySet().retainAll(now);
          for (String projection : now) {
            var stretch = running.get(projection);
            running.put(
                projection,
                new Stretch(name, stretch == null ? answered : stretch.fromNanos(), asked));
          }
          running.forEach(this::note);
        } catch (IOException noAnswer) {
          running.clear();
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The latest of a stretch stands for it. */
  synchronized void note(String projection, Stretch seen) {
    var all = stretches.computeIfAbsent(projection, _ -> new ArrayList<>());
    all.removeIf(
        before -> before.node().equals(seen.node()) && before.fromNanos() == seen.fromNanos());
    all.add(seen);
  }

  /** For how long two nodes were seen to run the same projection, at most; 0 for never. */
  synchronized Duration longestOverlap() {
    long longest = 0;
    for (var all : stretches.values()) {
      for (var one : all) {
        for (var other : all) {
          if (!one.node().equals(other.node())) {
            longest = Math.max(longest, one.overlapNanos(other));
          }
        }
      }
    }
    return Duration.ofNanos(longest);
  }

  /** How many projections were seen, and how often one was seen to run on a node anew. */
  synchronized String told() {
    return String.format(
        Locale.ROOT,
        "%d projections were seen to run, %d times on a node anew; on two nodes at once for %.1f s"
            + " at most.",
        stretches.size(),
        stretches.values().stream().mapToInt(List::size).sum(),
        longestOverlap().toNanos() / 1e9);
  }

  @Override
  public void close() throws InterruptedException {
    span.end();
    for (var thread : threads) {
      thread.join();
    }
    findings.expect(stretches.size() > 0, "no projection was seen to run");
    findings.expect(
        longestOverlap().isZero(),
        "a projection ran on two nodes at once for " + longestOverlap().toMillis() + " ms");
  }
}
