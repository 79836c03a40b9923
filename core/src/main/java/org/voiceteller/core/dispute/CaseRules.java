package org.voiceteller.core.dispute;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.voiceteller.core.compliance.BusinessDays;
import org.voiceteller.core.compliance.CaseClocks;
import org.voiceteller.core.compliance.RegulationE;
import org.voiceteller.core.decision.Decision;
import org.voiceteller.core.money.Money;

/**
 * What may happen to a case, and what the clock does to it. A provisional credit is ordered on the
 * last day on which it is in time, if nothing was decided by then; money that is ordered is moved
 * by whoever asks, as often as needed under the same id. A credit is taken back five business days
 * after the notice that says so (comment 11(d)(2)-1 to 12 CFR 1005), so that nothing the customer
 * paid meanwhile bounces.
 */
public record CaseRules(CasePolicy policy) {

  /** Why a request about a case was refused. */
  public enum Refusal {
    NO_SUCH_CASE,
    OPENED_DIFFERENTLY,
    DECIDED_DIFFERENTLY,
    /** Money is just being moved: ask again in a moment. */
    POSTING_UNDER_WAY,
    NO_SUCH_POSTING
  }

  /**
   * Opens a case; the same intake again changes nothing.
   *
   * @param acknowledged whether the customer hears of it in the same breath
   */
  public Decision<DisputeEvent, Refusal> open(
      DisputeCase state, Intake intake, boolean acknowledged, Instant now) {
    Optional<Intake> before = state.opened();
    if (before.isPresent()) {
      return before.get().charge().key().equals(intake.charge().key())
              && before.get().customerId().equals(intake.customerId())
          ? Decision.alreadyDone()
          : Decision.refuse(Refusal.OPENED_DIFFERENTLY);
    }
    List<DisputeEvent> events = new ArrayList<>();
    events.add(new DisputeEvent.Opened(intake, now));
    if (acknowledged) {
      acknowledgement(events, now);
    }
    return Decision.accept(events);
  }

  public Decision<DisputeEvent, Refusal> acknowledge(DisputeCase state, Instant now) {
    return switch (state) {
      case DisputeCase.Unopened _ -> Decision.refuse(Refusal.NO_SUCH_CASE);
      case DisputeCase.Investigating open when !open.acknowledged() -> {
        List<DisputeEvent> events = new ArrayList<>();
        acknowledgement(events, now);
        yield Decision.accept(events);
      }
      case DisputeCase.Investigating _, DisputeCase.Decided _, DisputeCase.Closed _ ->
          Decision.alreadyDone();
    };
  }

  private void acknowledgement(List<DisputeEvent> events, Instant now) {
    events.add(new DisputeEvent.Acknowledged(now));
    events.add(notice(NoticeKind.ACKNOWLEDGEMENT, null, policy.day(now), now));
  }

  /** The customer's written confirmation came. */
  public Decision<DisputeEvent, Refusal> confirm(DisputeCase state, Instant now) {
    return switch (state) {
      case DisputeCase.Unopened _ -> Decision.refuse(Refusal.NO_SUCH_CASE);
      case DisputeCase.Investigating open when !open.confirmed() ->
          Decision.accept(new DisputeEvent.ConfirmationReceived(now));
      case DisputeCase.Investigating _, DisputeCase.Decided _, DisputeCase.Closed _ ->
          Decision.alreadyDone();
    };
  }

  /** What the clock brings: a credit that is due, warnings, and what is too late. */
  public List<DisputeEvent> tick(DisputeCase state, Instant now) {
    LocalDate today = policy.day(now);
    List<DisputeEvent> events = new ArrayList<>();
    if (!(state instanceof DisputeCase.Investigating open)) {
      return events;
    }
    for (CaseClocks.Deadline deadline : open.pending()) {
      if (!today.isBefore(warningDay(deadline))
          && !open.alarms().near().contains(deadline.kind())) {
        events.add(new DisputeEvent.DeadlineNear(deadline.kind(), deadline.due(), now));
      }
      if (today.isAfter(deadline.due()) && !open.alarms().missed().contains(deadline.kind())) {
        events.add(new DisputeEvent.DeadlineMissed(deadline.kind(), deadline.due(), now));
      }
    }
    open.creditDue()
        .filter(due -> !today.isBefore(due))
        .ifPresent(
            _ ->
                events.add(
                    new DisputeEvent.PostingOrdered(
                        open.intake().caseNumber() + "-CREDIT",
                        Posting.Purpose.PROVISIONAL_CREDIT,
                        open.intake().provisionalCredit(),
                        today,
                        now)));
    return events;
  }

