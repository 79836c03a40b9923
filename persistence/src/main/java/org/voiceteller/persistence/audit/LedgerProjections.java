package org.voiceteller.persistence.audit;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.cluster.sharding.typed.ShardedDaemonProcessSettings;
import org.apache.pekko.cluster.sharding.typed.javadsl.ShardedDaemonProcess;
import org.apache.pekko.persistence.cassandra.query.javadsl.CassandraReadJournal;
import org.apache.pekko.persistence.query.Offset;
import org.apache.pekko.projection.Projection;
import org.apache.pekko.projection.ProjectionBehavior;
import org.apache.pekko.projection.ProjectionId;
import org.apache.pekko.projection.cassandra.javadsl.CassandraProjection;
import org.apache.pekko.projection.eventsourced.EventEnvelope;
import org.apache.pekko.projection.eventsourced.javadsl.EventSourcedProvider;
import org.apache.pekko.projection.javadsl.Handler;
import org.voiceteller.core.audit.AuditLedger;
import org.voiceteller.core.call.CallEvent;
import org.voiceteller.core.journal.EventFamily;
import org.voiceteller.persistence.PersistenceSettings;
import org.voiceteller.persistence.projection.ProjectionObserver;

/**
 * Brings the audit entries of calls from the journal into the ledger, at least once: the ledger
 * knows what it holds. Apart from the tables' projections, so that a rebuild of the tables does not
 * touch evidence, and a lost DynamoDB does not hold it up.
 */
final class LedgerProjections {

  private static final String NAME = "audit-ledger";
  private static final double RANDOM_FACTOR = 0.2;

  private LedgerProjections() {}

  static void start(
      ActorSystem<?> system,
      AuditLedger ledger,
      PersistenceSettings.Projections paces,
      ProjectionObserver observer) {
    List<String> tags = EventFamily.CALL.tags();
    ShardedDaemonProcess.get(system)
        .init(
            ProjectionBehavior.Command.class,
            NAME,
            tags.size(),
            slice ->
                ProjectionBehavior.create(
                    projection(system, tags.get(slice), ledger, paces, observer)),
            ShardedDaemonProcessSettings.create(system),
            Optional.of(ProjectionBehavior.stopMessage()));
  }

  private static Projection<EventEnvelope<Object>> projection(
      ActorSystem<?> system,
      String tag,
      AuditLedger ledger,
      PersistenceSettings.Projections paces,
      ProjectionObserver observer) {
    return CassandraProjection.<Offset, EventEnvelope<Object>>atLeastOnce(
            ProjectionId.of(NAME, tag),
            EventSourcedProvider.eventsByTag(system, CassandraReadJournal.Identifier(), tag),
            () -> new Feed(ledger, observer))
        .withSaveOffset(paces.saveOffsetAfter(), paces.saveOffsetEvery())
        .withRestartBackoff(paces.minBackoff(), paces.maxBackoff(), RANDOM_FACTOR)
        .withStatusObserver(ProjectionObserver.status(observer));
  }

  /** The entries of one slice's calls, each after the one before it in its call. */
  static final class Feed extends Handler<EventEnvelope<Object>> {

    private final AuditLedger ledger;
    private final ProjectionObserver observer;

    Feed(AuditLedger ledger, ProjectionObserver observer) {
      this.ledger = ledger;
      this.observer = observer;
    }

    @Override
    public CompletionStage<Done> process(EventEnvelope<Object> envelope) {
      if (!(envelope.event() instanceof CallEvent.Audited audited)) {
        return CompletableFuture.completedFuture(Done.getInstance());
      }
      if (audited.link() != null && !audited.link().holds(audited.entry())) {
        observer.evidenceDiffers("journal", envelope.persistenceId() + " " + envelope.sequenceNr());
      }
      return ledger.append(audited.chained()).thenApply(_ -> Done.getInstance());
    }
  }
}
