package org.voiceteller.core.audit;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.voiceteller.core.account.AccountEvent;
import org.voiceteller.core.audit.AuditEntry.Result;
import org.voiceteller.core.authentication.CredentialsEvent;
import org.voiceteller.core.billpay.BillPayEvent;
import org.voiceteller.core.card.CardEvent;
import org.voiceteller.core.customer.CustomerEvent;
import org.voiceteller.core.dispute.DisputeEvent;
import org.voiceteller.core.transfer.OutsideTransfer;
import org.voiceteller.core.transfer.Purpose;
import org.voiceteller.core.transfer.TransferEvent;
import org.voiceteller.core.transfer.TransferRequest;
import org.voiceteller.core.transfer.VoidReason;

/**
 * Which events of the books an auditor reads, and as what. All that has an effect is among them,
 * whether a caller, a person at the bank, a network or the clock caused it. Left out are only steps
 * on the way to an outcome that is told: the legs of a transfer, its beginning and its last note.
 */
public final class Deeds {

  private Deeds() {}

  public static Deed of(String customerId, CustomerEvent event) {
    return switch (event) {
      case CustomerEvent.Registered(_, _, _, _, _, _, var at) ->
          done(AuditAction.CUSTOMER_REGISTERED, customerId, at);
      case CustomerEvent.AccountLinked(var accountId, _, _, var at) ->
          done(AuditAction.ACCOUNT_LINKED, accountId, at);
    };
  }

  /** Empty for the legs of a transfer, which tells of itself. */
  public static Optional<Deed> of(String accountId, AccountEvent event) {
    return switch (event) {
      case AccountEvent.Opened opened ->
          Optional.of(done(AuditAction.ACCOUNT_OPENED, accountId, opened.at()));
      case AccountEvent.Posted posted ->
          Optional.of(
              done(
                  AuditAction.ACCOUNT_POSTED,
                  within(accountId, posted.transactionId()),
                  posted.at()));
      case AccountEvent.HoldPlaced held ->
          Optional.of(
              done(AuditAction.HOLD_PLACED, within(accountId, held.transactionId()), held.at()));
      case AccountEvent.HoldReleased(var transactionId, _, var at) ->
          Optional.of(done(AuditAction.HOLD_RELEASED, within(accountId, transactionId), at));
      case AccountEvent.StatementRequested(var statementId, var delivery, _, var at) ->
          Optional.of(
              new Deed(
                  AuditAction.STATEMENT_ORDERED,
                  within(accountId, statementId),
                  Result.SUCCESS,
                  true,
                  List.of(delivery.name()),
                  at));
      case AccountEvent.CheckRegistered(var number, _, _, var at) ->
          Optional.of(done(AuditAction.CHECK_REGISTERED, within(accountId, number), at));
      case AccountEvent.CheckPaid(var number, _, _, var at) ->
          Optional.of(done(AuditAction.CHECK_PAID, within(accountId, number), at));
      case AccountEvent.StopPlaced(var order, var at) ->
          Optional.of(done(AuditAction.STOP_PLACED, within(accountId, order.checkNumber()), at));
      case AccountEvent.StopConfirmed(var number, var at) ->
          Optional.of(done(AuditAction.STOP_CONFIRMED, within(accountId, number), at));
      case AccountEvent.TransferPending _,
          AccountEvent.TransferPosted _,
          AccountEvent.TransferVoided _,
          AccountEvent.TransferCredited _ ->
          Optional.empty();
    };
  }

  /**
   * Empty for the beginning, and for the note that both sides are posted.
   *
   * @param request what the transfer began with
   */
  public static Optional<Deed> of(TransferRequest request, TransferEvent event) {
    return switch (event) {
      case TransferEvent.Started _, TransferEvent.Settled _ -> Optional.empty();
      case TransferEvent.Committed(var confirmation, _, var at) ->
          Optional.of(
              switch (request.purpose()) {
                case Purpose.OwnAccounts _ -> done(AuditAction.TRANSFER_MADE, confirmation, at);
                case Purpose.Bill _ -> done(AuditAction.TRANSFER_MADE, confirmation, at, "BILL");
                case Purpose.StopFee _ ->
                    done(AuditAction.FEE_CHARGED, confirmation, at, "STOP_PAYMENT");
                case Purpose.Reversal _ ->
                    done(AuditAction.TRANSFER_MADE, confirmation, at, "REVERSAL");
              });
      case TransferEvent.Voided(var reason, var at) ->
          Optional.of(
              new Deed(
                  AuditAction.TRANSFER_VOIDED,
                  request.transferId(),
                  reason == VoidReason.EXPIRED ? Result.FAILED : Result.REFUSED,
                  false,
                  List.of(reason.name()),
                  at));
      case TransferEvent.Escalated(_, _, var at) ->
          Optional.of(
              failed(AuditAction.TRANSFER_ESCALATED, request.transferId(), at, "NEEDS_A_PERSON"));
    };
  }

  public static Deed of(String transferId, OutsideTransfer.Event event) {
    return switch (event) {
      case OutsideTransfer.Event.StatusReported(var report, var at) ->
          done(
              AuditAction.TRANSFER_REPORTED,
              transferId,
              at,
              report.kind().name(),
              report.status().name());
    };
  }

