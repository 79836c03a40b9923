package org.voiceteller.loadtests.tables;

import static java.util.Objects.requireNonNull;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.voiceteller.persistence.dynamodb.Table;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.GetItemResponse;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.PutItemResponse;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsResponse;
import software.amazon.awssdk.services.dynamodb.model.Update;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemResponse;

/**
 * Tables in this process's memory, as far as the projections write them: so that they, and nothing
 * that imitates them, make the items of a whole year, which then go to DynamoDB in batches. Every
 * event comes once and in order here, so no condition is looked at. Rows are taken out when their
 * entity is complete; figures stay until the end.
 */
final class HeldTables implements DynamoDbAsyncClient {

  private static final Pattern CLAUSE =
      Pattern.compile("(SET|REMOVE|ADD) (.*?)(?=$| REMOVE | ADD )");

  private record Key(String table, Map<String, AttributeValue> attributes) {}

  private final Map<Key, Map<String, AttributeValue>> rows = new HashMap<>();
  private final Map<Key, Map<String, AttributeValue>> figures = new HashMap<>();

  /** An item of a table. */
  record Item(String table, Map<String, AttributeValue> attributes) {}

  /** Rows of entities that are complete. */
  List<Item> takeRows() {
    List<Item> all = items(rows);
    rows.clear();
    return all;
  }

  List<Item> figures() {
    return items(figures);
  }

  private static List<Item> items(Map<Key, Map<String, AttributeValue>> held) {
    List<Item> all = new ArrayList<>();
    held.forEach((key, item) -> all.add(new Item(key.table(), item)));
    return all;
  }

  private Map<Key, Map<String, AttributeValue>> in(String table) {
    return table.endsWith("Figures") ? figures : rows;
  }

  @Override
  public CompletableFuture<PutItemResponse> putItem(PutItemRequest request) {
    put(request.tableName(), request.item());
    return CompletableFuture.completedFuture(PutItemResponse.builder().build());
  }

  @Override
  public CompletableFuture<UpdateItemResponse> updateItem(UpdateItemRequest request) {
    update(
        request.tableName(),
        request.key(),
        request.updateExpression(),
        request.expressionAttributeNames(),
        request.expressionAttributeValues());
    return CompletableFuture.completedFuture(UpdateItemResponse.builder().build());
  }

  @Override
  public CompletableFuture<GetItemResponse> getItem(GetItemRequest request) {
    Map<String, AttributeValue> item =
        in(request.tableName()).getOrDefault(new Key(request.tableName(), request.key()), Map.of());
    return CompletableFuture.completedFuture(GetItemResponse.builder().item(item).build());
  }

  @Override
  public CompletableFuture<TransactWriteItemsResponse> transactWriteItems(
      TransactWriteItemsRequest request) {
    for (TransactWriteItem write : request.transactItems()) {
      if (write.put() != null) {
        put(write.put().tableName(), write.put().item());
      } else {
        Update update = write.update();
        update(
            update.tableName(),
            update.key(),
            update.updateExpression(),
            update.expressionAttributeNames(),
            update.expressionAttributeValues());
      }
    }
    return CompletableFuture.completedFuture(TransactWriteItemsResponse.builder().build());
  }

  private void put(String table, Map<String, AttributeValue> item) {
    Map<String, AttributeValue> key = new TreeMap<>();
    for (String name : keyOf(table)) {
      key.put(name, requireNonNull(item.get(name)));
    }
    in(table).put(new Key(table, key), new TreeMap<>(item));
  }

  private static List<String> keyOf(String table) {
    return Arrays.stream(Table.values())
        .filter(one -> one.tableName().equals(table))
        .findFirst()
        .orElseThrow()
        .keyAttributes();
  }

  private void update(
      String table,
      Map<String, AttributeValue> key,
      String expression,
      Map<String, String> names,
      Map<String, AttributeValue> values) {
    Map<String, AttributeValue> item =
        in(table).computeIfAbsent(new Key(table, key), _ -> new TreeMap<>(key));
    Matcher clause = CLAUSE.matcher(expression);
    while (clause.find()) {
      for (String change : clause.group(2).strip().split(", ", -1)) {
        String[] words = change.split(" ", -1);
        String name = requireNonNull(names.get(words[0]));
        switch (clause.group(1)) {
          case "SET" -> item.put(name, requireNonNull(values.get(words[2])));
          case "REMOVE" -> item.remove(name);
          default -> item.merge(name, requireNonNull(values.get(words[1])), HeldTables::sum);
        }
      }
    }
  }

  private static AttributeValue sum(AttributeValue one, AttributeValue other) {
    return AttributeValue.fromN(
        new BigDecimal(one.n()).add(new BigDecimal(other.n())).toPlainString());
  }

  @Override
  public String serviceName() {
    return SERVICE_NAME;
  }

  @Override
  public void close() {
    // Holds nothing but memory.
  }
}
