package org.voiceteller.core.card;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.voiceteller.core.decision.Decision;

/**
 * The rules of a payment card.
 *
 * <pre>
 *   Unissued → Coming → Active ⇄ Frozen
 *                   ↘     ↓     ↙
 *                     Deactivated
 * </pre>
 *
 * A card that is out of use never comes back: another one, ordered in the same step, takes its
 * place. Verbs decide and change nothing; {@link #apply} changes and decides nothing.
 */
public sealed interface Card {

  record Unissued() implements Card {}

  /** Ordered and not in its holder's hands yet. */
  record Coming(Details details, Delivery delivery) implements Card {}

  /**
   * @param delivery how it came; null for a card that was there from the beginning
   */
  record Active(Details details, @Nullable Delivery delivery) implements Card {}

  record Frozen(Details details, @Nullable Delivery delivery, Instant since) implements Card {}

  /** Out of use for good. */
  record Deactivated(Details details, Loss loss, Instant since) implements Card {}

  /**
   * What a card is.
   *
   * @param lastFour null before it is produced
   * @param replaces the card whose place it takes; null for a first card
   */
  record Details(
      String cardId,
      String customerId,
      String accountId,
      @Nullable String lastFour,
      @Nullable String replaces) {}

  /**
   * How a card was lost and what takes its place.
   *
   * @param replacementOrdered whether the replacement knows of its order
   * @param replaced whether the replacement has arrived
   */
  record Loss(
      DeactivationCause cause,
      String replacementCardId,
      LocalDate expectedFrom,
      LocalDate expectedUntil,
      boolean replacementOrdered,
      boolean replaced) {}

  /** Why a request about a card was refused. */
  enum Refusal {
    NO_SUCH_CARD,
    ISSUED_DIFFERENTLY,
    /** It is on its way and cannot be used, frozen or unfrozen yet. */
    NOT_THERE_YET,
    DEACTIVATED_FOR_GOOD,
    /** A delivery does not go backwards. */
    OUT_OF_ORDER
  }

  default Decision<CardEvent, Refusal> issue(
      String cardId, String customerId, String accountId, String lastFour, Instant now) {
    return switch (this) {
      case Unissued _ ->
          Decision.accept(new CardEvent.Issued(cardId, customerId, accountId, lastFour, now));
      case Coming _, Active _, Frozen _, Deactivated _ ->
          identity()
                  .map(new Details(cardId, customerId, accountId, lastFour, null)::equals)
                  .orElse(false)
              ? Decision.alreadyDone()
              : Decision.refuse(Refusal.ISSUED_DIFFERENTLY);
    };
  }

  /** Orders this card in the place of another one. */
  default Decision<CardEvent, Refusal> order(
      String cardId, Details instead, LocalDate from, LocalDate until, Instant now) {
    return switch (this) {
      case Unissued _ ->
          Decision.accept(
              new CardEvent.Ordered(
                  cardId,
                  instead.customerId(),
                  instead.accountId(),
                  instead.cardId(),
                  from,
                  until,
                  now));
      case Coming _, Active _, Frozen _, Deactivated _ ->
          identity().map(own -> instead.cardId().equals(own.replaces())).orElse(false)
              ? Decision.alreadyDone()
              : Decision.refuse(Refusal.ISSUED_DIFFERENTLY);
    };
  }

  /** The bureau made the card: its number is known now. */
  default Decision<CardEvent, Refusal> produced(String lastFour, Instant now) {
    return onItsWay(
        Delivery.Step.ORDERED, Delivery.Step.PRODUCED, new CardEvent.Produced(lastFour, now));
  }

  default Decision<CardEvent, Refusal> shipped(String carrier, String number, Instant now) {
    return onItsWay(
        Delivery.Step.PRODUCED, Delivery.Step.SHIPPED, new CardEvent.Shipped(carrier, number, now));
  }

  default Decision<CardEvent, Refusal> delivered(Instant now) {
    return onItsWay(Delivery.Step.SHIPPED, Delivery.Step.DELIVERED, new CardEvent.Delivered(now));
  }

  private Decision<CardEvent, Refusal> onItsWay(
      Delivery.Step from, Delivery.Step to, CardEvent event) {
    return switch (this) {
      case Unissued _ -> Decision.refuse(Refusal.NO_SUCH_CARD);
      case Deactivated _ -> Decision.refuse(Refusal.DEACTIVATED_FOR_GOOD);
      case Coming(_, var delivery) -> {
        if (delivery.step() == from) {
          yield Decision.accept(event);
        }
        yield delivery.step().compareTo(to) >= 0
            ? Decision.alreadyDone()
            : Decision.refuse(Refusal.OUT_OF_ORDER);
      }
      case Active _, Frozen _ ->
          track().isPresent() ? Decision.alreadyDone() : Decision.refuse(Refusal.OUT_OF_ORDER);
    };
  }

  /** Stops purchases at once; what is already authorised still posts. */
  default Decision<CardEvent, Refusal> freeze(Instant now) {
    return switch (this) {
      case Unissued _ -> Decision.refuse(Refusal.NO_SUCH_CARD);
      case Coming _ -> Decision.refuse(Refusal.NOT_THERE_YET);
      case Active _ -> Decision.accept(new CardEvent.Frozen(now));
      case Frozen _ -> Decision.alreadyDone();
      case Deactivated _ -> Decision.refuse(Refusal.DEACTIVATED_FOR_GOOD);
    };
  }

