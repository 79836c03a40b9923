package org.voiceteller.actors.dispute;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.BackoffSupervisorStrategy;
import org.apache.pekko.actor.typed.SupervisorStrategy;
import org.apache.pekko.persistence.testkit.PersistenceTestKitPlugin;
import org.apache.pekko.persistence.testkit.javadsl.PersistenceTestKit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.voiceteller.actors.account.AccountEntity;
import org.voiceteller.actors.bank.FakeCaseWatch;
import org.voiceteller.core.account.Account;
import org.voiceteller.core.account.AccountKind;
import org.voiceteller.core.account.Merchant;
import org.voiceteller.core.compliance.RegulationE;
import org.voiceteller.core.dispute.CaseKind;
import org.voiceteller.core.dispute.CasePolicy;
import org.voiceteller.core.dispute.CaseRules;
import org.voiceteller.core.dispute.DisputeCase;
import org.voiceteller.core.dispute.DisputeEvent;
import org.voiceteller.core.dispute.DisputeReason;
import org.voiceteller.core.dispute.DisputedCharge;
import org.voiceteller.core.dispute.Finding;
import org.voiceteller.core.dispute.Intake;
import org.voiceteller.core.dispute.NoticeKind;
import org.voiceteller.core.dispute.Posting;
import org.voiceteller.core.money.Money;

/** Cases over days and crashes: the clock that they read is moved by hand. */
class DisputeEntityTest {

  private static final ZoneId DENVER = ZoneId.of("America/Denver");
  private static final Instant INTAKE = Instant.parse("2024-01-15T17:00:00Z");
  private static final CasePolicy POLICY = CasePolicy.standard(DENVER);
  private static final BackoffSupervisorStrategy BACKOFF =
      SupervisorStrategy.restartWithBackoff(Duration.ofMillis(10), Duration.ofMillis(10), 0);
  private static final ActorTestKit KIT =
      ActorTestKit.create(PersistenceTestKitPlugin.config().withFallback(ConfigFactory.load()));

  private final AtomicReference<Instant> now = new AtomicReference<>(INTAKE);
  private final InstantSource clock = now::get;
  private final FakeCaseWatch watch = new FakeCaseWatch();
  private final PersistenceTestKit journal = PersistenceTestKit.create(KIT.system());

  @AfterAll
  static void stop() {
    KIT.shutdownTestKit();
  }

  /** An account that answers, is silent, or answers somebody who is gone. */
  private final class Bookkeeper implements Postings {

    private final List<Posting> asked = new CopyOnWriteArrayList<>();
    private final ActorRef<AccountEntity.Command> account;
    private volatile boolean silent;

    Bookkeeper(String accountId) {
      account = KIT.spawn(AccountEntity.create(accountId, clock, BACKOFF));
      TestProbe<AccountEntity.Reply> probe = KIT.createTestProbe();
      account.tell(
          new AccountEntity.Command.Open(
              new Account.Opening("CUST-1", AccountKind.CHECKING, "4521", "USD"), probe.getRef()));
      probe.expectMessageClass(AccountEntity.Reply.Done.class);
    }

    /** Posts on the real account; when it is silent, the answer gets lost on its way back. */
    @Override
    public CompletionStage<Outcome> post(DisputedCharge charge, Posting posting) {
      asked.add(posting);
      TestProbe<AccountEntity.Reply> probe = KIT.createTestProbe();
      account.tell(
          new AccountEntity.Command.Post(
              posting.postingId(),
              posting.amount(),
              charge.merchant(),
              Objects.requireNonNull(now.get()),
              probe.getRef()));
      Outcome outcome =
          switch (probe.expectMessageClass(AccountEntity.Reply.class)) {
            case AccountEntity.Reply.Done _ -> new Outcome.Posted();
            case AccountEntity.Reply.Refused(var reason) -> new Outcome.Refused(reason.name());
          };
      return silent ? new CompletableFuture<>() : CompletableFuture.completedFuture(outcome);
    }

