package org.voiceteller.persistence.projection;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.voiceteller.persistence.dynamodb.DynamoDb;
import org.voiceteller.persistence.dynamodb.DynamoDbOp;
import org.voiceteller.persistence.dynamodb.Items;
import org.voiceteller.persistence.dynamodb.Table;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.UpdateItemRequest;

/**
 * Writes that can be repeated. What an event writes is refused by the table, and so changes
 * nothing, when the item already holds that event's number or a later one.
 */
final class TableWriter {

  private static final String SEQUENCE_NUMBER = "sequenceNumber";

  private final DynamoDbAsyncClient client;
  private final ProjectionObserver observer;

  TableWriter(DynamoDbAsyncClient client, ProjectionObserver observer) {
    this.client = client;
    this.observer = observer;
  }

  /** Writes the whole item unless it holds this event or a later one. */
  CompletionStage<Done> put(Table table, Items item, long sequenceNumber) {
    PutItemRequest request =
        PutItemRequest.builder()
            .tableName(table.tableName())
            .item(item.number(SEQUENCE_NUMBER, sequenceNumber).build())
            .conditionExpression("attribute_not_exists(#key) OR #sequence < :sequence")
            .expressionAttributeNames(
                Map.of("#key", table.keyAttributes().getFirst(), "#sequence", SEQUENCE_NUMBER))
            .expressionAttributeValues(
                Map.of(":sequence", AttributeValue.fromN(Long.toString(sequenceNumber))))
            .build();
    return unlessDoneBefore(DynamoDb.single(client, DynamoDbOp.putItem(), request));
  }

  /**
   * Sets these attributes of an item that is there, unless it holds this event or a later one. An
   * item that is not there is not made: half an item would be worse than none.
   */
  CompletionStage<Done> update(Table table, Items key, Items changes, long sequenceNumber) {
    return unlessDoneBefore(
        DynamoDb.single(
            client,
            DynamoDbOp.updateItem(),
            updateRequest(table, key, changes.number(SEQUENCE_NUMBER, sequenceNumber)).build()));
  }

  /** Like {@link #update}, of a pending transaction only; it leaves the index by time. */
  CompletionStage<Done> release(Items key, Items changes, long sequenceNumber) {
    UpdateItemRequest update =
        updateRequest(Table.TRANSACTIONS, key, changes.number(SEQUENCE_NUMBER, sequenceNumber))
            .build();
    Map<String, String> names = new TreeMap<>(update.expressionAttributeNames());
    names.put("#pendingStatus", "status");
    names.put("#sortTime", "sortTime");
    Map<String, AttributeValue> values = new TreeMap<>(update.expressionAttributeValues());
    values.put(":pending", AttributeValue.fromS("PENDING"));
    return unlessDoneBefore(
        DynamoDb.single(
            client,
            DynamoDbOp.updateItem(),
            update.toBuilder()
                .updateExpression(update.updateExpression() + " REMOVE #sortTime")
                .conditionExpression(
                    update.conditionExpression() + " AND #pendingStatus = :pending")
                .expressionAttributeNames(names)
                .expressionAttributeValues(values)
                .build()));
  }

  /**
   * Adds evidence. What is there stays as it is: when it is not what the journal says, that is
   * reported and never mended.
   */
  CompletionStage<Done> append(Table table, Items item) {
    Map<String, AttributeValue> attributes = item.build();
    PutItemRequest request =
        PutItemRequest.builder()
            .tableName(table.tableName())
            .item(attributes)
            .conditionExpression("attribute_not_exists(#key)")
            .expressionAttributeNames(Map.of("#key", table.keyAttributes().getFirst()))
            .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
            .build();
    return DynamoDb.single(client, DynamoDbOp.putItem(), request)
        .<Done>thenApply(_ -> Done.getInstance())
        .exceptionallyCompose(failure -> compare(table, attributes, failure));
  }

  private CompletionStage<Done> compare(
      Table table, Map<String, AttributeValue> expected, Throwable failure) {
    if (!(cause(failure) instanceof ConditionalCheckFailedException there)) {
      return CompletableFuture.failedFuture(failure);
    }
    if (!there.item().equals(expected)) {
      observer.evidenceDiffers(
          table.tableName(),
          String.join(
              " ",
              table.keyAttributes().stream()
                  .map(expected::get)
                  .map(key -> key.s() == null ? key.n() : key.s())
                  .toList()));
    }
    return CompletableFuture.completedFuture(Done.getInstance());
  }

  private static UpdateItemRequest.Builder updateRequest(Table table, Items key, Items changes) {
    Map<String, String> names = new TreeMap<>(Map.of("#sequence", SEQUENCE_NUMBER));
    Map<String, AttributeValue> values = new TreeMap<>();
    List<String> assignments = new ArrayList<>();
    changes
        .build()
        .forEach(
            (name, value) -> {
              int place = assignments.size();
              names.put("#n" + place, name);
              values.put(":v" + place, value);
              assignments.add("#n" + place + " = :v" + place);
            });
    values.put(":sequence", changes.build().get(SEQUENCE_NUMBER));
    return UpdateItemRequest.builder()
        .tableName(table.tableName())
        .key(key.build())
        .updateExpression("SET " + String.join(", ", assignments))
        .conditionExpression("#sequence < :sequence")
        .expressionAttributeNames(names)
        .expressionAttributeValues(values);
  }

  private static CompletionStage<Done> unlessDoneBefore(CompletionStage<?> write) {
    return write
        .<Done>thenApply(_ -> Done.getInstance())
        .exceptionallyCompose(
            failure ->
                cause(failure) instanceof ConditionalCheckFailedException
                    ? CompletableFuture.completedFuture(Done.getInstance())
                    : CompletableFuture.failedFuture(failure));
  }

  private static Throwable cause(Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }
}