  /** Allows purchases again. The caller's level was checked before: a card knows no callers. */
  default Decision<CardEvent, Refusal> unfreeze(Instant now) {
    return switch (this) {
      case Unissued _ -> Decision.refuse(Refusal.NO_SUCH_CARD);
      case Coming _ -> Decision.refuse(Refusal.NOT_THERE_YET);
      case Active _ -> Decision.alreadyDone();
      case Frozen _ -> Decision.accept(new CardEvent.Unfrozen(now));
      case Deactivated _ -> Decision.refuse(Refusal.DEACTIVATED_FOR_GOOD);
    };
  }

  /**
   * Takes the card out of use for good, at once, and orders another in its place. A card that is
   * lost in the mail is deactivated like any other. Once it is out of use, a repeat changes
   * nothing, whatever cause it names.
   *
   * @param replacementCardId made by who asks; not used when the card is out of use already
   * @param today the bank's day
   * @param requestId who asked, for the audit of later; null for the bank itself
   */
  default Decision<CardEvent, Refusal> deactivate(
      DeactivationCause cause,
      String replacementCardId,
      ReplacementTimes times,
      LocalDate today,
      @Nullable String requestId,
      Instant now) {
    return switch (this) {
      case Unissued _ -> Decision.refuse(Refusal.NO_SUCH_CARD);
      case Deactivated _ -> Decision.alreadyDone();
      case Coming _, Active _, Frozen _ ->
          Decision.accept(
              new CardEvent.Deactivated(
                  cause, replacementCardId, times.from(today), times.until(today), requestId, now));
    };
  }

  /** The replacement has taken its order. */
  default Decision<CardEvent, Refusal> replacementOrdered(Instant now) {
    return switch (this) {
      case Deactivated(_, var loss, _) ->
          loss.replacementOrdered()
              ? Decision.alreadyDone()
              : Decision.accept(new CardEvent.ReplacementOrdered(now));
      case Unissued _, Coming _, Active _, Frozen _ -> Decision.refuse(Refusal.OUT_OF_ORDER);
    };
  }

  /** The replacement has arrived. */
  default Decision<CardEvent, Refusal> replaced(Instant now) {
    return switch (this) {
      case Deactivated(_, var loss, _) ->
          loss.replaced()
              ? Decision.alreadyDone()
              : Decision.accept(
                  loss.replacementOrdered()
                      ? List.of(new CardEvent.Replaced(now))
                      : List.of(
                          new CardEvent.ReplacementOrdered(now), new CardEvent.Replaced(now)));
      case Unissued _, Coming _, Active _, Frozen _ -> Decision.refuse(Refusal.OUT_OF_ORDER);
    };
  }

  /** Total: history is never refused. */
  default Card apply(CardEvent event) {
    return switch (event) {
      case CardEvent.Issued(var cardId, var customerId, var accountId, var lastFour, _) ->
          new Active(new Details(cardId, customerId, accountId, lastFour, null), null);
      case CardEvent.Ordered(
              var cardId,
              var customerId,
              var accountId,
              var replaces,
              var from,
              var until,
              var at) ->
          new Coming(
              new Details(cardId, customerId, accountId, null, replaces),
              Delivery.ordered(from, until, at));
      case CardEvent.Produced(var lastFour, var at) -> produce(lastFour, at);
      case CardEvent.Shipped(var carrier, var number, var at) ->
          this instanceof Coming(var details, var delivery)
              ? new Coming(details, delivery.shippedBy(carrier, number, at))
              : this;
      case CardEvent.Delivered(var at) ->
          this instanceof Coming(var details, var delivery)
              ? new Active(details, delivery.reached(Delivery.Step.DELIVERED, at))
              : this;
      case CardEvent.Frozen(var at) ->
          this instanceof Active(var details, var delivery)
              ? new Frozen(details, delivery, at)
              : this;
      case CardEvent.Unfrozen _ ->
          this instanceof Frozen(var details, var delivery, _)
              ? new Active(details, delivery)
              : this;
      case CardEvent.Deactivated(var cause, var replacement, var from, var until, _, var at) ->
          identity()
              .<Card>map(
                  details ->
                      new Deactivated(
                          details, new Loss(cause, replacement, from, until, false, false), at))
              .orElse(this);
      case CardEvent.ReplacementOrdered _ -> withLoss(false);
      case CardEvent.Replaced _ -> withLoss(true);
    };
  }

  private Card produce(String lastFour, Instant at) {
    return this instanceof Coming(var details, var delivery)
        ? new Coming(
            new Details(
                details.cardId(),
                details.customerId(),
                details.accountId(),
                lastFour,
                details.replaces()),
            delivery.reached(Delivery.Step.PRODUCED, at))
        : this;
  }

  private Card withLoss(boolean replaced) {
    return this instanceof Deactivated(var details, var loss, var since)
        ? new Deactivated(
            details,
            new Loss(
                loss.cause(),
                loss.replacementCardId(),
                loss.expectedFrom(),
                loss.expectedUntil(),
                true,
                loss.replaced() || replaced),
            since)
        : this;
  }

  /** Empty before the card is issued or ordered. */
  default Optional<Details> identity() {
    return switch (this) {
      case Unissued _ -> Optional.empty();
      case Coming(var details, _) -> Optional.of(details);
      case Active(var details, _) -> Optional.of(details);
      case Frozen(var details, _, _) -> Optional.of(details);
      case Deactivated(var details, _, _) -> Optional.of(details);
    };
  }

  /** How it comes or came to its holder; empty for a card that was there from the beginning. */
  default Optional<Delivery> track() {
    return switch (this) {
      case Unissued _, Deactivated _ -> Optional.empty();
      case Coming(_, var delivery) -> Optional.of(delivery);
      case Active(_, var delivery) -> Optional.ofNullable(delivery);
      case Frozen(_, var delivery, _) -> Optional.ofNullable(delivery);
    };
  }
}
