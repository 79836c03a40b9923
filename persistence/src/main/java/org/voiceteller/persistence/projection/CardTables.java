package org.voiceteller.persistence.projection;

import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.jspecify.annotations.Nullable;
import org.voiceteller.core.card.CardEvent;
import org.voiceteller.core.card.Delivery;
import org.voiceteller.persistence.dynamodb.ItemFields;
import org.voiceteller.persistence.dynamodb.Items;
import org.voiceteller.persistence.dynamodb.Table;

/**
 * {@code Banking_Cards}: each card with its last four digits and how it stands. The state of a card
 * that is out of use says why: {@code LOST}, {@code STOLEN}, {@code FRAUD}, and {@code REPLACED}
 * once another one has taken its place. Counted is how many cards are in each state.
 */
final class CardTables {

  private static final String STATE = "state";
  private static final String FIGURE = "cards";

  private final TableWriter writer;

  CardTables(TableWriter writer) {
    this.writer = writer;
  }

  CompletionStage<Done> apply(String cardId, CardEvent event, long sequenceNumber) {
    return switch (event) {
      case CardEvent.Issued(_, var customerId, var accountId, var lastFour, _) ->
          writer.put(
              Table.CARDS,
              card(cardId, customerId, accountId, event)
                  .text("lastFour", lastFour)
                  .text(STATE, "ACTIVE"),
              sequenceNumber,
              Tally.moved(FIGURE, null, "ACTIVE"));
      case CardEvent.Ordered(
              _,
              var customerId,
              var accountId,
              var replaces,
              var from,
              var until,
              _) ->
          writer.put(
              Table.CARDS,
              card(cardId, customerId, accountId, event)
                  .text("replaces", replaces)
                  .text("expectedFrom", from.toString())
                  .text("expectedUntil", until.toString())
                  .text(STATE, Delivery.Step.ORDERED.name()),
              sequenceNumber,
              Tally.moved(FIGURE, null, Delivery.Step.ORDERED.name()));
      case CardEvent.Produced(var lastFour, _) ->
          change(
              cardId,
              event,
              Delivery.Step.PRODUCED.name(),
              Items.item().text("lastFour", lastFour),
              sequenceNumber);
      case CardEvent.Shipped(var carrier, var trackingNumber, _) ->
          change(
              cardId,
              event,
              Delivery.Step.SHIPPED.name(),
              Items.item().text("carrier", carrier).text("trackingNumber", trackingNumber),
              sequenceNumber);
      case CardEvent.Delivered _, CardEvent.Unfrozen _ ->
          change(cardId, event, "ACTIVE", Items.item(), sequenceNumber);
      case CardEvent.Frozen _ -> change(cardId, event, "FROZEN", Items.item(), sequenceNumber);
      case CardEvent.Deactivated(
              var cause,
              var replacementCardId,
              var from,
              var until,
              _,
              var at) ->
          change(
              cardId,
              event,
              cause.name(),
              Items.item()
                  .text("cause", cause.name())
                  .text("replacementCardId", replacementCardId)
                  .text("replacementExpectedFrom", from.toString())
                  .text("replacementExpectedUntil", until.toString())
                  .time("deactivatedAt", at),
              sequenceNumber);
      case CardEvent.ReplacementOrdered _ ->
          change(cardId, event, null, Items.item(), sequenceNumber);
      case CardEvent.Replaced _ -> change(cardId, event, "REPLACED", Items.item(), sequenceNumber);
    };
  }

  /** By the row's own old state, so that a card counts in one state only. */
  private CompletionStage<Done> change(
      String cardId, CardEvent event, @Nullable String state, Items changes, long sequenceNumber) {
    Items wanted = changes.text(STATE, state).time("changedAt", event.at());
    return state == null
        ? writer.update(Table.CARDS, key(cardId), wanted, sequenceNumber)
        : writer.change(
            Table.CARDS,
            key(cardId),
            row ->
                RowChange.set(wanted)
                    .counting(
                        Tally.moved(FIGURE, new ItemFields(Table.CARDS, row).text(STATE), state)),
            sequenceNumber);
  }

  private static Items key(String cardId) {
    return Items.item().text("cardId", cardId);
  }

  private static Items card(String cardId, String customerId, String accountId, CardEvent event) {
    return Items.item()
        .text("cardId", cardId)
        .text("customerId", customerId)
        .text("accountId", accountId)
        .time("createdAt", event.at())
        .time("changedAt", event.at());
  }
}
