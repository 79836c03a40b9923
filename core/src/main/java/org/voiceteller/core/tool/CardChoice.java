package org.voiceteller.core.tool;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.voiceteller.core.card.Card;

/** Which of a customer's cards a wish is about. */
public sealed interface CardChoice {

  record Chosen(Card.Details card) implements CardChoice {}

  /** No card, or more than one, is the one meant; the answer says so and asks. */
  record Missed(ToolAnswer answer) implements CardChoice {}

  /**
   * By the last four digits, when they were said: then whatever state the card is in. Otherwise the
   * only card that the wish can be about; if there is none, the last one for which it is done
   * already, so that a repeat is answered as the first time.
   *
   * @param cards in the order in which the customer got them
   * @param tool asks again with the digits
   */
  static CardChoice of(
      Tool tool,
      @Nullable String ending,
      List<Card> cards,
      Predicate<Card> fits,
      Predicate<Card> isDone) {
    List<Card> told = cards.stream().filter(card -> lastFour(card).isPresent()).toList();
    if (told.isEmpty()) {
      return new Missed(ToolAnswer.refused("I don't see any card under your name."));
    }
    if (ending != null) {
      List<Card> named =
          told.stream().filter(card -> lastFour(card).equals(Optional.of(ending))).toList();
      return named.isEmpty()
          ? new Missed(
              ToolAnswer.refused(
                      "I don't see a card ending in %s under your name. %s"
                          .formatted(
                              ending, question(told.stream().filter(CardChoice::isInUse).toList())))
                  .then(tool, "cardEnding"))
          : chosen(named.stream().filter(fits).findFirst().orElse(named.getLast()));
    }
    List<Card> fitting = told.stream().filter(fits).toList();
    return switch (fitting.size()) {
      case 0 ->
          told.stream()
              .filter(isDone)
              .reduce((_, last) -> last)
              .map(CardChoice::chosen)
              .orElse(
                  new Missed(ToolAnswer.refused("I don't see a card that this can be done for.")));
      case 1 -> chosen(fitting.getFirst());
      default -> new Missed(ToolAnswer.refused(question(fitting)).then(tool, "cardEnding"));
    };
  }

  private static CardChoice chosen(Card card) {
    return new Chosen(
        card.identity()
            .orElseThrow(() -> new IllegalStateException("Expected a card that was issued")));
  }

  private static boolean isInUse(Card card) {
    return card instanceof Card.Active || card instanceof Card.Frozen;
  }

  private static String question(List<Card> cards) {
    return cards.isEmpty()
        ? "You have no card in use."
        : cards.stream()
            .map(card -> "the one ending in " + lastFour(card).orElse(""))
            .collect(Collectors.joining(" or ", "Which card do you mean: ", "?"));
  }

  private static Optional<String> lastFour(Card card) {
    return card.identity().flatMap(details -> Optional.ofNullable(details.lastFour()));
  }
}
