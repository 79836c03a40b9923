package org.voiceteller.persistence.audit;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import org.apache.pekko.Done;
import org.apache.pekko.actor.Cancellable;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.BoundedSourceQueue;
import org.apache.pekko.stream.QueueOfferResult;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.jspecify.annotations.Nullable;
import org.voiceteller.core.audit.AuditLedger;
import org.voiceteller.core.audit.Chained;
import org.voiceteller.core.audit.LedgerLine;
import org.voiceteller.core.audit.LedgerLine.Head;
import org.voiceteller.persistence.audit.LedgerStore.Place;
import org.voiceteller.persistence.audit.LedgerStore.Stored;
import org.voiceteller.persistence.projection.ProjectionObserver;

/**
 * The ledger as one node writes it; every node may. Appends wait in a queue and are written in
 * their order, as many at once as wait. Who finds a place taken learns what took it and tries the
 * next.
 *
 * <p>Each entry stands once: before the entry at place n + 1 is written, its writer has noted where
 * all entries up to n stand, so that only the last writer's last batch can lack that note, and a
 * node that starts, or was overtaken, makes these notes first.
 */
public final class CassandraLedger implements AuditLedger {

  /** A node that loses more races than that for one batch has a slow way to the store. */
  private static final int MAX_ATTEMPTS = 50;

  private record Wish(Chained chained, CompletableFuture<Long> place) {

    String key() {
      return chained.entry().callId() + "#" + chained.entry().number();
    }
  }

  private final LedgerStore store;
  private final LedgerSigner signer;
  private final ProjectionObserver observer;
  private final InstantSource clock;
  private final BoundedSourceQueue<Wish> queue;
  private final CompletionStage<Done> written;
  private final Cancellable signing;
  private final CompletionStage<Done> signed;

  /** Written by one batch after the other. */
  private volatile @Nullable Head end;

  private CassandraLedger(
      ActorSystem<?> system,
      LedgerStore store,
      LedgerSigner signer,
      AuditSettings settings,
      ProjectionObserver observer,
      InstantSource clock) {
    this.store = store;
    this.signer = signer;
    this.observer = observer;
    this.clock = clock;
    Pair<BoundedSourceQueue<Wish>, CompletionStage<Done>> writing =
        Source.<Wish>queue(settings.queueSize())
            .batch(LedgerStore.BATCH, CassandraLedger::list, CassandraLedger::and)
            .mapAsync(1, this::write)
            .toMat(Sink.ignore(), Keep.both())
            .run(system);
    this.queue = writing.first();
    this.written = writing.second();
    Duration every = settings.signEvery();
    Pair<Cancellable, CompletionStage<Done>> signingNowAndThen =
        Source.tick(every, every, Done.getInstance())
            .mapAsync(1, _ -> signer.signIfDue(store, 1))
            .toMat(Sink.ignore(), Keep.both())
            .run(system);
    this.signing = signingNowAndThen.first();
    this.signed = signingNowAndThen.second();
  }

  /**
   * Begins to write, when its tables are there.
   *
   * @param observer hears when an entry comes again with another content
   */
  static CassandraLedger create(
      ActorSystem<?> system,
      LedgerStore store,
      LedgerSigner signer,
      AuditSettings settings,
      ProjectionObserver observer,
      InstantSource clock) {
    return new CassandraLedger(system, store, signer, settings, observer, clock);
  }

  @Override
  public CompletionStage<Long> append(Chained chained) {
    Wish wish = new Wish(chained, new CompletableFuture<>());
    QueueOfferResult offered = queue.offer(wish);
    if (!offered.isEnqueued()) {
      wish.place()
          .completeExceptionally(
              new RejectedExecutionException("The audit ledger cannot keep up, or is closed"));
    }
    return wish.place();
  }

  /**
   * No more entries are taken.
   *
   * @return completes when what waited is written, and nothing is being signed any more
   */
  CompletionStage<Done> close() {
    signing.cancel();
    if (!queue.isCompleted()) {
      queue.complete();
    }
    return written.thenCombine(signed, (done, _) -> done);
  }

  private static List<Wish> list(Wish first) {
    return new ArrayList<>(List.of(first));
  }

  private static List<Wish> and(List<Wish> wishes, Wish next) {
    wishes.add(next);
    return wishes;
  }

  /** Never fails: whoever asked is told, and the end is looked up anew. */
  private CompletionStage<Done> write(List<Wish> wishes) {
    return known()
        .thenCompose(head -> write(wishes, head, 1))
        .handle(
            (_, failure) -> {
              if (failure != null) {
                end = null;
                wishes.forEach(wish -> wish.place().completeExceptionally(failure));
              }
              return Done.getInstance();
            });
  }

