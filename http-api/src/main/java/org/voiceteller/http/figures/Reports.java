package org.voiceteller.http.figures;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.voiceteller.http.figures.Report.Chart;
import org.voiceteller.http.figures.Report.Figure;
import org.voiceteller.persistence.console.BadQueryException;
import org.voiceteller.persistence.console.Figures;
import org.voiceteller.persistence.console.Period;

/** Reckons the figures of a page from what the projections have counted. */
public final class Reports {

  private static final Duration USUAL = Duration.ofDays(1);

  private final Figures figures;
  private final Supplier<Integer> activeCalls;
  private final InstantSource clock;

  private Reports(Figures figures, Supplier<Integer> activeCalls, InstantSource clock) {
    this.figures = figures;
    this.activeCalls = activeCalls;
    this.clock = clock;
  }

  /**
   * @param activeCalls how many there are now
   */
  public static Reports create(
      Figures figures, Supplier<Integer> activeCalls, InstantSource clock) {
    return new Reports(figures, activeCalls, clock);
  }

  /**
   * @param from inclusive; null for a day before the end
   * @param to exclusive; null for now
   * @return fails when the tables cannot be read
   * @throws BadQueryException when it is no period
   */
  public CompletionStage<Report> of(Topic topic, @Nullable Instant from, @Nullable Instant to) {
    Period period = figures.period(from, to, USUAL);
    CompletionStage<Content> content =
        switch (topic) {
          case OVERVIEW -> new Overview(figures, activeCalls.get()).of(period);
          case AUTHENTICATION -> new AuthenticationFigures(figures).of(period);
          case TOOLS -> new ToolFigures(figures).of(period);
          case DISPUTES -> new DisputeFigures(figures).of(period);
          case COMPLIANCE -> new ComplianceFigures(figures).of(period);
          case ACCOUNTS -> new AccountFigures(figures).of(period);
          case CARDS -> new CardFigures(figures).of(period);
        };
    return content.thenApply(
        found ->
            new Report(
                topic.word(),
                period.from(),
                period.to(),
                Figures.Bucket.of(period) == Figures.Bucket.HOUR ? "hour" : "day",
                clock.instant(),
                found.figures,
                found.charts));
  }

  /** What a page is made of, in its order. */
  static final class Content {

    private final List<Figure> figures = new ArrayList<>();
    private final List<Chart> charts = new ArrayList<>();

    Content add(Figure figure) {
      figures.add(figure);
      return this;
    }

    Content add(Chart chart) {
      charts.add(chart);
      return this;
    }
  }
}
