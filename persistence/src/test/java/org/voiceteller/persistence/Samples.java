package org.voiceteller.persistence;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.voiceteller.core.account.AccountEvent;
import org.voiceteller.core.account.AccountKind;
import org.voiceteller.core.account.Balance;
import org.voiceteller.core.account.Merchant;
import org.voiceteller.core.audit.AuditEntry;
import org.voiceteller.core.audit.AuditTrail;
import org.voiceteller.core.audit.Chained;
import org.voiceteller.core.authentication.Level;
import org.voiceteller.core.billpay.BillPayEvent;
import org.voiceteller.core.billpay.BillPlan;
import org.voiceteller.core.billpay.Frequency;
import org.voiceteller.core.call.CallEvent;
import org.voiceteller.core.call.CallOrigin;
import org.voiceteller.core.call.EndReason;
import org.voiceteller.core.call.Turn;
import org.voiceteller.core.compliance.CaseClocks;
import org.voiceteller.core.compliance.ConsentRule;
import org.voiceteller.core.compliance.RegulationE;
import org.voiceteller.core.dispute.CaseKind;
import org.voiceteller.core.dispute.CasePolicy;
import org.voiceteller.core.dispute.DisputeEvent;
import org.voiceteller.core.dispute.DisputeReason;
import org.voiceteller.core.dispute.DisputedCharge;
import org.voiceteller.core.dispute.Finding;
import org.voiceteller.core.dispute.NoticeKind;
import org.voiceteller.core.dispute.Posting;
import org.voiceteller.core.money.Money;
import org.voiceteller.core.transfer.Purpose;
import org.voiceteller.core.transfer.TransferEvent;
import org.voiceteller.core.transfer.TransferRequest;

/** Events as the bank would write them. */
public final class Samples {

  public static final Instant NOON = Instant.parse("2026-01-15T12:00:00Z");
  public static final LocalDate TODAY = LocalDate.of(2026, 1, 15);
  public static final Merchant GROCER = new Merchant("SQ *GREEN GROCER", "5411", "groceries");
  public static final Merchant CAFE = new Merchant("TST* BLUE CAFE", "5814", "restaurants");

  private Samples() {}

  public static AccountEvent opened(String accountId, String customerId) {
    return new AccountEvent.Opened(
        accountId, customerId, AccountKind.CHECKING, "4521", "USD", NOON);
  }

  public static AccountEvent posted(String id, long cents, long balance, Merchant who, int hour) {
    return new AccountEvent.Posted(
        id, Money.usd(cents), who, balance(balance, 0), NOON.plusSeconds(3600L * hour), NOON);
  }

  public static AccountEvent held(String id, long cents, long balance, Merchant who, int hour) {
    return new AccountEvent.HoldPlaced(
        id, Money.usd(cents), who, balance(balance, cents), NOON.plusSeconds(3600L * hour), NOON);
  }

  public static AccountEvent released(String id, long balance) {
    return new AccountEvent.HoldReleased(id, balance(balance, 0), NOON);
  }

  public static Balance balance(long posted, long held) {
    return new Balance(Money.usd(posted), Money.usd(held));
  }

  /** A whole short call. */
  public static List<CallEvent> call(String callId, String customerId) {
    return List.of(
        new CallEvent.Started(
            callId,
            new CallOrigin("browser", "+15552345678", "US-CO", "en-US", "127.0.0.1"),
            "00",
            NOON),
        new CallEvent.LegAttached("LEG-1", "127.0.0.1", NOON),
        new CallEvent.DisclosureGiven(ConsentRule.ONE_PARTY, "2026-01", "US-CO", NOON),
        new CallEvent.ConsentRecorded(
            customerId, "CALL_RECORDING", "2026-01", "CONTINUED_AFTER_DISCLOSURE", "US-CO", NOON),
        new CallEvent.TurnTaken(new Turn("T-1", Turn.Speaker.CALLER, "My balance?"), NOON),
        new CallEvent.CustomerIdentified(customerId, NOON),
        new CallEvent.LevelReached(Level.PHONE, NOON),
        new CallEvent.Audited(chained(callId, customerId, "AUTHENTICATE", "CHECK_BALANCE").get(0)),
        new CallEvent.Audited(chained(callId, customerId, "AUTHENTICATE", "CHECK_BALANCE").get(1)),
        new CallEvent.IdleDeadlineMoved(NOON.plusSeconds(1800), NOON),
        new CallEvent.Ended(EndReason.CALLER_HUNG_UP, NOON.plusSeconds(60)));
  }

