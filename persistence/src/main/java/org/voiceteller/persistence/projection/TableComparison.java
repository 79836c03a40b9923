package org.voiceteller.persistence.projection;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.persistence.cassandra.query.javadsl.CassandraReadJournal;
import org.apache.pekko.persistence.query.Offset;
import org.apache.pekko.persistence.query.PersistenceQuery;
import org.apache.pekko.projection.ProjectionId;
import org.apache.pekko.projection.eventsourced.EventEnvelope;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.voiceteller.persistence.books.BookEntries;
import org.voiceteller.persistence.dynamodb.DynamoDb;
import org.voiceteller.persistence.dynamodb.DynamoDbPaginatedOp;
import org.voiceteller.persistence.dynamodb.Table;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;

/**
 * Whether the tables are what the journal says. Every event goes once more through what the
 * projections do with it, into empty tables beside; then both are read and compared, item by item
 * and figure by figure. The bank may run meanwhile: what is not equal yet is looked at again.
 *
 * <p>Left out is what no event tells: what the bank's own people did (it is in the ledger, in
 * {@code Banking_AuditLogs} and in figures of its own), keys of programs and answers that may come
 * again.
 */
public final class TableComparison {

  private static final Duration LOOKS_AGAIN_AFTER = Duration.ofSeconds(1);

  /** What became visible later than that is not looked for again. */
  private static final Duration LATE = Duration.ofMinutes(2);

  private static final int PARALLELISM = 16;
  private static final String STAFF = "#staff-";

  /**
   * What was found.
   *
   * @param events that the journal holds
   * @param items that they make
   * @param differences each in a sentence that names table and key; empty when all is equal
   * @param took from the beginning until it was equal, or given up
   */
  public record Compared(long events, long items, List<String> differences, Duration took) {
    public Compared {
      differences = List.copyOf(differences);
    }
  }

  private final ActorSystem<?> system;
  private final CassandraReadJournal journal;
  private final DynamoDbAsyncClient tables;
  private final DynamoDbAsyncClient beside;
  private final Map<String, TableHandler> handlers;

  /** The highest sequence number of each entity. */
  private final Map<String, Long> entities = new ConcurrentHashMap<>();

  private final long begunNanos = System.nanoTime();
  private final long giveUpNanos;

  private TableComparison(
      ActorSystem<?> system,
      DynamoDbAsyncClient tables,
      DynamoDbAsyncClient beside,
      Duration patience) {
    this.system = system;
    this.journal =
        PersistenceQuery.get(system)
            .getReadJournalFor(CassandraReadJournal.class, CassandraReadJournal.Identifier());
    this.tables = tables;
    this.beside = beside;
    this.giveUpNanos = begunNanos + patience.toNanos();
    var books = BookEntries.create(system);
    this.handlers =
        TableProjections.ids().stream()
            .map(ProjectionId::key)
            .collect(
                Collectors.toMap(
                    Function.identity(),
                    tag ->
                        new TableHandler(
                            tag,
                            EventTables.create(beside, ProjectionObserver.none(), tag),
                            books,
                            ProjectionObserver.none(),
                            InstantSource.system())));
  }

  /**
   * @param tables those of the bank
   * @param beside has the same tables, empty
   * @param patience how long what differs may still become equal
   */
  public static CompletionStage<Compared> run(
      ActorSystem<?> system,
      DynamoDbAsyncClient tables,
      DynamoDbAsyncClient beside,
      Duration patience) {
    return new TableComparison(system, tables, beside, patience).compare(Offset.noOffset());
  }

  private CompletionStage<Compared> compare(Offset from) {
    Offset next = journal.timeBasedUUIDFrom(Instant.now().minus(LATE).toEpochMilli());
    return replay(from)
        .thenCompose(_ -> compareTables())
        .thenCompose(
            compared ->
                compared.differences().isEmpty() || System.nanoTime() >= giveUpNanos
                    ? CompletableFuture.completedFuture(compared)
                    : CompletableFuture.supplyAsync(
                            () -> next,
                            CompletableFuture.delayedExecutor(
                                LOOKS_AGAIN_AFTER.toMillis(), TimeUnit.MILLISECONDS))
                        .thenCompose(this::compare));
  }

  /** An event that comes again changes nothing, as in the projections. */
  private CompletionStage<Done> replay(Offset from) {
    return Source.from(List.copyOf(handlers.keySet()))
        .mapAsync(PARALLELISM, tag -> replay(tag, from))
        .run(system);
  }

