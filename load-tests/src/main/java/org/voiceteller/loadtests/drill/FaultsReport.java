package org.voiceteller.loadtests.drill;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.HdrHistogram.Histogram;

/** Judges a drill with a crowd of callers when it is over, and prints what was seen as Markdown. */
final class FaultsReport {

  /** What a caller may be told, and how the audit log calls it. */
  private static final Map<String, String> ACTIONS =
      Map.of(
          "authenticateTool", "AUTHENTICATE",
          "verifyOtpTool", "VERIFY_OTP",
          "checkBalanceTool", "CHECK_BALANCE",
          "viewRecentTransactionsTool", "VIEW_TRANSACTIONS",
          "internalTransferTool", "INTERNAL_TRANSFER");

  private static final Set<String> PROOFS = Set.of("authenticateTool", "verifyOtpTool");

  private static final Map<String, List<String>> RESULTS =
      Map.of("succeeded", List.of("SUCCESS", "CANCELLED"), "proposed", List.of("PROPOSED"));

  /** The longest that a call waits for a caller who is gone, and then some. */
  private static final Duration LAST_ENDS = Duration.ofSeconds(90);

  private static final Duration MODEL_PAUSE = Duration.ofSeconds(30);
  private static final int BREAKER_OPEN = 2;
  private static final Duration LOOKS_EVERY = Duration.ofSeconds(1);
  private static final Duration LEDGER_LAG = Duration.ofSeconds(120);
  private static final long HEAP_GROWTH_BYTES = 24_000_000;

  private final FaultsLog log;
  private final List<Wallet> wallets;
  private final AccountsNow accounts;
  private final List<BankWatch> nodes;
  private final Trouble trouble;
  private final Condition condition;
  private final AuditTrail audit;
  private final TablesProof tables;
  private final TransfersTable transfers;
  private final Findings findings;

  FaultsReport(
      FaultsLog log,
      List<Wallet> wallets,
      AccountsNow accounts,
      List<BankWatch> nodes,
      Trouble trouble,
      Condition condition,
      AuditTrail audit,
      TablesProof tables,
      TransfersTable transfers,
      Findings findings) {
    this.log = log;
    this.wallets = wallets;
    this.accounts = accounts;
    this.nodes = List.copyOf(nodes);
    this.trouble = trouble;
    this.condition = condition;
    this.audit = audit;
    this.tables = tables;
    this.transfers = transfers;
    this.findings = findings;
  }

  void print() throws IOException, InterruptedException {
    IO.println("");
    IO.println(trouble.told());
    IO.println("");
    IO.println(
        "Calls: %d begun, %d broken off on purpose and taken up again. Their ends, for their callers: %s"
            .formatted(log.callIds().size(), log.broken(), log.ends()));
    IO.println("");
    answers();
    IO.println("");
    returns();
    IO.println("");
    bankFigures();
    IO.println("");
    condition.print(" with all callers on the line", HEAP_GROWTH_BYTES, findings);
    IO.println("");
    modelIsTriedAgain();
    money();
    IO.println("");
    auditIsWhole();
    nobodyIsLeft();
    IO.println("");
    trouble.judge(findings);
    IO.println("`compare-tables`: " + tables.areEqual(findings));
  }

  private void answers() {
    IO.println("| asked for | times | answered in the end |");
    IO.println("|---|---|---|");
    log.answers()
        .forEach(
            (what, answered) ->
                IO.println("| %s | %d | %d |".formatted(what, answered.asked(), answered.well())));
    IO.println("");
    IO.println("| from a question to the first sign of the bank | times | p50 | p99 | longest |");
    IO.println("|---|---|---|---|---|");
    var signs = new TreeMap<String, Histogram>();
    for (var wait : log.waits()) {
      String when = trouble.between(wait.fromNanos(), wait.toNanos()).orElse("else");
      signs.computeIfAbsent(when, _ -> new Histogram(3)).recordValue(wait.ms());
    }
    signs.forEach((when, times) -> row(when, times));
  }

