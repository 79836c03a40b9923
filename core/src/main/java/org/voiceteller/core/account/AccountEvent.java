package org.voiceteller.core.account;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
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

  /**
   * Money is kept back for a transfer that leaves the account, until it is posted or voided.
   *
   * @param countedOn the day whose allowance it counts against; null when it counts against none
   */
  record TransferPending(Leg leg, @Nullable LocalDate countedOn, Balance after, Instant at)
      implements AccountEvent {}

  /**
   * A pending transfer left the account for good; what was kept back beyond the amount is free
   * again.
   *
   * @param amount positive
   */
  record TransferPosted(
      String transferId, Money amount, Merchant merchant, Balance after, Instant at)
      implements AccountEvent {}

  /**
   * A transfer will not move money here, now or later: what was kept back for it, if anything, is
   * free again.
   */
  record TransferVoided(String transferId, VoidCause cause, Balance after, Instant at)
      implements AccountEvent {}

  /** Why a pending transfer came to nothing. */
  enum VoidCause {
    REFUSED_BY_OTHER_SIDE,
    EXPIRED
  }

  /** Money came in by a transfer, for good. */
  record TransferCredited(Leg leg, Balance after, Instant at) implements AccountEvent {}

  /** The account's holder told of a cheque that they wrote. */
  record CheckRegistered(String checkNumber, Money amount, String payee, Instant at)
      implements AccountEvent {}

  /** A cheque was paid; the money that went is a posting of its own. */
  record CheckPaid(String checkNumber, String presentmentId, Money amount, Instant at)
      implements AccountEvent {}

  /** A cheque shall not be paid; an order that was there before ends. */
  record StopPlaced(StopOrder order, Instant at) implements AccountEvent {}

  /** The order to stop a cheque was confirmed in writing. */
  record StopConfirmed(String checkNumber, Instant at) implements AccountEvent {}
}
