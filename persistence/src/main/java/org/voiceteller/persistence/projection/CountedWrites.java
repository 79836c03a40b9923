package org.voiceteller.persistence.projection;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.voiceteller.persistence.dynamodb.DynamoDb;
import org.voiceteller.persistence.dynamodb.DynamoDbOp;
import org.voiceteller.persistence.dynamodb.Table;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/**
 * The rows of one slice whose writing counts, each in one transaction with what it counts.
 *
 * <p>Rows of a slice add to the same few counters, and two transactions that touch one item at once
 * cancel each other. So one is under way at a time, and rows that come meanwhile go together in the
 * next, with one write for each counter. A row that its condition refuses is taken out, and the
 * others are sent again without it: what is counted is exactly what is written.
 */
final class CountedWrites {

  /** {@code TransactWriteItems} takes 100 actions, of counters too, and 4 MB. */
  private static final int MOST_ACTIONS = 100;

  private static final String REFUSED = "ConditionalCheckFailed";
  private static final String INNOCENT = "None";

  private final DynamoDbAsyncClient client;
  private final String slice;
  private final Queue<Row> waiting = new LinkedList<>();
  private boolean underWay;

  private record Row(
      String key, TransactWriteItem write, List<Tally> counted, CompletableFuture<Void> written) {}

  /**
   * @param slice in whose name it is counted
   */
  CountedWrites(DynamoDbAsyncClient client, String slice) {
    this.client = client;
    this.slice = slice;
  }

  /**
   * Writes the row and counts, or neither.
   *
   * @param key of the row: no transaction writes a row twice
   * @return fails with a {@link ConditionalCheckFailedException} when the row's own condition does
   *     not hold; with the row as it is, if the write asks for that
   */
  CompletionStage<Void> write(
      Table table, Map<String, AttributeValue> key, TransactWriteItem write, List<Tally> counted) {
    Row row = new Row(table + " " + key, write, counted, new CompletableFuture<>());
    synchronized (this) {
      waiting.add(row);
      if (underWay) {
        return row.written;
      }
      underWay = true;
    }
    sendNext();
    return row.written;
  }

  private void sendNext() {
    List<Row> rows = takeNext();
    if (!rows.isEmpty()) {
      CompletableFuture.completedStage(rows)
          .thenCompose(this::send)
          .whenComplete(
              (_, failure) -> {
                if (failure != null) {
                  rows.forEach(
                      row -> row.written.completeExceptionally(TableWriter.cause(failure)));
                }
                sendNext();
              });
    }
  }

  /** The rows that go together; none, and nothing is under way, when none wait. */
  private synchronized List<Row> takeNext() {
    List<Row> rows = new ArrayList<>();
    Set<String> keys = new HashSet<>();
    Tally.Sums sums = new Tally.Sums(slice);
    for (Iterator<Row> each = waiting.iterator(); each.hasNext(); ) {
      Row row = each.next();
      if (!keys.add(row.key)) {
        continue;
      }
      sums.add(row.counted);
      if (!rows.isEmpty() && rows.size() + 1 + sums.size() > MOST_ACTIONS) {
        break;
      }
      rows.add(row);
      each.remove();
    }
    underWay = !rows.isEmpty();
    return rows;
  }

  private CompletionStage<Void> send(List<Row> rows) {
    Tally.Sums sums = new Tally.Sums(slice);
    rows.forEach(row -> sums.add(row.counted));
    return DynamoDb.single(
            client,
            DynamoDbOp.transactWriteItems(),
            TransactWriteItemsRequest.builder()
                .transactItems(
                    Stream.concat(rows.stream().map(Row::write), sums.writes().stream()).toList())
                .build())
        .<Void>thenApply(
            _ -> {
              rows.forEach(row -> row.written.complete(null));
              return null;
            })
        .exceptionallyCompose(failure -> sendOthers(rows, TableWriter.cause(failure)));
  }

  /** Without those that were refused; fails with the failure when that was not the reason. */
  private CompletionStage<Void> sendOthers(List<Row> rows, Throwable failure) {
    if (!(failure instanceof TransactionCanceledException cancelled) || !isByRows(cancelled)) {
      return CompletableFuture.failedFuture(failure);
    }
    List<Row> others = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      CancellationReason reason = cancelled.cancellationReasons().get(i);
      if (REFUSED.equals(reason.code())) {
        rows.get(i).written.completeExceptionally(refused(reason));
      } else {
        others.add(rows.get(i));
      }
    }
    return others.isEmpty() ? CompletableFuture.completedFuture(null) : send(others);
  }

  /** Whether it was cancelled for conditions and for nothing else. */
  private static boolean isByRows(TransactionCanceledException cancelled) {
    List<String> codes =
        cancelled.cancellationReasons().stream().map(CancellationReason::code).toList();
    return codes.contains(REFUSED)
        && codes.stream().allMatch(code -> code.equals(REFUSED) || code.equals(INNOCENT));
  }

  private static ConditionalCheckFailedException refused(CancellationReason reason) {
    return ConditionalCheckFailedException.builder()
        .message(reason.message())
        .item(reason.hasItem() ? reason.item() : null)
        .build();
  }
}
