package org.voiceteller.persistence.audit;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.cluster.sharding.typed.ShardedDaemonProcessSettings;
import org.apache.pekko.cluster.sharding.typed.javadsl.ShardedDaemonProcess;
import org.apache.pekko.persistence.cassandra.query.javadsl.CassandraReadJournal;
import org.apache.pekko.persistence.query.Offset;
import org.apache.pekko.persistence.query.PersistenceQuery;
import org.apache.pekko.projection.Projection;
import org.apache.pekko.projection.ProjectionBehavior;
import org.apache.pekko.projection.ProjectionId;
import org.apache.pekko.projection.cassandra.javadsl.CassandraProjection;
import org.apache.pekko.projection.eventsourced.EventEnvelope;
import org.apache.pekko.projection.eventsourced.javadsl.EventSourcedProvider;
import org.apache.pekko.stream.javadsl.Sink;
import org.voiceteller.core.audit.AuditLedger;
import org.voiceteller.core.call.CallEvent;
import org.voiceteller.core.journal.EventFamily;
import org.voiceteller.persistence.PersistenceSettings;
import org.voiceteller.persistence.books.BookEntries;
import org.voiceteller.persistence.projection.ProjectionObserver;

/**
 * Brings the audit entries of calls, and what the books tell an auditor, from the journal into the
 * ledger, at least once: the ledger knows what it holds. Apart from the tables' projections, so
 * that a rebuild of the tables does not touch evidence, and a lost DynamoDB does not hold it up.
 */
final class LedgerProjections {

  private static final String NAME = "audit-ledger";
  private static final double RANDOM_FACTOR = 0.2;

  /** Events that a slice hands over at once, of which perhaps one in six makes an entry. */
  private static final int GROUP = 300;

  private LedgerProjections() {}

  /** Of all families: one slice, one runner. */
  static List<String> tags() {
    return Arrays.stream(EventFamily.values()).flatMap(family -> family.tags().stream()).toList();
  }

  static void start(
      ActorSystem<?> system,
      AuditLedger ledger,
      PersistenceSettings.Projections paces,
      ProjectionObserver observer) {
    List<String> tags = tags();
    BookEntries books = BookEntries.create(system);
    LedgerFeed.EarlierEntries earlier = earlier(system);
    ShardedDaemonProcess.get(system)
        .init(
            ProjectionBehavior.Command.class,
            NAME,
            tags.size(),
            slice ->
                ProjectionBehavior.create(
                    projection(system, tags.get(slice), ledger, earlier, books, paces, observer)),
            ShardedDaemonProcessSettings.create(system),
            Optional.of(ProjectionBehavior.stopMessage()));
  }

  private static Projection<EventEnvelope<Object>> projection(
      ActorSystem<?> system,
      String tag,
      AuditLedger ledger,
      LedgerFeed.EarlierEntries earlier,
      BookEntries books,
      PersistenceSettings.Projections paces,
      ProjectionObserver observer) {
    return CassandraProjection.<Offset, EventEnvelope<Object>>groupedWithin(
            ProjectionId.of(NAME, tag),
            EventSourcedProvider.eventsByTag(system, CassandraReadJournal.Identifier(), tag),
            () -> new LedgerFeed(ledger, earlier, books::of, observer))
        .withGroup(GROUP, paces.saveOffsetEvery())
        .withRestartBackoff(paces.minBackoff(), paces.maxBackoff(), RANDOM_FACTOR)
        .withStatusObserver(ProjectionObserver.status(observer));
  }

  private static LedgerFeed.EarlierEntries earlier(ActorSystem<?> system) {
    CassandraReadJournal journal =
        PersistenceQuery.get(system)
            .getReadJournalFor(CassandraReadJournal.class, CassandraReadJournal.Identifier());
    return (persistenceId, sequenceNumber) ->
        journal
            .currentEventsByPersistenceId(persistenceId, 1, sequenceNumber - 1)
            .map(org.apache.pekko.persistence.query.EventEnvelope::event)
            .collectType(CallEvent.Audited.class)
            .map(CallEvent.Audited::chained)
            .runWith(Sink.seq(), system);
  }
}
