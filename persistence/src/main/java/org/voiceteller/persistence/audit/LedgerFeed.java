package org.voiceteller.persistence.audit;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.apache.pekko.projection.eventsourced.EventEnvelope;
import org.apache.pekko.projection.javadsl.Handler;
import org.voiceteller.core.audit.AuditLedger;
import org.voiceteller.core.call.CallEvent;
import org.voiceteller.persistence.books.BookEntries;
import org.voiceteller.persistence.projection.ProjectionObserver;

/**
 * One slice's events on their way into the ledger, one after the other: of a call the entries that
 * it has kept, of everything else those that its events make.
 */
final class LedgerFeed extends Handler<EventEnvelope<Object>> {

  private final AuditLedger ledger;
  private final BookEntries books;
  private final ProjectionObserver observer;

  LedgerFeed(AuditLedger ledger, BookEntries books, ProjectionObserver observer) {
    this.ledger = ledger;
    this.books = books;
    this.observer = observer;
  }

  @Override
  public CompletionStage<Done> process(EventEnvelope<Object> envelope) {
    return envelope.event() instanceof CallEvent event ? call(envelope, event) : books(envelope);
  }

  private CompletionStage<Done> call(EventEnvelope<Object> envelope, CallEvent event) {
    if (!(event instanceof CallEvent.Audited audited)) {
      return done();
    }
    if (audited.link() != null && !audited.link().holds(audited.entry())) {
      observer.evidenceDiffers("journal", envelope.persistenceId() + " " + envelope.sequenceNr());
    }
    return ledger.append(audited.chained()).thenApply(_ -> Done.getInstance());
  }

  private CompletionStage<Done> books(EventEnvelope<Object> envelope) {
    return books
        .of(envelope)
        .thenCompose(
            entry ->
                entry.isEmpty()
                    ? done()
                    : ledger.append(entry.get()).thenApply(_ -> Done.getInstance()));
  }

  private static CompletionStage<Done> done() {
    return CompletableFuture.completedFuture(Done.getInstance());
  }
}
