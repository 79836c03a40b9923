package org.voiceteller.persistence.console;

import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.voiceteller.core.dispute.CasePolicy;
import org.voiceteller.core.transfer.TransferRecord;
import org.voiceteller.persistence.dynamodb.DynamoTransferHistory;
import org.voiceteller.persistence.dynamodb.ItemFields;
import org.voiceteller.persistence.dynamodb.Table;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/** A customer with all that belongs to them, each list by its index on the customer. */
public final class Customers {

  private static final int MOST_HELD = 100;
  private static final int NEWEST = 50;

  private final DynamoDbAsyncClient client;
  private final CasePolicy policy;
  private final InstantSource clock;

  Customers(DynamoDbAsyncClient client, CasePolicy policy, InstantSource clock) {
    this.client = client;
    this.policy = policy;
    this.clock = clock;
  }

  /** Who they are; empty when there is no such customer. */
  public CompletionStage<Optional<CustomerRow>> row(String customerId) {
    return client
        .getItem(
            get ->
                get.tableName(Table.CUSTOMERS.tableName())
                    .key(Map.of("customerId", AttributeValue.fromS(customerId))))
        .thenApply(
            answer ->
                answer.hasItem() && !answer.item().isEmpty()
                    ? Optional.of(CustomerRow.of(new ItemFields(Table.CUSTOMERS, answer.item())))
                    : Optional.empty());
  }

  /**
   * All about them: up to 100 accounts and cards, and the newest 50 of each other list; empty when
   * there is no such customer.
   */
  public CompletionStage<Optional<CustomerFile>> file(String customerId) {
    LocalDate today = policy.day(clock.instant());
    CompletableFuture<Optional<CustomerRow>> row = row(customerId).toCompletableFuture();
    CompletableFuture<List<CustomerFile.Account>> accounts =
        list(Table.ACCOUNTS, customerId, MOST_HELD, CustomerFile.Account::of);
    CompletableFuture<List<CustomerFile.Card>> cards =
        list(Table.CARDS, customerId, MOST_HELD, CustomerFile.Card::of);
    CompletableFuture<List<CaseRow>> cases =
        list(Table.DISPUTES, customerId, NEWEST, item -> CaseRow.of(item, policy, today));
    CompletableFuture<List<TransferRecord>> transfers =
        list(Table.TRANSFERS, customerId, NEWEST, DynamoTransferHistory::transfer);
    CompletableFuture<List<CallRow>> calls =
        list(Table.AUTH_SESSIONS, customerId, NEWEST, CallRow::of);
    CompletableFuture<List<ConsentRow>> consents =
        list(Table.CONSENTS, customerId, NEWEST, ConsentRow::of);
    return CompletableFuture.allOf(row, accounts, cards, cases, transfers, calls, consents)
        .thenApply(
            _ ->
                row.join()
                    .map(
                        found ->
                            new CustomerFile(
                                found,
                                accounts.join(),
                                cards.join(),
                                cases.join(),
                                transfers.join(),
                                calls.join(),
                                consents.join())));
  }

  private <T> CompletableFuture<List<T>> list(
      Table table, String customerId, int limit, Function<ItemFields, T> read) {
    return client
        .query(
            QueryRequest.builder()
                .tableName(table.tableName())
                .indexName("byCustomer")
                .keyConditionExpression("customerId = :customer")
                .expressionAttributeValues(Map.of(":customer", AttributeValue.fromS(customerId)))
                .scanIndexForward(false)
                .limit(limit)
                .build())
        .thenApply(
            answer ->
                answer.items().stream()
                    .map(item -> read.apply(new ItemFields(table, item)))
                    .toList());
  }
}
