package org.voiceteller.http.figures;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
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
import org.voiceteller.persistence.console.Period;

/** Who saw personal data, what the audit log holds, and what callers consented to. */
final class ComplianceFigures {

  private static final String SEEN = "personalData";
  private static final String VERSION = "version.";

  private final Figures figures;

  ComplianceFigures(Figures figures) {
    this.figures = figures;
  }

  CompletionStage<Content> of(Period period) {
    CompletableFuture<Series> actions = figures.of(Counted.ACTIONS, period).toCompletableFuture();
    return figures
        .of(Counted.CONSENTS, period)
        .thenCombine(actions, (consents, series) -> content(period, series, consents));
  }

  private static Content content(Period period, Series actions, Series consents) {
    List<String> names = List.copyOf(actions.counters().keySet());
    return new Content()
        .add(
            Figure.count(
                    "entries",
                    "Audit entries",
                    names.stream().mapToLong(name -> Attempts.of(actions, name)).sum(),
                    "Entries of the audit log in the period.")
                .behind(Entries.of(period)))
        .add(
            Figure.count(
                    "personalData",
                    "Personal data accessed",
                    actions.total(SEEN),
                    "Entries that say that personal data left the bank's store, for a caller or for"
                        + " somebody at the bank.")
                .behind(Entries.of(period, SEEN, "true")))
        .add(
            Figure.count(
                    "staff",
                    "Looked at by staff",
                    actions.total("PERSONAL_DATA_VIEWED", "SUCCESS"),
                    "Of them, by somebody at the bank or a program with a key.")
                .behind(Entries.of(period, "action", "PERSONAL_DATA_VIEWED")))
        .add(
            Figure.count(
                    "refused",
                    "Refused",
                    actions.total("REFUSED"),
                    "Entries of what a rule refused.")
                .behind(Entries.of(period, "result", "REFUSED")))
        .add(
            Figure.count(
                    "erased",
                    "Customers erased",
                    actions.total("ERASE_CUSTOMER", "SUCCESS"),
                    "Customers whose personal data was made unreadable in the period.")
                .behind(Entries.of(period, "action", "ERASE_CUSTOMER")))
        .add(timeline(actions, names))
        .add(access(period, actions, names))
        .add(versions(consents));
  }

  private static Chart timeline(Series actions, List<String> names) {
    List<Long> entries = new ArrayList<>();
    List<Long> seen = new ArrayList<>();
    for (int i = 0; i < actions.starts().size(); i++) {
      int place = i;
      entries.add(names.stream().mapToLong(name -> Attempts.each(actions, name).get(place)).sum());
      seen.add(names.stream().mapToLong(name -> actions.values(name, SEEN).get(place)).sum());
    }
    return new Chart(
            "timeline",
            "Entries over time",
            "Entries of the audit log, and those that say that personal data was accessed.",
            Kind.LINES,
            Entries.axis(actions),
            "Entries",
            Unit.COUNT,
            Entries.times(actions),
            List.of(Line.of("all", entries), Line.of("personal data", seen)),
            null)
        .behind(Entries.ofEach(actions));
  }

  private static Chart access(Period period, Series actions, List<String> names) {
    List<String> seen =
        names.stream()
            .filter(name -> actions.total(name, SEEN) > 0)
            .sorted(Comparator.comparingLong((String name) -> -actions.total(name, SEEN)))
            .toList();
    return new Chart(
            "access",
            "Personal data by action",
            "For which actions personal data left the bank's store.",
            Kind.BARS,
            "Action",
            "Entries",
            Unit.COUNT,
            seen.stream().map(Words::of).toList(),
            List.of(
                Line.of("entries", seen.stream().map(name -> actions.total(name, SEEN)).toList())),
            null)
        .behind(
            seen.stream().map(name -> Entries.of(period, "action", name, SEEN, "true")).toList());
  }

  private static Chart versions(Series consents) {
    TreeMap<String, Long> byVersion = new TreeMap<>();
    consents
        .counters()
        .forEach(
            (kind, counters) ->
                counters.forEach(
                    (name, values) ->
                        byVersion.merge(
                            Words.of(kind) + " " + name.substring(VERSION.length()),
                            values.stream().mapToLong(value -> value).sum(),
                            Long::sum)));
    return new Chart(
        "consents",
        "Disclosures and consents by version",
        "What callers were told and consented to, by the version of the text.",
        Kind.BARS,
        "Kind and version",
        "Times",
        Unit.COUNT,
        List.copyOf(byVersion.keySet()),
        List.of(Line.of("times", List.copyOf(byVersion.values()))),
        null);
  }
}
