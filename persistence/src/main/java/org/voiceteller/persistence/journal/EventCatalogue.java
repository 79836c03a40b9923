package org.voiceteller.persistence.journal;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.voiceteller.core.account.AccountEvent;
import org.voiceteller.core.authentication.CredentialsEvent;
import org.voiceteller.core.billpay.BillPayEvent;
import org.voiceteller.core.call.CallEvent;
import org.voiceteller.core.card.CardEvent;
import org.voiceteller.core.card.WalletEvent;
import org.voiceteller.core.customer.CustomerEvent;
import org.voiceteller.core.customer.PhoneBindingEvent;
import org.voiceteller.core.dispute.CasebookEvent;
import org.voiceteller.core.dispute.DisputeEvent;
import org.voiceteller.core.numbering.NumberingEvent;
import org.voiceteller.core.transfer.OutsideTransfer;
import org.voiceteller.core.transfer.TransferEvent;

/**
 * The names under which events are kept for ever: {@code family.what-happened.version}. A name that
 * has once been written is never changed, reused or taken away. When an event changes its fields it
 * gets a new version here, and an {@link Upcaster} that lifts the old payload to it.
 */
public final class EventCatalogue {

  /** The events of the bank. */
  public static EventCatalogue create() {
    return new EventCatalogue(
        List.of(
            CallEvent.class,
            CustomerEvent.class,
            PhoneBindingEvent.class,
            AccountEvent.class,
            CredentialsEvent.class,
            TransferEvent.class,
            OutsideTransfer.Event.class,
            BillPayEvent.class,
            CardEvent.class,
            WalletEvent.class,
            DisputeEvent.class,
            CasebookEvent.class,
            NumberingEvent.class),
        List.of(
            name("call.started.v2", CallEvent.Started.class),
            name("call.leg-attached.v1", CallEvent.LegAttached.class),
            name("call.leg-lost.v1", CallEvent.LegLost.class),
            name("call.disclosure-given.v2", CallEvent.DisclosureGiven.class),
            name("call.consent-recorded.v2", CallEvent.ConsentRecorded.class),
            name("call.turn-taken.v1", CallEvent.TurnTaken.class),
            name("call.identification-failed.v1", CallEvent.IdentificationFailed.class),
            name("call.customer-identified.v1", CallEvent.CustomerIdentified.class),
            name("call.level-reached.v1", CallEvent.LevelReached.class),
            name("call.wish-kept.v1", CallEvent.WishKept.class),
            name("call.wish-cleared.v1", CallEvent.WishCleared.class),
            name("call.tool-requested.v1", CallEvent.ToolRequested.class),
            name("call.tool-finished.v2", CallEvent.ToolFinished.class),
            name("call.idle-deadline-moved.v1", CallEvent.IdleDeadlineMoved.class),
            name("call.audited.v2", CallEvent.Audited.class),
            name("call.ended.v1", CallEvent.Ended.class),
            name("customer.registered.v1", CustomerEvent.Registered.class),
            name("customer.account-linked.v1", CustomerEvent.AccountLinked.class),
            name("phone-binding.bound.v2", PhoneBindingEvent.Bound.class),
            name("phone-binding.claimed.v1", PhoneBindingEvent.Claimed.class),
            name("account.opened.v1", AccountEvent.Opened.class),
            name("account.posted.v1", AccountEvent.Posted.class),
            name("account.hold-placed.v1", AccountEvent.HoldPlaced.class),
            name("account.hold-released.v1", AccountEvent.HoldReleased.class),
            name("account.statement-requested.v1", AccountEvent.StatementRequested.class),
            name("credentials.question-set.v1", CredentialsEvent.QuestionSet.class),
            name("credentials.answer-upgraded.v1", CredentialsEvent.AnswerUpgraded.class),
            name("credentials.question-removed.v1", CredentialsEvent.QuestionRemoved.class),
            name("credentials.authenticator-set.v1", CredentialsEvent.AuthenticatorSet.class),
            name(
                "credentials.authenticator-removed.v1",
                CredentialsEvent.AuthenticatorRemoved.class),
            name("credentials.attempt-reserved.v1", CredentialsEvent.AttemptReserved.class),
            name("credentials.attempt-succeeded.v1", CredentialsEvent.AttemptSucceeded.class),
            name("credentials.attempt-failed.v1", CredentialsEvent.AttemptFailed.class),
            name("credentials.step-accepted.v1", CredentialsEvent.StepAccepted.class),
            name("credentials.factor-locked.v1", CredentialsEvent.FactorLocked.class),
            name("credentials.failures-reset.v1", CredentialsEvent.FailuresReset.class),
            name("account.transfer-pending.v1", AccountEvent.TransferPending.class),
            name("account.transfer-posted.v1", AccountEvent.TransferPosted.class),
            name("account.transfer-voided.v1", AccountEvent.TransferVoided.class),
            name("account.transfer-credited.v1", AccountEvent.TransferCredited.class),
            name("account.check-registered.v1", AccountEvent.CheckRegistered.class),
            name("account.check-paid.v1", AccountEvent.CheckPaid.class),
            name("account.stop-placed.v1", AccountEvent.StopPlaced.class),
            name("account.stop-confirmed.v1", AccountEvent.StopConfirmed.class),
            name("transfer.started.v1", TransferEvent.Started.class),
            name("transfer.committed.v1", TransferEvent.Committed.class),
            name("transfer.settled.v1", TransferEvent.Settled.class),
            name("transfer.voided.v1", TransferEvent.Voided.class),
            name("transfer.escalated.v1", TransferEvent.Escalated.class),
            name("outside-transfer.status-reported.v1", OutsideTransfer.Event.StatusReported.class),
            name("bill-pay.plan-scheduled.v1", BillPayEvent.PlanScheduled.class),
            name("bill-pay.payment-started.v1", BillPayEvent.PaymentStarted.class),
            name("bill-pay.payment-made.v1", BillPayEvent.PaymentMade.class),
            name("bill-pay.payment-failed.v1", BillPayEvent.PaymentFailed.class),
            name("bill-pay.plan-stopped.v1", BillPayEvent.PlanStopped.class),
            name("call.wish-answered.v1", CallEvent.WishAnswered.class),
            name("call.code-issued.v1", CallEvent.CodeIssued.class),
            name("call.code-sent.v1", CallEvent.CodeSent.class),
            name("call.code-not-sent.v1", CallEvent.CodeNotSent.class),
            name("call.code-attempted.v1", CallEvent.CodeAttempted.class),
            name("call.code-verified.v1", CallEvent.CodeVerified.class),
            name("call.question-asked.v1", CallEvent.QuestionAsked.class),
            name("call.question-attempted.v1", CallEvent.QuestionAttempted.class),
            name("call.question-answered.v1", CallEvent.QuestionAnswered.class),
            name("call.challenge-dropped.v1", CallEvent.ChallengeDropped.class),
            name("call.proposal-made.v1", CallEvent.ProposalMade.class),
            name("call.proposal-confirmed.v1", CallEvent.ProposalConfirmed.class),
            name("call.proposal-cancelled.v1", CallEvent.ProposalCancelled.class),
            name("call.authentication-dropped.v1", CallEvent.AuthenticationDropped.class),
            name("card.issued.v1", CardEvent.Issued.class),
            name("card.ordered.v1", CardEvent.Ordered.class),
            name("card.produced.v1", CardEvent.Produced.class),
            name("card.shipped.v1", CardEvent.Shipped.class),
            name("card.delivered.v1", CardEvent.Delivered.class),
            name("card.frozen.v1", CardEvent.Frozen.class),
            name("card.unfrozen.v1", CardEvent.Unfrozen.class),
            name("card.deactivated.v1", CardEvent.Deactivated.class),
            name("card.replacement-ordered.v1", CardEvent.ReplacementOrdered.class),
            name("card.replaced.v1", CardEvent.Replaced.class),
            name("wallet.card-added.v1", WalletEvent.CardAdded.class),
            name("dispute.opened.v1", DisputeEvent.Opened.class),
            name("dispute.acknowledged.v1", DisputeEvent.Acknowledged.class),
            name("dispute.confirmation-received.v1", DisputeEvent.ConfirmationReceived.class),
            name("dispute.posting-ordered.v1", DisputeEvent.PostingOrdered.class),
            name("dispute.posted.v1", DisputeEvent.Posted.class),
            name("dispute.posting-refused.v1", DisputeEvent.PostingRefused.class),
            name("dispute.decided.v1", DisputeEvent.Decided.class),
            name("dispute.notice-issued.v1", DisputeEvent.NoticeIssued.class),
            name("dispute.deadline-near.v1", DisputeEvent.DeadlineNear.class),
            name("dispute.deadline-missed.v1", DisputeEvent.DeadlineMissed.class),
            name("dispute.closed.v1", DisputeEvent.Closed.class),
            name("casebook.case-entered.v1", CasebookEvent.CaseEntered.class),
            name("numbering.numbered.v1", NumberingEvent.Numbered.class),
            name("call.hand-off-queued.v1", CallEvent.HandOffQueued.class),
            name("call.hand-off-taken.v1", CallEvent.HandOffTaken.class),
            name("call.hand-off-left.v1", CallEvent.HandOffLeft.class),
            name("call.recording-marked.v1", CallEvent.RecordingMarked.class),
            name("call.transfer-noted.v1", CallEvent.TransferNoted.class)),
        List.of(
            // Before it was kept how far the network vouches for the caller's number.
            new Upcaster(
                "call.started.v1",
                "call.started.v2",
                payload -> {
                  payload.withObject("/origin").putNull("attestation");
                  return payload;
                }),
            // Before the jurisdiction stood with the consent; the call's start tells it.
            new Upcaster(
                "call.disclosure-given.v1",
                "call.disclosure-given.v2",
                payload -> payload.putNull("jurisdiction")),
            new Upcaster(
                "call.consent-recorded.v1",
                "call.consent-recorded.v2",
                payload -> payload.putNull("jurisdiction")),
            // Before it was kept how long a use took.
            new Upcaster(
                "call.tool-finished.v1",
                "call.tool-finished.v2",
                payload -> payload.putNull("tookMs")),
            // Before a number was known by its hash alone.
            new Upcaster(
                "phone-binding.bound.v1",
                "phone-binding.bound.v2",
                payload -> {
                  payload.remove("phoneNumber");
                  return payload;
                }),
            // Before entries were chained: unchained, and every check says so.
            new Upcaster(
                "call.audited.v1", "call.audited.v2", payload -> payload.putNull("link"))));
  }