    long balance() {
      TestProbe<AccountEntity.Reply> probe = KIT.createTestProbe();
      account.tell(new AccountEntity.Command.GetAccount(probe.getRef()));
      return switch (probe.expectMessageClass(AccountEntity.Reply.class)) {
        case AccountEntity.Reply.Done(var summary) -> summary.balance().posted().minorUnits();
        case AccountEntity.Reply.Refused(var reason) -> throw new AssertionError(reason);
      };
    }

    void spend(long cents) {
      TestProbe<AccountEntity.Reply> probe = KIT.createTestProbe();
      account.tell(
          new AccountEntity.Command.Post(
              "SPEND-" + cents,
              Money.usd(-cents),
              new Merchant("Shop", "5411", "groceries"),
              Objects.requireNonNull(now.get()),
              probe.getRef()));
      probe.expectMessageClass(AccountEntity.Reply.Done.class);
    }
  }

  @Test
  void creditsByTheClockOnTheLastDayWhenNothingIsDecided() {
    Bookkeeper books = new Bookkeeper("ACC-E1");
    ActorRef<DisputeEntity.Command> entity = opened("DISPUTE-20240115-101", "ACC-E1", books);

    pass(Duration.ofDays(13).plusHours(13));
    awaitTold("near PROVISIONAL_CREDIT 2024-01-29");
    assertThat(investigating(entity).credit()).isNull();
    assertThat(watch.told()).containsExactly("near PROVISIONAL_CREDIT 2024-01-29");

    pass(Duration.ofDays(1));
    Posting credit = credited(entity);
    assertThat(credit.postingId()).isEqualTo("DISPUTE-20240115-101-CREDIT");
    assertThat(books.balance()).isEqualTo(7_500);
    assertThat(events("DISPUTE-20240115-101"))
        .contains(
            new DisputeEvent.NoticeIssued(
                NoticeKind.PROVISIONAL_CREDIT,
                Money.usd(7_500),
                LocalDate.of(2024, 1, 29),
                Objects.requireNonNull(now.get())));
    assertThat(watch.told()).noneMatch(told -> told.startsWith("missed"));
  }

  @Test
  void armsItsDeadlineAgainAfterARestart() {
    Bookkeeper books = new Bookkeeper("ACC-E2");
    ActorRef<DisputeEntity.Command> first = opened("DISPUTE-20240115-102", "ACC-E2", books);
    KIT.stop(first);

    now.set(Instant.parse("2024-01-24T17:00:00Z"));
    ActorRef<DisputeEntity.Command> second = spawn("DISPUTE-20240115-102", books);
    assertThat(investigating(second).credit()).isNull();

    pass(Duration.ofDays(5));
    assertThat(credited(second).done()).isTrue();
    assertThat(books.balance()).isEqualTo(7_500);
  }

  @Test
  void makesUpForADeadlineThatPassedWhileItWasDown() {
    Bookkeeper books = new Bookkeeper("ACC-E3");
    KIT.stop(opened("DISPUTE-20240115-103", "ACC-E3", books));

    now.set(Instant.parse("2024-02-01T17:00:00Z"));
    assertThat(credited(spawn("DISPUTE-20240115-103", books)).done()).isTrue();
    assertThat(watch.told())
        .contains("near PROVISIONAL_CREDIT 2024-01-29", "missed PROVISIONAL_CREDIT 2024-01-29");
  }

  @Test
  void creditsOnceAlsoWhenItCrashesBetweenTheOrderAndTheAnswer() {
    Bookkeeper books = new Bookkeeper("ACC-E4");
    books.silent = true;
    ActorRef<DisputeEntity.Command> first = opened("DISPUTE-20240115-104", "ACC-E4", books);
    pass(Duration.ofDays(15));
    KIT.createTestProbe()
        .awaitAssert(
            () -> {
              assertThat(books.balance()).isEqualTo(7_500);
              return books;
            });
    assertThat(investigating(first).credit())
        .isNotNull()
        .satisfies(credit -> assertThat(credit.done()).isFalse());
    KIT.stop(first);

    books.silent = false;
    ActorRef<DisputeEntity.Command> second = spawn("DISPUTE-20240115-104", books);

    assertThat(credited(second).done()).isTrue();
    assertThat(books.asked)
        .hasSize(2)
        .extracting(Posting::postingId)
        .containsOnly("DISPUTE-20240115-104-CREDIT");
    assertThat(books.balance()).isEqualTo(7_500);
    assertThat(events("DISPUTE-20240115-104"))
        .filteredOn(DisputeEvent.PostingOrdered.class::isInstance)
        .hasSize(1);
  }

