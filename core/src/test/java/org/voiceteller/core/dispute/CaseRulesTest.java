package org.voiceteller.core.dispute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.voiceteller.core.account.Merchant;
import org.voiceteller.core.compliance.CaseClocks;
import org.voiceteller.core.compliance.ErrorResolutionPromise;
import org.voiceteller.core.compliance.RegulationE;
import org.voiceteller.core.decision.Decision;
import org.voiceteller.core.dispute.CaseRules.Refusal;
import org.voiceteller.core.money.Money;

class CaseRulesTest {

  private static final ZoneId DENVER = ZoneId.of("America/Denver");
  private static final Instant INTAKE = Instant.parse("2024-01-15T17:00:00Z");
  private static final CaseRules RULES = new CaseRules(CasePolicy.standard(DENVER));

  /** What a case and the account have been through; every event is applied as it is decided. */
  private static final class Story {
    private final CaseRules rules;
    private DisputeCase state = new DisputeCase.Unopened();
    private final List<DisputeEvent> events = new ArrayList<>();

    Story(CaseRules rules) {
      this.rules = rules;
    }

    Optional<Refusal> take(Decision<DisputeEvent, Refusal> decision) {
      return switch (decision) {
        case Decision.Accepted<DisputeEvent, Refusal>(var accepted) -> {
          keep(accepted);
          yield Optional.empty();
        }
        case Decision.Refused<DisputeEvent, Refusal>(var reason) -> Optional.of(reason);
      };
    }

    void keep(List<DisputeEvent> more) {
      for (DisputeEvent event : more) {
        events.add(event);
        state = state.apply(event);
      }
    }

    <E extends DisputeEvent> List<E> all(Class<E> kind) {
      return events.stream().filter(kind::isInstance).map(kind::cast).toList();
    }
  }

  private static Story opened(CaseRules rules, CaseKind kind) {
    Story story = new Story(rules);
    story.take(rules.open(story.state, intake(rules.policy(), kind, 7_500), true, INTAKE));
    return story;
  }

  private static Intake intake(CasePolicy policy, CaseKind kind, long cents) {
    return policy.intake(
        kind + "-20240115-001",
        "CALL-1/use-1",
        kind,
        "CUST-1",
        new DisputedCharge(
            "ACC-1",
            "TXN-1",
            Money.usd(cents),
            new Merchant("XYZ Restaurant", "5812", "restaurants"),
            INTAKE.minus(Duration.ofDays(6))),
        DisputeReason.OTHER,
        policy.clocks(
            policy.day(INTAKE),
            new RegulationE.Transfer(LocalDate.of(2024, 1, 9), null, true, false)));
  }

  private static Instant on(String day) {
    return LocalDate.parse(day).atTime(10, 0).atZone(DENVER).toInstant();
  }

  @Test
  void opensOneCaseHoweverOftenAsked() {
    Story story = opened(RULES, CaseKind.DISPUTE);
    int before = story.events.size();

    assertThat(
            story.take(
                RULES.open(
                    story.state,
                    intake(RULES.policy(), CaseKind.DISPUTE, 7_500),
                    true,
                    on("2024-01-16"))))
        .isEmpty();
    assertThat(story.events).hasSize(before);
  }

  @Test
  void ordersTheCreditOnItsLastDayAndNotBefore() {
    Story story = opened(RULES, CaseKind.DISPUTE);

    assertThat(RULES.tick(story.state, on("2024-01-24"))).isEmpty();
    assertThat(RULES.tick(story.state, on("2024-01-25")))
        .containsExactly(
            new DisputeEvent.DeadlineNear(
                CaseClocks.Kind.PROVISIONAL_CREDIT, LocalDate.of(2024, 1, 29), on("2024-01-25")));
    story.keep(RULES.tick(story.state, on("2024-01-25")));
    assertThat(RULES.nextDay(story.state)).contains(LocalDate.of(2024, 1, 29));
    story.keep(RULES.tick(story.state, on("2024-01-29")));

    assertThat(story.all(DisputeEvent.PostingOrdered.class))
        .singleElement()
        .satisfies(ordered -> assertThat(ordered.amount()).isEqualTo(Money.usd(7_500)));
    assertThat(RULES.tick(story.state, on("2024-01-29"))).isEmpty();
    assertThat(RULES.decide(story.state, Finding.FOR_CUSTOMER, "", on("2024-01-29")))
        .isEqualTo(Decision.refuse(Refusal.POSTING_UNDER_WAY));
  }

