package org.voiceteller.persistence.audit;

import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.projection.cassandra.javadsl.CassandraProjection;
import org.apache.pekko.stream.javadsl.Sink;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceteller.core.audit.AuditLedger;
import org.voiceteller.persistence.PersistenceSettings;
import org.voiceteller.persistence.projection.ProjectionObserver;

/** The audit of one node: its part in the ledger, and exports of all of it. */
public final class Audit {

  private static final Logger LOG = LoggerFactory.getLogger(Audit.class);

  private final AuditLedger ledger;
  private final LedgerStore store;
  private final Optional<HeadSigner> key;

  private Audit(AuditLedger ledger, LedgerStore store, Optional<HeadSigner> key) {
    this.ledger = ledger;
    this.store = store;
    this.key = key;
  }

  /**
   * Starts on this node, which must be in a cluster; every node does. It stops by itself when the
   * node is shut down: after the projections, which give it entries until then.
   *
   * @param key signs; empty when other nodes do
   * @return completes when the projections are started and, where the settings say so, the tables
   *     are made
   */
  public static CompletionStage<Audit> start(
      ActorSystem<?> system,
      AuditSettings settings,
      PersistenceSettings persistence,
      Optional<HeadSigner> key,
      ProjectionObserver observer,
      InstantSource clock) {
    LedgerStore store = LedgerStore.create(system, settings.keyspace());
    CompletionStage<?> tables =
        settings.createMissing()
            ? store
                .createMissing()
                .thenCompose(_ -> CassandraProjection.createTablesIfNotExists(system))
            : CompletableFuture.completedFuture(null);
    return tables.thenApply(
        _ -> {
          if (key.isEmpty()) {
            LOG.warn("This node does not sign the audit ledger: it has no key");
          }
          CassandraLedger ledger =
              CassandraLedger.create(
                  system,
                  store,
                  new LedgerSigner(system, key, settings.signEveryEntries(), clock),
                  settings,
                  observer,
                  clock);
          CoordinatedShutdown.get(system)
              .addTask(
                  CoordinatedShutdown.PhaseBeforeActorSystemTerminate(),
                  "close-audit-ledger",
                  ledger::close);
          LedgerProjections.start(system, ledger, persistence.projections(), observer);
          return new Audit(ledger, store, key);
        });
  }

  /**
   * The ledger for a command that appends an entry and ends.
   *
   * @param key signs; empty when the bank's nodes do
   */
  public static AuditLedger writer(
      ActorSystem<?> system,
      AuditSettings settings,
      Optional<HeadSigner> key,
      InstantSource clock) {
    LedgerStore store = LedgerStore.create(system, settings.keyspace());
    return CassandraLedger.create(
        system,
        store,
        new LedgerSigner(system, key, settings.signEveryEntries(), clock),
        settings,
        ProjectionObserver.none(),
        clock);
  }

  /**
   * Notes anew where all entries stand, for a ledger whose entries were restored from a backup and
   * whose notes were not: while no node writes to it.
   *
   * @return completes with the number of entries
   */
  public static CompletionStage<Long> notePlaces(ActorSystem<?> system, AuditSettings settings) {
    LedgerStore store = LedgerStore.create(system, settings.keyspace());
    return store
        .end()
        .thenCompose(
            end ->
                store
                    .entries(1, end.sequence())
                    .grouped(LedgerStore.BATCH)
                    .mapAsync(1, entries -> store.notePlaces(entries).thenApply(_ -> entries))
                    .runWith(Sink.fold(0L, (count, entries) -> count + entries.size()), system));
  }

  /**
   * The key that the settings name.
   *
   * @throws IllegalArgumentException with a sentence when it cannot be used
   */
  public static Optional<HeadSigner> key(AuditSettings settings) {
    return settings
        .signingKey()
        .map(
            file ->
                settings.makeKey() ? SigningKeyFile.readOrMake(file) : SigningKeyFile.read(file));
  }

  /** For what leaves no event in the journal; closed with the node. */
  public AuditLedger ledger() {
    return ledger;
  }

  /** Empty when this node has no key. */
  public Optional<LedgerExport> export() {
    return key.map(signer -> new LedgerExport(store, signer));
  }
}
