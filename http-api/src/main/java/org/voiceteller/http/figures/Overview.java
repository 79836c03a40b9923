package org.voiceteller.http.figures;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.voiceteller.http.figures.Report.Chart;
import org.voiceteller.http.figures.Report.Figure;
import org.voiceteller.http.figures.Report.Kind;
import org.voiceteller.http.figures.Report.Line;
import org.voiceteller.http.figures.Report.Unit;
import org.voiceteller.http.figures.Reports.Content;
import org.voiceteller.persistence.console.Figures;
import org.voiceteller.persistence.console.Figures.Bucket;
import org.voiceteller.persistence.console.Figures.Counted;
import org.voiceteller.persistence.console.Figures.Series;
import org.voiceteller.persistence.console.Figures.Stock;
import org.voiceteller.persistence.console.Period;

/** How the bank's telephone is, at a glance. */
final class Overview {

  private final Figures figures;
  private final int activeCalls;

  Overview(Figures figures, int activeCalls) {
    this.figures = figures;
    this.activeCalls = activeCalls;
  }

  CompletionStage<Content> of(Period period) {
    CompletableFuture<Series> calls = figures.of(Counted.CALLS, period).toCompletableFuture();
    CompletableFuture<Series> identified =
        figures
            .of(Counted.ACTIONS, "AUTHENTICATE", period, Bucket.of(period))
            .toCompletableFuture();
    CompletableFuture<Series> volume = figures.of(Counted.VOLUME, period).toCompletableFuture();
    CompletableFuture<Map<String, Map<String, Long>>> customers =
        figures.now(Stock.CUSTOMERS).toCompletableFuture();
    CompletableFuture<Map<String, Map<String, Long>>> cases =
        figures.now(Stock.CASES).toCompletableFuture();
    return CompletableFuture.allOf(calls, identified, volume, customers, cases)
        .thenApply(
            _ ->
                content(
                    period,
                    calls.join(),
                    identified.join(),
                    volume.join(),
                    Stocks.of(customers.join()),
                    Stocks.of(cases.join())));
  }

  private Content content(
      Period period,
      Series calls,
      Series identified,
      Series volume,
      Stocks customers,
      Stocks cases) {
    return new Content()
        .add(
            Figure.count(
                "activeCalls",
                "Active calls",
                activeCalls,
                "Calls in progress now, also those whose caller may still come back."))
        .add(
            Figure.count(
                    "calls", "Calls", calls.total("started"), "Calls that began in the period.")
                .behind(Entries.of(period, "action", "CALL_STARTED")))
        .add(
            Figure.percent(
                    "identified",
                    "Callers identified",
                    identified.total("SUCCESS"),
                    Attempts.of(identified, "AUTHENTICATE"),
                    "Attempts to identify the caller by a phone number that succeeded, of all in the"
                        + " period.")
                .behind(Entries.of(period, "action", "AUTHENTICATE")))
        .add(
            Figure.count(
                "transactions",
                "Transactions",
                volume.total("in") + volume.total("out"),
                "Postings to accounts of customers and of the bank in the period."))
        .add(
            Figure.count(
                "activeDisputes",
                "Active disputes",
                cases.startingWith("INVESTIGATING."),
                "Disputes and fraud cases that are not decided yet."))
        .add(
            Figure.count(
                "customers", "Customers", customers.get("count"), "Customers of the bank, now."))
        .add(
            new Chart(
                    "calls",
                    "Calls",
                    "Calls by when they began and ended.",
                    Kind.LINES,
                    Entries.axis(calls),
                    "Calls",
                    Unit.COUNT,
                    Entries.times(calls),
                    List.of(
                        Line.of("began", calls.values("", "started")),
                        Line.of("ended", calls.values("", "ended"))),
                    null)
                .behind(Entries.ofEach(calls, "action", "CALL_STARTED")));
  }
}
