package org.voiceteller.loadtests.drill;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.HdrHistogram.Histogram;

/** Judges a long call when it is over, and prints what was seen as Markdown. */
final class LongCallReport {

  /** Nobody notices a shorter one. */
  private static final long LONGEST_GAP_MS = 200;

  /** The first and last stream, and one that is under way when the call ends. */
  private static final int RENEWALS_SPARED = 3;

  /** A median of fewer says nothing. */
  private static final int FEW = 5;

  private static final long HEAP_GROWTH_BYTES = 16_000_000;
  private static final Duration LEDGER_LAG = Duration.ofSeconds(60);

  private static final Map<String, String> ACTIONS =
      Map.of(
          "checkBalanceTool", "CHECK_BALANCE",
          "searchTransactionsTool", "SEARCH_TRANSACTIONS",
          "internalTransferTool", "INTERNAL_TRANSFER");

  private static final Map<String, String> RESULTS =
      Map.of(
          "succeeded", "SUCCESS", "proposed", "PROPOSED", "refused", "REFUSED", "failed", "FAILED");

  private final LongCaller caller;
  private final DrillCall call;
  private final BankWatch watch;
  private final Condition condition;
  private final AuditTrail audit;
  private final Findings findings;

  LongCallReport(
      LongCaller caller,
      DrillCall call,
      BankWatch watch,
      Condition condition,
      AuditTrail audit,
      Findings findings) {
    this.caller = caller;
    this.call = call;
    this.watch = watch;
    this.condition = condition;
    this.audit = audit;
    this.findings = findings;
  }

  void print(Duration length, Duration renewEvery) throws IOException, InterruptedException {
    IO.println("");
    questions();
    IO.println("");
    renewals(length, renewEvery);
    IO.println("");
    sound();
    IO.println("");
    faults();
    IO.println("");
    condition.print("", HEAP_GROWTH_BYTES, findings);
    IO.println("");
    auditIsWhole();
  }

  private void questions() {
    IO.println("| asked | typed | spoken | begun before and ended after a renewal |");
    IO.println("|---|---|---|---|");
    for (String what : List.of("balance", "search", "proposal", "yes", "no")) {
      IO.println(
          "| %s | %d | %d | %d |"
              .formatted(
                  what,
                  count(asked -> is(what, asked) && !asked.exchange().isSpoken()),
                  count(asked -> is(what, asked) && asked.exchange().isSpoken()),
                  count(asked -> is(what, asked) && isRenewedIn(asked))));
    }
  }

  private static boolean is(String what, LongCaller.Asked asked) {
    return asked.exchange().what().equals(what);
  }

  private long count(Predicate<LongCaller.Asked> fits) {
    return caller.asked().stream().filter(fits).count();
  }

  private boolean isRenewedIn(LongCaller.Asked asked) {
    return watch.isRenewedBetween(asked.beganNanos(), asked.answeredNanos());
  }

  private void renewals(Duration length, Duration renewEvery)
      throws IOException, InterruptedException {
    long expected = length.dividedBy(renewEvery) - RENEWALS_SPARED;
    IO.println("Renewals: " + watch.renewals() + ", of them");
    for (String line : watch.byLabel("voiceteller_call_model_streams_renewed_total")) {
      IO.println("- " + line);
    }
    IO.println("");
    IO.println(
        "Over a renewal: %d open proposals, %d tools in flight, %d sentences while they were spoken."
            .formatted(
                caller.proposalsKept(),
                caller.toolsOutlived(),
                count(
                    asked ->
                        asked.exchange().isSpoken()
                            && watch.isRenewedBetween(asked.beganNanos(), asked.saidNanos()))));
    findings.expect(
        watch.renewals() >= expected,
        "expected at least %d renewals, but there were %d".formatted(expected, watch.renewals()));
    if (expected > RENEWALS_SPARED) {
      findings.expect(caller.proposalsKept() > 0, "no proposal was open over a renewal");
      findings.expect(caller.toolsOutlived() > 0, "no tool was in flight over a renewal");
    }
  }