  /** The next day on which the clock has something to do; empty when it never has again. */
  public Optional<LocalDate> nextDay(DisputeCase state) {
    Stream<LocalDate> alarms =
        state instanceof DisputeCase.Investigating open
            ? open.pending().stream().flatMap(deadline -> alarmDays(open, deadline))
            : Stream.empty();
    return Stream.of(
            alarms, state.creditDue().stream(), state.underWay().map(Posting::due).stream())
        .flatMap(days -> days)
        .min(LocalDate::compareTo);
  }

  private Stream<LocalDate> alarmDays(
      DisputeCase.Investigating open, CaseClocks.Deadline deadline) {
    if (!open.alarms().near().contains(deadline.kind())) {
      return Stream.of(warningDay(deadline));
    }
    return open.alarms().missed().contains(deadline.kind())
        ? Stream.empty()
        : Stream.of(deadline.due().plusDays(1));
  }

  private LocalDate warningDay(CaseClocks.Deadline deadline) {
    return BusinessDays.before(deadline.due(), policy.warningBusinessDays());
  }

  /** The account holds the posting. */
  public Decision<DisputeEvent, Refusal> posted(DisputeCase state, String postingId, Instant now) {
    return switch (state) {
      case DisputeCase.Unopened _ -> Decision.refuse(Refusal.NO_SUCH_CASE);
      case DisputeCase.Investigating open ->
          made(open.credit(), postingId)
              .map(
                  posting ->
                      posting.done()
                          ? Decision.<DisputeEvent, Refusal>alreadyDone()
                          : Decision.<DisputeEvent, Refusal>accept(
                              List.of(
                                  new DisputeEvent.Posted(postingId, now),
                                  notice(
                                      NoticeKind.PROVISIONAL_CREDIT,
                                      posting.amount(),
                                      policy.day(now),
                                      now))))
              .orElse(Decision.refuse(Refusal.NO_SUCH_POSTING));
      case DisputeCase.Decided decided ->
          made(decided.settlement(), postingId)
              .map(posting -> settled(posting, now))
              .orElse(repeated(decided.credit(), postingId));
      case DisputeCase.Closed closed ->
          made(closed.settlement(), postingId).isPresent()
              ? Decision.alreadyDone()
              : repeated(closed.credit(), postingId);
    };
  }

  private Decision<DisputeEvent, Refusal> settled(Posting posting, Instant now) {
    if (posting.done()) {
      return Decision.alreadyDone();
    }
    NoticeKind kind =
        posting.purpose() == Posting.Purpose.REVERSAL ? NoticeKind.REVERSED : NoticeKind.CORRECTION;
    return Decision.accept(
        List.of(
            new DisputeEvent.Posted(posting.postingId(), now),
            notice(kind, posting.amount(), policy.day(now), now),
            new DisputeEvent.Closed(now)));
  }

  private static Decision<DisputeEvent, Refusal> repeated(
      @Nullable Posting posting, String postingId) {
    return made(posting, postingId).isPresent()
        ? Decision.alreadyDone()
        : Decision.refuse(Refusal.NO_SUCH_POSTING);
  }

  private static Optional<Posting> made(@Nullable Posting posting, String postingId) {
    return Optional.ofNullable(posting).filter(ordered -> ordered.postingId().equals(postingId));
  }