  /** The present name of an event. */
  public record Named(String name, Class<? extends Record> event) {}

  /**
   * Lifts the payload of a past version by one step.
   *
   * @param from the past name
   * @param to the name that the result has: a present one, or a past one with an upcaster of its
   *     own
   * @param change the new payload from the old; may change the node it is given
   */
  public record Upcaster(String from, String to, UnaryOperator<ObjectNode> change) {}

  /** A payload in its present shape. */
  record Present(Class<? extends Record> event, ObjectNode payload) {}

  private final List<Named> present;
  private final Map<String, Class<? extends Record>> eventByName = new HashMap<>();
  private final Map<Class<?>, String> nameByEvent = new HashMap<>();
  private final Map<String, Upcaster> upcasterByName = new HashMap<>();

  /**
   * @param families sealed interfaces whose every record must have exactly one present name
   * @throws IllegalStateException when an event has no name, or a name stands for two things
   */
  EventCatalogue(List<Class<?>> families, List<Named> present, List<Upcaster> upcasters) {
    this.present = List.copyOf(present);
    for (Named named : present) {
      unique(named.name(), eventByName.putIfAbsent(named.name(), named.event()));
      unique(named.event().getName(), nameByEvent.putIfAbsent(named.event(), named.name()));
    }
    for (Upcaster upcaster : upcasters) {
      unique(upcaster.from(), eventByName.get(upcaster.from()));
      unique(upcaster.from(), upcasterByName.putIfAbsent(upcaster.from(), upcaster));
    }
    Set<Class<?>> unnamed = new HashSet<>();
    families.stream().flatMap(EventCatalogue::records).forEach(unnamed::add);
    unnamed.removeAll(nameByEvent.keySet());
    if (!unnamed.isEmpty()) {
      throw new IllegalStateException(
          "Expected a name for every event, but these have none: " + unnamed);
    }
    upcasters.forEach(upcaster -> presentName(upcaster.from()));
  }

