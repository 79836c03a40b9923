package org.voiceteller.persistence.projection;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.persistence.cassandra.query.javadsl.CassandraReadJournal;
import org.apache.pekko.persistence.query.Offset;
import org.apache.pekko.persistence.query.PersistenceQuery;
import org.apache.pekko.persistence.query.TimeBasedUUID;
import org.apache.pekko.projection.ProjectionId;
import org.apache.pekko.projection.javadsl.ProjectionManagement;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.voiceteller.persistence.dynamodb.DynamoDb;
import org.voiceteller.persistence.dynamodb.DynamoDbOp;
import org.voiceteller.persistence.dynamodb.DynamoDbPaginatedOp;
import org.voiceteller.persistence.dynamodb.Table;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DeleteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ScanRequest;

/**
 * Makes the tables anew from the journal, in a system whose {@link TableProjections} run. Calls go
 * on meanwhile; lists and figures are incomplete until it is done. Append-only tables are
 * completed, never emptied, and what was counted of their entries stays with them: an entry that
 * differs from the journal stays and is told to the {@link ProjectionObserver}. All other figures
 * are emptied with the rows that they count, and counted anew with these.
 *
 * <p>When it is broken off, the projections may be left paused: run it again.
 */
public final class TableRebuild {

  private static final int PARALLELISM = 16;
  private static final Duration LOOK_EVERY = Duration.ofMillis(250);

  private final ActorSystem<?> system;
  private final DynamoDbAsyncClient client;
  private final ProjectionManagement management;

  private TableRebuild(ActorSystem<?> system, DynamoDbAsyncClient client) {
    this.system = system;
    this.client = client;
    this.management = ProjectionManagement.get(system);
  }

  /**
   * Pauses the projections, empties the tables, forgets how far the projections were and lets them
   * go on.
   *
   * @param timeout for the projections to catch up
   * @return completes with the number of deleted items when every event that the journal held at
   *     the beginning is in the tables again
   */
  public static CompletionStage<Long> run(
      ActorSystem<?> system, DynamoDbAsyncClient client, Duration timeout) {
    return new TableRebuild(system, client).run(timeout);
  }

  private CompletionStage<Long> run(Duration timeout) {
    return forEach(management::pause)
        .thenCompose(_ -> empty())
        .thenCompose(
            deleted ->
                forEach(management::clearOffset)
                    .thenCompose(_ -> forEach(management::resume))
                    .thenCompose(_ -> caughtUp(timeout))
                    .thenApply(_ -> deleted));
  }

  private CompletionStage<Done> forEach(Function<ProjectionId, CompletionStage<Done>> action) {
    List<ProjectionId> ids = TableProjections.ids();
    return Source.from(ids).mapAsync(ids.size(), action::apply).run(system);
  }

  private CompletionStage<Long> empty() {
    return Source.from(Arrays.asList(Table.values()))
        .filter(Table::madeAnew)
        .flatMapConcat(
            table ->
                DynamoDb.source(client, DynamoDbPaginatedOp.scan(), keysOf(table))
                    .mapConcat(page -> page.items())
                    .map(key -> deletion(table, key)))
        .via(DynamoDb.flow(client, DynamoDbOp.deleteItem(), PARALLELISM))
        .runWith(Sink.fold(0L, (count, _) -> count + 1), system);
  }

  private static ScanRequest keysOf(Table table) {
    List<String> keys = table.keyAttributes();
    return ScanRequest.builder()
        .tableName(table.tableName())
        .projectionExpression(
            IntStream.range(0, keys.size())
                .mapToObj(i -> "#k" + i)
                .collect(Collectors.joining(",")))
        .expressionAttributeNames(
            IntStream.range(0, keys.size())
                .boxed()
                .collect(Collectors.toMap(i -> "#k" + i, keys::get)))
        .build();
  }

  private static DeleteItemRequest deletion(Table table, Map<String, AttributeValue> key) {
    return DeleteItemRequest.builder().tableName(table.tableName()).key(key).build();
  }

  private CompletionStage<Done> caughtUp(Duration timeout) {
    CassandraReadJournal journal =
        PersistenceQuery.get(system)
            .getReadJournalFor(CassandraReadJournal.class, CassandraReadJournal.Identifier());
    return Source.from(TableProjections.ids())
        .mapAsync(
            PARALLELISM,
            id ->
                journal
                    .currentEventsByTag(id.key(), Offset.noOffset())
                    .map(envelope -> envelope.offset())
                    .runWith(Sink.lastOption(), system)
                    .thenCompose(last -> reached(id, last, timeout)))
        .run(system);
  }

  private CompletionStage<Done> reached(ProjectionId id, Optional<Offset> last, Duration timeout) {
    return Source.tick(Duration.ZERO, LOOK_EVERY, id)
        .mapAsync(1, management::<Offset>getOffset)
        .filter(offset -> last.isEmpty() || isAtOrAfter(offset, last.get()))
        .take(1)
        .completionTimeout(timeout)
        .runWith(Sink.ignore(), system);
  }

  private static boolean isAtOrAfter(Optional<Offset> offset, Offset last) {
    return offset.isPresent()
        && offset.get() instanceof TimeBasedUUID here
        && last instanceof TimeBasedUUID there
        && here.compare(there) >= 0;
  }
}
