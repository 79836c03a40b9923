package org.voiceteller.persistence.projection;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.apache.pekko.projection.eventsourced.EventEnvelope;
import org.apache.pekko.projection.javadsl.Handler;
import org.voiceteller.persistence.books.BookEntries;

/** Takes one event after the other into the tables, and what it tells an auditor behind it. */
final class TableHandler extends Handler<EventEnvelope<Object>> {

  private final String projection;
  private final EventTables tables;
  private final BookEntries books;
  private final ProjectionObserver observer;
  private final InstantSource clock;

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

  @Override
  public CompletionStage<Done> process(EventEnvelope<Object> envelope) {
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
