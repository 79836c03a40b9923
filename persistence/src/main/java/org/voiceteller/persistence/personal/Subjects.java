package org.voiceteller.persistence.personal;

import java.util.Optional;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.voiceteller.core.account.AccountEvent;
import org.voiceteller.core.authentication.CredentialsEvent;
import org.voiceteller.core.billpay.BillPayEvent;
import org.voiceteller.core.call.CallEvent;
import org.voiceteller.core.card.CardEvent;
import org.voiceteller.core.dispute.DisputeEvent;
import org.voiceteller.core.transfer.BankAccounts;
import org.voiceteller.core.transfer.OutsideTransfer;
import org.voiceteller.core.transfer.TransferEvent;

/**
 * Whose key seals an event. Where the customer is known from the event or its entity it is theirs:
 * a transfer, of which there are many, then needs no key of its own. The others (calls, accounts,
 * cards, cases) have a key of their own, and are linked with their customer by the event that says
 * whose they are.
 */
final class Subjects {

  private static final String CUSTOMER = "customer|";

  private Subjects() {}

  static String ofCustomer(String customerId) {
    return CUSTOMER + customerId;
  }

  static String of(String persistenceId, Object event) {
    return switch (event) {
      case BillPayEvent _, CredentialsEvent _ ->
          ofCustomer(PersistenceId.extractEntityId(persistenceId));
      case TransferEvent.Started started -> ofCustomer(started.request().customerId());
      case OutsideTransfer.Event.StatusReported reported ->
          ofCustomer(reported.report().customerId());
      case Object _ -> persistenceId;
    };
  }

  /** The customer to whom this event ties its entity. */
  static Optional<String> linkedBy(Object event) {
    return switch (event) {
      case CallEvent.CustomerIdentified identified -> Optional.of(identified.customerId());
      case AccountEvent.Opened opened ->
          Optional.of(opened.customerId()).filter(holder -> !holder.equals(BankAccounts.HOLDER));
      case CardEvent.Issued issued -> Optional.of(issued.customerId());
      case CardEvent.Ordered ordered -> Optional.of(ordered.customerId());
      case DisputeEvent.Opened opened -> Optional.of(opened.intake().customerId());
      case Object _ -> Optional.empty();
    };
  }
}
