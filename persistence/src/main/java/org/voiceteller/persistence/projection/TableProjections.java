package org.voiceteller.persistence.projection;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.cluster.sharding.typed.ShardedDaemonProcessSettings;
import org.apache.pekko.cluster.sharding.typed.javadsl.ShardedDaemonProcess;
import org.apache.pekko.pattern.Patterns;
import org.apache.pekko.persistence.cassandra.query.javadsl.CassandraReadJournal;
import org.apache.pekko.persistence.query.Offset;
import org.apache.pekko.projection.Projection;
import org.apache.pekko.projection.ProjectionBehavior;
import org.apache.pekko.projection.ProjectionContext;
import org.apache.pekko.projection.ProjectionId;
import org.apache.pekko.projection.cassandra.javadsl.CassandraProjection;
import org.apache.pekko.projection.eventsourced.EventEnvelope;
import org.apache.pekko.projection.eventsourced.javadsl.EventSourcedProvider;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.FlowWithContext;
import org.voiceteller.core.journal.EventFamily;
import org.voiceteller.persistence.PersistenceSettings;
import org.voiceteller.persistence.books.BookEntries;
import org.voiceteller.persistence.dynamodb.Tables;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;

/**
 * Keeps the tables up with the journal: one projection for each slice of each family, shared out
 * among the nodes of the cluster. Stops with the actor system.
 */
public final class TableProjections {

  private static final double RANDOM_FACTOR = 0.2;
  private static final int CREATION_ATTEMPTS = 60;
  private static final Duration CREATION_DELAY = Duration.ofSeconds(1);

  private final ActorSystem<?> system;
  private final DynamoDbAsyncClient client;
  private final PersistenceSettings settings;
  private final ProjectionObserver observer;
  private final InstantSource clock;

  private TableProjections(
      ActorSystem<?> system,
      DynamoDbAsyncClient client,
      PersistenceSettings settings,
      ProjectionObserver observer,
      InstantSource clock) {
    this.system = system;
    this.client = client;
    this.settings = settings;
    this.observer = observer;
    this.clock = clock;
  }

  /**
   * Starts them on this node; every node of the cluster does. The system must be in a cluster.
   *
   * @return completes when they are started and, where the settings say so, the tables are made;
   *     fails when these cannot be made within a minute
   */
  public static CompletionStage<Void> start(
      ActorSystem<?> system,
      DynamoDbAsyncClient client,
      PersistenceSettings settings,
      ProjectionObserver observer,
      InstantSource clock) {
    TableProjections projections = new TableProjections(system, client, settings, observer, clock);
    return projections.createMissing().thenRun(projections::init);
  }

  /** The ids of all projections. */
  static List<ProjectionId> ids() {
    return Arrays.stream(EventFamily.values())
        .flatMap(family -> family.tags().stream().map(tag -> id(family, tag)))
        .toList();
  }

  private static ProjectionId id(EventFamily family, String tag) {
    return ProjectionId.of("tables-" + name(family), tag);
  }

  private CompletionStage<Void> createMissing() {
    if (!settings.createMissing()) {
      return CompletableFuture.completedFuture(null);
    }
    return Patterns.retry(
        () ->
            Tables.createMissing(client)
                .thenCompose(_ -> CassandraProjection.createTablesIfNotExists(system))
                .<Void>thenApply(_ -> null),
        CREATION_ATTEMPTS,
        CREATION_DELAY,
        system.classicSystem().scheduler(),
        system.executionContext());
  }

  private void init() {
    BookEntries books = BookEntries.create(system);
    for (EventFamily family : EventFamily.values()) {
      List<String> tags = family.tags();
      ShardedDaemonProcess.get(system)
          .init(
              ProjectionBehavior.Command.class,
              "tables-" + name(family),
              tags.size(),
              slice -> ProjectionBehavior.create(projection(family, tags.get(slice), books)),
              ShardedDaemonProcessSettings.create(system),
              Optional.of(ProjectionBehavior.stopMessage()));
    }
  }

  private Projection<EventEnvelope<Object>> projection(
      EventFamily family, String tag, BookEntries books) {
    PersistenceSettings.Projections paces = settings.projections();
    EventTables tables = EventTables.create(client, observer, tag);
    return CassandraProjection.<Offset, EventEnvelope<Object>>atLeastOnceFlow(
            id(family, tag),
            EventSourcedProvider.eventsByTag(system, CassandraReadJournal.Identifier(), tag),
            handling(() -> new TableHandler(tag, tables, books, observer, clock)))
        .withSaveOffset(paces.saveOffsetAfter(), paces.saveOffsetEvery())
        .withRestartBackoff(paces.minBackoff(), paces.maxBackoff(), RANDOM_FACTOR)
        .withStatusObserver(new ProjectionStatus(observer));
  }

  /** With a new handler each time the projection starts. */
  private static FlowWithContext<
          EventEnvelope<Object>, ProjectionContext, Done, ProjectionContext, ?>
      handling(Supplier<TableHandler> handler) {
    return FlowWithContext.fromPairs(
        Flow.fromMaterializer(
            (_, _) ->
                FlowWithContext.<EventEnvelope<Object>, ProjectionContext>create()
                    .mapAsync(TableHandler.MOST_AT_ONCE, handler.get()::process)
                    .asFlow()));
  }

  private static String name(EventFamily family) {
    return family.name().toLowerCase(Locale.ROOT);
  }
}
