package org.voiceteller.persistence.projection;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.pekko.Done;
import org.voiceteller.persistence.dynamodb.DynamoDb;
import org.voiceteller.persistence.dynamodb.DynamoDbOp;
import org.voiceteller.persistence.dynamodb.Items;
import org.voiceteller.persistence.dynamodb.Table;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.Put;
import software.amazon.awssdk.services.dynamodb.model.PutItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;

/**
 * Writes that can be repeated. What an event writes is refused by the table, and so changes
 * nothing, when the item already holds that event's number or a later one.
 *
 * <p>What an event counts is added in one DynamoDB transaction with what it writes ({@link
 * CountedWrites}): both happen or neither. An event that comes again is refused by its row, and the
 * counting with it; so each event counts once, however often it is projected and wherever a crash
 * falls. A request that is sent again by the SDK carries the token of the first and is done once.
 * Counters of one slice are written by that slice's runner alone, so transactions do not get in
 * each other's way; one that does (two runners for a moment, while a slice moves to another node)
 * fails, and the projection starts again where it was.
 */
final class TableWriter {

  private final DynamoDbAsyncClient client;
  private final ProjectionObserver observer;
  private final CountedWrites counted;

  /**
   * @param slice whose events these are; its counters are its own
   */
  TableWriter(DynamoDbAsyncClient client, ProjectionObserver observer, String slice) {
    this.client = client;
    this.observer = observer;
    this.counted = new CountedWrites(client, slice);
  }

  /** Writes the whole item unless it holds this event or a later one. */
  CompletionStage<Done> put(Table table, Items item, long sequenceNumber, Tally... tallies) {
    Put put =
        Put.builder()
            .tableName(table.tableName())
            .item(item.number(RowChange.SEQUENCE_NUMBER, sequenceNumber).build())
            .conditionExpression("attribute_not_exists(#key) OR #sequence < :sequence")
            .expressionAttributeNames(
                Map.of(
                    "#key",
                    table.keyAttributes().getFirst(),
                    "#sequence",
                    RowChange.SEQUENCE_NUMBER))
            .expressionAttributeValues(
                Map.of(":sequence", AttributeValue.fromN(Long.toString(sequenceNumber))))
            .build();
    return unlessDoneBefore(put(table, put, List.of(tallies)));
  }

  private CompletionStage<?> put(Table table, Put put, List<Tally> tallies) {
    return tallies.stream().allMatch(Tally::countsNothing)
        ? DynamoDb.single(
            client,
            DynamoDbOp.putItem(),
            PutItemRequest.builder()
                .tableName(put.tableName())
                .item(put.item())
                .conditionExpression(put.conditionExpression())
                .expressionAttributeNames(put.expressionAttributeNames())
                .expressionAttributeValues(
                    put.hasExpressionAttributeValues() ? put.expressionAttributeValues() : null)
                .returnValuesOnConditionCheckFailure(put.returnValuesOnConditionCheckFailure())
                .build())
        : counted.write(
            table, table.keyOf(put.item()), TransactWriteItem.builder().put(put).build(), tallies);
  }

  /**
   * Sets these attributes of an item that is there, unless it holds this event or a later one. An
   * item that is not there is not made: half an item would be worse than none.
   */
  CompletionStage<Done> update(Table table, Items key, Items changes, long sequenceNumber) {
    return update(table, key, RowChange.set(changes), sequenceNumber);
  }

  /** The same with all that a change may be. */
  CompletionStage<Done> update(Table table, Items key, RowChange change, long sequenceNumber) {
    return unlessDoneBefore(
        update(table, key, change.unlessDone(sequenceNumber), change.tallies()));
  }

  private CompletionStage<?> update(
      Table table, Items key, RowChange.Expression expression, List<Tally> tallies) {
    return tallies.stream().allMatch(Tally::countsNothing)
        ? DynamoDb.single(client, DynamoDbOp.updateItem(), expression.alone(table, key))
        : counted.write(table, key.build(), expression.inTransaction(table, key), tallies);
  }

