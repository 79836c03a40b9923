package org.voiceteller.core.account;

import java.time.Instant;
import org.voiceteller.core.money.Money;

/** What has happened to an account. */
public sealed interface AccountEvent {

  Instant at();

  record Opened(
      String accountId,
      String customerId,
      AccountKind kind,
      String lastFour,
      String currencyCode,
      Instant at)
      implements AccountEvent {}

  /**
   * Money came (positive) or went (negative), for good.
   *
   * @param transactionId made by whoever asked; a repeat of it changes nothing
   * @param after the balance that this leaves
   */
  record Posted(
      String transactionId,
      Money amount,
      Merchant merchant,
      Balance after,
      Instant occurredAt,
      Instant at)
      implements AccountEvent {}

  /** A purchase was authorised: its amount (positive) is kept back until it posts or lapses. */
  record HoldPlaced(
      String transactionId,
      Money amount,
      Merchant merchant,
      Balance after,
      Instant occurredAt,
      Instant at)
      implements AccountEvent {}

  /** The authorised amount is free again; what is owed, if anything, is a posting of its own. */
  record HoldReleased(String transactionId, Balance after, Instant at) implements AccountEvent {}

  /** The caller asked for a statement and it was ordered. */
  record StatementRequested(
      String statementId, StatementDelivery delivery, String period, Instant at)
      implements AccountEvent {}
}
