package org.voiceteller.loadtests.tables;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.voiceteller.core.audit.AuditEntry;
import org.voiceteller.core.authentication.Level;
import org.voiceteller.core.call.EndReason;
import org.voiceteller.core.dispute.CaseKind;
import org.voiceteller.persistence.console.AuditSearch;
import org.voiceteller.persistence.console.CallChain;
import org.voiceteller.persistence.console.CallList;
import org.voiceteller.persistence.console.CallList.State;
import org.voiceteller.persistence.console.CaseList;
import org.voiceteller.persistence.console.CaseRow;
import org.voiceteller.persistence.console.ConsentList;
import org.voiceteller.persistence.console.ConsoleQueries;
import org.voiceteller.persistence.console.Figures.Bucket;
import org.voiceteller.persistence.console.Figures.Counted;
import org.voiceteller.persistence.console.Figures.Stock;
import org.voiceteller.persistence.console.Page;
import org.voiceteller.persistence.console.Paging;
import org.voiceteller.persistence.console.Period;

/** What the console's pages ask, each as a page asks it. */
record Questions(ConsoleQueries queries, BankHistory year) {

  private static final int PAGE = 50;
  private static final int DAYS = 360;
  private static final List<String> NAMES = List.of("ada", "ben", "carla b", "hu", "adams", "ga");

  List<Question> all() {
    return List.of(
        new Question("calls, the newest 50", _ -> calls(CallList.Wanted.all(), null)),
        second("calls, the page after", after -> calls(CallList.Wanted.all(), after)),
        new Question("calls of a day", n -> calls(ofDay(n), null)),
        new Question(
            "calls not ended",
            _ -> calls(new CallList.Wanted(State.LIVE, null, null, null, null, null), null)),
        new Question(
            "calls of a customer",
            n -> calls(new CallList.Wanted(State.ANY, customer(n), null, null, null, null), null)),
        new Question(
            "calls by level and reason",
            _ ->
                calls(
                    new CallList.Wanted(
                        State.ENDED,
                        null,
                        null,
                        null,
                        Level.SECURITY_QUESTION,
                        EndReason.TRANSFERRED),
                    null)),
        new Question(
            "a call's entries and their chain",
            n ->
                queries
                    .audit()
                    .ofCall(BankHistory.call(spread(n, year.calls())))
                    .thenApply(CallChain::of)),
        new Question("entries, the newest 50", _ -> audit(AuditSearch.Wanted.all(), null)),
        second("entries, the page after", after -> audit(AuditSearch.Wanted.all(), after)),
        new Question("entries of a day", n -> audit(entries(n, 1, null, null, null, null), null)),
        new Question(
            "entries of an action in a month",
            n -> audit(entries(n, 30, null, "SEND_OTP", null, null), null)),
        new Question(
            "refused entries with a flag in a month",
            n -> audit(entries(n, 30, null, null, AuditEntry.Result.REFUSED, "CODE_WRONG"), null)),
        new Question(
            "entries of a customer",
            n ->
                audit(
                    new AuditSearch.Wanted(customer(n), null, null, null, null, null, null), null)),
        new Question(
            "customers by name",
            n -> queries.search().page(NAMES.get(n % NAMES.size()), PAGE, null)),
        new Question(
            "customers by four digits",
            n -> queries.search().page("%04d".formatted(spread(n, 10_000)), PAGE, null)),
        new Question("a customer with all of theirs", n -> queries.customers().file(customer(n))),
        new Question("cases, what breaks first", _ -> cases(CaseRow.State.INVESTIGATING, null)),
        new Question("closed fraud cases", _ -> cases(CaseRow.State.CLOSED, CaseKind.FRAUD)),
        new Question(
            "a case", n -> queries.cases().file(BankHistory.caseNumber(spread(n, year.cases())))),
        new Question(
            "consents of a day",
            n ->
                queries
                    .consents()
                    .page(
                        new ConsentList.Wanted(null, null, day(n, 1), day(n, 0)),
                        Paging.first(PAGE))),
        figures("actions of a day by hour", Counted.ACTIONS, 1),
        figures("actions of three days by hour", Counted.ACTIONS, 3),
        figures("actions of a month by day", Counted.ACTIONS, 30),
        figures("actions of a year by day", Counted.ACTIONS, 365),
        figures("tools of a month by day", Counted.TOOLS, 30),
        figures("calls of a year by day", Counted.CALLS, 365),
        figures("volume of a year by day", Counted.VOLUME, 365),
        new Question(
            "one action of a year by day",
            _ -> queries.figures().of(Counted.ACTIONS, "SEND_OTP", last(365), Bucket.DAY)),
        new Question(
            "balances, cards and cases now",
            _ ->
                queries
                    .figures()
                    .now(Stock.ACCOUNTS)
                    .thenCombine(queries.figures().now(Stock.CARDS), (_, _) -> 0)
                    .thenCombine(queries.figures().now(Stock.CASES), (_, _) -> 0)));
  }

  private Question figures(String what, Counted counted, int days) {
    return new Question(what, _ -> queries.figures().of(counted, last(days)));
  }

  private Period last(int days) {
    return new Period(year.end().minus(Duration.ofDays(days)), year.end());
  }

  private CompletionStage<? extends Page<?>> calls(CallList.Wanted wanted, @Nullable String after) {
    return queries.calls().page(wanted, new Paging(Paging.Order.NEWEST, PAGE, after));
  }

  private CallList.Wanted ofDay(int n) {
    return new CallList.Wanted(State.ANY, null, day(n, 1), day(n, 0), null, null);
  }

  private CompletionStage<? extends Page<?>> audit(
      AuditSearch.Wanted wanted, @Nullable String after) {
    return queries.audit().page(wanted, new Paging(Paging.Order.NEWEST, PAGE, after));
  }

  private AuditSearch.Wanted entries(
      int n,
      int days,
      @Nullable String customerId,
      @Nullable String action,
      AuditEntry.@Nullable Result result,
      @Nullable String flag) {
    return new AuditSearch.Wanted(customerId, day(n, days), day(n, 0), action, result, flag, null);
  }

  private CompletionStage<Page<CaseRow>> cases(CaseRow.State state, @Nullable CaseKind kind) {
    return queries.cases().page(new CaseList.Wanted(state, kind), PAGE, null);
  }

  /** The second page, whose beginning is asked for beforehand. */
  private static Question second(
      String what, Function<@Nullable String, CompletionStage<? extends Page<?>>> page) {
    String next = page.apply(null).toCompletableFuture().join().next();
    return new Question(what, _ -> page.apply(next));
  }

  /** So many days before the end of the n-th day that is asked for. */
  private Instant day(int n, int before) {
    return year.end().minus(Duration.ofDays(spread(n, DAYS - 40))).minus(Duration.ofDays(before));
  }

  private String customer(int n) {
    return BankHistory.customer(spread(n, year.customers()));
  }

  /** Some number below that bound, another for each n. */
  private static int spread(int n, int bound) {
    return (int) (n * 7_919L % bound);
  }
}
