package org.voiceteller.persistence.projection;

import java.time.Instant;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.voiceteller.core.account.AccountEvent;
import org.voiceteller.core.account.Balance;
import org.voiceteller.core.account.Merchant;
import org.voiceteller.core.account.Transaction.Status;
import org.voiceteller.core.money.Money;
import org.voiceteller.persistence.dynamodb.Items;
import org.voiceteller.persistence.dynamodb.Table;

/**
 * {@code Banking_Accounts}, with the balance as it was after the last event, and {@code
 * Banking_Transactions}. A hold is a pending transaction; released, it leaves the lists but its
 * item stays, so that a hold that is projected again does not come back.
 */
final class AccountTables {

  private final TableWriter writer;

  AccountTables(TableWriter writer) {
    this.writer = writer;
  }

  CompletionStage<Done> apply(String accountId, AccountEvent event, long sequenceNumber) {
    return switch (event) {
      case AccountEvent.Opened opened -> open(opened, sequenceNumber);
      case AccountEvent.Posted(
              var transactionId,
              var amount,
              var merchant,
              var after,
              var occurredAt,
              var at) ->
          writer
              .put(
                  Table.TRANSACTIONS,
                  transaction(
                      accountId, transactionId, amount, merchant, Status.POSTED, occurredAt),
                  sequenceNumber)
              .thenCompose(_ -> balance(accountId, after, at, sequenceNumber));
      case AccountEvent.HoldPlaced(
              var transactionId,
              var amount,
              var merchant,
              var after,
              var occurredAt,
              var at) ->
          writer
              .put(
                  Table.TRANSACTIONS,
                  transaction(
                      accountId,
                      transactionId,
                      new Money(Math.negateExact(amount.minorUnits()), amount.currency()),
                      merchant,
                      Status.PENDING,
                      occurredAt),
                  sequenceNumber)
              .thenCompose(_ -> balance(accountId, after, at, sequenceNumber));
      case AccountEvent.HoldReleased(var transactionId, var after, var at) ->
          writer
              .release(
                  Items.item().text("accountId", accountId).text("transactionId", transactionId),
                  Items.item().text("status", "RELEASED").time("releasedAt", at),
                  sequenceNumber)
              .thenCompose(_ -> balance(accountId, after, at, sequenceNumber));
      case AccountEvent.TransferPending(var leg, _, var after, var at) ->
          writer
              .put(
                  Table.TRANSACTIONS,
                  transaction(
                      accountId,
                      leg.transferId(),
                      leg.amount().negated(),
                      leg.merchant(),
                      Status.PENDING,
                      leg.initiatedAt()),
                  sequenceNumber)
              .thenCompose(_ -> balance(accountId, after, at, sequenceNumber));
      case AccountEvent.TransferPosted(
              var transferId,
              var amount,
              var merchant,
              var after,
              var at) ->
          writer
              .put(
                  Table.TRANSACTIONS,
                  transaction(accountId, transferId, amount.negated(), merchant, Status.POSTED, at),
                  sequenceNumber)
              .thenCompose(_ -> balance(accountId, after, at, sequenceNumber));
      case AccountEvent.TransferVoided(var transferId, _, var after, var at) ->
          writer
              .release(
                  Items.item().text("accountId", accountId).text("transactionId", transferId),
                  Items.item().text("status", "RELEASED").time("releasedAt", at),
                  sequenceNumber)
              .thenCompose(_ -> balance(accountId, after, at, sequenceNumber));
      case AccountEvent.TransferCredited(var leg, var after, var at) ->
          writer
              .put(
                  Table.TRANSACTIONS,
                  transaction(
                      accountId, leg.transferId(), leg.amount(), leg.merchant(), Status.POSTED, at),
                  sequenceNumber)
              .thenCompose(_ -> balance(accountId, after, at, sequenceNumber));
      // The money that a cheque moves is a posting of its own; orders are asked of the account.
      case AccountEvent.StatementRequested _,
          AccountEvent.CheckRegistered _,
          AccountEvent.CheckPaid _,
          AccountEvent.StopPlaced _,
          AccountEvent.StopConfirmed _ ->
          CompletableFuture.completedFuture(Done.getInstance());
    };
  }

  private CompletionStage<Done> open(AccountEvent.Opened opened, long sequenceNumber) {
    return writer.put(
        Table.ACCOUNTS,
        Items.item()
            .text("accountId", opened.accountId())
            .text("customerId", opened.customerId())
            .text("kind", opened.kind().name())
            .text("lastFour", opened.lastFour())
            .text("currency", opened.currencyCode())
            .number("postedMinorUnits", 0)
            .number("heldMinorUnits", 0)
            .number("availableMinorUnits", 0)
            .time("openedAt", opened.at())
            .time("changedAt", opened.at()),
        sequenceNumber);
  }

  private CompletionStage<Done> balance(
      String accountId, Balance after, Instant at, long sequenceNumber) {
    return writer.update(
        Table.ACCOUNTS,
        Items.item().text("accountId", accountId),
        Items.item()
            .number("postedMinorUnits", after.posted().minorUnits())
            .number("heldMinorUnits", after.held().minorUnits())
            .number("availableMinorUnits", after.available().minorUnits())
            .time("changedAt", at),
        sequenceNumber);
  }

  private static Items transaction(
      String accountId,
      String transactionId,
      Money amount,
      Merchant merchant,
      Status status,
      Instant occurredAt) {
    return Items.item()
        .text("accountId", accountId)
        .text("transactionId", transactionId)
        .text("sortTime", Items.timeText(occurredAt) + "#" + transactionId)
        .text("status", status.name())
        .number("minorUnits", amount.minorUnits())
        .number("absoluteMinorUnits", Math.absExact(amount.minorUnits()))
        .text("currency", amount.currency().getCurrencyCode())
        .text("merchantDescriptor", merchant.descriptor())
        .text("merchantSearch", merchant.descriptor().toLowerCase(Locale.ROOT))
        .text("categoryCode", merchant.categoryCode())
        .text("category", merchant.category())
        .text("categorySearch", merchant.category().toLowerCase(Locale.ROOT))
        .time("occurredAt", occurredAt);
  }
}