  private void returns() {
    IO.println("| callers who | times | p50 | p99 | longest |");
    IO.println("|---|---|---|---|---|");
    for (var why : EnduringCall.Why.values()) {
      var back = new Histogram(3);
      var word = new Histogram(3);
      log.away().stream()
          .filter(away -> away.why() == why)
          .forEach(
              away -> {
                back.recordValue(away.back().ms());
                word.recordValue(away.word().ms());
              });
      row(why.words() + ", until their call went on", back);
      row("the same, until the bank gave a sign", word);
    }
    for (long stroke : trouble.strokesNanos()) {
      log.firstBackAfter(stroke)
          .ifPresent(
              first ->
                  IO.println(
                      String.format(
                          Locale.ROOT,
                          "%nAfter a stroke the first call went on after %.1f s.",
                          first.toMillis() / 1e3)));
    }
  }

  private static void row(String what, Histogram times) {
    IO.println(
        "| %s | %d | %d ms | %d ms | %d ms |"
            .formatted(
                what,
                times.getTotalCount(),
                times.getValueAtPercentile(50),
                times.getValueAtPercentile(99),
                times.getMaxValue()));
  }

  private void bankFigures() throws IOException, InterruptedException {
    IO.println("| of the bank's own figures | |");
    IO.println("|---|---|");
    for (String metric :
        List.of(
            "voiceteller_call_model_streams_renewed_total",
            "voiceteller_call_model_streams_replaced_total",
            "voiceteller_call_model_failures_total",
            "voiceteller_call_holds_total",
            "voiceteller_call_legs_joined_total",
            "voiceteller_call_turns_lost_total",
            "voiceteller_calls_refused_total")) {
      for (var node : nodes) {
        for (String line : node.byLabel(metric)) {
          IO.println(
              "| `%s` %s |".formatted(metric, line.strip().replaceFirst(" (\\S+)$", " | $1")));
        }
      }
    }
    findings.expect(
        total("voiceteller_call_turns_lost_total") == 0, "the record of turns was given up");
  }

  /** It may have been left alone at the end. */
  private void modelIsTriedAgain() {
    findings.expect(
        Soon.holds(MODEL_PAUSE, LOOKS_EVERY, () -> isNoBreakerOpen()),
        "the model is still left alone %d s after all faults were over"
            .formatted(MODEL_PAUSE.toSeconds()));
  }

  private void money() throws IOException, InterruptedException {
    var unused = Soon.holds(LEDGER_LAG, LOOKS_EVERY, () -> transfers.read().open() == 0);
    var books = transfers.read();
    findings.expect(books.open() == 0, books.open() + " transfers are neither done nor failed");
    var known = new TreeMap<Wallet.Known, Integer>();
    int moved = 0;
    for (var wallet : wallets) {
      wallet.movements().values().forEach(each -> known.merge(each, 1, Integer::sum));
      moved += books.of(wallet.customerId()).values().stream().mapToInt(n -> n).sum();
      var held = accounts.of(wallet);
      if (held.isPresent()) {
        wallet
            .faults(books.of(wallet.customerId()), held.get().checking(), held.get().savings())
            .forEach(findings::add);
      }
    }
    IO.println(
        "Transfers as their callers know them: %s; the books have moved %d. Each amount that was"
            .formatted(known, moved));
    IO.println("told as done was moved once, each other one that was confirmed at most once.");
  }

  private void auditIsWhole() throws IOException, InterruptedException {
    var told = told();
    long giveUp = System.nanoTime() + LAST_ENDS.plus(LEDGER_LAG).toNanos();
    List<AuditTrail.Entry> entries;
    List<String> missing;
    Map<String, Long> ended;
    do {
      entries = audit.export();
      missing = missing(told, entries);
      ended = ends(entries);
    } while ((!missing.isEmpty() || !ended.keySet().containsAll(log.callIds()))
        && System.nanoTime() < giveUp);
    var reasons = new TreeMap<String, Integer>();
    entries.stream()
        .filter(entry -> entry.action().equals("CALL_ENDED"))
        .filter(entry -> log.callIds().contains(entry.sessionId()))
        .forEach(entry -> reasons.merge(entry.resource(), 1, Integer::sum));
    IO.println("Calls ended, as the audit log has it: " + reasons);
    for (String callId : log.callIds()) {
      long times = ended.getOrDefault(callId, 0L);
      findings.expect(times == 1, "%s has ended %d times".formatted(callId, times));
    }
    missing.forEach(findings::add);
    gaps(entries);
    var verdict = audit.verify();
    IO.println("");
    IO.println(
        "Of %d uses of tools that callers were told of, %d are not in the audit log. `audit verify`: %s"
            .formatted(
                told.values().stream().mapToLong(Long::longValue).sum(),
                missing.size(),
                verdict.output()));
    findings.expect(verdict.exitCode() == 0, "audit verify says: " + verdict.output());
  }

