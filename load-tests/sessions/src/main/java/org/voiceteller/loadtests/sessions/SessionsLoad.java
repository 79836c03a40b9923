package org.voiceteller.loadtests.sessions;

import java.lang.management.ManagementFactory;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.voiceteller.loadtests.drill.DrillNode;
import org.voiceteller.loadtests.drill.Findings;
import org.voiceteller.loadtests.drill.Soon;
import org.voiceteller.loadtests.echo.ProcessMeter;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Opens thousands of sessions on several nodes, loses one node and has it come back while callers
 * go on, waits for the projections, and reports in Markdown. {@code ./teller load sessions} starts
 * it. Exit codes: 0 everything held, 1 something did not, in a sentence each.
 */
@Command(
    name = "sessions",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Thousands of sessions on several nodes, one of which goes and comes back.")
public final class SessionsLoad implements Callable<Integer> {

  /** As a caller notices, and as long as a change of nodes may take for them. */
  private static final Duration LATE_AFTER = Duration.ofSeconds(2);

  private static final Duration ENDS_WITHIN = Duration.ofSeconds(60);
  private static final Duration THERE_WITHIN = Duration.ofSeconds(90);
  private static final Duration EVEN_WITHIN = Duration.ofSeconds(150);
  private static final Duration LOOK_EVERY = Duration.ofMillis(250);

  /** Of the sessions that stay open: how many are asked for what they hold, and looked up. */
  private static final int SAMPLE = 200;

  /** The part of the time that the sessions may take to be opened. */
  private static final double TO_FILL = 0.65;

  @Option(names = "--sessions", required = true, description = "that stay open")
  private int sessions;

  @Option(names = "--nodes", required = true, description = "that host them")
  private int nodes;

  @Option(names = "--minutes", required = true, description = "for all of it, once nodes are up")
  private int minutes;

  @Option(names = "--at-once", required = true, description = "callers who are busy")
  private int atOnce;

  @Option(names = "--talk-every", required = true, description = "one caller of so many talks")
  private int talkEvery;

  @Option(names = "--balance-every", required = true, description = "one caller of so many asks")
  private int balanceEvery;

  @Option(names = "--end-every", required = true, description = "one caller of so many hangs up")
  private int endEvery;

  @Option(names = "--questions", required = true, description = "a second, while a node is lost")
  private int questions;

  @Option(names = "--uneven", required = true, description = "fullest node over emptiest, at most")
  private double uneven;

  @Option(names = "--caught-up-within", required = true, description = "seconds, at most")
  private int caughtUpWithin;

  @Option(names = "--how", required = true, description = "${COMPLETION-CANDIDATES}")
  private How how = How.LEAVES;

  /** How the node is lost. */
  enum How {
    /** By SIGTERM: it hands its shards over first. */
    LEAVES,
    /** As by {@code kill -9}: the others must miss it. */
    KILLED
  }

  private final Findings findings = new Findings();
  private long deadline;

  public static void main(String[] args) {
    System.exit(
        new CommandLine(new SessionsLoad())
            .setCaseInsensitiveEnumValuesAllowed(true)
            .execute(args));
  }

  @Override
  public Integer call() throws Exception {
    Path logs = Files.createTempDirectory("voice-teller-sessions-logs");
    System.err.println("What the nodes log, and what they are told, is in " + logs);
    String before = load();
    try (SessionCluster cluster = SessionCluster.begin(nodes, logs);
        CallEvents events = new CallEvents(cluster.cassandraPort())) {
      deadline = System.nanoTime() + Duration.ofMinutes(minutes).toNanos();
      run(cluster, events, before);
    }
    return findings.conclude();
  }

  private void run(SessionCluster cluster, CallEvents events, String loadBefore) throws Exception {
    var callers = new CheapCallers(cluster.desk(), findings, talkEvery, balanceEvery, endEvery);
    var report = new ArrayList<String>();
    report.add(
        "| phase | commands | a second | late | unanswered | p50 ms | p99 ms | longest ms |");
    report.add("|---|---|---|---|---|---|---|---|");
    Consumer<String> told = line -> IO.println("- " + line); // at once: a run may be cut short
    List<ProcessMeter> meters =
        cluster.banks().stream().map(node -> new ProcessMeter(node.pid())).toList();
    var projecting = new ProcessMeter(cluster.projections().pid());
    List<Long> emptyHeaps = meters.stream().map(ProcessMeter::liveHeapBytes).toList();
    try (Course course = Course.begin(cluster, events)) {
      long banksCpu = cpuMs(meters);
      long projectionsCpu = projecting.cpu().toMillis();
      var filling = new Answers(LATE_AFTER);
      callers.fill(
          sessions, atOnce, left().multipliedBy((int) (TO_FILL * 100)).dividedBy(100), filling);
      Duration filled = filling.sinceBegun();
      report.add(filling.row("filled", filled));
      int open = callers.open().size();
      long written = events.written(Instant.now());
      Course.Lag then = course.lag();
      told.accept(
          "%d sessions open and %d ended after %d s; %d events of calls in the journal, %.0f a second."
              .formatted(
                  open,
                  callers.ended().size(),
                  filled.toSeconds(),
                  written,
                  written / Math.max(1.0, filled.toMillis() / 1e3)));
      told.accept(
          "Processor: %.2f ms of the nodes that host sessions for each event written, %.2f ms of the one that projects for each event in the tables (%d of them by then)."
              .formatted(
                  (cpuMs(meters) - banksCpu) / (double) Math.max(1, written),
                  (projecting.cpu().toMillis() - projectionsCpu)
                      / (double) Math.max(1, written - then.tables().events()),
                  written - then.tables().events()));
      course.enter("full");
      Allocation full = allocated(cluster, open, "when it was full");
      expectEven(full, "when it was full");
      memory(cluster, meters, emptyHeaps, full, told);
      kept(events, callers, told);

      lose(cluster, callers, course, report, told, open);

      course.enter("catching up");
      caughtUp(course, told);
      whole(cluster, callers, told, open);
      conclude(course, report, loadBefore);
    }
  }

  private void lose(
      SessionCluster cluster,
      CheapCallers callers,
      Course course,
      List<String> report,
      Consumer<String> told,
      int open)
      throws Exception {
    DrillNode node = cluster.banks().getLast();
    int there = cluster.banks().size();
    int hosted = sessionsOf(cluster, node);
    course.enter("a node goes");
    var going = new Answers(LATE_AFTER);
    try (var unused = callers.ask(questions, going)) {
      long begun = System.nanoTime();
      switch (how) {
        case LEAVES ->
            findings.expect(
                node.endsWithin(ENDS_WITHIN),
                node.name() + " has not ended within " + ENDS_WITHIN.toSeconds() + " s");
        case KILLED -> node.kill();
      }
      double gone = seconds(begun);
      boolean all = awaitSessions(cluster, there - 1, open);
      double again = seconds(begun);
      findings.expect(
          all, "not all sessions were there again %.0f s after a node went".formatted(again));
      told.accept(
          "%s went (%s) with %d sessions: the process was gone after %.1f s, all shards and sessions were on the other nodes after %.1f s%s."
              .formatted(node.name(), how, hosted, gone, again, all ? "" : " not yet"));
      report.add(going.row("a node goes", going.sinceBegun()));
    }
    course.enter("a node comes");
    var coming = new Answers(LATE_AFTER);
    try (var unused = callers.ask(questions, coming);
        var http = HttpClient.newHttpClient()) {
      long begun = System.nanoTime();
      node.start();
      findings.expect(node.isReady(http), node.name() + " does not come back");
      double ready = seconds(begun);
      boolean even =
          Soon.holds(
              shorter(left(), EVEN_WITHIN),
              LOOK_EVERY,
              () -> {
                Allocation now = now(cluster);
                return now.sessions() >= open
                    && now.nodes().size() == there
                    && now.unevenness() <= uneven;
              });
      told.accept(
          "It came back: ready after %.1f s; the fullest node held at most %.1f times as much as the emptiest after %.1f s%s."
              .formatted(ready, uneven, seconds(begun), even ? "" : " not yet"));
      findings.expect(even, "the shards were not shared out evenly again: " + now(cluster).told());
      report.add(coming.row("a node comes", coming.sinceBegun()));
    }
    told.accept(
        "%d questions were not asked, for too many were open when they were due."
            .formatted(callers.notAsked()));
  }

  private static int sessionsOf(SessionCluster cluster, DrillNode node) {
    String host = node.home().getHost();
    return now(cluster).sessionsByNode().getOrDefault(host, 0);
  }

  /** There may be more: a caller who was not answered has opened another call. */
  private boolean awaitSessions(SessionCluster cluster, int hosts, int open) {
    return Soon.holds(
        shorter(left(), THERE_WITHIN),
        LOOK_EVERY,
        () -> {
          try {
            Allocation now = now(cluster);
            return now.nodes().size() == hosts && now.sessions() >= open;
          } catch (CompletionException coordinatorMoves) {
            return false;
          }
        });
  }

  private static Allocation now(SessionCluster cluster) {
    return cluster.allocation().toCompletableFuture().join();
  }

  private Allocation allocated(SessionCluster cluster, int open, String when) {
    findings.expect(
        awaitSessions(cluster, nodes, open), "not every open call had a session " + when);
    return now(cluster);
  }

  private void expectEven(Allocation allocation, String when) {
    findings.expect(
        allocation.unevenness() <= uneven,
        "sessions are uneven by %.2f %s: %s"
            .formatted(allocation.unevenness(), when, allocation.told()));
  }

  private static void memory(
      SessionCluster cluster,
      List<ProcessMeter> meters,
      List<Long> emptyHeaps,
      Allocation full,
      Consumer<String> told) {
    long more = 0;
    long resident = 0;
    for (int node = 0; node < meters.size(); node++) {
      more += meters.get(node).liveHeapBytes() - emptyHeaps.get(node);
      resident = Math.max(resident, meters.get(node).residentBytes());
    }
    told.accept(
        "Memory: %.1f KB of live heap for each session (with what of the bank it has woken), %d MB resident at most; %d of %d shards in use, %s."
            .formatted(
                more / 1024.0 / Math.max(1, full.sessions()),
                resident >> 20,
                full.shards(),
                cluster.shards(),
                full.told()));
  }

  private static void kept(CallEvents events, CheapCallers callers, Consumer<String> told) {
    List<CheapCall> some =
        Stream.concat(callers.open().stream().limit(SAMPLE), callers.ended().stream().limit(SAMPLE))
            .toList();
    CallEvents.Kept all =
        CallEvents.Kept.of(some.stream().map(call -> events.keptOf(call.callId())).toList());
    told.accept(
        "Journal: %.1f rows and %.0f bytes of events for each session, of %d that were looked up: %s."
            .formatted(
                all.rows() / (double) some.size(),
                all.bytes() / (double) some.size(),
                some.size(),
                all.kinds()));
  }

  private void caughtUp(Course course, Consumer<String> told) {
    long begun = System.nanoTime();
    Course.Lag before = course.lag();
    Duration patience = shorter(left(), Duration.ofSeconds(caughtUpWithin));
    boolean nothing = Soon.holds(patience, Duration.ofSeconds(2), () -> course.lag().isNothing());
    Course.Lag after = course.lag();
    double took = seconds(begun);
    told.accept(
        "Projections: while it filled the tables were at most %s behind, the ledger %s; when the callers rested %s and %s, %.0f s later %s and %s: %.0f and %.0f events a second."
            .formatted(
                course.worst("filled").tables().told(),
                course.worst("filled").ledger().told(),
                before.tables().told(),
                before.ledger().told(),
                took,
                after.tables().told(),
                after.ledger().told(),
                (before.tables().events() - after.tables().events()) / took,
                (before.ledger().events() - after.ledger().events()) / took));
    findings.expect(
        nothing || after.isNothing(),
        "%.0f s after the callers rested the tables are %s behind and the ledger %s"
            .formatted(took, after.tables().told(), after.ledger().told()));
  }

  private void whole(
      SessionCluster cluster, CheapCallers callers, Consumer<String> told, int open) {
    findings.expect(
        callers.endedByTheBank() == 0,
        callers.endedByTheBank() + " calls ended though nobody hung up");
    Allocation last = now(cluster);
    findings.expect(
        last.sessions() >= open,
        "%d calls are open, but there are %d sessions".formatted(open, last.sessions()));
    long damaged = callers.damagedOf(SAMPLE);
    findings.expect(damaged == 0, damaged + " calls have lost a turn, or are gone");
    told.accept(
        "Of %d open calls a sample of %d came back at the end: %d were not whole."
            .formatted(open, Math.min(SAMPLE, open), damaged));
  }

  private void conclude(Course course, List<String> report, String loadBefore) {
    IO.println(
        "%d sessions on %d nodes; load average before %s, now %s."
            .formatted(sessions, nodes, loadBefore, load()));
    IO.println("");
    report.forEach(IO::println);
    IO.println("");
    IO.println("| s | phase | shards and sessions | max/min | tables behind | ledger behind |");
    IO.println("|---|---|---|---|---|---|");
    course.rows().forEach(IO::println);
    IO.println("");
    IO.println("Looks at the shards without an answer: " + course.unanswered() + ".");
  }

  private static long cpuMs(List<ProcessMeter> meters) {
    return meters.stream().mapToLong(meter -> meter.cpu().toMillis()).sum();
  }

  private static double seconds(long since) {
    return (System.nanoTime() - since) / 1e9;
  }

  private Duration left() {
    return Duration.ofNanos(Math.max(1_000_000_000L, deadline - System.nanoTime()));
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  private static String load() {
    return String.format(
        Locale.ROOT, "%.1f", ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
  }
}
