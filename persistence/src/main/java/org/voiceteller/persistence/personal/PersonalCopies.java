package org.voiceteller.persistence.personal;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.jspecify.annotations.Nullable;
import org.voiceteller.persistence.dynamodb.Table;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.QueryRequest;

/**
 * What the projections copied of a customer's personal data into the tables: makes it read as the
 * journal does after an erasure. Items are found by key or index and changed only where they are;
 * may be repeated.
 */
final class PersonalCopies {

  /**
   * Personal attributes of one table's items.
   *
   * @param replaced read {@code [erased]} afterwards
   * @param removed are gone afterwards
   */
  private record Copy(Table table, List<String> replaced, List<String> removed) {}

  private static final Copy CUSTOMERS =
      new Copy(
          Table.CUSTOMERS,
          List.of("fullName"),
          List.of("phoneLastFour", "lastInitial", "lastSort", "firstInitial", "firstSort"));
  private static final Copy SESSIONS =
      new Copy(Table.AUTH_SESSIONS, List.of(), List.of("ipAddress"));
  private static final Copy TRANSACTIONS =
      new Copy(Table.TRANSACTIONS, List.of("merchantDescriptor", "merchantSearch"), List.of());
  private static final Copy TRANSFERS =
      new Copy(Table.TRANSFERS, List.of("counterparty", "counterpartySearch"), List.of());
  private static final Copy BILLS = new Copy(Table.BILL_PAY, List.of("payee"), List.of());
  private static final Copy CARDS = new Copy(Table.CARDS, List.of(), List.of("trackingNumber"));
  private static final Copy CASES =
      new Copy(Table.DISPUTES, List.of("merchantDescriptor"), List.of("explanation"));

  /** Items that are changed at once. */
  private static final int PAGE = 100;

  private final DynamoDbAsyncClient tables;

  PersonalCopies(DynamoDbAsyncClient tables) {
    this.tables = tables;
  }

  /**
   * @param calls their persistence ids
   * @return completes when all of them are gone
   */
  CompletionStage<Void> empty(String customerId, List<String> calls) {
    List<CompletionStage<?>> changes = new ArrayList<>();
    changes.add(empty(CUSTOMERS, Map.of("customerId", AttributeValue.fromS(customerId))));
    for (String call : calls) {
      String callId = PersistenceId.extractEntityId(call);
      changes.add(empty(SESSIONS, Map.of("sessionId", AttributeValue.fromS(callId))));
    }
    changes.add(emptyTransactions(customerId));
    changes.add(emptyAll(TRANSFERS, "byCustomer", "customerId", customerId));
    changes.add(emptyAll(BILLS, null, "customerId", customerId));
    changes.add(emptyAll(CARDS, "byCustomer", "customerId", customerId));
    changes.add(emptyAll(CASES, "byCustomer", "customerId", customerId));
    return all(changes);
  }

  /** Of all accounts of the customer; nobody has so many that they fill a page. */
  private CompletionStage<Void> emptyTransactions(String customerId) {
    return tables
        .query(query(Table.ACCOUNTS, "byCustomer", "customerId", customerId))
        .thenCompose(
            accounts ->
                all(
                    accounts.items().stream()
                        .map(item -> requireNonNull(item.get("accountId")).s())
                        .map(account -> emptyAll(TRANSACTIONS, null, "accountId", account))
                        .toList()));
  }

  private static QueryRequest query(Table table, @Nullable String index, String key, String value) {
    return QueryRequest.builder()
        .tableName(table.tableName())
        .indexName(index)
        .keyConditionExpression(key + " = :value")
        .expressionAttributeValues(Map.of(":value", AttributeValue.fromS(value)))
        .limit(PAGE)
        .build();
  }

  /** Page by page, each emptied before the next is read. */
  private CompletionStage<Void> emptyAll(
      Copy copy, @Nullable String index, String key, String value) {
    return emptyFrom(copy, query(copy.table(), index, key, value));
  }

  private CompletionStage<Void> emptyFrom(Copy copy, QueryRequest page) {
    return tables
        .query(page)
        .thenCompose(
            answer ->
                all(answer.items().stream().map(item -> empty(copy, keyOf(copy, item))).toList())
                    .thenCompose(
                        _ ->
                            answer.hasLastEvaluatedKey()
                                ? emptyFrom(
                                    copy,
                                    page.toBuilder()
                                        .exclusiveStartKey(answer.lastEvaluatedKey())
                                        .build())
                                : CompletableFuture.completedFuture(null)));
  }

  private static Map<String, AttributeValue> keyOf(Copy copy, Map<String, AttributeValue> item) {
    return copy.table().keyAttributes().stream().collect(Collectors.toMap(name -> name, item::get));
  }

  /** Of an item that is there: none is made. */
  private CompletionStage<Void> empty(Copy copy, Map<String, AttributeValue> key) {
    Map<String, String> names = new TreeMap<>();
    Stream.concat(copy.replaced().stream(), copy.removed().stream())
        .forEach(name -> names.put("#" + name, name));
    names.put("#key", copy.table().keyAttributes().getFirst());
    String set =
        copy.replaced().stream()
            .map(name -> "#" + name + " = :erased")
            .collect(Collectors.joining(", "));
    String remove =
        copy.removed().stream().map(name -> "#" + name).collect(Collectors.joining(", "));
    return tables
        .updateItem(
            update -> {
              update
                  .tableName(copy.table().tableName())
                  .key(key)
                  .updateExpression(
                      (set.isEmpty() ? "" : "SET " + set + " ")
                          + (remove.isEmpty() ? "" : "REMOVE " + remove))
                  .conditionExpression("attribute_exists(#key)")
                  .expressionAttributeNames(names);
              if (!set.isEmpty()) {
                update.expressionAttributeValues(
                    Map.of(":erased", AttributeValue.fromS(PersonalFields.ERASED)));
              }
            })
        .handle(
            (_, failure) -> {
              Throwable cause =
                  failure instanceof CompletionException && failure.getCause() != null
                      ? failure.getCause()
                      : failure;
              if (cause != null && !(cause instanceof ConditionalCheckFailedException)) {
                throw new CompletionException(cause);
              }
              return null;
            });
  }

  private static CompletionStage<Void> all(List<? extends CompletionStage<?>> stages) {
    return CompletableFuture.allOf(
        stages.stream()
            .map(CompletionStage::toCompletableFuture)
            .toArray(CompletableFuture<?>[]::new));
  }
}