  /**
   * How often each caller was told of what: by call, tool and outcome. Who has proved who they are
   * is told so whenever the code is given again, as after a line was lost: proved it was once.
   */
  private Map<String, Long> told() {
    var told = new TreeMap<String, Long>();
    log.told()
        .forEach(
            (callId, events) ->
                events.stream()
                    .filter(event -> ACTIONS.containsKey(event.text("tool")))
                    .filter(event -> RESULTS.containsKey(event.text("outcome")))
                    .map(event -> use(event) + " " + key(callId, event))
                    .distinct()
                    .forEach(
                        use -> told.merge(use.substring(use.indexOf(' ') + 1), 1L, Long::sum)));
    return told;
  }

  private static String use(DrillCall.Stamped event) {
    return isProof(event) ? "" : event.text("toolUseId");
  }

  /** A tool that proves who the caller is tells what became of their wish; itself, it succeeded. */
  private static String key(String callId, DrillCall.Stamped event) {
    return "%s %s %s"
        .formatted(
            callId,
            ACTIONS.get(event.text("tool")),
            isProof(event) ? "succeeded" : event.text("outcome"));
  }

  private static boolean isProof(DrillCall.Stamped event) {
    return PROOFS.contains(event.text("tool"));
  }

  private static List<String> missing(Map<String, Long> told, List<AuditTrail.Entry> entries) {
    var kept = new TreeMap<String, Long>();
    for (var entry : entries) {
      RESULTS.forEach(
          (outcome, results) -> {
            if (results.contains(entry.result())) {
              kept.merge(entry.sessionId() + " " + entry.action() + " " + outcome, 1L, Long::sum);
            }
          });
    }
    return told.entrySet().stream()
        .filter(each -> kept.getOrDefault(each.getKey(), 0L) < each.getValue())
        .map(
            each ->
                "told %d times: %s, but the audit has it %d times"
                    .formatted(
                        each.getValue(), each.getKey(), kept.getOrDefault(each.getKey(), 0L)))
        .toList();
  }

  private static Map<String, Long> ends(List<AuditTrail.Entry> entries) {
    var ends = new TreeMap<String, Long>();
    entries.stream()
        .filter(entry -> entry.action().equals("CALL_ENDED"))
        .forEach(entry -> ends.merge(entry.sessionId(), 1L, Long::sum));
    return ends;
  }

  private void gaps(List<AuditTrail.Entry> entries) {
    var last = new TreeMap<String, Long>();
    for (var entry : entries) {
      long before = last.getOrDefault(entry.sessionId(), 0L);
      findings.expect(
          entry.number() == before + 1 || !log.callIds().contains(entry.sessionId()),
          "%s: audit number %d follows %d".formatted(entry.sessionId(), entry.number(), before));
      last.put(entry.sessionId(), entry.number());
    }
  }

  private void nobodyIsLeft() throws IOException, InterruptedException {
    var unused = Soon.holds(LAST_ENDS, LOOKS_EVERY, () -> lines() + sessions() == 0);
    double lines = lines();
    double sessions = sessions();
    IO.println("");
    IO.println("At the end %.0f lines and %.0f sessions are left.".formatted(lines, sessions));
    findings.expect(
        lines + sessions == 0, "%.0f lines and %.0f sessions are left".formatted(lines, sessions));
  }

  private double lines() throws IOException, InterruptedException {
    return total("voiceteller_calls_in_progress");
  }

  private double sessions() throws IOException, InterruptedException {
    return total("voiceteller_sessions");
  }

  private boolean isNoBreakerOpen() throws IOException, InterruptedException {
    for (var node : nodes) {
      if (node.total("voiceteller_call_model_breaker") >= BREAKER_OPEN) {
        return false;
      }
    }
    return true;
  }

  /** Of all nodes together. */
  private double total(String metric) throws IOException, InterruptedException {
    double total = 0;
    for (var node : nodes) {
      total += node.total(metric);
    }
    return total;
  }
}
