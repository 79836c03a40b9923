package org.voiceteller.persistence.audit;

import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.apache.pekko.actor.typed.ActorSystem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceteller.core.audit.LedgerLine.Head;
import org.voiceteller.core.audit.SignedStatement;
import org.voiceteller.persistence.audit.LedgerStore.StoredHead;

/**
 * Signs heads: after every so many entries by whoever writes the last of them, and on every node
 * after so much time if entries came. A head that cannot be signed now is signed later; entries do
 * not wait for it. Each head is also told in the log, which is a place that whoever can write in
 * the store need not have.
 */
final class LedgerSigner {

  private static final Logger LOG = LoggerFactory.getLogger(LedgerSigner.class);

  private final ActorSystem<?> system;
  private final Optional<HeadSigner> key;
  private final int everyEntries;
  private final InstantSource clock;

  /** A hint; the store knows better. */
  private volatile long signedUpTo = -1;

  LedgerSigner(
      ActorSystem<?> system, Optional<HeadSigner> key, int everyEntries, InstantSource clock) {
    this.system = system;
    this.key = key;
    this.everyEntries = everyEntries;
    this.clock = clock;
  }

  ActorSystem<?> system() {
    return system;
  }

  /** Fails when a signed head says that there were more entries: nothing may be added then. */
  CompletionStage<Done> refuseShortened(LedgerStore store, Head end) {
    return store
        .lastHead()
        .thenApply(
            head -> {
              long signed = head.map(StoredHead::sequence).orElse(0L);
              signedUpTo = signed;
              if (signed > end.sequence()) {
                LOG.error(
                    "The audit ledger ends at {} although {} entries were signed: it was cut",
                    end.sequence(),
                    signed);
                throw new DamagedLedgerException(end.sequence(), signed);
              }
              return Done.getInstance();
            });
  }

  /** Signs this end of the ledger when enough entries have come since the last head. */
  CompletionStage<Done> signIfDue(LedgerStore store, Head end) {
    return key.isEmpty() || end.sequence() - signedUpTo < everyEntries
        ? CompletableFuture.completedFuture(Done.getInstance())
        : sign(store, key.get(), end, everyEntries);
  }

  /** Signs the end of the ledger when at least so many entries have come since the last head. */
  CompletionStage<Done> signIfDue(LedgerStore store, long entries) {
    return key.isEmpty()
        ? CompletableFuture.completedFuture(Done.getInstance())
        : store
            .end()
            .thenCompose(end -> sign(store, key.get(), end, entries))
            .exceptionally(LedgerSigner::later);
  }

  private CompletionStage<Done> sign(LedgerStore store, HeadSigner signer, Head end, long atLeast) {
    return store
        .lastHead()
        .thenCompose(
            last -> {
              long signed = last.map(StoredHead::sequence).orElse(0L);
              signedUpTo = Math.max(signedUpTo, signed);
              if (end.sequence() - signed < atLeast) {
                return CompletableFuture.completedFuture(Done.getInstance());
              }
              SignedStatement.Heads before =
                  last.map(StoredHead::all).orElseGet(SignedStatement.Heads::none);
              SignedStatement statement =
                  SignedStatement.head(
                      before, end, clock.instant(), SignedStatement.keyId(signer.publicKey()));
              return signer
                  .sign(statement.message())
                  .thenApply(statement::signed)
                  .thenCompose(
                      line -> store.take(new StoredHead(before.after(line), end.sequence(), line)))
                  .thenApply(taken -> told(taken, end));
            })
        .exceptionally(LedgerSigner::later);
  }

  private Done told(boolean taken, Head end) {
    if (taken) {
      signedUpTo = Math.max(signedUpTo, end.sequence());
      LOG.info("Signed the audit ledger: {} entries, hash {}", end.sequence(), end.hash());
    }
    return Done.getInstance();
  }

  private static Done later(Throwable failure) {
    LOG.warn("The audit ledger could not be signed now and will be later: {}", failure.toString());
    return Done.getInstance();
  }
}
