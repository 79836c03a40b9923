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
import org.voiceteller.persistence.console.Figures.Counted;
import org.voiceteller.persistence.console.Figures.Series;
import org.voiceteller.persistence.console.Figures.Stock;
import org.voiceteller.persistence.console.Period;

/** Cards by state, and what was done with them lately. */
final class CardFigures {

  private static final List<String> ACTIONS =
      List.of("CARD_FROZEN", "CARD_UNFROZEN", "CARD_DEACTIVATED", "CARD_ORDERED", "CARD_DELIVERED");

  private final Figures figures;

  CardFigures(Figures figures) {
    this.figures = figures;
  }

  CompletionStage<Content> of(Period period) {
    CompletableFuture<Series> actions = figures.of(Counted.ACTIONS, period).toCompletableFuture();
    return figures
        .now(Stock.CARDS)
        .thenCombine(actions, (cards, series) -> content(period, Stocks.of(cards), series));
  }

  private static Content content(Period period, Stocks cards, Series actions) {
    List<String> states =
        cards.counts().entrySet().stream()
            .filter(state -> state.getValue() > 0)
            .map(Map.Entry::getKey)
            .toList();
    return new Content()
        .add(Figure.count("active", "Active cards", cards.get("ACTIVE"), "Cards in use, now."))
        .add(Figure.count("frozen", "Frozen cards", cards.get("FROZEN"), "Cards frozen, now."))
        .add(
            Figure.count(
                    "deactivated",
                    "Deactivated",
                    actions.total("CARD_DEACTIVATED", "SUCCESS"),
                    "Cards taken out of use in the period: lost, stolen or used by somebody else.")
                .behind(Entries.of(period, "action", "CARD_DEACTIVATED")))
        .add(
            new Chart(
                "states",
                "Cards by state",
                "All cards by how they are now.",
                Kind.BARS,
                "State",
                "Cards",
                Unit.COUNT,
                states.stream().map(Words::of).toList(),
                List.of(Line.of("cards", states.stream().map(cards::get).toList())),
                null))
        .add(
            new Chart(
                "actions",
                "What was done with cards",
                "Changes of cards by when they happened.",
                Kind.STACKED_BARS,
                Entries.axis(actions),
                "Changes",
                Unit.COUNT,
                Entries.times(actions),
                ACTIONS.stream()
                    .map(
                        action ->
                            Line.of(
                                Words.of(action.substring("CARD_".length())),
                                actions.values(action, "SUCCESS")))
                    .toList(),
                null));
  }
}