  /**
   * A change that depends on how the item is now: counters of what there is move by what it was and
   * what it becomes. Only an item that is still as it was read is changed, so that no counter moves
   * by an older one.
   *
   * @param change of the item as it is
   */
  CompletionStage<Done> change(
      Table table,
      Items key,
      Function<Map<String, AttributeValue>, RowChange> change,
      long sequenceNumber) {
    GetItemRequest read =
        GetItemRequest.builder()
            .tableName(table.tableName())
            .key(key.build())
            .consistentRead(true)
            .build();
    return DynamoDb.single(client, DynamoDbOp.getItem(), read)
        .thenCompose(
            answer -> {
              AttributeValue at = answer.item().get(RowChange.SEQUENCE_NUMBER);
              if (at == null || Long.parseLong(at.n()) >= sequenceNumber) {
                return done();
              }
              RowChange wanted = change.apply(answer.item());
              return update(table, key, wanted.ifStillAt(at, sequenceNumber), wanted.tallies())
                  .thenApply(_ -> Done.getInstance());
            });
  }

  /** Like {@link #update}, of a pending transaction only; it leaves the index by time. */
  CompletionStage<Done> release(Items key, Items changes, long sequenceNumber) {
    RowChange.Expression expression =
        RowChange.set(changes)
            .removing("sortTime")
            .unlessDone(sequenceNumber)
            .onlyIf(
                "#pendingStatus = :pending",
                Map.of("#pendingStatus", "status"),
                Map.of(":pending", AttributeValue.fromS("PENDING")));
    return unlessDoneBefore(update(Table.TRANSACTIONS, key, expression, List.of()));
  }

  /**
   * Adds evidence. What is there stays as it is: when it is not what the journal says, that is
   * reported and never mended.
   *
   * @param foundBy attributes that it is only found by. What was written before there were any
   *     lacks them, and is no less what it was; who has one must have the right one
   */
  CompletionStage<Done> append(Table table, Items item, List<String> foundBy, Tally... tallies) {
    Map<String, AttributeValue> attributes = item.build();
    Put put =
        Put.builder()
            .tableName(table.tableName())
            .item(attributes)
            .conditionExpression("attribute_not_exists(#key)")
            .expressionAttributeNames(Map.of("#key", table.keyAttributes().getFirst()))
            .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
            .build();
    return put(table, put, List.of(tallies))
        .<Done>thenApply(_ -> Done.getInstance())
        .exceptionallyCompose(failure -> compare(table, attributes, foundBy, failure));
  }

  private CompletionStage<Done> compare(
      Table table, Map<String, AttributeValue> expected, List<String> foundBy, Throwable failure) {
    if (!(cause(failure) instanceof ConditionalCheckFailedException refused)) {
      return CompletableFuture.failedFuture(cause(failure));
    }
    Map<String, AttributeValue> there = refused.item();
    if (!there.equals(without(expected, foundBy, there))) {
      observer.evidenceDiffers(
          table.tableName(),
          String.join(
              " ",
              table.keyAttributes().stream()
                  .map(expected::get)
                  .map(key -> key.s() == null ? key.n() : key.s())
                  .toList()));
    }
    return done();
  }

  /** Without what the other one does not have, either. */
  private static Map<String, AttributeValue> without(
      Map<String, AttributeValue> item, List<String> names, Map<String, AttributeValue> other) {
    return item.entrySet().stream()
        .filter(entry -> !names.contains(entry.getKey()) || other.containsKey(entry.getKey()))
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  private static CompletionStage<Done> unlessDoneBefore(CompletionStage<?> write) {
    return write
        .<Done>thenApply(_ -> Done.getInstance())
        .exceptionallyCompose(
            failure ->
                cause(failure) instanceof ConditionalCheckFailedException
                    ? done()
                    : CompletableFuture.failedFuture(cause(failure)));
  }

  private static CompletionStage<Done> done() {
    return CompletableFuture.completedFuture(Done.getInstance());
  }

  static Throwable cause(Throwable failure) {
    return failure instanceof CompletionException && failure.getCause() != null
        ? failure.getCause()
        : failure;
  }
}
