package org.voiceteller.persistence.books;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.persistence.cassandra.query.javadsl.CassandraReadJournal;
import org.apache.pekko.persistence.query.EventEnvelope;
import org.apache.pekko.persistence.query.PersistenceQuery;
import org.apache.pekko.stream.javadsl.Sink;
import org.voiceteller.core.account.AccountEvent;
import org.voiceteller.core.card.CardEvent;
import org.voiceteller.core.customer.CustomerEvent;
import org.voiceteller.core.dispute.DisputeEvent;
import org.voiceteller.core.transfer.BankAccounts;
import org.voiceteller.core.transfer.TransferEvent;
import org.voiceteller.core.transfer.TransferRequest;

/** How entities began, from the first event of each; the answers never change. */
final class Beginnings {

  /**
   * Where the law is the union's: of the bank's own books, and of whoever is not a customer yet.
   */
  private static final String FEDERAL = "US";

  private static final String CUSTOMER = "customer|";
  private static final int REMEMBERED = 20_000;

  private record Home(String jurisdiction, Instant since) {}

  private final ActorSystem<?> system;
  private final CassandraReadJournal journal;
  private final Remembered<String> owners = new Remembered<>();
  private final Remembered<Home> homes = new Remembered<>();

  private Beginnings(ActorSystem<?> system, CassandraReadJournal journal) {
    this.system = system;
    this.journal = journal;
  }

  static Beginnings create(ActorSystem<?> system) {
    return new Beginnings(
        system,
        PersistenceQuery.get(system)
            .getReadJournalFor(CassandraReadJournal.class, CassandraReadJournal.Identifier()));
  }

  /** Whose it is; empty when it is the bank's. */
  CompletionStage<Optional<String>> owner(String persistenceId) {
    return owners
        .get(persistenceId, () -> first(persistenceId).thenApply(e -> e.flatMap(Beginnings::owner)))
        .thenApply(owner -> owner.filter(holder -> !holder.equals(BankAccounts.HOLDER)));
  }

  private static Optional<String> owner(Object first) {
    return switch (first) {
      case AccountEvent.Opened opened -> Optional.of(opened.customerId());
      case CardEvent.Issued issued -> Optional.of(issued.customerId());
      case CardEvent.Ordered ordered -> Optional.of(ordered.customerId());
      case DisputeEvent.Opened opened -> Optional.of(opened.intake().customerId());
      case Object _ -> Optional.empty();
    };
  }

  /** What a transfer began with. */
  CompletionStage<Optional<TransferRequest>> request(String persistenceId) {
    return first(persistenceId)
        .thenApply(
            first ->
                first
                    .filter(TransferEvent.Started.class::isInstance)
                    .map(TransferEvent.Started.class::cast)
                    .map(TransferEvent.Started::request));
  }

  /**
   * Where the customer lives as they told when they were registered.
   *
   * @param at who was registered later lived nowhere then, also when it is asked again
   */
  CompletionStage<String> jurisdiction(Optional<String> customerId, Instant at) {
    return customerId.isEmpty()
        ? CompletableFuture.completedFuture(FEDERAL)
        : homes
            .get(
                customerId.get(),
                () ->
                    first(CUSTOMER + customerId.get()).thenApply(e -> e.flatMap(Beginnings::home)))
            .thenApply(
                home ->
                    home.filter(known -> !known.since().isAfter(at))
                        .map(Home::jurisdiction)
                        .orElse(FEDERAL));
  }

  private static Optional<Home> home(Object first) {
    return first instanceof CustomerEvent.Registered registered
        ? Optional.of(new Home(registered.jurisdiction(), registered.at()))
        : Optional.empty();
  }

  private CompletionStage<Optional<Object>> first(String persistenceId) {
    return journal
        .currentEventsByPersistenceId(persistenceId, 1, 1)
        .map(EventEnvelope::event)
        .runWith(Sink.headOption(), system);
  }

  /** So many of the last answers; that there is none yet is asked again. */
  private static final class Remembered<T> {

    private final Map<String, T> answers = new LinkedHashMap<>(16, 0.75f, true);

    CompletionStage<Optional<T>> get(String key, Supplier<CompletionStage<Optional<T>>> ask) {
      Optional<T> known = find(key);
      return known.isPresent()
          ? CompletableFuture.completedFuture(known)
          : ask.get()
              .thenApply(
                  answer -> {
                    answer.ifPresent(found -> keep(key, found));
                    return answer;
                  });
    }

    private synchronized Optional<T> find(String key) {
      return Optional.ofNullable(answers.get(key));
    }

    private synchronized void keep(String key, T answer) {
      answers.put(key, answer);
      if (answers.size() > REMEMBERED) {
        answers.remove(answers.keySet().iterator().next());
      }
    }
  }
}
