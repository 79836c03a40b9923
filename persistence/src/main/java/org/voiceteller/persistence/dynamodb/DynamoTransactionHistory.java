package org.voiceteller.persistence.dynamodb;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.ClassicActorSystemProvider;
import org.voiceteller.core.account.Merchant;
import org.voiceteller.core.account.Transaction;
import org.voiceteller.core.account.TransactionHistory;
import org.voiceteller.core.account.TransactionQuery;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;

/**
 * An account's history from {@code Banking_Transactions}: queries by account and time in the index
 * {@code byTime}, newest first, never a scan. Merchant, category and amount are filtered by
 * DynamoDB within what the key selects; a search stops at its limit or at the most pages that the
 * settings allow.
 */
public final class DynamoTransactionHistory implements TransactionHistory {

  private static final String BEFORE_ALL_TIME = "0";
  private static final String AFTER_ALL_TIME = "~";

  private final NewestFirst lists;

  private DynamoTransactionHistory(NewestFirst lists) {
    this.lists = lists;
  }

  /**
   * @param maxPages of 100 items each, most that one search reads
   */
  public static DynamoTransactionHistory create(
      DynamoDbAsyncClient client, ClassicActorSystemProvider system, int maxPages) {
    return new DynamoTransactionHistory(new NewestFirst(client, system, maxPages));
  }

  @Override
  public CompletionStage<List<Transaction>> recent(String accountId, int limit) {
    return search(new TransactionQuery(accountId, null, null, null, null, null, null, limit));
  }

  @Override
  public CompletionStage<List<Transaction>> search(TransactionQuery query) {
    return lists.read(searchFor(query), DynamoTransactionHistory::transaction);
  }

  /** A sort key is a time with the id behind it: the bare time stands before all of that time. */
  private static NewestFirst.Search searchFor(TransactionQuery query) {
    Items values =
        Items.item()
            .text(":account", query.accountId())
            .text(":from", query.from() == null ? BEFORE_ALL_TIME : Items.timeText(query.from()))
            .text(":until", query.until() == null ? AFTER_ALL_TIME : Items.timeText(query.until()));
    List<String> filters = new ArrayList<>();
    if (query.merchant() != null) {
      filters.add("contains(merchantSearch, :merchant)");
      values.text(":merchant", query.merchant().toLowerCase(Locale.ROOT));
    }
    if (query.category() != null) {
      filters.add("categorySearch = :category");
      values.text(":category", query.category().toLowerCase(Locale.ROOT));
    }
    if (query.minimumMinorUnits() != null) {
      filters.add("absoluteMinorUnits >= :minimum");
      values.number(":minimum", query.minimumMinorUnits());
    }
    if (query.maximumMinorUnits() != null) {
      filters.add("absoluteMinorUnits <= :maximum");
      values.number(":maximum", query.maximumMinorUnits());
    }
    return new NewestFirst.Search(
        Table.TRANSACTIONS,
        "byTime",
        "accountId = :account AND sortTime BETWEEN :from AND :until",
        filters,
        values,
        query.limit());
  }

  private static Transaction transaction(ItemFields item) {
    return new Transaction(
        item.text("accountId"),
        item.text("transactionId"),
        item.money(),
        new Merchant(
            item.text("merchantDescriptor"), item.text("categoryCode"), item.text("category")),
        Transaction.Status.valueOf(item.text("status")),
        item.time("occurredAt"));
  }
}
