package org.voiceteller.core.tool;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.voiceteller.core.card.Card;
import org.voiceteller.core.card.Delivery;
import org.voiceteller.core.card.ReplacementTimes;

/**
 * What is told of cards.
 *
 * @param times within which a replacement arrives
 * @param zone the bank's: days begin and end there
 */
public record CardAnswers(ReplacementTimes times, ZoneId zone) {

  private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("MMMM d", Locale.US);

  /** The card that a wish is about. */
  public CardChoice choice(CardInput wish, List<Card> cards) {
    return switch (wish) {
      case CardInput.ReportLostCard lost -> lost(Tool.REPORT_LOST_CARD, lost.cardEnding(), cards);
      case CardInput.FreezeCard(var ending) ->
          CardChoice.of(
              Tool.FREEZE_CARD,
              ending,
              cards,
              Card.Active.class::isInstance,
              Card.Frozen.class::isInstance);
      case CardInput.UnfreezeCard(var ending) ->
          CardChoice.of(
              Tool.UNFREEZE_CARD,
              ending,
              cards,
              Card.Frozen.class::isInstance,
              Card.Active.class::isInstance);
      case CardInput.CheckReplacementStatus(var ending) ->
          CardChoice.of(Tool.CHECK_REPLACEMENT_STATUS, ending, cards, _ -> true, _ -> true);
    };
  }

  /** The card that is to be taken out of use. */
  static CardChoice lost(Tool tool, @Nullable String ending, List<Card> cards) {
    return CardChoice.of(
        tool,
        ending,
        cards,
        card -> card instanceof Card.Active || card instanceof Card.Frozen,
        Card.Deactivated.class::isInstance);
  }

  /** The card is out of use and its replacement ordered. */
  public ToolAnswer deactivated(Card card) {
    if (!(card instanceof Card.Deactivated(var details, var loss, _))) {
      throw new IllegalStateException(
          "Expected a card that was just deactivated, but it is " + card);
    }
    return ToolAnswer.succeeded(
            ("I've deactivated your card ending in %s. A replacement will arrive in %s, by %s. If"
                    + " you see charges that you didn't make, tell me and I'll report them.")
                .formatted(ending(details), times.spoken(), DAY.format(loss.expectedUntil())))
        .with("cardEnding", ending(details))
        .with("replacementExpectedBy", loss.expectedUntil().toString())
        .about(details.cardId());
  }

  public ToolAnswer frozen(Card.Details card) {
    return ToolAnswer.succeeded(
            "Your card ending in %s is frozen. No new purchases will go through until you unfreeze it."
                .formatted(ending(card)))
        .with("cardEnding", ending(card))
        .about(card.cardId());
  }

  public ToolAnswer unfrozen(Card.Details card) {
    return ToolAnswer.succeeded(
            "Your card ending in %s is unfrozen and ready to use.".formatted(ending(card)))
        .with("cardEnding", ending(card))
        .about(card.cardId());
  }

  public ToolAnswer refused(Card.Details card, Card.Refusal reason) {
    String why =
        switch (reason) {
          case DEACTIVATED_FOR_GOOD ->
              "Your card ending in %s is deactivated for good. Its replacement takes its place."
                  .formatted(ending(card));
          case NOT_THERE_YET ->
              "Your card ending in %s is still on its way to you.".formatted(ending(card));
          case NO_SUCH_CARD, ISSUED_DIFFERENTLY, OUT_OF_ORDER ->
              throw new IllegalStateException(
                  "Expected a card of the customer's to take a wish, but it is " + reason);
        };
    return ToolAnswer.refused(why).about(card.cardId());
  }

