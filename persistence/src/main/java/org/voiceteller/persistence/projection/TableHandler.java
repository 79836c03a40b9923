package org.voiceteller.persistence.projection;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.pekko.Done;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.apache.pekko.projection.eventsourced.EventEnvelope;
import org.voiceteller.persistence.books.BookEntries;

/**
 * Takes events into the tables, and what each tells an auditor behind it. Those of one entity go
 * one after the other; those of several go side by side. After an event that failed none of its
 * entity is taken any more (a row that holds a later event would refuse the earlier one): who goes
 * on from there takes a new handler.
 */
final class TableHandler {

  /**
   * Most events of a slice that are under way, or wait for the one before them. As many come again
   * after a crash, and a projection that stops ends them first.
   */
  static final int MOST_AT_ONCE = 16;

  private final String projection;
  private final EventTables tables;
  private final BookEntries books;
  private final ProjectionObserver observer;
  private final InstantSource clock;

  /** The last event of each entity, unless it is in the tables. */
  private final Map<String, CompletableFuture<Done>> last = new ConcurrentHashMap<>();

  TableHandler(
      String projection,
      EventTables tables,
      BookEntries books,
      ProjectionObserver observer,
      InstantSource clock) {
    this.projection = projection;
    this.tables = tables;
    this.books = books;
    this.observer = observer;
    this.clock = clock;
  }

  /**
   * Called with one event after the other; none needs to wait for the answer to the one before.
   *
   * @return completes when the event is in the tables; fails when it or one of its entity before it
   *     did not come there
   */
  CompletionStage<Done> process(EventEnvelope<Object> envelope) {
    String entity = envelope.persistenceId();
    CompletableFuture<Done> taken =
        last.getOrDefault(entity, CompletableFuture.completedFuture(Done.getInstance()))
            .thenCompose(_ -> apply(envelope));
    last.put(entity, taken);
    return taken.thenApply(
        done -> {
          last.remove(entity, taken);
          return done;
        });
  }

  private CompletionStage<Done> apply(EventEnvelope<Object> envelope) {
    String entityId = PersistenceId.extractEntityId(envelope.persistenceId());
    return tables
        .apply(entityId, envelope.event(), envelope.sequenceNr())
        .thenCompose(_ -> audit(envelope))
        .thenApply(
            done -> {
              Instant written = Instant.ofEpochMilli(envelope.timestamp());
              observer.projected(projection, Duration.between(written, clock.instant()));
              return done;
            });
  }

  private CompletionStage<Done> audit(EventEnvelope<Object> envelope) {
    return books
        .of(envelope)
        .thenCompose(
            entry ->
                entry.isEmpty()
                    ? CompletableFuture.completedFuture(Done.getInstance())
                    : tables.append(entry.get()));
  }
}
