package org.voiceteller.loadtests.drill;

import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.HdrHistogram.Histogram;
import org.voiceteller.loadtests.caller.SampleCustomers;
import org.voiceteller.loadtests.echo.ProcessMeter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/**
 * What the same calls cost a bank of one node and a bank of several, in one run: each node's
 * processor time and memory, with nobody on the line and with all callers, first of the one, then
 * of all, then of the one again. The sample customers' bank must be running with fresh data and
 * joined by no other node; {@code ./teller bench nodes} starts it.
 *
 * <p>Exit codes: 0 measured, 1 a caller was not served.
 */
@Command(
    name = "nodes",
    mixinStandardHelpOptions = true,
    description = "What the same calls cost one node and several.")
public final class NodesBench implements Callable<Integer> {

  /** Who has just begun, or come together, is busy with that. */
  private static final Duration SETTLES = Duration.ofSeconds(15);

  private static final Duration WARM_UP = Duration.ofSeconds(40);

  /** Longer than any question may take. */
  private static final Duration LAST_ANSWERS = Duration.ofMinutes(2);

  @Mixin private BankOptions options = new BankOptions();

  @Option(
      names = "--node",
      required = true,
      description = "another node, as two=http://127.0.0.1:8081=/tmp/two.command")
  private List<String> others = List.of();

  @Option(names = "--calls", required = true, description = "how many at once")
  private int calls;

  @Option(names = "--seconds", required = true, description = "of each round")
  private int seconds;

  /**
   * What a round has cost all nodes together.
   *
   * @param idlePercent of one core, with nobody on the line
   * @param busyPercent of one core, with all callers
   * @param signs from a question to the first sign of the bank, in ms
   */
  private record Cost(
      int nodes,
      double idlePercent,
      double busyPercent,
      long residentBytes,
      long liveHeapBytes,
      Histogram signs) {

    double percentPerCall(int calls) {
      return (busyPercent - idlePercent) / calls;
    }
  }

  public static void main(String[] args) {
    System.exit(new CommandLine(new NodesBench()).execute(args));
  }

  @Override
  public Integer call() throws Exception {
    List<DrillNode> nodes = others.stream().map(DrillNode::parse).toList();
    var findings = new Findings();
    try (var http = HttpClient.newHttpClient();
        var clock = Executors.newScheduledThreadPool(2)) {
      try {
        measure(nodes, http, clock, findings);
      } finally {
        for (var node : nodes) {
          node.close();
        }
        clock.shutdownNow();
      }
    }
    return findings.conclude();
  }

  private void measure(
      List<DrillNode> nodes, HttpClient http, ScheduledExecutorService clock, Findings findings)
      throws Exception {
    var doors = new ArrayList<URI>(List.of(options.bank()));
    var meters = new ArrayList<ProcessMeter>(List.of(new ProcessMeter(options.pid())));
    var one = new Chairs(http, Doors.of(doors), clock, findings);
    one.talk(WARM_UP);
    var costs = new ArrayList<Cost>();
    costs.add(cost(meters, one));
    for (var node : nodes) {
      node.start();
    }
    for (var node : nodes) {
      findings.expect(node.isReady(http), "the node " + node.name() + " has not become ready");
      doors.add(node.home());
      meters.add(new ProcessMeter(node.pid()));
    }
    var all = new Chairs(http, Doors.of(doors), clock, findings);
    all.talk(WARM_UP);
    costs.add(cost(meters, all));
    for (var node : nodes) {
      findings.expect(
          node.endsWithin(LAST_ANSWERS), "the node " + node.name() + " has not ended by itself");
    }
    costs.add(cost(meters.subList(0, 1), one));
    print(costs);
  }

  private Cost cost(List<ProcessMeter> nodes, Chairs chairs) throws InterruptedException {
    settle(SETTLES);
    double idle = percent(nodes, () -> settle(Duration.ofSeconds(seconds)));
    var signs = new ArrayList<Histogram>();
    double busy = percent(nodes, () -> signs.add(chairs.talk(Duration.ofSeconds(seconds))));
    var cost =
        new Cost(
            nodes.size(),
            idle,
            busy,
            nodes.stream().mapToLong(ProcessMeter::residentBytes).sum(),
            nodes.stream().mapToLong(ProcessMeter::liveHeapBytes).sum(),
            signs.getFirst());
    IO.println(
        String.format(
            Locale.ROOT,
            "%s: nodes: %d, idle %.1f %%, busy %.1f %% of a core; load average %.2f",
            Findings.now(),
            cost.nodes(),
            idle,
            busy,
            ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage()));
    return cost;
  }