  /** Where new cards are: all that are on their way, or else the last that came. */
  public ToolAnswer replacements(CardInput.CheckReplacementStatus wish, List<Card> cards) {
    List<Card> asked =
        wish.cardEnding() == null
            ? cards
            : cards.stream().filter(card -> isAbout(wish.cardEnding(), card, cards)).toList();
    if (asked.isEmpty()) {
      return ToolAnswer.refused(
              "I don't see a card ending in %s under your name. Which card do you mean?"
                  .formatted(wish.cardEnding()))
          .then(Tool.CHECK_REPLACEMENT_STATUS, "cardEnding");
    }
    List<Card> coming = asked.stream().filter(card -> isOnItsWay(card, cards)).toList();
    List<Card> told =
        coming.isEmpty()
            ? asked.stream()
                .filter(card -> card.track().isPresent())
                .reduce((_, last) -> last)
                .stream()
                .toList()
            : coming;
    if (told.isEmpty()) {
      return ToolAnswer.succeeded("No replacement card is on its way to you.");
    }
    return ToolAnswer.succeeded(
            told.stream().map(card -> where(card, cards)).collect(Collectors.joining(" ")))
        .about(
            told.stream()
                .flatMap(card -> card.identity().stream())
                .map(Card.Details::cardId)
                .collect(Collectors.joining(" ")));
  }

  /** On its way, or ordered so lately that it does not stand among the cards yet. */
  private static boolean isOnItsWay(Card card, List<Card> cards) {
    return switch (card) {
      case Card.Coming _ -> true;
      case Card.Deactivated(_, var loss, _) ->
          !loss.replaced() && find(loss.replacementCardId(), cards).isEmpty();
      case Card.Unissued _, Card.Active _, Card.Frozen _ -> false;
    };
  }

  /** Named by its own digits or by those of the card whose place it takes. */
  private static boolean isAbout(String ending, Card card, List<Card> cards) {
    return card.identity()
        .map(
            details ->
                ending.equals(details.lastFour())
                    || (details.replaces() != null
                        && find(details.replaces(), cards)
                            .flatMap(Card::identity)
                            .map(old -> ending.equals(old.lastFour()))
                            .orElse(false)))
        .orElse(false);
  }

  private static Optional<Card> find(String cardId, List<Card> cards) {
    return cards.stream()
        .filter(
            card -> card.identity().map(details -> details.cardId().equals(cardId)).orElse(false))
        .findFirst();
  }

  private String where(Card card, List<Card> cards) {
    return switch (card) {
      case Card.Coming(var details, var delivery) -> onItsWay(name(details, cards), delivery);
      case Card.Active(var details, var delivery) -> arrived(name(details, cards), delivery);
      case Card.Frozen(var details, var delivery, _) -> arrived(name(details, cards), delivery);
      case Card.Deactivated(var details, var loss, _) ->
          "The replacement for your card ending in %s is ordered. It should arrive between %s and %s."
              .formatted(
                  ending(details),
                  DAY.format(loss.expectedFrom()),
                  DAY.format(loss.expectedUntil()));
      case Card.Unissued _ -> throw new IllegalStateException("Expected a card that was issued");
    };
  }

  private String onItsWay(String name, Delivery delivery) {
    String step =
        switch (delivery.step()) {
          case ORDERED -> "is ordered and will be produced next";
          case PRODUCED -> "is produced and will be shipped next";
          case SHIPPED ->
              "was shipped on %s with %s, tracking number %s"
                  .formatted(
                      day(delivery.since()),
                      Objects.requireNonNull(delivery.carrier()),
                      Objects.requireNonNull(delivery.trackingNumber()));
          case DELIVERED -> "was delivered on " + day(delivery.since());
        };
    return "%s %s. It should arrive between %s and %s."
        .formatted(
            name, step, DAY.format(delivery.expectedFrom()), DAY.format(delivery.expectedUntil()));
  }

  private String arrived(String name, @Nullable Delivery delivery) {
    return delivery == null
        ? name + " is in your hands."
        : "%s was delivered on %s and is ready to use.".formatted(name, day(delivery.since()));
  }

  private static String name(Card.Details details, List<Card> cards) {
    String own = details.lastFour() == null ? "" : " ending in " + details.lastFour();
    String old =
        details.replaces() == null
            ? ""
            : find(details.replaces(), cards)
                .flatMap(Card::identity)
                .map(card -> " for the card ending in " + ending(card))
                .orElse("");
    return "Your replacement card" + own + old;
  }

  private String day(Instant moment) {
    return DAY.format(LocalDate.ofInstant(moment, zone));
  }

  private static String ending(Card.Details card) {
    return Objects.requireNonNullElse(card.lastFour(), "");
  }
}
