package org.voiceteller.persistence.projection;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.voiceteller.core.account.AccountEvent;
import org.voiceteller.core.audit.Chained;
import org.voiceteller.core.authentication.CredentialsEvent;
import org.voiceteller.core.billpay.BillPayEvent;
import org.voiceteller.core.call.CallEvent;
import org.voiceteller.core.card.CardEvent;
import org.voiceteller.core.customer.CustomerEvent;
import org.voiceteller.core.customer.PhoneBindingEvent;
import org.voiceteller.core.dispute.DisputeEvent;
import org.voiceteller.core.transfer.OutsideTransfer;
import org.voiceteller.core.transfer.TransferEvent;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;

/**
 * What each event writes into the tables. An entity's events come in their order; one that comes
 * again changes and counts nothing.
 */
public final class EventTables {

  private final TableWriter writer;
  private final CallTables calls;
  private final CustomerTables customers;
  private final AccountTables accounts;
  private final TransferTables transfers;
  private final BillPayTables bills;
  private final CardTables cards;
  private final DisputeTables disputes;

  private EventTables(TableWriter writer) {
    this.writer = writer;
    this.calls = new CallTables(writer);
    this.customers = new CustomerTables(writer);
    this.accounts = new AccountTables(writer);
    this.transfers = new TransferTables(writer);
    this.bills = new BillPayTables(writer);
    this.cards = new CardTables(writer);
    this.disputes = new DisputeTables(writer);
  }

  /**
   * @param observer hears of evidence that differs
   * @param slice whose events these are; nobody else counts under its name at the same time
   */
  public static EventTables create(
      DynamoDbAsyncClient client, ProjectionObserver observer, String slice) {
    return new EventTables(new TableWriter(client, observer, slice));
  }

  /** Completes when it is in the tables. */
  public CompletionStage<Done> apply(String entityId, Object event, long sequenceNumber) {
    return switch (event) {
      case CallEvent of -> calls.apply(entityId, of, sequenceNumber);
      case CustomerEvent of -> customers.apply(of, sequenceNumber);
      case AccountEvent of -> accounts.apply(entityId, of, sequenceNumber);
      case TransferEvent of -> transfers.apply(entityId, of, sequenceNumber);
      case OutsideTransfer.Event of -> transfers.apply(entityId, of, sequenceNumber);
      case BillPayEvent of -> bills.apply(entityId, of, sequenceNumber);
      case CardEvent of -> cards.apply(entityId, of, sequenceNumber);
      case DisputeEvent of -> disputes.apply(entityId, of, sequenceNumber);
      case PhoneBindingEvent _, CredentialsEvent _ ->
          CompletableFuture.completedFuture(Done.getInstance());
      case Object stranger ->
          throw new IllegalStateException(
              "Expected an event of a known family, but got a " + stranger.getClass().getName());
    };
  }

  /** Adds an audit entry that is not an event of a call. */
  public CompletionStage<Done> append(Chained entry) {
    return AuditItems.append(writer, entry);
  }
}
