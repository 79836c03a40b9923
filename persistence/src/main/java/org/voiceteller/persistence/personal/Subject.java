package org.voiceteller.persistence.personal;

import java.util.Optional;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.voiceteller.core.account.AccountEvent;
import org.voiceteller.core.authentication.CredentialsEvent;
import org.voiceteller.core.billpay.BillPayEvent;
import org.voiceteller.core.call.CallEvent;
import org.voiceteller.core.card.CardEvent;
import org.voiceteller.core.dispute.DisputeEvent;
import org.voiceteller.core.transfer.OutsideTransfer;
import org.voiceteller.core.transfer.TransferEvent;

/**
 * Whose key seals an event. A call has a key of its own, for most of it happens before anybody
 * knows whose it is. Everything else is sealed with its customer's key, so that nothing waits for a
 * new key but a new customer: the event, or the entity's id, tells whose it is, or what was noted
 * of the entity when it began.
 */
sealed interface Subject {

  /** This customer's. */
  record Customers(String customerId) implements Subject {}

  /** That of whoever owns the entity. */
  record Owners() implements Subject {}

  /** The entity's own. */
  record Own() implements Subject {}

  static String ofCustomer(String customerId) {
    return "customer|" + customerId;
  }

  static Subject of(String persistenceId, Object event) {
    return switch (event) {
      case BillPayEvent _, CredentialsEvent _ ->
          new Customers(PersistenceId.extractEntityId(persistenceId));
      case TransferEvent.Started started -> new Customers(started.request().customerId());
      case OutsideTransfer.Event.StatusReported reported ->
          new Customers(reported.report().customerId());
      case AccountEvent _, CardEvent _, DisputeEvent _ -> new Owners();
      case Object _ -> new Own();
    };
  }

  /** The customer whose call this is, from this event on. */
  static Optional<String> callOf(Object event) {
    return event instanceof CallEvent.CustomerIdentified identified
        ? Optional.of(identified.customerId())
        : Optional.empty();
  }

  /** The owner of the entity that begins with this event. */
  static Optional<String> ownedBy(Object event) {
    return switch (event) {
      case AccountEvent.Opened opened -> Optional.of(opened.customerId());
      case CardEvent.Issued issued -> Optional.of(issued.customerId());
      case CardEvent.Ordered ordered -> Optional.of(ordered.customerId());
      case DisputeEvent.Opened opened -> Optional.of(opened.intake().customerId());
      case Object _ -> Optional.empty();
    };
  }
}
