package org.voiceteller.persistence.console;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.voiceteller.persistence.console.Cursor.Position;
import org.voiceteller.persistence.console.Walk.Found;
import org.voiceteller.persistence.dynamodb.ItemFields;
import org.voiceteller.persistence.dynamodb.SearchNames;
import org.voiceteller.persistence.dynamodb.Table;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;

/**
 * Customers by what somebody knows of them: the beginning of a first or last name, or the last four
 * digits of a phone number, an account or a card. A customer who is found in several ways is there
 * once. Whole phone numbers are not in the tables: who has one is found by the number's own entity.
 */
public final class CustomerSearch {

  private static final int LETTERS = 2;
  private static final int BATCH = 100;
  private static final String PREFIX_END = "\uffff";

  private final DynamoDbAsyncClient client;

  CustomerSearch(DynamoDbAsyncClient client) {
    this.client = client;
  }

  private record ByName(String beginning) {}

  private record ByDigits(String lastFour) {}

  /**
   * Finds by name, sorted by it: who has it as last name before who has it as first name; or by
   * digits, sorted by customer. What is neither two letters at least nor four digits finds nobody.
   *
   * @param words as somebody typed them; case, marks and punctuation do not matter
   * @param after the {@code next} of the page before; null for the first one
   * @return fails with a {@link BadQueryException} when it cannot be asked like that
   */
  public CompletionStage<Page<CustomerRow>> page(String words, int limit, @Nullable String after) {
    try {
      new Paging(Paging.Order.OLDEST, limit, after).checked();
      String digits = words.strip();
      if (digits.matches("[0-9]{4}")) {
        return byDigits(new ByDigits(digits), limit, after);
      }
      Optional<SearchNames> name =
          SearchNames.of(words)
              .filter(
                  folded ->
                      folded.text().codePoints().filter(Character::isLetter).count() >= LETTERS);
      return name.isPresent()
          ? byName(new ByName(name.get().text()), name.get().initial(), limit, after)
          : CompletableFuture.completedFuture(new Page<>(List.of(), null));
    } catch (BadQueryException bad) {
      return CompletableFuture.failedFuture(bad);
    }
  }

  private CompletionStage<Page<CustomerRow>> byName(
      ByName wanted, String initial, int limit, @Nullable String after) {
    List<Stretch> ways =
        List.of(
            way("byLastName", initial, wanted.beginning()),
            way("byFirstName", initial, wanted.beginning()));
    List<Position> from =
        after == null
            ? ways.stream().map(Stretch::beginning).toList()
            : Cursor.read(after, wanted, ways.size()).positions();
    for (int i = 0; i < ways.size(); i++) {
      if (!ways.get(i).holds(from.get(i))) {
        throw BadQueryException.ofCursor();
      }
    }
    return Walk.read(client, ways.get(0), from.get(0), limit)
        .thenCompose(
            last -> {
              int left = limit - last.items().size();
              return last.next() != null || left == 0
                  ? CompletableFuture.completedFuture(
                      page(wanted, last.items(), last.next(), from.get(1)))
                  : first(wanted, ways.get(1), from.get(1), left, last.items());
            });
  }

  /** By first name, without those whose last name begins like that: they were there before. */
  private CompletionStage<Page<CustomerRow>> first(
      ByName wanted,
      Stretch way,
      Position from,
      int left,
      List<Map<String, AttributeValue>> before) {
    return Walk.read(client, way, from, left)
        .thenCompose(
            found -> {
              List<Map<String, AttributeValue>> all = new ArrayList<>(before);
              found.items().stream()
                  .filter(item -> !text(item, "lastSort").startsWith(wanted.beginning()))
                  .forEach(all::add);
              int added = all.size() - before.size();
              return found.next() == null || added == left
                  ? CompletableFuture.completedFuture(
                      page(wanted, all, Position.atTheEnd(), found.next()))
                  : first(wanted, way, found.next(), left - added, all);
            });
  }

  private static Stretch way(String index, String initial, String beginning) {
    return new Stretch(
        Table.CUSTOMERS,
        index,
        List.of(initial),
        beginning,
        beginning + PREFIX_END,
        true,
        List.of());
  }

  private static Page<CustomerRow> page(
      ByName wanted,
      List<Map<String, AttributeValue>> items,
      @Nullable Position last,
      @Nullable Position first) {
    List<Position> next =
        Stream.of(Optional.ofNullable(last), Optional.ofNullable(first))
            .map(position -> position.orElse(Position.atTheEnd()))
            .toList();
    return new Page<>(
        items.stream().map(CustomerSearch::row).toList(),
        next.stream().allMatch(Position::done) ? null : new Cursor(null, next).write(wanted));
  }

