package org.voiceteller.core.card;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.voiceteller.core.decision.Decision;

/**
 * Which cards a customer has and had, in the order in which they came. What a card is and how it
 * stands is told by the card itself.
 */
public record Wallet(List<String> cardIds) {

  /** Why a card was not added. */
  public enum Refusal {
    /** More cards than one person's wallet ever holds: something asks in a circle. */
    TOO_MANY_CARDS
  }

  /** Cards of one customer in a lifetime. */
  public static final int MOST_CARDS = 200;

  public Wallet {
    cardIds = List.copyOf(cardIds);
  }

  public static Wallet empty() {
    return new Wallet(List.of());
  }

  public Decision<WalletEvent, Refusal> add(String cardId, Instant now) {
    if (cardIds.contains(cardId)) {
      return Decision.alreadyDone();
    }
    return cardIds.size() >= MOST_CARDS
        ? Decision.refuse(Refusal.TOO_MANY_CARDS)
        : Decision.accept(new WalletEvent.CardAdded(cardId, now));
  }

  /** Total: history is never refused. */
  public Wallet apply(WalletEvent event) {
    return switch (event) {
      case WalletEvent.CardAdded(var cardId, _) ->
          new Wallet(Stream.concat(cardIds.stream(), Stream.of(cardId)).distinct().toList());
    };
  }
}
