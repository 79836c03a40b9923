package org.voiceteller.persistence.projection;

import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.voiceteller.core.card.CardEvent;
import org.voiceteller.core.card.Delivery;
import org.voiceteller.persistence.dynamodb.Items;
import org.voiceteller.persistence.dynamodb.Table;

/**
 * {@code Banking_Cards}: each card with its last four digits and how it stands. The state of a card
 * that is out of use says why: {@code LOST}, {@code STOLEN}, {@code FRAUD}, and {@code REPLACED}
 * once another one has taken its place.
 */
final class CardTables {

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
                  .text("state", "ACTIVE"),
              sequenceNumber);
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
                  .text("state", Delivery.Step.ORDERED.name()),
              sequenceNumber);
      case CardEvent.Produced(var lastFour, _) ->
          change(
              cardId,
              event,
              state(Delivery.Step.PRODUCED.name()).text("lastFour", lastFour),
              sequenceNumber);
      case CardEvent.Shipped(var carrier, var trackingNumber, _) ->
          change(
              cardId,
              event,
              state(Delivery.Step.SHIPPED.name())
                  .text("carrier", carrier)
                  .text("trackingNumber", trackingNumber),
              sequenceNumber);
      case CardEvent.Delivered _, CardEvent.Unfrozen _ ->
          change(cardId, event, state("ACTIVE"), sequenceNumber);
      case CardEvent.Frozen _ -> change(cardId, event, state("FROZEN"), sequenceNumber);
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
              state(cause.name())
                  .text("cause", cause.name())
                  .text("replacementCardId", replacementCardId)
                  .text("replacementExpectedFrom", from.toString())
                  .text("replacementExpectedUntil", until.toString())
                  .time("deactivatedAt", at),
              sequenceNumber);
      case CardEvent.ReplacementOrdered _ -> change(cardId, event, Items.item(), sequenceNumber);
      case CardEvent.Replaced _ -> change(cardId, event, state("REPLACED"), sequenceNumber);
    };
  }

  private CompletionStage<Done> change(
      String cardId, CardEvent event, Items changes, long sequenceNumber) {
    return writer.update(
        Table.CARDS,
        Items.item().text("cardId", cardId),
        changes.time("changedAt", event.at()),
        sequenceNumber);
  }

  private static Items card(String cardId, String customerId, String accountId, CardEvent event) {
    return Items.item()
        .text("cardId", cardId)
        .text("customerId", customerId)
        .text("accountId", accountId)
        .time("createdAt", event.at())
        .time("changedAt", event.at());
  }

  private static Items state(String state) {
    return Items.item().text("state", state);
  }
}
