package org.voiceteller.actors.tool;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.voiceteller.actors.card.CardEntity;
import org.voiceteller.actors.card.WalletEntity;
import org.voiceteller.actors.entity.Entities;
import org.voiceteller.core.card.Card;
import org.voiceteller.core.card.DeactivationCause;

/** How a customer's cards stand at this moment, asked of the entities themselves. */
record CardDirectory(Entities entities) {

  /** In the order in which the customer got them. */
  CompletionStage<List<Card>> of(String customerId) {
    return entities
        .wallet(customerId, WalletEntity.Command.GetWallet::new)
        .thenCompose(
            reply ->
                switch (reply) {
                  case WalletEntity.Reply.Done(var wallet) ->
                      AccountDirectory.inOrder(wallet.cardIds(), this::card);
                  case WalletEntity.Reply.Refused(var reason) ->
                      throw new IllegalStateException(
                          "Expected a customer to tell their cards, but it is " + reason);
                });
  }

  private CompletionStage<Card> card(String cardId) {
    return entities
        .card(cardId, CardEntity.Command.GetCard::new)
        .thenApply(reply -> done(cardId, reply));
  }

  /** Takes a card out of use; the card as it is then. */
  CompletionStage<Card> deactivate(Card.Details card, DeactivationCause cause, String requestId) {
    return entities
        .card(
            card.cardId(), replyTo -> new CardEntity.Command.Deactivate(cause, requestId, replyTo))
        .thenApply(reply -> done(card.cardId(), reply));
  }

  private static Card done(String cardId, CardEntity.Reply reply) {
    return switch (reply) {
      case CardEntity.Reply.Done(var card) -> card;
      case CardEntity.Reply.Refused(var reason) ->
          throw new IllegalStateException(
              "Expected card %s of a wallet to be there, but it is %s".formatted(cardId, reason));
    };
  }
}
