package org.voiceteller.http.figures;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.voiceteller.http.figures.Report.Chart;
import org.voiceteller.http.figures.Report.Figure;
import org.voiceteller.http.figures.Report.Kind;
import org.voiceteller.http.figures.Report.Line;
import org.voiceteller.http.figures.Report.Unit;
import org.voiceteller.http.figures.Reports.Content;
import org.voiceteller.persistence.console.Figures;
import org.voiceteller.persistence.console.Figures.Counted;
import org.voiceteller.persistence.console.Figures.Series;
import org.voiceteller.persistence.console.Figures.Stock;
import org.voiceteller.persistence.console.Period;

/** Cases by state, what was reported, and whether the law's days were kept. */
final class DisputeFigures {

  private static final List<String> STATES = List.of("INVESTIGATING", "DECIDED", "CLOSED");
  private static final List<String> KINDS = List.of("DISPUTE", "FRAUD");

  private final Figures figures;

  DisputeFigures(Figures figures) {
    this.figures = figures;
  }

  CompletionStage<Content> of(Period period) {
    CompletableFuture<Series> actions = figures.of(Counted.ACTIONS, period).toCompletableFuture();
    return figures
        .now(Stock.CASES)
        .thenCombine(actions, (cases, series) -> content(period, Stocks.of(cases), series));
  }

  private static Content content(Period period, Stocks cases, Series actions) {
    return new Content()
        .add(
            Figure.count(
                "investigating",
                "Being investigated",
                cases.startingWith("INVESTIGATING."),
                "Disputes and fraud cases that are not decided, now."))
        .add(
            Figure.count(
                "fraud",
                "Fraud cases open",
                cases.get("INVESTIGATING.FRAUD"),
                "Of them, charges that the customer did not make."))
        .add(
            Figure.count(
                    "opened",
                    "Opened",
                    actions.total("CASE_OPENED", "SUCCESS"),
                    "Cases that were opened in the period.")
                .behind(Entries.of(period, "action", "CASE_OPENED")))
        .add(
            Figure.count(
                    "decided",
                    "Decided",
                    actions.total("CASE_DECIDED", "SUCCESS"),
                    "Cases that were decided in the period.")
                .behind(Entries.of(period, "action", "CASE_DECIDED")))
        .add(
            Figure.count(
                    "missed",
                    "Deadlines missed",
                    Attempts.of(actions, "CASE_DEADLINE_MISSED"),
                    "Days of the law or of the bank's promise that passed in the period without what"
                        + " was due.")
                .behind(Entries.of(period, "action", "CASE_DEADLINE_MISSED")))
        .add(
            Figure.percent(
                "forCustomer",
                "Decided for the customer",
                cases.get("finding.FOR_CUSTOMER"),
                cases.startingWith("finding."),
                "Of all cases that were ever decided."))
        .add(
            new Chart(
                "states",
                "Cases by state",
                "All cases by where they are now.",
                Kind.STACKED_BARS,
                "State",
                "Cases",
                Unit.COUNT,
                STATES.stream().map(Words::of).toList(),
                KINDS.stream()
                    .map(
                        kind ->
                            Line.of(
                                Words.of(kind),
                                STATES.stream()
                                    .map(state -> cases.get(state + "." + kind))
                                    .toList()))
                    .toList(),
                null))
        .add(
            new Chart(
                    "progress",
                    "Opened and decided",
                    "Cases by when they were opened and decided, and fraud reports.",
                    Kind.LINES,
                    Entries.axis(actions),
                    "Cases",
                    Unit.COUNT,
                    Entries.times(actions),
                    List.of(
                        Line.of("opened", actions.values("CASE_OPENED", "SUCCESS")),
                        Line.of("decided", actions.values("CASE_DECIDED", "SUCCESS")),
                        Line.of("fraud reports", actions.values("REPORT_FRAUD", "SUCCESS"))),
                    null)
                .behind(Entries.ofEach(actions, "action", "CASE_OPENED")));
  }
}
