package org.voiceteller.persistence.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.voiceteller.core.compliance.RegulationE;
import org.voiceteller.core.decision.Decision;
import org.voiceteller.core.dispute.CaseKind;
import org.voiceteller.core.dispute.CaseRules;
import org.voiceteller.core.dispute.DisputeCase;
import org.voiceteller.core.dispute.DisputeEvent;
import org.voiceteller.core.dispute.DisputeReason;
import org.voiceteller.core.dispute.DisputedCharge;
import org.voiceteller.core.dispute.Finding;
import org.voiceteller.core.dispute.Posting;
import org.voiceteller.core.money.Money;
import org.voiceteller.persistence.Samples;
import org.voiceteller.persistence.SharedStores;
import org.voiceteller.persistence.SharedStores.Running;
import org.voiceteller.persistence.dynamodb.CaseDays;

/** Cases by what breaks next, driven by the rules that drive the real ones. */
@ExtendWith(SharedStores.class)
class CaseListTest {

  /** A Monday. */
  private static final Instant OPENED = Instant.parse("2031-02-03T18:00:00Z");

  private final Running running;

  CaseListTest(Running running) {
    this.running = running;
  }

  /** A case that is told to the rules and to the tables alike. */
  private static final class Told {

    private final CaseRules rules = new CaseRules(Desk.POLICY);
    private final List<Object> events = new ArrayList<>();
    private final String number;
    private DisputeCase state = new DisputeCase.Unopened();

    Told(String number, CaseKind kind, Instant at) {
      this.number = number;
      LocalDate day = Desk.POLICY.day(at);
      take(
          List.of(
              new DisputeEvent.Opened(
                  Desk.POLICY.intake(
                      number,
                      "CALL-1/use-1",
                      kind,
                      "CUST-D",
                      new DisputedCharge("ACC-D", "TXN-D", Money.usd(7_500), Samples.CAFE, at),
                      kind == CaseKind.FRAUD ? DisputeReason.NOT_MINE : DisputeReason.WRONG_AMOUNT,
                      Desk.POLICY.clocks(day, new RegulationE.Transfer(day, null, false, false))),
                  at)));
    }

    void take(List<DisputeEvent> more) {
      for (DisputeEvent event : more) {
        events.add(event);
        state = state.apply(event);
      }
    }

    Told ticked(Instant at) {
      take(rules.tick(state, at));
      return this;
    }

    Told posted(String ending, Instant at) {
      take(accepted(rules.posted(state, number + ending, at)));
      return this;
    }

    Told decided(Finding finding, Instant at) {
      take(accepted(rules.decide(state, finding, "Looked at.", at)));
      return this;
    }

    private static List<DisputeEvent> accepted(Decision<DisputeEvent, CaseRules.Refusal> decision) {
      return switch (decision) {
        case Decision.Accepted<DisputeEvent, CaseRules.Refusal>(var events) -> events;
        case Decision.Refused<DisputeEvent, CaseRules.Refusal>(var reason) ->
            throw new AssertionError("Refused: " + reason);
      };
    }

    Told fill(Running running) {
      new Desk().with("dispute|" + number, events.toArray()).fill(running);
      return this;
    }
  }

  private static Instant day(int days) {
    return OPENED.plusSeconds(86_400L * days);
  }

