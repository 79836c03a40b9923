package org.voiceteller.core.card;

import java.time.Instant;

/** What has happened to the list of a customer's cards. */
public sealed interface WalletEvent {

  Instant at();

  /** The customer holds this card, or will hold it when it comes. */
  record CardAdded(String cardId, Instant at) implements WalletEvent {}
}