  private static void settle(Duration time) throws InterruptedException {
    var unused = new Span().isOverAfter(time);
  }

  /** Something that takes its time. */
  @FunctionalInterface
  private interface Work {
    void run() throws InterruptedException;
  }

  /** Of one core, by all nodes together, while it lasts. */
  private static double percent(List<ProcessMeter> nodes, Work work) throws InterruptedException {
    long before = cpuNanos(nodes);
    long began = System.nanoTime();
    work.run();
    return 100.0 * (cpuNanos(nodes) - before) / (System.nanoTime() - began);
  }

  private static long cpuNanos(List<ProcessMeter> nodes) {
    return nodes.stream().mapToLong(node -> node.cpu().toNanos()).sum();
  }

  private void print(List<Cost> costs) {
    IO.println("");
    IO.println(
        "%d calls at once, each with 50 frames of silence a second and a typed question every %d s."
            .formatted(calls, PacedCaller.EVERY.toSeconds()));
    IO.println("");
    IO.println(
        "| nodes | idle, of a core | with all calls | so for each call | resident MB | live heap MB |"
            + " questions | p50 / p99 to the first sign |");
    IO.println("|---|---|---|---|---|---|---|---|");
    for (var cost : costs) {
      IO.println(
          String.format(
              Locale.ROOT,
              "| %d | %.1f %% | %.1f %% | %.2f %% | %d | %.0f | %d | %d / %d ms |",
              cost.nodes(),
              cost.idlePercent(),
              cost.busyPercent(),
              cost.percentPerCall(calls),
              cost.residentBytes() >> 20,
              cost.liveHeapBytes() / 1e6,
              cost.signs().getTotalCount(),
              cost.signs().getValueAtPercentile(50),
              cost.signs().getValueAtPercentile(99)));
    }
    Cost one = costs.getLast();
    Cost all = costs.get(1);
    int more = all.nodes() - 1;
    IO.println("");
    IO.println(
        String.format(
            Locale.ROOT,
            "A further node costs %.1f %% of a core and %d MB resident with nobody on the line; a call on"
                + " %d nodes %.2f %% of a core where it costs %.2f %% on one.",
            (all.idlePercent() - one.idlePercent()) / more,
            (all.residentBytes() - one.residentBytes() >> 20) / more,
            all.nodes(),
            all.percentPerCall(calls),
            one.percentPerCall(calls)));
  }

  /** So many callers, one on each chair. */
  private final class Chairs {

    private final HttpClient http;
    private final Doors doors;
    private final ScheduledExecutorService clock;
    private final Findings findings;

    private Chairs(
        HttpClient http, Doors doors, ScheduledExecutorService clock, Findings findings) {
      this.http = http;
      this.doors = doors;
      this.clock = clock;
      this.findings = findings;
    }

    /** All talk for so long, and hang up. Returns how long the bank's first signs took, in ms. */
    private Histogram talk(Duration time) throws InterruptedException {
      var span = new Span();
      var callers = new ArrayList<PacedCaller>();
      var threads = new ArrayList<Thread>();
      for (int i = 0; i < calls; i++) {
        var caller =
            new PacedCaller(
                () -> EnduringCall.open(http, doors, clock, findings),
                SampleCustomers.NUMBERS.get(i % SampleCustomers.NUMBERS.size()),
                span,
                PacedCaller.EVERY.multipliedBy(i).dividedBy(calls),
                findings);
        callers.add(caller);
        threads.add(Thread.ofVirtual().start(caller));
      }
      settle(time);
      span.end();
      long giveUp = System.nanoTime() + LAST_ANSWERS.toNanos();
      for (var thread : threads) {
        findings.expect(
            thread.join(Duration.ofNanos(Math.max(1, giveUp - System.nanoTime()))),
            "a caller is still on the line");
      }
      var signs = new Histogram(3);
      callers.forEach(caller -> caller.waits().forEach(wait -> signs.recordValue(wait.ms())));
      return signs;
    }
  }
}