  @Test
  void showsWhatBreaksNextFirst() {
    // Its credit is due on 18 February: 10 business days, with a holiday on the 17th.
    Told old = new Told("D-OLD", CaseKind.DISPUTE, OPENED).fill(running);
    new Told("F-NEW", CaseKind.FRAUD, day(2)).fill(running);
    // This one is credited: what is due of it is the result, 45 days after the notice.
    new Told("D-CREDITED", CaseKind.DISPUTE, day(-5))
        .ticked(day(15))
        .posted("-CREDIT", day(15))
        .fill(running);

    List<CaseRow> cases = mine(CaseRow.State.INVESTIGATING, null, day(9));

    assertThat(cases).extracting(CaseRow::caseId).containsExactly("D-OLD", "F-NEW", "D-CREDITED");
    assertThat(cases)
        .extracting(CaseRow::nextDue)
        .extracting(clock -> clock == null ? null : clock.name())
        .containsExactly(
            CaseDays.Name.PROVISIONAL_CREDIT,
            CaseDays.Name.PROVISIONAL_CREDIT,
            CaseDays.Name.PROMISED_RESOLUTION);
    assertThat(cases.getFirst().nextDue())
        .isEqualTo(
            new Clock(
                CaseDays.Name.PROVISIONAL_CREDIT,
                old.state.pending().getFirst().due(),
                Clock.State.RUNNING,
                "The bank's promise"));
    assertThat(mine(CaseRow.State.INVESTIGATING, CaseKind.FRAUD, day(9)))
        .extracting(CaseRow::caseId)
        .containsExactly("F-NEW");
    // And so it is page by page.
    assertThat(
            Desk.all(
                    after ->
                        Desk.get(
                            Desk.at(running, day(9))
                                .cases()
                                .page(
                                    new CaseList.Wanted(CaseRow.State.INVESTIGATING, null),
                                    1,
                                    after)))
                .stream()
                .filter(CaseListTest::isMine)
                .toList())
        .isEqualTo(cases);
  }

  @Test
  void agreesWithTheCaseItselfOnWhatIsPending() {
    for (Told told :
        List.of(
            new Told("D-P1", CaseKind.DISPUTE, OPENED),
            new Told("D-P2", CaseKind.DISPUTE, OPENED).ticked(day(15)),
            new Told("D-P3", CaseKind.DISPUTE, OPENED).ticked(day(15)).posted("-CREDIT", day(15)),
            new Told("D-P4", CaseKind.DISPUTE, OPENED).decided(Finding.FOR_MERCHANT, day(4)),
            new Told("D-P5", CaseKind.DISPUTE, OPENED).decided(Finding.FOR_CUSTOMER, day(4)))) {
      told.fill(running);
      List<LocalDate> running =
          file(told.number, day(9)).clocks().stream()
              .filter(clock -> clock.state() != Clock.State.MET)
              .filter(
                  clock ->
                      clock.name() != CaseDays.Name.LAWFUL_CREDIT
                          && clock.name() != CaseDays.Name.CORRECTION
                          && clock.name() != CaseDays.Name.REVERSAL)
              .map(Clock::due)
              .toList();

      assertThat(running)
          .as(told.number)
          .isEqualTo(told.state.pending().stream().map(deadline -> deadline.due()).toList());
    }
  }

  @Test
  void tellsTheClocksOfACaseWithTheirRules() {
    new Told("D-C1", CaseKind.DISPUTE, OPENED).fill(running);

    assertThat(file("D-C1", day(1)).clocks())
        .extracting(Clock::name, Clock::state, Clock::rule)
        .containsExactly(
            tuple(CaseDays.Name.PROVISIONAL_CREDIT, Clock.State.RUNNING, "The bank's promise"),
            tuple(CaseDays.Name.LAWFUL_CREDIT, Clock.State.RUNNING, "12 CFR 1005.11(c)(2)(i)"),
            tuple(CaseDays.Name.PROMISED_RESOLUTION, Clock.State.RUNNING, "The bank's promise"),
            tuple(CaseDays.Name.LAWFUL_RESOLUTION, Clock.State.RUNNING, "12 CFR 1005.11(c)(2)"));
    LocalDate credit = file("D-C1", day(1)).clocks().getFirst().due();
    int untilCredit = (int) (credit.toEpochDay() - Desk.POLICY.day(OPENED).toEpochDay());
    assertThat(first("D-C1", untilCredit - 1)).isEqualTo(Clock.State.NEAR);
    assertThat(first("D-C1", untilCredit)).isEqualTo(Clock.State.NEAR);
    assertThat(first("D-C1", untilCredit + 1)).isEqualTo(Clock.State.MISSED);
  }