  @Test
  void creditsAfterACrashThatCameBeforeTheAccountWasAsked() {
    Bookkeeper books = new Bookkeeper("ACC-E5");
    DisputeEvent ordered =
        new DisputeEvent.PostingOrdered(
            "DISPUTE-20240115-105-CREDIT",
            Posting.Purpose.PROVISIONAL_CREDIT,
            Money.usd(7_500),
            LocalDate.of(2024, 1, 29),
            INTAKE);
    journal.persistForRecovery(
        "dispute|DISPUTE-20240115-105",
        List.of(
            new DisputeEvent.Opened(intake("DISPUTE-20240115-105", "ACC-E5"), INTAKE), ordered));
    now.set(Instant.parse("2024-01-29T17:00:00Z"));

    assertThat(credited(spawn("DISPUTE-20240115-105", books)).done()).isTrue();
    assertThat(books.balance()).isEqualTo(7_500);
  }

  @Test
  void takesTheCreditBackFiveBusinessDaysAfterTheNotice() {
    Bookkeeper books = new Bookkeeper("ACC-E6");
    ActorRef<DisputeEntity.Command> entity = opened("DISPUTE-20240115-106", "ACC-E6", books);
    pass(Duration.ofDays(15));
    credited(entity);

    assertThat(decide(entity, Finding.FOR_MERCHANT)).isInstanceOf(DisputeCase.Decided.class);
    assertThat(decide(entity, Finding.FOR_MERCHANT)).isInstanceOf(DisputeCase.Decided.class);
    pass(Duration.ofDays(6));
    look(entity);
    assertThat(books.balance()).isEqualTo(7_500);

    pass(Duration.ofDays(1));
    until(entity, DisputeCase.Closed.class);
    assertThat(books.balance()).isZero();
    assertThat(events("DISPUTE-20240115-106"))
        .filteredOn(DisputeEvent.NoticeIssued.class::isInstance)
        .extracting(event -> ((DisputeEvent.NoticeIssued) event).kind())
        .containsExactly(
            NoticeKind.ACKNOWLEDGEMENT,
            NoticeKind.PROVISIONAL_CREDIT,
            NoticeKind.RESULT,
            NoticeKind.REVERSAL_COMING,
            NoticeKind.REVERSED);
  }

  @Test
  void triesAgainOnTheNextBusinessDayWhenTheMoneyIsSpent() {
    Bookkeeper books = new Bookkeeper("ACC-E7");
    ActorRef<DisputeEntity.Command> entity = opened("DISPUTE-20240115-107", "ACC-E7", books);
    pass(Duration.ofDays(15));
    credited(entity);
    books.spend(7_000);
    decide(entity, Finding.FOR_MERCHANT);

    pass(Duration.ofDays(8));
    awaitTold("refused INSUFFICIENT_FUNDS");
    until(entity, DisputeCase.Decided.class);
    assertThat(books.balance()).isEqualTo(500);

    books.spend(-7_000);
    pass(Duration.ofDays(3));
    until(entity, DisputeCase.Closed.class);
    assertThat(books.balance()).isZero();
  }

  @Test
  void correctsAtOnceWhatWasNotCreditedYet() {
    Bookkeeper books = new Bookkeeper("ACC-E8");
    ActorRef<DisputeEntity.Command> entity = opened("DISPUTE-20240115-108", "ACC-E8", books);

    decide(entity, Finding.FOR_CUSTOMER);

    until(entity, DisputeCase.Closed.class);
    assertThat(books.balance()).isEqualTo(7_500);
    pass(Duration.ofDays(40));
    assertThat(books.balance()).isEqualTo(7_500);
    assertThat(watch.told()).isEmpty();
  }