  /** A call's audit entries as they follow each other. */
  public static List<Chained> chained(String callId, String customerId, String... actions) {
    List<Chained> all = new ArrayList<>();
    AuditTrail trail = AuditTrail.none();
    for (String action : actions) {
      Chained next = trail.chain(audit(callId, customerId, trail.nextNumber(), action));
      trail = trail.after(next);
      all.add(next);
    }
    return all;
  }

  public static AuditEntry audit(String callId, String customerId, long number, String action) {
    return new AuditEntry(
        "AUDIT-" + callId + "-" + number,
        number,
        NOON.plusSeconds(number),
        customerId,
        callId,
        action,
        "ACC-1",
        AuditEntry.Result.SUCCESS,
        Level.PHONE,
        "127.0.0.1",
        "US-CO",
        true,
        List.of("CALLER_ID_MISMATCH"));
  }

  /**
   * A case as the clock and a clerk take it: credited when it was late, decided, to be reversed.
   */
  public static List<DisputeEvent> caseEvents(String caseNumber, String customerId, Instant at) {
    CasePolicy policy = CasePolicy.standard(ZoneId.of("America/Denver"));
    LocalDate credit = LocalDate.of(2026, 1, 30);
    return List.of(
        new DisputeEvent.Opened(
            policy.intake(
                caseNumber,
                "CALL-1/use-1",
                CaseKind.DISPUTE,
                customerId,
                new DisputedCharge("ACC-1", "TXN-1", Money.usd(7_500), CAFE, NOON),
                DisputeReason.WRONG_AMOUNT,
                policy.clocks(
                    policy.day(NOON),
                    new RegulationE.Transfer(policy.day(NOON), null, true, false))),
            at),
        new DisputeEvent.Acknowledged(at),
        new DisputeEvent.DeadlineNear(CaseClocks.Kind.PROVISIONAL_CREDIT, credit, at),
        new DisputeEvent.PostingOrdered(
            caseNumber + "-CREDIT",
            Posting.Purpose.PROVISIONAL_CREDIT,
            Money.usd(7_500),
            credit,
            at),
        new DisputeEvent.Posted(caseNumber + "-CREDIT", at),
        new DisputeEvent.NoticeIssued(NoticeKind.PROVISIONAL_CREDIT, Money.usd(7_500), credit, at),
        new DisputeEvent.Decided(Finding.FOR_MERCHANT, "Receipt.", at),
        new DisputeEvent.PostingOrdered(
            caseNumber + "-REVERSAL",
            Posting.Purpose.REVERSAL,
            Money.usd(-7_500),
            LocalDate.of(2026, 2, 6),
            at));
  }

  /** Of $123.45, out of an account ending in 4521. */
  public static TransferEvent transferStarted(
      String transferId, String customerId, Purpose purpose, Instant at) {
    return new TransferEvent.Started(
        new TransferRequest(
            transferId,
            customerId,
            new TransferRequest.Side("ACC-1", customerId, "4521", GROCER),
            new TransferRequest.Side("ACC-2", customerId, "7890", CAFE),
            Money.usd(12_345),
            purpose,
            null,
            at),
        at);
  }

  /** $123.45 a month from February. */
  public static BillPayEvent billScheduled(String customerId, String planId, String payee) {
    return new BillPayEvent.PlanScheduled(
        new BillPlan.Order(
            planId,
            customerId,
            "ACC-1",
            "4521",
            payee,
            Money.usd(12_345),
            Frequency.MONTHLY,
            LocalDate.of(2026, 2, 16),
            "BP-20260115-001"),
        NOON);
  }
}
