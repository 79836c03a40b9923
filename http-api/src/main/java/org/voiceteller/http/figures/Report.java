package org.voiceteller.http.figures;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The figures of one page, in the shape of {@code openapi.yaml}.
 *
 * @param bucket {@code hour} or {@code day}, of charts over time
 */
public record Report(
    String topic,
    Instant from,
    Instant to,
    String bucket,
    Instant asOf,
    List<Figure> figures,
    List<Chart> charts) {

  public Report {
    figures = List.copyOf(figures);
    charts = List.copyOf(charts);
  }

  /** What a number is. */
  public enum Unit {
    COUNT,
    PERCENT,
    MILLISECONDS,
    /** Of a currency: cents, for dollars. */
    MINOR_UNITS;

    @JsonValue
    String word() {
      return this == MINOR_UNITS ? "minorUnits" : name().toLowerCase(Locale.ROOT);
    }
  }

  /**
   * One number.
   *
   * @param value null when there is nothing to reckon it from
   * @param currency of minor units
   * @param definition what it counts, in a sentence
   * @param entries where they are; null where there are none to see
   */
  public record Figure(
      String name,
      String title,
      @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Number value,
      Unit unit,
      @Nullable String currency,
      String definition,
      @Nullable String entries) {

    static Figure count(String name, String title, long value, String definition) {
      return new Figure(name, title, value, Unit.COUNT, null, definition, null);
    }

    static Figure percent(String name, String title, long part, long whole, String definition) {
      Double value = whole == 0 ? null : Math.round(1000.0 * part / whole) / 10.0;
      return new Figure(name, title, value, Unit.PERCENT, null, definition, null);
    }

    static Figure money(
        String name, String title, long minorUnits, String currency, String definition) {
      return new Figure(name, title, minorUnits, Unit.MINOR_UNITS, currency, definition, null);
    }

    Figure behind(String where) {
      return new Figure(name, title, value, unit, currency, definition, where);
    }
  }

  /** How a chart is drawn. */
  public enum Kind {
    BARS,
    STACKED_BARS,
    LINES;

    @JsonValue
    String word() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /**
   * A picture of several numbers.
   *
   * @param x names, or times in ISO 8601
   * @param series six at most, each with a value for each x
   * @param entries for each x where the entries are; null where there are none to see
   */
  public record Chart(
      String name,
      String title,
      String definition,
      Kind kind,
      String xTitle,
      String yTitle,
      Unit unit,
      List<String> x,
      List<Line> series,
      @Nullable List<String> entries) {

    private static final int MOST_SERIES = 6;

    public Chart {
      x = List.copyOf(x);
      series = series.size() <= MOST_SERIES ? List.copyOf(series) : fewer(series);
    }

    /** The largest stay; the others are one. */
    private static List<Line> fewer(List<Line> series) {
      List<Line> sorted =
          series.stream().sorted((a, b) -> Double.compare(b.sum(), a.sum())).toList();
      List<Line> kept = new ArrayList<>(sorted.subList(0, MOST_SERIES - 1));
      kept.add(Line.sumOf("other", sorted.subList(MOST_SERIES - 1, sorted.size())));
      return List.copyOf(kept);
    }

    Chart behind(List<String> where) {
      return new Chart(
          name, title, definition, kind, xTitle, yTitle, unit, x, series, List.copyOf(where));
    }
  }

  /** One series of a chart. */
  public record Line(String name, List<Number> values) {

    static Line of(String name, List<? extends Number> values) {
      return new Line(name, List.copyOf(values));
    }

    private double sum() {
      return values.stream().mapToDouble(Number::doubleValue).sum();
    }

    private static Line sumOf(String name, List<Line> lines) {
      int length = lines.getFirst().values().size();
      List<Number> sums =
          Stream.iterate(0, i -> i < length, i -> i + 1)
              .<Number>map(
                  i -> lines.stream().mapToLong(line -> line.values().get(i).longValue()).sum())
              .toList();
      return new Line(name, sums);
    }
  }
}