  @Test
  void creditsNothingWithoutTheWrittenConfirmationItAskedFor() {
    CaseRules asking =
        new CaseRules(
            new CasePolicy(ErrorResolutionPromise.standard(), DENVER, true, 0, "PO Box 1", 2));
    Story story = opened(asking, CaseKind.DISPUTE);

    assertThat(asking.tick(story.state, on("2024-01-29"))).isEmpty();
    story.take(asking.confirm(story.state, on("2024-01-29")));
    story.keep(asking.tick(story.state, on("2024-01-29")));
    assertThat(story.all(DisputeEvent.PostingOrdered.class)).hasSize(1);
  }

  @Test
  void withholdsAtMostFiftyDollarsAndPaysThemBackToWhoIsRight() {
    CaseRules withholding =
        new CaseRules(new CasePolicy(ErrorResolutionPromise.standard(), DENVER, true, 50, null, 2));
    Story story = opened(withholding, CaseKind.FRAUD);
    story.keep(withholding.tick(story.state, on("2024-01-29")));
    story.take(withholding.posted(story.state, "FRAUD-20240115-001-CREDIT", on("2024-01-29")));
    story.take(withholding.decide(story.state, Finding.FOR_CUSTOMER, "Found.", on("2024-02-05")));

    assertThat(story.all(DisputeEvent.PostingOrdered.class))
        .extracting(DisputeEvent.PostingOrdered::amount)
        .containsExactly(Money.usd(2_500), Money.usd(5_000));
    assertThatThrownBy(
            () -> new CasePolicy(ErrorResolutionPromise.standard(), DENVER, true, 51, null, 2))
        .hasMessageContaining("1005.11(c)(2)(i)");
  }

  @Test
  void holdsTheCustomerLiableAsTheLawAllowsWhereTheBankPromisesNoMore() {
    CaseRules strict =
        new CaseRules(new CasePolicy(ErrorResolutionPromise.standard(), DENVER, false, 0, null, 2));

    assertThat(intake(strict.policy(), CaseKind.FRAUD, 7_500).liability())
        .isEqualTo(Money.usd(5_000));
    assertThat(intake(strict.policy(), CaseKind.FRAUD, 3_000).liability())
        .isEqualTo(Money.usd(3_000));
    assertThat(intake(strict.policy(), CaseKind.DISPUTE, 7_500).liability())
        .isEqualTo(Money.usd(0));
    assertThat(intake(RULES.policy(), CaseKind.FRAUD, 7_500).liability()).isEqualTo(Money.usd(0));
  }

  @Test
  void warnsBeforeDeadlinesAndTellsOfThoseThatBreakOnce() {
    Story story = opened(RULES, CaseKind.DISPUTE);
    for (LocalDate day = LocalDate.of(2024, 1, 15);
        day.isBefore(LocalDate.of(2024, 5, 1));
        day = day.plusDays(1)) {
      story.keep(RULES.tick(story.state, on(day.toString())));
      Optional<Posting> credit = story.state.underWay();
      if (credit.isPresent()) {
        story.take(RULES.posted(story.state, credit.get().postingId(), on(day.toString())));
      }
    }

    assertThat(story.all(DisputeEvent.DeadlineNear.class))
        .extracting(DisputeEvent.DeadlineNear::clock)
        .containsExactly(
            CaseClocks.Kind.PROVISIONAL_CREDIT,
            CaseClocks.Kind.PROMISED_RESOLUTION,
            CaseClocks.Kind.LAWFUL_RESOLUTION);
    assertThat(story.all(DisputeEvent.DeadlineMissed.class))
        .extracting(DisputeEvent.DeadlineMissed::clock)
        .containsExactly(CaseClocks.Kind.PROMISED_RESOLUTION, CaseClocks.Kind.LAWFUL_RESOLUTION);
  }

  /** One thing that may happen to a case. */
  record Step(int verb, int hours) {}

  @Provide
  Arbitrary<List<Step>> steps() {
    return Combinators.combine(
            Arbitraries.integers().between(0, 8), Arbitraries.integers().between(0, 200))
        .as(Step::new)
        .list()
        .ofMaxSize(40);
  }

