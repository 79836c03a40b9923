package org.voiceteller.http.figures;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.voiceteller.core.tool.Tool;
import org.voiceteller.core.tool.ToolOutcome;
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
import org.voiceteller.persistence.dynamodb.ToolTimes;

/** Which tools are used, how that ends and how long it takes. */
final class ToolFigures {

  private static final List<String> RESULTS =
      Stream.of(ToolOutcome.Result.values()).map(Enum::name).toList();

  private final Figures figures;

  ToolFigures(Figures figures) {
    this.figures = figures;
  }

  CompletionStage<Content> of(Period period) {
    return figures.of(Counted.TOOLS, period).thenApply(tools -> content(period, tools));
  }

  private static Content content(Period period, Series tools) {
    List<String> used =
        tools.counters().keySet().stream()
            .sorted(
                Comparator.comparingLong((String tool) -> -uses(tools, tool))
                    .thenComparing(Comparator.naturalOrder()))
            .toList();
    long all = used.stream().mapToLong(tool -> uses(tools, tool)).sum();
    return new Content()
        .add(
            Figure.count(
                "uses", "Uses of tools", all, "Uses of tools that ended in the period, however."))
        .add(
            Figure.percent(
                "succeeded",
                "Succeeded",
                tools.total("SUCCEEDED") + tools.total("PROPOSED"),
                all,
                "Of all uses, those that were done, or read back to be confirmed."))
        .add(
            Figure.percent(
                "refused",
                "Refused",
                tools.total("REFUSED"),
                all,
                "Of all uses, those that a rule" + " refused."))
        .add(
            Figure.percent(
                "failed",
                "Failed",
                tools.total("FAILED"),
                all,
                "Of all uses, those in which something of the bank's did not work."))
        .add(median(tools))
        .add(mostUsed(period, tools, used))
        .add(times(tools, used))
        .add(timeline(tools));
  }

  private static long uses(Series tools, String tool) {
    return RESULTS.stream().mapToLong(result -> tools.total(tool, result)).sum();
  }

  private static Figure median(Series tools) {
    List<Long> counts = new ArrayList<>();
    ToolTimes.LAST_MS.forEach(last -> counts.add(tools.total(ToolTimes.name(last))));
    return new Figure(
        "median",
        "Half are done within",
        bound(counts, tools.total(ToolTimes.LONGER)),
        Unit.MILLISECONDS,
        null,
        "The upper end of the step of time in which the middle use lies, from the asking to the kept"
            + " outcome. The steps end at 25, 50, 100, 250, 500, 1,000, 2,500 and 5,000 ms.",
        null);
  }

  /** Null without uses, and when the middle one took longer than all steps. */
  private static @Nullable Long bound(List<Long> counts, long longer) {
    long all = counts.stream().mapToLong(count -> count).sum() + longer;
    long seen = 0;
    for (int i = 0; i < counts.size() && all > 0; i++) {
      seen += counts.get(i);
      if (2 * seen >= all) {
        return ToolTimes.LAST_MS.get(i);
      }
    }
    return null;
  }

  private static Chart mostUsed(Period period, Series tools, List<String> used) {
    return new Chart(
            "mostUsed",
            "Most used tools",
            "Uses by tool and how they ended.",
            Kind.STACKED_BARS,
            "Tool",
            "Uses",
            Unit.COUNT,
            used,
            RESULTS.stream()
                .map(
                    result ->
                        Line.of(
                            Words.of(result),
                            used.stream().map(tool -> tools.total(tool, result)).toList()))
                .toList(),
            null)
        .behind(
            used.stream()
                .map(
                    tool ->
                        Entries.of(
                            period,
                            "action",
                            Tool.named(tool)
                                .map(known -> known.action().name())
                                .orElse("USE_UNKNOWN_TOOL")))
                .toList());
  }

  private static Chart times(Series tools, List<String> used) {
    List<String> timed = used.stream().filter(tool -> tools.total(tool, "timed") > 0).toList();
    return new Chart(
        "times",
        "How long tools take",
        "The mean time from the asking to the kept outcome, of uses whose time is known.",
        Kind.BARS,
        "Tool",
        "Milliseconds",
        Unit.MILLISECONDS,
        timed,
        List.of(
            Line.of(
                "mean",
                timed.stream()
                    .map(tool -> tools.total(tool, "sumMs") / tools.total(tool, "timed"))
                    .toList())),
        null);
  }

  private static Chart timeline(Series tools) {
    return new Chart(
        "timeline",
        "Uses over time",
        "Uses of all tools by how they ended.",
        Kind.STACKED_BARS,
        Entries.axis(tools),
        "Uses",
        Unit.COUNT,
        Entries.times(tools),
        RESULTS.stream().map(result -> Line.of(Words.of(result), sums(tools, result))).toList(),
        null);
  }

  private static List<Long> sums(Series tools, String result) {
    List<Long> sums = new ArrayList<>();
    for (int i = 0; i < tools.starts().size(); i++) {
      int place = i;
      sums.add(
          tools.counters().keySet().stream()
              .mapToLong(tool -> tools.values(tool, result).get(place))
              .sum());
    }
    return sums;
  }
}