  private void pass(Duration time) {
    now.updateAndGet(moment -> moment.plus(time));
  }

  /** Has the case do what is due, as its own timer would. */
  private static DisputeCase look(ActorRef<DisputeEntity.Command> entity) {
    TestProbe<DisputeEntity.Reply> probe = KIT.createTestProbe();
    entity.tell(new DisputeEntity.Command.Acknowledge(probe.getRef()));
    return probe.expectMessageClass(DisputeEntity.Reply.Done.class).disputeCase();
  }

  private void awaitTold(String... told) {
    TestProbe<Object> probe = KIT.createTestProbe();
    probe.awaitAssert(
        () -> {
          assertThat(watch.told()).contains(told);
          return told;
        });
  }

  private ActorRef<DisputeEntity.Command> opened(
      String caseNumber, String accountId, Postings postings) {
    ActorRef<DisputeEntity.Command> entity = spawn(caseNumber, postings);
    TestProbe<DisputeEntity.Reply> probe = KIT.createTestProbe();
    entity.tell(
        new DisputeEntity.Command.Open(intake(caseNumber, accountId), true, probe.getRef()));
    probe.expectMessageClass(DisputeEntity.Reply.Done.class);
    return entity;
  }

  private ActorRef<DisputeEntity.Command> spawn(String caseNumber, Postings postings) {
    return KIT.spawn(
        DisputeEntity.create(
            caseNumber,
            new DisputeEntity.Setup(
                new CaseRules(POLICY),
                postings,
                watch,
                Duration.ofMillis(50),
                Duration.ofMillis(20),
                clock,
                BACKOFF),
            _ -> {}));
  }

  private static Intake intake(String caseNumber, String accountId) {
    return POLICY.intake(
        caseNumber,
        "CALL-1/use-1",
        CaseKind.DISPUTE,
        "CUST-1",
        new DisputedCharge(
            accountId,
            "TXN-1",
            Money.usd(7_500),
            new Merchant("XYZ Restaurant", "5812", "restaurants"),
            INTAKE.minus(Duration.ofDays(6))),
        DisputeReason.WRONG_AMOUNT,
        POLICY.clocks(
            POLICY.day(INTAKE),
            new RegulationE.Transfer(LocalDate.of(2024, 1, 9), null, true, false)));
  }

  private static DisputeCase state(ActorRef<DisputeEntity.Command> entity) {
    TestProbe<DisputeEntity.Reply> probe = KIT.createTestProbe();
    entity.tell(new DisputeEntity.Command.GetCase(probe.getRef()));
    return probe.expectMessageClass(DisputeEntity.Reply.Done.class).disputeCase();
  }

  private static DisputeCase.Investigating investigating(ActorRef<DisputeEntity.Command> entity) {
    return until(entity, DisputeCase.Investigating.class);
  }

  private static Posting credited(ActorRef<DisputeEntity.Command> entity) {
    TestProbe<Object> probe = KIT.createTestProbe();
    return probe.awaitAssert(
        () -> {
          Posting credit = investigating(entity).credit();
          assertThat(credit).isNotNull();
          assertThat(Objects.requireNonNull(credit).done()).isTrue();
          return credit;
        });
  }

  private static <T extends DisputeCase> T until(
      ActorRef<DisputeEntity.Command> entity, Class<T> state) {
    TestProbe<Object> probe = KIT.createTestProbe();
    return probe.awaitAssert(
        () -> {
          DisputeCase there = state(entity);
          assertThat(there).isInstanceOf(state);
          return state.cast(there);
        });
  }

  private static DisputeCase decide(ActorRef<DisputeEntity.Command> entity, Finding finding) {
    TestProbe<DisputeEntity.Reply> probe = KIT.createTestProbe();
    entity.tell(new DisputeEntity.Command.Decide(finding, "Looked into.", probe.getRef()));
    return probe.expectMessageClass(DisputeEntity.Reply.Done.class).disputeCase();
  }

  private List<DisputeEvent> events(String caseNumber) {
    return journal.persistedInStorage("dispute|" + caseNumber).stream()
        .map(DisputeEvent.class::cast)
        .toList();
  }
}
