package org.voiceteller.persistence.personal;

import java.util.List;
import java.util.Map;
import org.voiceteller.core.account.AccountEvent;
import org.voiceteller.core.authentication.CredentialsEvent;
import org.voiceteller.core.billpay.BillPayEvent;
import org.voiceteller.core.call.CallEvent;
import org.voiceteller.core.card.CardEvent;
import org.voiceteller.core.customer.CustomerEvent;
import org.voiceteller.core.dispute.DisputeEvent;
import org.voiceteller.core.transfer.OutsideTransfer;
import org.voiceteller.core.transfer.TransferEvent;

/**
 * Which fields of which events are personal, and what they read when they are erased: what people
 * said and wished, who and where they are, whom they paid. What a bank's books must keep (which
 * amounts moved when, between which accounts, and how a case was decided) is not among them.
 */
final class PersonalFields {

  static final String ERASED = "[erased]";

  /**
   * @param pointer JSON Pointer (RFC 6901) into the event's payload; a text
   * @param erased what is kept in its place
   */
  record Field(String pointer, String erased) {}

  private static final Field INPUT = new Field("/inputJson", "{}");
  private static final Field OUTCOME = new Field("/outcome/resultJson", "{\"say\":\"[erased]\"}");

  private static final Field MERCHANT = text("/merchant/descriptor");
  private static final Field LEG = text("/leg/merchant/descriptor");

  private static final Map<Class<?>, List<Field>> FIELDS =
      Map.ofEntries(
          entry(
              CustomerEvent.Registered.class,
              text("/fullName"),
              text("/email"),
              text("/phoneNumber"),
              text("/postalAddress")),
          entry(CallEvent.Started.class, text("/origin/from"), text("/origin/address")),
          entry(CallEvent.LegAttached.class, text("/address")),
          entry(CallEvent.TurnTaken.class, text("/turn/text")),
          entry(CallEvent.WishKept.class, INPUT),
          entry(CallEvent.WishAnswered.class, OUTCOME),
          entry(CallEvent.ProposalMade.class, INPUT),
          entry(CallEvent.CodeIssued.class, text("/destination")),
          entry(CallEvent.QuestionAsked.class, text("/question/text")),
          entry(CallEvent.ToolFinished.class, OUTCOME),
          entry(CredentialsEvent.QuestionSet.class, text("/text")),
          entry(AccountEvent.Posted.class, MERCHANT),
          entry(AccountEvent.HoldPlaced.class, MERCHANT),
          entry(AccountEvent.TransferPending.class, LEG),
          entry(AccountEvent.TransferPosted.class, MERCHANT),
          entry(AccountEvent.TransferCredited.class, LEG),
          entry(AccountEvent.CheckRegistered.class, text("/payee")),
          entry(AccountEvent.StopPlaced.class, text("/order/payee")),
          entry(
              TransferEvent.Started.class,
              text("/request/source/merchant/descriptor"),
              text("/request/target/merchant/descriptor"),
              text("/request/purpose/payee"),
              text("/request/purpose/order/payee")),
          entry(OutsideTransfer.Event.StatusReported.class, text("/report/counterparty")),
          entry(BillPayEvent.PlanScheduled.class, text("/order/payee")),
          entry(CardEvent.Shipped.class, text("/trackingNumber")),
          entry(DisputeEvent.Opened.class, text("/intake/charge/merchant/descriptor")),
          entry(DisputeEvent.Decided.class, text("/explanation")));

  private PersonalFields() {}

  /** Empty when nothing in such an event is personal. */
  static List<Field> of(Class<?> event) {
    return FIELDS.getOrDefault(event, List.of());
  }

  private static Map.Entry<Class<?>, List<Field>> entry(Class<?> event, Field... fields) {
    return Map.entry(event, List.of(fields));
  }

  private static Field text(String pointer) {
    return new Field(pointer, ERASED);
  }
}
