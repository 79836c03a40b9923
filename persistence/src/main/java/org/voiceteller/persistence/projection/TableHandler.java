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
import org.voiceteller.core.account.AccountEvent;
import org.voiceteller.core.authentication.CredentialsEvent;
import org.voiceteller.core.billpay.BillPayEvent;
import org.voiceteller.core.call.CallEvent;
import org.voiceteller.core.card.CardEvent;
import org.voiceteller.core.customer.CustomerEvent;
import org.voiceteller.core.customer.PhoneBindingEvent;
import org.voiceteller.core.dispute.DisputeEvent;
import org.voiceteller.core.transfer.OutsideTransfer;
import org.voiceteller.core.transfer.TransferEvent;
import org.voiceteller.persistence.books.BookEntries;
import org.voiceteller.persistence.dynamodb.Table;

/** Takes one event after the other into the tables, and what it tells an auditor behind it. */
final class TableHandler extends Handler<EventEnvelope<Object>> {

  private final String projection;
  private final TableWriter writer;
  private final BookEntries books;
  private final CallTables calls;
  private final CustomerTables customers;
  private final AccountTables accounts;
  private final TransferTables transfers;
  private final BillPayTables bills;
  private final CardTables cards;
  private final DisputeTables disputes;
  private final ProjectionObserver observer;
  private final InstantSource clock;

  TableHandler(
      String projection,
      TableWriter writer,
      BookEntries books,
      ProjectionObserver observer,
      InstantSource clock) {
    this.projection = projection;
    this.writer = writer;
    this.books = books;
    this.calls = new CallTables(writer);
    this.customers = new CustomerTables(writer);
    this.accounts = new AccountTables(writer);
    this.transfers = new TransferTables(writer);
    this.bills = new BillPayTables(writer);
    this.cards = new CardTables(writer);
    this.disputes = new DisputeTables(writer);
    this.observer = observer;
    this.clock = clock;
  }

  @Override
  public CompletionStage<Done> process(EventEnvelope<Object> envelope) {
    return apply(envelope)
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
                    : writer.append(Table.AUDIT_LOGS, AuditItems.item(entry.get())));
  }

  private CompletionStage<Done> apply(EventEnvelope<Object> envelope) {
    String entityId = PersistenceId.extractEntityId(envelope.persistenceId());
    return switch (envelope.event()) {
      case CallEvent event -> calls.apply(entityId, event, envelope.sequenceNr());
      case CustomerEvent event -> customers.apply(event, envelope.sequenceNr());
      case AccountEvent event -> accounts.apply(entityId, event, envelope.sequenceNr());
      case TransferEvent event -> transfers.apply(entityId, event, envelope.sequenceNr());
      case OutsideTransfer.Event event -> transfers.apply(entityId, event, envelope.sequenceNr());
      case BillPayEvent event -> bills.apply(entityId, event, envelope.sequenceNr());
      case CardEvent event -> cards.apply(entityId, event, envelope.sequenceNr());
      case DisputeEvent event -> disputes.apply(entityId, event, envelope.sequenceNr());
      case PhoneBindingEvent _, CredentialsEvent _ ->
          CompletableFuture.completedFuture(Done.getInstance());
      case Object stranger ->
          throw new IllegalStateException(
              "Expected an event of a known family, but got a " + stranger.getClass().getName());
    };
  }
}
