package org.voiceteller.persistence.dynamodb;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.ClassicActorSystemProvider;
import org.apache.pekko.stream.javadsl.Sink;
import org.voiceteller.core.account.Merchant;
import org.voiceteller.core.account.Transaction;
import org.voiceteller.core.account.TransactionHistory;
import org.voiceteller.core.account.TransactionQuery;
import org.voiceteller.core.money.Money;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/**
 * An account's history from {@code Banking_Transactions}: queries by account and time in the index
 * {@code byTime}, newest first, never a scan. Merchant, category and amount are filtered by
 * DynamoDB within what the key selects; a search stops at its limit or at the most pages that the
 * settings allow.
 */
public final class DynamoTransactionHistory implements TransactionHistory {

  private static final String BEFORE_ALL_TIME = "0";
  private static final String AFTER_ALL_TIME = "~";
  private static final int PAGE_SIZE = 100;

  private final DynamoDbAsyncClient client;
  private final ClassicActorSystemProvider system;
  private final int maxPages;

  private DynamoTransactionHistory(
      DynamoDbAsyncClient client, ClassicActorSystemProvider system, int maxPages) {
    this.client = client;
    this.system = system;
    this.maxPages = maxPages;
  }

  /**
   * @param maxPages of 100 items each, most that one search reads
   */
  public static DynamoTransactionHistory create(
      DynamoDbAsyncClient client, ClassicActorSystemProvider system, int maxPages) {
    return new DynamoTransactionHistory(client, system, maxPages);
  }

  @Override
  public CompletionStage<List<Transaction>> recent(String accountId, int limit) {
    return search(new TransactionQuery(accountId, null, null, null, null, null, null, limit));
  }

  @Override
  public CompletionStage<List<Transaction>> search(TransactionQuery query) {
    return DynamoDb.source(client, DynamoDbPaginatedOp.query(), request(query))
        .take(maxPages)
        .mapConcat(page -> page.items())
        .take(query.limit())
        .map(DynamoTransactionHistory::transaction)
        .runWith(Sink.seq(), system);
  }

  /** A sort key is a time with the id behind it: the bare time stands before all of that time. */
  private static QueryRequest request(TransactionQuery query) {
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
    QueryRequest.Builder request =
        QueryRequest.builder()
            .tableName(Table.TRANSACTIONS.tableName())
            .indexName("byTime")
            .keyConditionExpression("accountId = :account AND sortTime BETWEEN :from AND :until")
            .expressionAttributeValues(values.build())
            .scanIndexForward(false)
            .limit(filters.isEmpty() ? Math.clamp(query.limit(), 1, PAGE_SIZE) : PAGE_SIZE);
    return filters.isEmpty()
        ? request.build()
        : request.filterExpression(String.join(" AND ", filters)).build();
  }

  private static Transaction transaction(Map<String, AttributeValue> item) {
    return new Transaction(
        text(item, "accountId"),
        text(item, "transactionId"),
        Money.of(Long.parseLong(value(item, "minorUnits").n()), text(item, "currency")),
        new Merchant(
            text(item, "merchantDescriptor"), text(item, "categoryCode"), text(item, "category")),
        Transaction.Status.valueOf(text(item, "status")),
        Instant.parse(text(item, "occurredAt")));
  }

  private static String text(Map<String, AttributeValue> item, String name) {
    return value(item, name).s();
  }

  private static AttributeValue value(Map<String, AttributeValue> item, String name) {
    AttributeValue value = item.get(name);
    if (value == null) {
      throw new IllegalStateException("Expected a transaction with " + name + ", but it has none");
    }
    return value;
  }
}
