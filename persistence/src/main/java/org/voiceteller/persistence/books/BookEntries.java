package org.voiceteller.persistence.books;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.apache.pekko.projection.eventsourced.EventEnvelope;
import org.voiceteller.core.account.AccountEvent;
import org.voiceteller.core.audit.Chained;
import org.voiceteller.core.audit.Deed;
import org.voiceteller.core.audit.Deeds;
import org.voiceteller.core.authentication.CredentialsEvent;
import org.voiceteller.core.billpay.BillPayEvent;
import org.voiceteller.core.card.CardEvent;
import org.voiceteller.core.customer.CustomerEvent;
import org.voiceteller.core.dispute.DisputeEvent;
import org.voiceteller.core.transfer.OutsideTransfer;
import org.voiceteller.core.transfer.TransferEvent;

/**
 * Makes the audit entries of the books. An entry needs more than its event says (whose account it
 * is, where they live), and that stands in the first events of the entity and of its customer,
 * which never change: so the same event makes the same entry whenever it is read.
 */
public final class BookEntries {

  private final Beginnings beginnings;

  private BookEntries(Beginnings beginnings) {
    this.beginnings = beginnings;
  }

  /** Reads the journal of this system. */
  public static BookEntries create(ActorSystem<?> system) {
    return new BookEntries(Beginnings.create(system));
  }

  /**
   * The event's entry; empty for an event that tells an auditor nothing of its own, and for those
   * of calls, which are audited by themselves. Fails when the journal cannot be read.
   */
  public CompletionStage<Optional<Chained>> of(EventEnvelope<Object> envelope) {
    String persistenceId = envelope.persistenceId();
    String id = PersistenceId.extractEntityId(persistenceId);
    return switch (envelope.event()) {
      case CustomerEvent event -> entry(envelope, Deeds.of(id, event), Optional.of(id));
      case CredentialsEvent event -> ofTheCustomer(envelope, Deeds.of(id, event), id);
      case BillPayEvent event -> entry(envelope, Deeds.of(event), Optional.of(id));
      case OutsideTransfer.Event.StatusReported event ->
          entry(envelope, Deeds.of(id, event), Optional.of(event.report().customerId()));
      case TransferEvent event -> transfer(envelope, event);
      case AccountEvent event -> ofItsOwner(envelope, Deeds.of(id, event));
      case CardEvent event -> ofItsOwner(envelope, Optional.of(Deeds.of(id, event)));
      case DisputeEvent event -> ofItsOwner(envelope, Optional.of(Deeds.of(id, event)));
      case Object _ -> nothing();
    };
  }

  private CompletionStage<Optional<Chained>> transfer(
      EventEnvelope<Object> envelope, TransferEvent event) {
    return event instanceof TransferEvent.Started || event instanceof TransferEvent.Settled
        ? nothing()
        : beginnings
            .request(envelope.persistenceId())
            .thenCompose(
                request -> {
                  Optional<Deed> deed = request.flatMap(began -> Deeds.of(began, event));
                  return deed.isPresent() && request.isPresent()
                      ? entry(envelope, deed.get(), Optional.of(request.get().customerId()))
                      : nothing();
                });
  }

  private CompletionStage<Optional<Chained>> ofTheCustomer(
      EventEnvelope<Object> envelope, Optional<Deed> deed, String customerId) {
    return deed.isEmpty() ? nothing() : entry(envelope, deed.get(), Optional.of(customerId));
  }

  private CompletionStage<Optional<Chained>> ofItsOwner(
      EventEnvelope<Object> envelope, Optional<Deed> deed) {
    return deed.isEmpty()
        ? nothing()
        : beginnings
            .owner(envelope.persistenceId())
            .thenCompose(owner -> entry(envelope, deed.get(), owner));
  }

  private CompletionStage<Optional<Chained>> entry(
      EventEnvelope<Object> envelope, Deed deed, Optional<String> customerId) {
    return beginnings
        .jurisdiction(customerId, deed.at())
        .thenApply(
            jurisdiction ->
                Optional.of(
                    deed.entry(
                        envelope.persistenceId(),
                        envelope.sequenceNr(),
                        customerId.orElse(null),
                        jurisdiction)));
  }

  private static CompletionStage<Optional<Chained>> nothing() {
    return CompletableFuture.completedFuture(Optional.empty());
  }
}