  @Property
  void movesTheRightMoneyOnceWhateverHappensInWhateverOrder(
      @ForAll("steps") List<Step> steps, @ForAll boolean fraud, @ForAll boolean withholds) {
    CaseRules rules =
        new CaseRules(
            new CasePolicy(
                ErrorResolutionPromise.standard(), DENVER, true, withholds ? 50 : 0, null, 2));
    Story story = opened(rules, fraud ? CaseKind.FRAUD : CaseKind.DISPUTE);
    Instant now = INTAKE;
    for (Step step : steps) {
      now = now.plus(Duration.ofHours(step.hours()));
      happen(story, rules, step.verb(), now);
    }
    // In the end everybody does what is due.
    happen(story, rules, 5, now);
    for (int i = 0; i < 4; i++) {
      now = now.plus(Duration.ofDays(10));
      happen(story, rules, 0, now);
      happen(story, rules, 1, now);
      happen(story, rules, 5, now);
    }

    assertThat(story.state).isInstanceOf(DisputeCase.Closed.class);
    assertThat(story.all(DisputeEvent.PostingOrdered.class))
        .extracting(DisputeEvent.PostingOrdered::postingId)
        .doesNotHaveDuplicates();
    assertThat(story.all(DisputeEvent.Posted.class))
        .extracting(DisputeEvent.Posted::postingId)
        .doesNotHaveDuplicates();
    assertThat(moved(story))
        .isEqualTo(
            ((DisputeCase.Closed) story.state).finding() == Finding.FOR_CUSTOMER ? 7_500 : 0);
    assertThat(replayed(story.events)).isEqualTo(story.state);
    assertThat(rules.nextDay(story.state)).isEmpty();
  }

  private static void happen(Story story, CaseRules rules, int verb, Instant now) {
    switch (verb) {
      case 0 -> story.keep(rules.tick(story.state, now));
      case 1 -> {
        Optional<Posting> due =
            story
                .state
                .underWay()
                .filter(posting -> !rules.policy().day(now).isBefore(posting.due()));
        if (due.isPresent()) {
          story.take(rules.posted(story.state, due.get().postingId(), now));
        }
      }
      case 2 -> {
        Optional<Posting> due = story.state.underWay();
        if (due.isPresent()) {
          story.take(rules.refused(story.state, due.get().postingId(), "NO", now));
        }
      }
      case 3 -> story.take(rules.acknowledge(story.state, now));
      case 4 -> story.take(rules.decide(story.state, Finding.FOR_MERCHANT, "", now));
      case 5 -> story.take(rules.decide(story.state, Finding.FOR_CUSTOMER, "", now));
      case 6 -> story.take(rules.posted(story.state, "DISPUTE-20240115-001-CREDIT", now));
      case 7 -> story.take(rules.confirm(story.state, now));
      default -> story.keep(rules.tick(story.state, now));
    }
  }

  private static long moved(Story story) {
    List<String> made =
        story.all(DisputeEvent.Posted.class).stream().map(DisputeEvent.Posted::postingId).toList();
    return story.all(DisputeEvent.PostingOrdered.class).stream()
        .filter(ordered -> made.contains(ordered.postingId()))
        .mapToLong(ordered -> ordered.amount().minorUnits())
        .sum();
  }

  private static DisputeCase replayed(List<DisputeEvent> events) {
    DisputeCase state = new DisputeCase.Unopened();
    for (DisputeEvent event : events) {
      state = state.apply(event);
    }
    return state;
  }

  @Test
  void givesAChargeOneCase() {
    Casebook casebook =
        Casebook.empty().apply(new CasebookEvent.CaseEntered("ACC-1/TXN-1", "D-1", INTAKE));

    assertThat(casebook.enter("ACC-1/TXN-1", "D-2", INTAKE)).isEqualTo(Decision.alreadyDone());
    assertThat(casebook.caseOf("ACC-1/TXN-1")).contains("D-1");
    assertThat(casebook.enter("ACC-1/TXN-2", "D-2", INTAKE))
        .isEqualTo(Decision.accept(new CasebookEvent.CaseEntered("ACC-1/TXN-2", "D-2", INTAKE)));
  }
}
