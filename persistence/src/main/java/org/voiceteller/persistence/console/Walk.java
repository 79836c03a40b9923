package org.voiceteller.persistence.console;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.voiceteller.persistence.console.Cursor.Position;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.QueryResponse;

/**
 * Reads a stretch from a place on, partition by partition, until there are enough items. Partitions
 * that turn out to be empty are followed by several at once: a list of a quiet year is there soon.
 * What one page may look at is bounded, so a page that filters much away may be short, and goes on
 * behind what was looked at.
 */
final class Walk {

  /** Items that are looked at with one query when most of them may be filtered away. */
  private static final int LOOKED_AT_ONCE = 500;

  /** Items that are looked at for one page. */
  private static final int LOOKED_AT_MOST = 4_000;

  private static final int WIDEST = 16;
  private static final int WIDENED_BY = 4;

  private final DynamoDbAsyncClient client;
  private final Stretch stretch;
  private final int limit;
  private final List<Map<String, AttributeValue>> items = new ArrayList<>();

  private int partition;
  private Map<String, AttributeValue> after;
  private int width = 1;
  private int looked;

  /**
   * What was found.
   *
   * @param next behind the last item, or behind what was looked at; null when nothing is left
   */
  record Found(List<Map<String, AttributeValue>> items, @Nullable Position next) {}

  private Walk(DynamoDbAsyncClient client, Stretch stretch, Position from, int limit) {
    this.client = client;
    this.stretch = stretch;
    this.limit = limit;
    this.partition = stretch.partitions().indexOf(from.partition());
    this.after = from.key();
  }

  /**
   * @param from a place that the stretch holds
   */
  static CompletionStage<Found> read(
      DynamoDbAsyncClient client, Stretch stretch, Position from, int limit) {
    return from.done()
        ? CompletableFuture.completedFuture(new Found(List.of(), null))
        : new Walk(client, stretch, from, limit).onward();
  }

  private CompletionStage<Found> onward() {
    if (items.size() > limit) {
      List<Map<String, AttributeValue>> page = List.copyOf(items.subList(0, limit));
      return CompletableFuture.completedFuture(new Found(page, stretch.after(page.getLast())));
    }
    if (partition == stretch.partitions().size()) {
      return CompletableFuture.completedFuture(new Found(List.copyOf(items), null));
    }
    if (looked >= LOOKED_AT_MOST) {
      return CompletableFuture.completedFuture(
          new Found(
              List.copyOf(items), Position.after(stretch.partitions().get(partition), after)));
    }
    List<CompletableFuture<QueryResponse>> answers = ask();
    return CompletableFuture.allOf(answers.toArray(CompletableFuture<?>[]::new))
        .thenCompose(
            _ -> {
              take(answers.stream().map(CompletableFuture::join).toList());
              return onward();
            });
  }

  private List<CompletableFuture<QueryResponse>> ask() {
    // One more than the page holds tells whether there is a next page.
    int each = stretch.isFiltered() ? LOOKED_AT_ONCE : limit + 1 - items.size();
    int until = Math.min(partition + width, stretch.partitions().size());
    return IntStream.range(partition, until)
        .mapToObj(
            i ->
                client.query(
                    stretch.query(
                        stretch.partitions().get(i), i == partition ? after : Map.of(), each)))
        .toList();
  }

  /** In their order, up to the first partition that holds more. */
  private void take(List<QueryResponse> answers) {
    for (QueryResponse answer : answers) {
      items.addAll(answer.items());
      looked += answer.scannedCount();
      if (answer.hasLastEvaluatedKey()) {
        after = answer.lastEvaluatedKey();
        width = 1;
        return;
      }
      partition++;
      after = Map.of();
    }
    width = Math.min(width * WIDENED_BY, WIDEST);
  }
}