  private CompletionStage<Done> replay(String tag, Offset from) {
    TableHandler handler = Objects.requireNonNull(handlers.get(tag));
    return journal
        .currentEventsByTag(tag, from)
        .mapAsync(
            TableHandler.MOST_AT_ONCE,
            read -> {
              entities.merge(read.persistenceId(), read.sequenceNr(), Math::max);
              return handler.process(
                  EventEnvelope.create(
                      read.offset(),
                      read.persistenceId(),
                      read.sequenceNr(),
                      read.event(),
                      read.timestamp()));
            })
        .run(system);
  }

  private CompletionStage<Compared> compareTables() {
    return Source.from(Arrays.asList(Table.values()))
        .filter(Table::ofJournal)
        .mapAsync(1, table -> compare(table))
        .runWith(Sink.seq(), system)
        .thenApply(
            all ->
                new Compared(
                    entities.values().stream().mapToLong(Long::longValue).sum(),
                    all.stream().mapToLong(Equal::items).sum(),
                    all.stream().flatMap(one -> one.differences().stream()).toList(),
                    Duration.ofNanos(System.nanoTime() - begunNanos)));
  }

  /**
   * @param items that the journal makes
   */
  private record Equal(long items, List<String> differences) {}

  private CompletionStage<Equal> compare(Table table) {
    return items(table, beside)
        .thenCombine(items(table, tables), (expected, there) -> compare(table, expected, there));
  }

  private Equal compare(
      Table table,
      Map<String, Map<String, AttributeValue>> expected,
      Map<String, Map<String, AttributeValue>> there) {
    var differences = new ArrayList<String>();
    expected.forEach(
        (key, item) -> {
          var found = there.get(key);
          if (found == null) {
            differences.add(table.tableName() + " lacks " + key);
          } else if (!found.equals(item)) {
            differences.add(
                "%s has %s with another %s"
                    .formatted(table.tableName(), key, String.join(", ", differing(item, found))));
          }
        });
    there.forEach(
        (key, item) -> {
          if (!expected.containsKey(key) && !isOfStaff(table, item)) {
            differences.add(
                "%s has %s, of which the journal does not know".formatted(table.tableName(), key));
          }
        });
    return new Equal(expected.size(), differences);
  }

  /** The names of what is not the same; never what it is, which may be a customer's. */
  private static Set<String> differing(
      Map<String, AttributeValue> one, Map<String, AttributeValue> other) {
    var names = new TreeSet<>(one.keySet());
    names.addAll(other.keySet());
    names.removeIf(name -> Objects.equals(one.get(name), other.get(name)));
    return names;
  }

  /** What leaves no event: an entry of no entity's, and what such entries count. */
  private boolean isOfStaff(Table table, Map<String, AttributeValue> item) {
    return switch (table) {
      case AUDIT_FIGURES -> text(item, "figure").contains(STAFF);
      case AUDIT_LOGS -> !isOfAnEntity(text(item, "sessionId"));
      default -> false;
    };
  }

  /** Entries of calls stand under the call's id, those of the books under the entity's. */
  private boolean isOfAnEntity(String session) {
    return entities.containsKey(session) || entities.containsKey("call|" + session);
  }

  private CompletionStage<Map<String, Map<String, AttributeValue>>> items(
      Table table, DynamoDbAsyncClient client) {
    ScanRequest all =
        ScanRequest.builder().tableName(table.tableName()).consistentRead(true).build();
    return DynamoDb.source(client, DynamoDbPaginatedOp.scan(), all)
        .mapConcat(page -> page.items())
        .runWith(Sink.seq(), system)
        .thenApply(
            items -> {
              Map<String, Map<String, AttributeValue>> byKey = new HashMap<>();
              items.forEach(item -> byKey.put(key(table, item), item));
              return byKey;
            });
  }

  private static String key(Table table, Map<String, AttributeValue> item) {
    return table.keyAttributes().stream()
        .map(name -> text(item, name))
        .collect(Collectors.joining(" "));
  }

  /** Of a key attribute, which every item has. */
  private static String text(Map<String, AttributeValue> item, String name) {
    AttributeValue value = Objects.requireNonNull(item.get(name));
    return value.s() == null ? value.n() : value.s();
  }
}