  private record Sounds(String name, List<LongCaller.Asked> asked) {

    static Sounds of(String name, List<LongCaller.Asked> all, Predicate<LongCaller.Asked> belongs) {
      return new Sounds(name, all.stream().filter(belongs).toList());
    }

    List<Loudspeaker.Played> played() {
      return asked.stream().flatMap(each -> each.answer().stream()).toList();
    }

    Histogram untilFirst() {
      return histogram(asked, LongCallReport::untilFirstSoundMs);
    }
  }

  /** A slow tool's answer waits for its store: it has gaps to show, and no beginning. */
  private void sound() {
    var all = caller.asked();
    Predicate<LongCaller.Asked> spoken = asked -> asked.exchange().isSpoken();
    Predicate<LongCaller.Asked> usual = asked -> asked.exchange().mayHear().isEmpty();
    var with = Sounds.of("a renewal from the question to the answer's end", all, this::isRenewedIn);
    var without = Sounds.of("no renewal", all, Predicate.not(this::isRenewedIn));
    IO.println("| answers | n | gap in the sound ms p50 | p99 | max | between messages ms max |");
    IO.println("|---|---|---|---|---|---|");
    for (var sounds : List.of(with, without)) {
      var gaps = histogram(sounds.played(), Loudspeaker.Played::longestGapMs);
      var waits = histogram(sounds.played(), Loudspeaker.Played::longestWaitMs);
      IO.println(
          "| %s | %d | %d | %d | %d | %d |"
              .formatted(
                  sounds.name(),
                  sounds.asked().size(),
                  gaps.getValueAtPercentile(50),
                  gaps.getValueAtPercentile(99),
                  gaps.getMaxValue(),
                  waits.getMaxValue()));
    }
    for (var played : with.played()) {
      findings.expect(
          played.longestGapMs() <= LONGEST_GAP_MS,
          "a gap of %d ms in a turn with a renewal".formatted(played.longestGapMs()));
    }
    IO.println("");
    IO.println("| until the first sound of the answer | n | p50 ms | p90 | max |");
    IO.println("|---|---|---|---|---|");
    Predicate<LongCaller.Asked> renewed = this::isRenewedBeforeItsAnswer;
    compare(
        Sounds.of("spoken, a renewal meanwhile", all, usual.and(spoken).and(renewed)),
        Sounds.of("spoken, none", all, usual.and(spoken).and(renewed.negate())));
    compare(
        Sounds.of("typed, a renewal meanwhile", all, usual.and(spoken.negate()).and(renewed)),
        Sounds.of("typed, none", all, usual.and(spoken.negate()).and(renewed.negate())));
  }

  private boolean isRenewedBeforeItsAnswer(LongCaller.Asked asked) {
    return watch.isRenewedBetween(
        asked.beganNanos(),
        asked.saidNanos() + TimeUnit.MILLISECONDS.toNanos(untilFirstSoundMs(asked)));
  }

  private void compare(Sounds with, Sounds without) {
    for (var sounds : List.of(with, without)) {
      var firsts = sounds.untilFirst();
      IO.println(
          "| %s | %d | %d | %d | %d |"
              .formatted(
                  sounds.name(),
                  sounds.asked().size(),
                  firsts.getValueAtPercentile(50),
                  firsts.getValueAtPercentile(90),
                  firsts.getMaxValue()));
    }
    long later =
        with.untilFirst().getValueAtPercentile(50) - without.untilFirst().getValueAtPercentile(50);
    findings.expect(
        with.asked().size() < FEW || without.asked().size() < FEW || later <= LONGEST_GAP_MS,
        "%s: answers begin %d ms later than others".formatted(with.name(), later));
  }

  /** From the end of the question to the first sound of the answer. */
  private static long untilFirstSoundMs(LongCaller.Asked asked) {
    return asked.answer().stream()
        .mapToLong(Loudspeaker.Played::beganNanos)
        .filter(began -> began >= asked.saidNanos())
        .map(began -> TimeUnit.NANOSECONDS.toMillis(began - asked.saidNanos()))
        .min()
        .orElse(0);
  }