  /** All present names, in the order of the catalogue. */
  public List<Named> present() {
    return present;
  }

  /** All past names, which the journal may still hold. */
  List<String> past() {
    return upcasterByName.keySet().stream().sorted().toList();
  }

  /**
   * The name under which this event is written.
   *
   * @throws UnknownEventException when its class is not in the catalogue
   */
  public String nameOf(Object event) {
    String name = nameByEvent.get(event.getClass());
    if (name == null) {
      throw new UnknownEventException(
          "Expected an event of the catalogue, but got a " + event.getClass().getName());
    }
    return name;
  }

  /** A payload that was written under this name, lifted to the present version. */
  Present lift(String name, ObjectNode payload) {
    String version = name;
    ObjectNode lifted = payload;
    for (Upcaster step = upcasterByName.get(version);
        step != null;
        step = upcasterByName.get(version)) {
      lifted = step.change().apply(lifted);
      version = step.to();
    }
    return new Present(eventOf(version), lifted);
  }

  private Class<? extends Record> eventOf(String name) {
    Class<? extends Record> event = eventByName.get(name);
    if (event == null) {
      throw new UnknownEventException(
          "Expected an event name of the catalogue, but the journal holds '"
              + name
              + "'. Was it written by a newer version of Voice Teller?");
    }
    return event;
  }

  /** Follows the upcasters; a chain that circles or leads nowhere is refused at start. */
  private void presentName(String past) {
    Set<String> seen = new HashSet<>();
    String version = past;
    for (Upcaster step = upcasterByName.get(version);
        step != null;
        step = upcasterByName.get(version)) {
      if (!seen.add(version)) {
        throw new IllegalStateException("Expected upcasters to end, but they circle at " + version);
      }
      version = step.to();
    }
    eventOf(version);
  }

  private static Named name(String name, Class<? extends Record> event) {
    return new Named(name, event);
  }

  private static Stream<Class<?>> records(Class<?> type) {
    return type.isSealed()
        ? Arrays.stream(type.getPermittedSubclasses()).flatMap(EventCatalogue::records)
        : Stream.of(type);
  }

  private static void unique(String what, @Nullable Object before) {
    if (before != null) {
      throw new IllegalStateException("Expected " + what + " once, but it stands twice");
    }
  }
}
