package org.voiceteller.persistence.audit;

import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.pekko.Done;
import org.apache.pekko.projection.eventsourced.EventEnvelope;
import org.apache.pekko.projection.javadsl.Handler;
import org.voiceteller.core.audit.AuditEntry;
import org.voiceteller.core.audit.AuditLedger;
import org.voiceteller.core.audit.Chained;
import org.voiceteller.core.call.CallEvent;
import org.voiceteller.persistence.projection.ProjectionObserver;

/**
 * One slice's events on their way into the ledger: of a call the entries that it has kept, of
 * everything else those that its events make. Those of one call or entity go one after the other,
 * those of several side by side, so that the ledger writes them at once.
 *
 * <p>Events come by their tag, and a tag is written beside the journal: when Cassandra is slow or
 * its writes time out, one may come late or not at all. So an entry of a call that does not follow
 * the last one seen of it brings the ones before it along, from the call's own journal: the ledger
 * holds no entry without those before it. What is there already is not written again.
 */
final class LedgerFeed extends Handler<List<EventEnvelope<Object>>> {

  /** Calls of one slice whose last entry is remembered; of others it is looked up. */
  private static final int REMEMBERED = 1_000;

  private final AuditLedger ledger;
  private final EarlierEntries earlier;
  private final Function<EventEnvelope<Object>, CompletionStage<Optional<Chained>>> books;
  private final ProjectionObserver observer;
  private final Map<String, Long> lastNumbers = Collections.synchronizedMap(new LastNumbers());

  /** The entries that a call's journal holds before an event, oldest first. */
  @FunctionalInterface
  interface EarlierEntries {
    CompletionStage<List<Chained>> before(String persistenceId, long sequenceNumber);
  }

  private static final class LastNumbers extends LinkedHashMap<String, Long> {

    private static final long serialVersionUID = 1L;

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, Long> eldest) {
      return size() > REMEMBERED;
    }
  }

  /**
   * @param books the entry of an event that is no call's, if it makes one
   */
  LedgerFeed(
      AuditLedger ledger,
      EarlierEntries earlier,
      Function<EventEnvelope<Object>, CompletionStage<Optional<Chained>>> books,
      ProjectionObserver observer) {
    this.ledger = ledger;
    this.earlier = earlier;
    this.books = books;
    this.observer = observer;
  }

  @Override
  public CompletionStage<Done> process(List<EventEnvelope<Object>> envelopes) {
    Map<String, CompletionStage<Done>> entities = new HashMap<>();
    for (EventEnvelope<Object> envelope : envelopes) {
      CompletionStage<Done> before = entities.getOrDefault(envelope.persistenceId(), done());
      entities.put(envelope.persistenceId(), before.thenCompose(_ -> feed(envelope)));
    }
    return CompletableFuture.allOf(
            entities.values().stream()
                .map(CompletionStage::toCompletableFuture)
                .toArray(CompletableFuture<?>[]::new))
        .thenApply(_ -> Done.getInstance());
  }

  private CompletionStage<Done> feed(EventEnvelope<Object> envelope) {
    return envelope.event() instanceof CallEvent event ? call(envelope, event) : books(envelope);
  }

  private CompletionStage<Done> call(EventEnvelope<Object> envelope, CallEvent event) {
    if (!(event instanceof CallEvent.Audited audited)) {
      return done();
    }
    if (audited.link() != null && !audited.link().holds(audited.entry())) {
      observer.evidenceDiffers("journal", envelope.persistenceId() + " " + envelope.sequenceNr());
    }
    return before(envelope, audited.entry())
        .thenCompose(this::appendAll)
        .thenCompose(_ -> append(audited.chained()));
  }

  private CompletionStage<List<Chained>> before(EventEnvelope<Object> envelope, AuditEntry entry) {
    long seen = lastNumbers.getOrDefault(entry.callId(), 0L);
    return entry.number() <= seen + 1
        ? CompletableFuture.completedFuture(List.of())
        : earlier.before(envelope.persistenceId(), envelope.sequenceNr());
  }

  /** One after the other: what fails must not be overtaken. */
  private CompletionStage<Done> appendAll(List<Chained> entries) {
    CompletionStage<Done> appended = done();
    for (Chained entry : entries) {
      appended = appended.thenCompose(_ -> append(entry));
    }
    return appended;
  }

  private CompletionStage<Done> append(Chained chained) {
    AuditEntry entry = chained.entry();
    return ledger
        .append(chained)
        .thenApply(
            _ -> {
              lastNumbers.merge(entry.callId(), entry.number(), Math::max);
              return Done.getInstance();
            });
  }

  private CompletionStage<Done> books(EventEnvelope<Object> envelope) {
    return books
        .apply(envelope)
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