  private static <T> Histogram histogram(List<T> all, ToLongFunction<T> value) {
    var histogram = new Histogram(3);
    all.forEach(each -> histogram.recordValue(Math.max(0, value.applyAsLong(each))));
    return histogram;
  }

  private void faults() throws IOException, InterruptedException {
    IO.println("| of the bank's own figures | |");
    IO.println("|---|---|");
    for (String metric :
        List.of(
            "voiceteller_call_model_streams_replaced_total",
            "voiceteller_call_model_failures_total",
            "voiceteller_call_audio_dropped_ms_total",
            "voiceteller_call_turns_lost_total")) {
      double total = watch.total(metric);
      IO.println("| `%s` | %.0f |".formatted(metric, total));
      findings.expect(total == 0, metric + " is " + watch.byLabel(metric));
    }
    IO.println(
        "| `voiceteller_call_holds_total` | %.0f |"
            .formatted(watch.total("voiceteller_call_holds_total")));
    IO.println("| times that it did not answer | %d |".formatted(watch.unanswered()));
  }

  private void auditIsWhole() throws IOException, InterruptedException {
    var told = new TreeMap<String, Long>();
    call.events().stream()
        .filter(stamped -> stamped.type().equals("tool.finished"))
        .filter(stamped -> ACTIONS.containsKey(stamped.text("tool")))
        .forEach(
            stamped ->
                told.merge(
                    ACTIONS.get(stamped.text("tool")) + " " + RESULTS.get(stamped.text("outcome")),
                    1L,
                    Long::sum));
    long giveUp = System.nanoTime() + LEDGER_LAG.toNanos();
    var kept = new TreeMap<String, Long>();
    List<AuditTrail.Entry> entries;
    do {
      entries =
          audit.export().stream()
              .filter(entry -> entry.sessionId().equals(caller.callId()))
              .toList();
      kept.clear();
      entries.stream()
          .filter(entry -> ACTIONS.containsValue(entry.action()))
          .forEach(entry -> kept.merge(entry.action() + " " + done(entry), 1L, Long::sum));
    } while (!holds(kept, told) && System.nanoTime() < giveUp);
    var numbers = entries.stream().map(AuditTrail.Entry::number).toList();
    var verdict = audit.verify();
    IO.println(
        "Audit of the call: %d entries; of what the caller was told of: %s. `audit verify`: %s"
            .formatted(entries.size(), kept, verdict.output()));
    findings.expect(
        holds(kept, told), "the caller was told %s, the audit has %s".formatted(told, kept));
    findings.expect(
        numbers.equals(LongStream.rangeClosed(1, entries.size()).boxed().toList()),
        "the call's audit numbers have a gap: " + numbers);
    findings.expect(verdict.exitCode() == 0, "audit verify says: " + verdict.output());
    missingTransfers(entries);
  }

  /** A movement that is given up when the caller says no has been done as they wished. */
  private static String done(AuditTrail.Entry entry) {
    return entry.result().equals("CANCELLED") ? "SUCCESS" : entry.result();
  }

  /** The bank keeps more: wishes that it cancelled itself or carried out after a code. */
  private static boolean holds(Map<String, Long> kept, Map<String, Long> told) {
    return told.entrySet().stream()
        .allMatch(each -> kept.getOrDefault(each.getKey(), 0L) >= each.getValue());
  }

  private void missingTransfers(List<AuditTrail.Entry> entries) {
    var kept = entries.stream().map(AuditTrail.Entry::resource).collect(Collectors.toSet());
    var missing = new ArrayList<String>();
    call.events().stream()
        .filter(stamped -> stamped.type().equals("tool.finished"))
        .map(stamped -> stamped.text("confirmation"))
        .filter(number -> !number.isEmpty() && !kept.contains(number))
        .forEach(missing::add);
    findings.expect(missing.isEmpty(), "no audit entry for the transfers " + missing);
  }
}
