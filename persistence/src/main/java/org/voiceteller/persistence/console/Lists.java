package org.voiceteller.persistence.console;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.voiceteller.persistence.console.Cursor.Position;
import org.voiceteller.persistence.console.Walk.Found;
import org.voiceteller.persistence.dynamodb.ItemFields;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/** Pages of lists that are read from one stretch of an index, or merged from several. */
final class Lists {

  private static final int BAD_REQUEST = 400;

  private final DynamoDbAsyncClient client;

  Lists(DynamoDbAsyncClient client) {
    this.client = client;
  }

  /** What a list is, once it is known which period it is of. */
  @FunctionalInterface
  interface OfPeriod {

    /**
     * @return the stretches that are merged by their sort keys
     */
    List<Stretch> stretches(@Nullable Period period);
  }

  /**
   * @param list names the list in its cursors: all that selects its items
   * @param period of the first page; the pages that follow are of the same
   * @param count of the stretches
   * @return fails with a {@link BadQueryException} when it cannot be asked like that
   */
  <T> CompletionStage<Page<T>> page(
      Record list,
      Paging paging,
      Supplier<@Nullable Period> period,
      int count,
      OfPeriod of,
      Function<ItemFields, T> read) {
    try {
      paging.checked();
      String after = paging.after();
      Cursor begun =
          after == null ? new Cursor(period.get(), List.of()) : Cursor.read(after, list, count);
      List<Stretch> stretches = of.stretches(begun.period());
      List<Position> from =
          after == null ? stretches.stream().map(Stretch::beginning).toList() : begun.positions();
      if (!IntStream.range(0, count).allMatch(i -> stretches.get(i).holds(from.get(i)))) {
        throw BadQueryException.ofCursor();
      }
      return merged(stretches, from, paging.limit())
          .exceptionallyCompose(failure -> refused(failure, after != null))
          .thenApply(
              merged ->
                  new Page<>(
                      merged.items().stream().map(read).toList(),
                      merged.next() == null
                          ? null
                          : new Cursor(begun.period(), merged.next()).write(list)));
    } catch (BadQueryException bad) {
      return CompletableFuture.failedFuture(bad);
    }
  }

  private record Merged(List<ItemFields> items, @Nullable List<Position> next) {}

  private CompletionStage<Merged> merged(List<Stretch> stretches, List<Position> from, int limit) {
    List<CompletableFuture<Found>> found =
        IntStream.range(0, stretches.size())
            .mapToObj(
                i -> Walk.read(client, stretches.get(i), from.get(i), limit).toCompletableFuture())
            .toList();
    return CompletableFuture.allOf(found.toArray(CompletableFuture<?>[]::new))
        .thenApply(
            _ ->
                merge(
                    stretches, from, found.stream().map(CompletableFuture::join).toList(), limit));
  }

  /** Takes the first of all heads until the page is full or what is behind a head is not known. */
  private static Merged merge(
      List<Stretch> stretches, List<Position> from, List<Found> found, int limit) {
    List<Deque<Map<String, AttributeValue>>> left =
        found.stream()
            .<Deque<Map<String, AttributeValue>>>map(one -> new ArrayDeque<>(one.items()))
            .toList();
    List<Position> reached = new ArrayList<>(from);
    List<ItemFields> items = new ArrayList<>();
    while (items.size() < limit) {
      int unknown = unknown(left, found);
      if (unknown >= 0) {
        reached.set(unknown, found.get(unknown).next());
        break;
      }
      int first = first(stretches, left);
      if (first < 0) {
        break;
      }
      Map<String, AttributeValue> item = left.get(first).removeFirst();
      items.add(new ItemFields(stretches.get(first).table(), item));
      reached.set(first, stretches.get(first).after(item));
    }
    for (int i = 0; i < found.size(); i++) {
      if (left.get(i).isEmpty()) {
        Position next = found.get(i).next();
        reached.set(i, next == null ? Position.atTheEnd() : next);
      }
    }
    return new Merged(items, reached.stream().allMatch(Position::done) ? null : reached);
  }

  /** A stretch that has more, of which nothing is at hand; -1 when there is none. */
  private static int unknown(List<Deque<Map<String, AttributeValue>>> left, List<Found> found) {
    return IntStream.range(0, found.size())
        .filter(i -> left.get(i).isEmpty() && found.get(i).next() != null)
        .findFirst()
        .orElse(-1);
  }

  private static int first(List<Stretch> stretches, List<Deque<Map<String, AttributeValue>>> left) {
    Comparator<Integer> bySort =
        Comparator.comparing(i -> stretches.get(i).sortOf(left.get(i).getFirst()));
    return IntStream.range(0, stretches.size())
        .filter(i -> !left.get(i).isEmpty())
        .boxed()
        .min(stretches.getFirst().ascending() ? bySort : bySort.reversed())
        .orElse(-1);
  }

  /** A place that DynamoDB does not take for one was not made by us. */
  private static <T> CompletionStage<T> refused(Throwable failure, boolean isContinued) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    return CompletableFuture.failedFuture(
        isContinued
                && cause instanceof DynamoDbException refused
                && refused.statusCode() == BAD_REQUEST
                && refused.awsErrorDetails().errorCode().equals("ValidationException")
            ? BadQueryException.ofCursor()
            : cause);
  }
}