  /** The account did not take the posting: it is tried again on the next business day. */
  public Decision<DisputeEvent, Refusal> refused(
      DisputeCase state, String postingId, String reason, Instant now) {
    return state
        .underWay()
        .filter(posting -> posting.postingId().equals(postingId))
        .map(
            _ ->
                Decision.<DisputeEvent, Refusal>accept(
                    new DisputeEvent.PostingRefused(
                        postingId, reason, BusinessDays.after(policy.day(now), 1), now)))
        .orElse(Decision.refuse(Refusal.NO_SUCH_POSTING));
  }

  /**
   * Ends the investigation. For the customer: the credit is final, and what is missing of it is
   * corrected at once. For the merchant: the credit is taken back after notice.
   */
  public Decision<DisputeEvent, Refusal> decide(
      DisputeCase state, Finding finding, String explanation, Instant now) {
    return switch (state) {
      case DisputeCase.Unopened _ -> Decision.refuse(Refusal.NO_SUCH_CASE);
      case DisputeCase.Decided(_, _, var before, _, _, _, _) -> again(before, finding);
      case DisputeCase.Closed(_, _, var before, _, _, _, _) -> again(before, finding);
      case DisputeCase.Investigating open ->
          open.underWay().isPresent()
              ? Decision.refuse(Refusal.POSTING_UNDER_WAY)
              : Decision.accept(
                  switch (finding) {
                    case FOR_CUSTOMER -> forCustomer(open, explanation, now);
                    case FOR_MERCHANT -> forMerchant(open, explanation, now);
                  });
    };
  }

  private static Decision<DisputeEvent, Refusal> again(Finding before, Finding finding) {
    return before == finding
        ? Decision.alreadyDone()
        : Decision.refuse(Refusal.DECIDED_DIFFERENTLY);
  }

  private List<DisputeEvent> forCustomer(
      DisputeCase.Investigating open, String explanation, Instant now) {
    List<DisputeEvent> events = decided(Finding.FOR_CUSTOMER, explanation, now);
    Money award = open.intake().award();
    Money credited =
        open.credit() == null
            ? Money.of(0, award.currency().getCurrencyCode())
            : open.credit().amount();
    Money missing = award.minus(credited);
    if (credited.minorUnits() > 0) {
      events.add(notice(NoticeKind.CREDIT_FINAL, credited, policy.day(now), now));
    }
    if (missing.minorUnits() > 0) {
      events.add(
          new DisputeEvent.PostingOrdered(
              open.intake().caseNumber() + "-CORRECTION",
              Posting.Purpose.CORRECTION,
              missing,
              policy.day(now),
              now));
    } else {
      events.add(new DisputeEvent.Closed(now));
    }
    return events;
  }

  private List<DisputeEvent> forMerchant(
      DisputeCase.Investigating open, String explanation, Instant now) {
    List<DisputeEvent> events = decided(Finding.FOR_MERCHANT, explanation, now);
    Posting credit = open.credit();
    if (credit == null) {
      events.add(new DisputeEvent.Closed(now));
      return events;
    }
    LocalDate debit =
        BusinessDays.after(policy.day(now), RegulationE.REVERSAL_NOTICE_BUSINESS_DAYS);
    events.add(notice(NoticeKind.REVERSAL_COMING, credit.amount(), debit, now));
    events.add(
        new DisputeEvent.PostingOrdered(
            open.intake().caseNumber() + "-REVERSAL",
            Posting.Purpose.REVERSAL,
            new Money(Math.negateExact(credit.amount().minorUnits()), credit.amount().currency()),
            debit,
            now));
    return events;
  }

  private List<DisputeEvent> decided(Finding finding, String explanation, Instant now) {
    List<DisputeEvent> events = new ArrayList<>();
    events.add(new DisputeEvent.Decided(finding, explanation, now));
    events.add(notice(NoticeKind.RESULT, null, policy.day(now), now));
    return events;
  }

  private static DisputeEvent.NoticeIssued notice(
      NoticeKind kind, @Nullable Money amount, LocalDate day, Instant now) {
    return new DisputeEvent.NoticeIssued(kind, amount, day, now);
  }
}
