package org.voiceteller.actors.card;

import java.time.LocalDate;
import java.util.concurrent.CompletionStage;
import org.voiceteller.actors.entity.Entities;
import org.voiceteller.core.card.Card;

/** Reaches other cards and the wallets through the cluster. */
public record ShardedNeighbours(Entities entities) implements CardEntity.Neighbours {

  /** Ordered first and listed then: what a wallet lists is always there. */
  @Override
  public CompletionStage<CardEntity.Reply> order(
      String replacementCardId, Card.Details instead, LocalDate from, LocalDate until) {
    return entities
        .card(
            replacementCardId,
            replyTo -> new CardEntity.Command.Order(instead, from, until, replyTo))
        .thenCompose(
            ordered ->
                entities
                    .wallet(
                        instead.customerId(),
                        replyTo -> new WalletEntity.Command.Add(replacementCardId, replyTo))
                    .thenApply(
                        listed ->
                            switch (listed) {
                              case WalletEntity.Reply.Done _ -> ordered;
                              case WalletEntity.Reply.Refused(var reason) ->
                                  throw new IllegalStateException(
                                      "Expected a wallet to take a card, but it is " + reason);
                            }));
  }

  @Override
  public CompletionStage<CardEntity.Reply> replaced(String cardId) {
    return entities.card(cardId, CardEntity.Command.MarkReplaced::new);
  }
}
