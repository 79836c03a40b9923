package org.voiceteller.persistence.projection;

import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.jspecify.annotations.Nullable;
import org.voiceteller.core.account.AccountEvent;
import org.voiceteller.core.account.Balance;
import org.voiceteller.core.account.Merchant;
import org.voiceteller.core.account.Transaction.Status;
import org.voiceteller.core.money.Money;
import org.voiceteller.core.transfer.BankAccounts;
import org.voiceteller.persistence.dynamodb.ItemFields;
import org.voiceteller.persistence.dynamodb.Items;
import org.voiceteller.persistence.dynamodb.Table;

/**
 * {@code Banking_Accounts}, with the balance as it was after the last event, and {@code
 * Banking_Transactions}. A hold is a pending transaction; released, it leaves the lists but its
 * item stays, so that a hold that is projected again does not come back.
 *
 * <p>Counted is what there is on the accounts of each kind, and what comes and goes by the hour.
 * Both count with the account's row, which every event moves on: what there is changes by the
 * difference between the row's balance and the next, so that it is always the sum of all rows. The
 * bank's own accounts count apart: what customers pay it is not theirs any more.
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
              .thenCompose(
                  _ ->
                      balance(
                          accountId, after, at, new Movement(amount, occurredAt), sequenceNumber));
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
              .thenCompose(_ -> balance(accountId, after, at, null, sequenceNumber));
      case AccountEvent.HoldReleased(var transactionId, var after, var at) ->
          writer
              .release(
                  Items.item().text("accountId", accountId).text("transactionId", transactionId),
                  Items.item().text("status", "RELEASED").time("releasedAt", at),
                  sequenceNumber)
              .thenCompose(_ -> balance(accountId, after, at, null, sequenceNumber));
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
              .thenCompose(_ -> balance(accountId, after, at, null, sequenceNumber));
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
              .thenCompose(
                  _ ->
                      balance(
                          accountId,
                          after,
                          at,
                          new Movement(amount.negated(), at),
                          sequenceNumber));
      case AccountEvent.TransferVoided(var transferId, _, var after, var at) ->
          writer
              .release(
                  Items.item().text("accountId", accountId).text("transactionId", transferId),
                  Items.item().text("status", "RELEASED").time("releasedAt", at),
                  sequenceNumber)
              .thenCompose(_ -> balance(accountId, after, at, null, sequenceNumber));
      case AccountEvent.TransferCredited(var leg, var after, var at) ->
          writer
              .put(
                  Table.TRANSACTIONS,
                  transaction(
                      accountId, leg.transferId(), leg.amount(), leg.merchant(), Status.POSTED, at),
                  sequenceNumber)
              .thenCompose(
                  _ ->
                      balance(
                          accountId, after, at, new Movement(leg.amount(), at), sequenceNumber));
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
        sequenceNumber,
        Tally.ofStock(
            "accounts/" + kind(opened.customerId(), opened.kind().name()), Map.of("count", 1L)));
  }

  /** The bank's own are of a kind of their own. */
  private static String kind(String holderId, String kind) {
    return holderId.equals(BankAccounts.HOLDER) ? "BANK" : kind;
  }

  /** What came (positive) or went for good, and when. */
  private record Movement(Money amount, Instant occurredAt) {}

  private CompletionStage<Done> balance(
      String accountId,
      Balance after,
      Instant at,
      @Nullable Movement movement,
      long sequenceNumber) {
    Items changes =
        Items.item()
            .number("postedMinorUnits", after.posted().minorUnits())
            .number("heldMinorUnits", after.held().minorUnits())
            .number("availableMinorUnits", after.available().minorUnits())
            .time("changedAt", at);
    return writer.change(
        Table.ACCOUNTS,
        Items.item().text("accountId", accountId),
        row -> {
          ItemFields account = new ItemFields(Table.ACCOUNTS, row);
          Tally stock = stock(account, after);
          return movement == null
              ? RowChange.set(changes).counting(stock)
              : RowChange.set(changes).counting(stock, volume(account, movement));
        },
        sequenceNumber);
  }

  private static Tally stock(ItemFields before, Balance after) {
    String currency = before.text("currency");
    return Tally.ofStock(
        "accounts/" + kind(before),
        Map.of(
            "posted_" + currency,
            Math.subtractExact(after.posted().minorUnits(), before.number("postedMinorUnits")),
            "held_" + currency,
            Math.subtractExact(after.held().minorUnits(), before.number("heldMinorUnits"))));
  }

  private static Tally volume(ItemFields account, Movement movement) {
    String direction = movement.amount().isNegative() ? "out" : "in";
    return Tally.ofBooks(
        "volume/" + kind(account),
        movement.occurredAt(),
        Map.of(
            direction,
            1L,
            direction + "Minor_" + movement.amount().currency().getCurrencyCode(),
            Math.absExact(movement.amount().minorUnits())));
  }

  private static String kind(ItemFields account) {
    return kind(account.text("customerId"), account.text("kind"));
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