  public static Deed of(BillPayEvent event) {
    return switch (event) {
      case BillPayEvent.PlanScheduled(var order, var at) ->
          done(AuditAction.BILL_SCHEDULED, order.confirmation(), at);
      case BillPayEvent.PaymentStarted(var planId, var occurrence, _, _, var at) ->
          done(AuditAction.BILL_PAYMENT_STARTED, within(planId, occurrence), at);
      case BillPayEvent.PaymentMade(var planId, var occurrence, _, _, _, var at) ->
          done(AuditAction.BILL_PAYMENT_MADE, within(planId, occurrence), at);
      case BillPayEvent.PaymentFailed failed ->
          failed(
              AuditAction.BILL_PAYMENT_FAILED,
              within(failed.planId(), failed.occurrence()),
              failed.at(),
              failed.reason().name(),
              failed.retryOn() == null ? "FOR_GOOD" : "TRIED_AGAIN");
      case BillPayEvent.PlanStopped(var planId, var at) ->
          done(AuditAction.BILL_STOPPED, planId, at);
    };
  }

  public static Deed of(String cardId, CardEvent event) {
    return switch (event) {
      case CardEvent.Issued issued -> done(AuditAction.CARD_ISSUED, cardId, issued.at());
      case CardEvent.Ordered ordered -> done(AuditAction.CARD_ORDERED, cardId, ordered.at());
      case CardEvent.Produced(_, var at) -> done(AuditAction.CARD_PRODUCED, cardId, at);
      case CardEvent.Shipped(_, _, var at) -> done(AuditAction.CARD_SHIPPED, cardId, at);
      case CardEvent.Delivered(var at) -> done(AuditAction.CARD_DELIVERED, cardId, at);
      case CardEvent.Frozen(var at) -> done(AuditAction.CARD_FROZEN, cardId, at);
      case CardEvent.Unfrozen(var at) -> done(AuditAction.CARD_UNFROZEN, cardId, at);
      case CardEvent.Deactivated deactivated ->
          done(AuditAction.CARD_DEACTIVATED, cardId, deactivated.at(), deactivated.cause().name());
      case CardEvent.ReplacementOrdered(var at) ->
          done(AuditAction.CARD_ORDERED, cardId, at, "REPLACEMENT");
      case CardEvent.Replaced(var at) -> done(AuditAction.CARD_REPLACED, cardId, at);
    };
  }

  public static Deed of(String caseNumber, DisputeEvent event) {
    return switch (event) {
      case DisputeEvent.Opened(var intake, var at) ->
          done(AuditAction.CASE_OPENED, caseNumber, at, intake.reason().name());
      case DisputeEvent.Acknowledged(var at) -> done(AuditAction.CASE_ACKNOWLEDGED, caseNumber, at);
      case DisputeEvent.ConfirmationReceived(var at) ->
          done(AuditAction.CASE_CONFIRMED, caseNumber, at);
      case DisputeEvent.PostingOrdered(var postingId, var purpose, _, _, var at) ->
          done(AuditAction.CASE_POSTING_ORDERED, postingId, at, purpose.name());
      case DisputeEvent.Posted(var postingId, var at) ->
          done(AuditAction.CASE_POSTED, postingId, at);
      case DisputeEvent.PostingRefused(var postingId, var reason, _, var at) ->
          failed(AuditAction.CASE_POSTING_REFUSED, postingId, at, reason);
      case DisputeEvent.Decided(var finding, _, var at) ->
          done(AuditAction.CASE_DECIDED, caseNumber, at, finding.name());
      case DisputeEvent.NoticeIssued(var kind, _, _, var at) ->
          new Deed(
              AuditAction.CASE_NOTICE_ISSUED,
              caseNumber,
              Result.SUCCESS,
              true,
              List.of(kind.name()),
              at);
      case DisputeEvent.DeadlineNear(var clock, _, var at) ->
          done(AuditAction.CASE_DEADLINE_NEAR, caseNumber, at, clock.name());
      case DisputeEvent.DeadlineMissed(var clock, _, var at) ->
          failed(AuditAction.CASE_DEADLINE_MISSED, caseNumber, at, clock.name());
      case DisputeEvent.Closed(var at) -> done(AuditAction.CASE_CLOSED, caseNumber, at);
    };
  }

  /**
   * Empty for attempts, which the call that they were made on tells of, and for an answer that was
   * only hashed anew.
   */
  public static Optional<Deed> of(String customerId, CredentialsEvent event) {
    return switch (event) {
      case CredentialsEvent.QuestionSet set ->
          Optional.of(
              done(AuditAction.QUESTION_SET, within(customerId, set.questionId()), set.at()));
      case CredentialsEvent.QuestionRemoved(var questionId, var at) ->
          Optional.of(done(AuditAction.QUESTION_REMOVED, within(customerId, questionId), at));
      case CredentialsEvent.AuthenticatorSet(var app, var at) ->
          Optional.of(done(AuditAction.AUTHENTICATOR_SET, within(customerId, app.appId()), at));
      case CredentialsEvent.AuthenticatorRemoved(var appId, var at) ->
          Optional.of(done(AuditAction.AUTHENTICATOR_REMOVED, within(customerId, appId), at));
      case CredentialsEvent.FactorLocked(var factor, var at) ->
          Optional.of(done(AuditAction.FACTOR_LOCKED, customerId, at, factor.name()));
      case CredentialsEvent.FailuresReset(var resetBy, var at) ->
          Optional.of(done(AuditAction.FAILURES_RESET, customerId, at, resetBy));
      case CredentialsEvent.AnswerUpgraded _,
          CredentialsEvent.AttemptReserved _,
          CredentialsEvent.AttemptSucceeded _,
          CredentialsEvent.AttemptFailed _,
          CredentialsEvent.StepAccepted _ ->
          Optional.empty();
    };
  }

  private static String within(String whole, Object part) {
    return whole + "/" + part;
  }

  private static Deed done(AuditAction action, String resource, Instant at, String... flags) {
    return new Deed(action, resource, Result.SUCCESS, false, Arrays.asList(flags), at);
  }

  private static Deed failed(AuditAction action, String resource, Instant at, String... flags) {
    return new Deed(action, resource, Result.FAILED, false, Arrays.asList(flags), at);
  }
}