  private CompletionStage<Head> known() {
    Head known = end;
    return known == null
        ? store.end().thenCompose(this::noteLastBatch)
        : CompletableFuture.completedFuture(known);
  }

  private CompletionStage<Head> noteLastBatch(Head found) {
    return signer
        .refuseShortened(store, found)
        .thenCompose(_ -> noteFrom(Math.max(1, found.sequence() - LedgerStore.BATCH + 1), found));
  }

  /** After it all entries up to this end have their note. */
  private CompletionStage<Head> noteFrom(long first, Head found) {
    return first > found.sequence()
        ? CompletableFuture.completedFuture(found)
        : store
            .entries(first, found.sequence())
            .grouped(LedgerStore.BATCH)
            .mapAsync(1, store::notePlaces)
            .runWith(Sink.ignore(), signer.system())
            .thenApply(_ -> found);
  }

  private CompletionStage<Void> write(List<Wish> wishes, Head head, int attempt) {
    if (attempt > MAX_ATTEMPTS) {
      return CompletableFuture.failedFuture(
          new IllegalStateException("Other nodes took every place that was tried"));
    }
    return unknown(wishes)
        .thenCompose(
            fresh -> {
              if (fresh.isEmpty()) {
                end = head;
                return CompletableFuture.completedFuture(null);
              }
              List<Wish> batch = fresh.subList(0, Math.min(fresh.size(), store.room(head)));
              List<Wish> rest = fresh.subList(batch.size(), fresh.size());
              List<Stored> lines = lines(batch, head, clock.instant());
              return store
                  .take(lines)
                  .thenCompose(
                      taken ->
                          taken
                              ? written(batch, lines).thenCompose(at -> write(rest, at, 1))
                              : overtaken(head).thenCompose(at -> write(fresh, at, attempt + 1)));
            });
  }

  /** What is in the ledger already is answered; the same entry twice in a batch waits for one. */
  private CompletionStage<List<Wish>> unknown(List<Wish> wishes) {
    Map<String, Wish> fresh = new LinkedHashMap<>();
    List<CompletableFuture<Optional<Place>>> places = new ArrayList<>();
    for (Wish wish : wishes) {
      Wish same = fresh.putIfAbsent(wish.key(), wish);
      if (same == null) {
        places.add(
            store
                .place(wish.chained().entry().callId(), wish.chained().entry().number())
                .toCompletableFuture());
      } else if (same != wish) {
        report(wish, LedgerLine.entryHash(same.chained()));
        same.place().whenComplete((place, failure) -> pass(wish.place(), place, failure));
      }
    }
    List<Wish> asked = List.copyOf(fresh.values());
    return CompletableFuture.allOf(places.toArray(CompletableFuture<?>[]::new))
        .thenApply(
            _ -> {
              List<Wish> unknown = new ArrayList<>();
              for (int i = 0; i < asked.size(); i++) {
                Optional<Place> place = places.get(i).join();
                if (place.isPresent()) {
                  report(asked.get(i), place.get().entryHash());
                  asked.get(i).place().complete(place.get().sequence());
                } else {
                  unknown.add(asked.get(i));
                }
              }
              return unknown;
            });
  }

  private static void pass(
      CompletableFuture<Long> to, @Nullable Long place, @Nullable Throwable failure) {
    if (place == null) {
      to.completeExceptionally(
          failure == null ? new IllegalStateException("Expected a place") : failure);
    } else {
      to.complete(place);
    }
  }

  private void report(Wish again, String hashInLedger) {
    if (!LedgerLine.entryHash(again.chained()).equals(hashInLedger)) {
      observer.evidenceDiffers("audit_ledger", again.key());
    }
  }

  private static List<Stored> lines(List<Wish> batch, Head after, Instant now) {
    List<Stored> lines = new ArrayList<>();
    Head head = after;
    for (Wish wish : batch) {
      LedgerLine line = LedgerLine.after(head, wish.chained(), now);
      lines.add(
          new Stored(
              line,
              wish.chained().entry().callId(),
              wish.chained().entry().number(),
              LedgerLine.entryHash(wish.chained())));
      head = line.head();
    }
    return lines;
  }

  private CompletionStage<Head> written(List<Wish> batch, List<Stored> lines) {
    Head last = lines.getLast().line().head();
    return store
        .notePlaces(lines)
        .thenCompose(_ -> signer.signIfDue(store, last))
        .thenApply(
            _ -> {
              for (int i = 0; i < batch.size(); i++) {
                batch.get(i).place().complete(lines.get(i).line().sequence());
              }
              return last;
            });
  }

  private CompletionStage<Head> overtaken(Head known) {
    return store.end().thenCompose(found -> noteFrom(known.sequence() + 1, found));
  }
}