  /** All three ways are sorted by customer, so they merge into one list of each customer once. */
  private CompletionStage<Page<CustomerRow>> byDigits(
      ByDigits wanted, int limit, @Nullable String after) {
    String behind =
        after == null ? null : Cursor.read(after, wanted, 1).positions().getFirst().partition();
    List<Stretch> ways =
        Stream.of(
                "byPhone " + Table.CUSTOMERS,
                "byLastFour " + Table.ACCOUNTS,
                "byLastFour " + Table.CARDS)
            .map(way -> way.split(" "))
            .map(
                way ->
                    new Stretch(
                        Table.valueOf(way[1]),
                        way[0],
                        List.of(wanted.lastFour()),
                        behind == null ? null : behind + "\u0001",
                        null,
                        true,
                        List.of()))
            .toList();
    List<CompletableFuture<Found>> found =
        ways.stream()
            .map(way -> Walk.read(client, way, way.beginning(), Paging.MOST).toCompletableFuture())
            .toList();
    return CompletableFuture.allOf(found.toArray(CompletableFuture<?>[]::new))
        .thenCompose(
            _ -> {
              NavigableSet<String> known =
                  known(found.stream().map(CompletableFuture::join).toList());
              List<String> ids = known.stream().limit(limit).toList();
              boolean isAll =
                  ids.size() == known.size()
                      && found.stream().allMatch(way -> way.join().next() == null);
              return rows(ids)
                  .thenApply(
                      rows ->
                          new Page<>(
                              rows,
                              isAll
                                  ? null
                                  : new Cursor(null, List.of(Position.at(ids.getLast())))
                                      .write(wanted)));
            });
  }

  /** Up to where every way has been read: behind that one may hold what another does not. */
  private static NavigableSet<String> known(List<Found> ways) {
    NavigableSet<String> all = new TreeSet<>();
    String end = null;
    for (Found way : ways) {
      way.items().forEach(item -> all.add(text(item, "customerId")));
      if (way.next() != null) {
        String reached = text(way.items().getLast(), "customerId");
        end = end == null || reached.compareTo(end) < 0 ? reached : end;
      }
    }
    return end == null ? all : new TreeSet<>(all.headSet(end, true));
  }

  /** In this order; who is no customer, as the bank itself, is left out. */
  private CompletionStage<List<CustomerRow>> rows(List<String> ids) {
    List<CompletableFuture<Map<String, CustomerRow>>> batches = new ArrayList<>();
    for (int i = 0; i < ids.size(); i += BATCH) {
      batches.add(
          batch(
              KeysAndAttributes.builder()
                  .keys(
                      ids.subList(i, Math.min(i + BATCH, ids.size())).stream()
                          .map(id -> Map.of("customerId", AttributeValue.fromS(id)))
                          .toList())
                  .build(),
              new HashMap<>()));
    }
    return CompletableFuture.allOf(batches.toArray(CompletableFuture<?>[]::new))
        .thenApply(
            _ -> {
              Map<String, CustomerRow> rows = new HashMap<>();
              batches.forEach(batch -> rows.putAll(batch.join()));
              return ids.stream().map(rows::get).filter(Objects::nonNull).toList();
            });
  }

  /** What DynamoDB leaves over is asked for again. */
  private CompletableFuture<Map<String, CustomerRow>> batch(
      KeysAndAttributes keys, Map<String, CustomerRow> rows) {
    String table = Table.CUSTOMERS.tableName();
    return client
        .batchGetItem(get -> get.requestItems(Map.of(table, keys)))
        .thenCompose(
            answer -> {
              answer.responses().getOrDefault(table, List.of()).stream()
                  .map(CustomerSearch::row)
                  .forEach(row -> rows.put(row.customerId(), row));
              KeysAndAttributes left = answer.unprocessedKeys().get(table);
              return left == null ? CompletableFuture.completedFuture(rows) : batch(left, rows);
            });
  }

  private static CustomerRow row(Map<String, AttributeValue> item) {
    return CustomerRow.of(new ItemFields(Table.CUSTOMERS, item));
  }

  private static String text(Map<String, AttributeValue> item, String name) {
    return requireNonNull(item.get(name)).s();
  }
}
