package org.voiceteller.loadtests.drill;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * One node after the other is cut off from the others, while the stores and the callers reach it as
 * before, until the cable is plugged in again. By then it must have ended by itself, for the others
 * are more and go on without it; it is started again. The first node, which cannot be started again
 * by a drill, is the last one.
 */
final class CutOffNodes implements Trouble {

  /** A cable between a node and the switch, by its name where this process runs. */
  private record Cable(String name) {

    void pull() throws IOException, InterruptedException {
      set("down");
    }

    void plugIn() throws IOException, InterruptedException {
      set("up");
    }

    private void set(String state) throws IOException, InterruptedException {
      var ip = new ProcessBuilder("ip", "link", "set", name, state).inheritIO().start();
      if (!ip.waitFor(10, TimeUnit.SECONDS) || ip.exitValue() != 0) {
        throw new IOException("The cable " + name + " could not be set " + state);
      }
    }
  }

  private static final Duration BEFORE_THE_NEXT = Duration.ofSeconds(15);
  private static final int SHORTEST_CUT_MS = 25_000;
  private static final int LONGEST_CUT_MS = 40_000;

  /** For the cut of the first node, and for calls after it. */
  private static final Duration FOR_THE_FIRST = Duration.ofSeconds(60);

  private final List<DrillNode> others;
  private final URI first;
  private final Duration drains;
  private final long lastBegins;
  private final HttpClient http;
  private final Random random;
  private final Findings findings;
  private final Span span = new Span();
  private final List<String> done = new ArrayList<>();
  private final Thread thread;

  private CutOffNodes(
      List<DrillNode> others,
      URI first,
      Duration drains,
      Duration lasts,
      HttpClient http,
      long seed,
      Findings findings) {
    this.others = List.copyOf(others);
    this.first = first;
    this.drains = drains;
    this.lastBegins = System.nanoTime() + lasts.minus(FOR_THE_FIRST).toNanos();
    this.http = http;
    this.random = new Random(seed);
    this.findings = findings;
    this.thread = Thread.ofVirtual().name("cut-off nodes").unstarted(this::run);
  }

  /**
   * @param others nodes that run, and can be started again; the cable of one is its name and {@code
   *     -nodes}
   * @param first the doors of the first node, whose cable is {@code a-nodes}
   * @param drains how long one may take to end
   * @param lasts all of it
   */
  static CutOffNodes begin(
      List<DrillNode> others,
      URI first,
      Duration drains,
      Duration lasts,
      HttpClient http,
      long seed,
      Findings findings) {
    var cut = new CutOffNodes(others, first, drains, lasts, http, seed, findings);
    cut.thread.start();
    return cut;
  }

  private void run() {
    try {
      long longest = 0;
      for (int turn = others.size() - 1;
          !span.isOverAfter(BEFORE_THE_NEXT) && System.nanoTime() + longest < lastBegins;
          turn++) {
        long begun = System.nanoTime();
        cutOff(others.get(turn % others.size()));
        longest = Math.max(longest, System.nanoTime() - begun);
      }
      if (!span.isOverAfter(Duration.ofNanos(Math.max(1, lastBegins - System.nanoTime())))) {
        cutOffFirst();
      }
    } catch (IOException e) {
      findings.add("a node could not be cut off or started again: " + e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void cutOff(DrillNode node) throws IOException, InterruptedException {
    long begun = System.nanoTime();
    var lasting = lasting(node.name());
    var cable = new Cable(node.name() + "-nodes");
    boolean ended;
    cable.pull();
    try {
      ended = node.isGoneWithin(lasting);
      note("%s was cut off and %s".formatted(node.name(), ended ? "ended" : "did not end"), begun);
      var unused = span.isOverAfter(lasting.minusNanos(System.nanoTime() - begun));
    } finally {
      cable.plugIn();
    }
    findings.expect(
        ended || node.isGoneWithin(drains),
        node.name() + " goes on though the others went on without it");
    node.kill();
    node.start();
    findings.expect(node.isReady(http), node.name() + " does not come back");
    note(node.name() + " is ready again", begun);
  }

  private void cutOffFirst() throws IOException, InterruptedException {
    long begun = System.nanoTime();
    var lasting = lasting("the first node");
    var cable = new Cable("a-nodes");
    cable.pull();
    try {
      boolean shut = DrillNode.isShutWithin(lasting, http, first);
      note("the first node was cut off and " + (shut ? "has shut its doors" : "goes on"), begun);
      findings.expect(
          shut || DrillNode.isShutWithin(drains, http, first),
          "the first node goes on though the others went on without it");
      var unused = span.isOverAfter(lasting.minusNanos(System.nanoTime() - begun));
    } finally {
      cable.plugIn();
    }
    for (var node : others) {
      findings.expect(node.isReady(http), node.name() + " is not ready without the first node");
    }
  }

  private Duration lasting(String name) {
    var lasting = Duration.ofMillis(random.nextInt(SHORTEST_CUT_MS, LONGEST_CUT_MS + 1));
    IO.println("%s: %s is cut off for %d s".formatted(Findings.now(), name, lasting.toSeconds()));
    return lasting;
  }

  private void note(String what, long begun) {
    String told = "%s after %.0f s".formatted(what, (System.nanoTime() - begun) / 1e9);
    IO.println(Findings.now() + ": " + told);
    synchronized (this) {
      done.add(told);
    }
  }

  @Override
  public synchronized String told() {
    return "Nodes cut off, in turn: " + String.join("; ", done) + ".";
  }

  @Override
  public void close() throws InterruptedException {
    span.end();
    thread.join();
  }
}