  @Test
  void followsACaseToItsEnd() {
    Told told = new Told("D-E1", CaseKind.DISPUTE, OPENED).ticked(day(15)).fill(running);
    assertThat(file("D-E1", day(15)).postings())
        .containsExactly(
            new CaseFile.Payment(Posting.Purpose.PROVISIONAL_CREDIT, Money.usd(7_500), null, null));

    told.posted("-CREDIT", day(15)).decided(Finding.FOR_MERCHANT, day(20)).fill(running);
    CaseFile decided = file("D-E1", day(20));
    assertThat(decided.row().state()).isEqualTo(CaseRow.State.DECIDED);
    assertThat(decided.row().finding()).isEqualTo(Finding.FOR_MERCHANT);
    assertThat(decided.explanation()).isEqualTo("Looked at.");
    assertThat(decided.row().nextDue())
        .isNotNull()
        .extracting(Clock::name, Clock::rule)
        .containsExactly(CaseDays.Name.REVERSAL, "12 CFR 1005.11(d)(2)(ii)");
    assertThat(decided.notices()).extracting(CaseFile.Notice::kind).isNotEmpty();

    told.posted("-REVERSAL", day(30)).fill(running);
    CaseFile closed = file("D-E1", day(30));
    assertThat(closed.row().state()).isEqualTo(CaseRow.State.CLOSED);
    assertThat(closed.row().nextDue()).isNull();
    assertThat(closed.clocks()).extracting(Clock::state).containsOnly(Clock.State.MET);
    assertThat(closed.postings())
        .extracting(CaseFile.Payment::purpose, CaseFile.Payment::postedAt)
        .containsExactly(
            tuple(Posting.Purpose.PROVISIONAL_CREDIT, day(15)),
            tuple(Posting.Purpose.REVERSAL, day(30)));
    new Told("D-E2", CaseKind.DISPUTE, OPENED)
        .decided(Finding.FOR_CUSTOMER, day(20))
        .posted("-CORRECTION", day(40))
        .fill(running);
    // Decided on a Sunday.
    new Told("D-E3", CaseKind.DISPUTE, OPENED)
        .decided(Finding.FOR_CUSTOMER, day(20))
        .posted("-CORRECTION", day(21))
        .fill(running);
    // Neither credited nor decided in time for that, and corrected weeks after the decision.
    assertThat(file("D-E2", day(41)).clocks())
        .filteredOn(clock -> clock.state() == Clock.State.MISSED)
        .extracting(Clock::name)
        .containsExactly(
            CaseDays.Name.PROVISIONAL_CREDIT,
            CaseDays.Name.LAWFUL_CREDIT,
            CaseDays.Name.CORRECTION);
    assertThat(file("D-E3", day(41)).clocks())
        .filteredOn(clock -> clock.name() == CaseDays.Name.CORRECTION)
        .extracting(Clock::state, Clock::due)
        .containsExactly(tuple(Clock.State.MET, Desk.POLICY.day(day(21))));
    assertThat(mine(CaseRow.State.CLOSED, null, day(41)))
        .extracting(CaseRow::caseId)
        .containsExactly("D-E2", "D-E1");
    assertThat(Desk.get(Desk.at(running, day(1)).cases().file("D-NONE"))).isEmpty();
  }

  @Test
  void refusesACursorOfAnotherState() {
    new Told("D-R1", CaseKind.DISPUTE, OPENED).fill(running);
    new Told("D-R2", CaseKind.DISPUTE, OPENED).fill(running);
    CaseList cases = Desk.at(running, day(1)).cases();
    String next =
        Desk.get(cases.page(new CaseList.Wanted(CaseRow.State.INVESTIGATING, null), 1, null))
            .next();

    assertThatThrownBy(
            () -> Desk.get(cases.page(new CaseList.Wanted(CaseRow.State.CLOSED, null), 1, next)))
        .hasRootCauseInstanceOf(BadQueryException.class);
  }

  private Clock.State first(String caseId, int afterDays) {
    return file(caseId, day(afterDays)).clocks().getFirst().state();
  }

  private CaseFile file(String caseId, Instant now) {
    return Desk.get(Desk.at(running, now).cases().file(caseId)).orElseThrow();
  }

  private List<CaseRow> mine(CaseRow.State state, @Nullable CaseKind kind, Instant now) {
    return Desk.all(
            after ->
                Desk.get(
                    Desk.at(running, now)
                        .cases()
                        .page(new CaseList.Wanted(state, kind), 50, after)))
        .stream()
        .filter(CaseListTest::isMine)
        .toList();
  }

  /** Of this test, and of the method that asks: cases of the others are left out. */
  private static boolean isMine(CaseRow row) {
    return List.of("D-OLD", "F-NEW", "D-CREDITED", "D-E1", "D-E2").contains(row.caseId());
  }
}
