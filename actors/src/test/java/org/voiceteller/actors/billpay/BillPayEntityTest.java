package org.voiceteller.actors.billpay;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.SupervisorStrategy;
import org.apache.pekko.persistence.testkit.PersistenceTestKitPlugin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.voiceteller.actors.transfer.TransferProcess;
import org.voiceteller.core.account.Balance;
import org.voiceteller.core.billpay.BillPay;
import org.voiceteller.core.billpay.BillPlan;
import org.voiceteller.core.billpay.Frequency;
import org.voiceteller.core.money.Money;
import org.voiceteller.core.transfer.TransferRequest;
import org.voiceteller.core.transfer.VoidReason;

/** The clock that pays bills: by business days, through restarts, each payment once. */
class BillPayEntityTest {

  private static final ZoneId DENVER = ZoneId.of("America/Denver");
  private static final LocalDate THURSDAY = LocalDate.of(2026, 1, 15);
  private static final TransferProcess.Reply PAID =
      new TransferProcess.Reply.Done("TXN-1", new Balance(Money.usd(100_000), Money.usd(0)));
  private static final TransferProcess.Reply NOT_ENOUGH =
      new TransferProcess.Reply.Voided(VoidReason.INSUFFICIENT_FUNDS);
  private static final ActorTestKit KIT =
      ActorTestKit.create(PersistenceTestKitPlugin.config().withFallback(ConfigFactory.load()));

  private final AtomicReference<Instant> time = new AtomicReference<>(at(THURSDAY, "09:00"));
  private final List<TransferRequest> paid = Collections.synchronizedList(new ArrayList<>());
  private final AtomicReference<Function<TransferRequest, CompletionStage<TransferProcess.Reply>>>
      transfers = new AtomicReference<>(_ -> CompletableFuture.completedFuture(PAID));
  private final TestProbe<BillPayEntity.Reply> caller = KIT.createTestProbe();

  @AfterAll
  static void stop() {
    KIT.shutdownTestKit();
  }

  @Test
  void paysWhatIsDueTodayAtOnceAndOnce() {
    ActorRef<BillPayEntity.Command> bills = spawn("today");
    schedule(bills, order("P-1", Frequency.ONCE, THURSDAY));

    awaitPlan(bills, plan -> plan.status() == BillPlan.Status.FINISHED);
    schedule(bills, order("P-1", Frequency.ONCE, THURSDAY));

    assertThat(paid).hasSize(1);
    assertThat(paid.getFirst().amount()).isEqualTo(Money.usd(12_000));
  }

  @Test
  void waitsForTheNextBusinessDayAndCatchesUpAfterDowntime() {
    // A Saturday before Martin Luther King's birthday on Monday.
    ActorRef<BillPayEntity.Command> first = spawn("weekend");
    schedule(first, order("P-1", Frequency.WEEKLY, LocalDate.of(2026, 1, 17)));
    assertThat(plan(first).payOn()).isEqualTo(LocalDate.of(2026, 1, 20));
    KIT.stop(first);
    assertThat(paid).isEmpty();

    // Three weeks later: Tuesday the 20th, Mondays the 26th and the 2nd have passed.
    time.set(at(LocalDate.of(2026, 2, 3), "12:00"));
    ActorRef<BillPayEntity.Command> second = spawn("weekend");

    awaitPlan(second, plan -> plan.occurrence() == 4 && plan.underWay() == null);
    assertThat(paid).extracting(TransferRequest::transferId).doesNotHaveDuplicates().hasSize(3);
    assertThat(plan(second).payOn()).isEqualTo(LocalDate.of(2026, 2, 9));
  }

  @Test
  void asksForTheSamePaymentAgainWhenItDiedBeforeTheOutcome() {
    transfers.set(_ -> new CompletableFuture<>());
    ActorRef<BillPayEntity.Command> first = spawn("died");
    schedule(first, order("P-1", Frequency.ONCE, THURSDAY));
    awaitPaid(1);
    KIT.stop(first);
    transfers.set(_ -> CompletableFuture.completedFuture(PAID));

    ActorRef<BillPayEntity.Command> second = spawn("died");

    awaitPlan(second, plan -> plan.status() == BillPlan.Status.FINISHED);
    assertThat(paid).extracting(TransferRequest::transferId).containsOnly(paid.get(0).transferId());
  }

  @Test
  void triesAgainOnFollowingBusinessDaysAndThenGivesThePaymentUp() {
    transfers.set(_ -> CompletableFuture.completedFuture(NOT_ENOUGH));
    ActorRef<BillPayEntity.Command> bills = spawn("poor");
    schedule(bills, order("P-1", Frequency.MONTHLY, THURSDAY));
    awaitPlan(bills, plan -> plan.attempt() == 2);
    assertThat(plan(bills).payOn()).isEqualTo(LocalDate.of(2026, 1, 16));
    bills = restartedAt(bills, "poor", LocalDate.of(2026, 1, 16));
    awaitPlan(bills, plan -> plan.attempt() == 3);
    // Monday is a holiday.
    assertThat(plan(bills).payOn()).isEqualTo(LocalDate.of(2026, 1, 20));
    bills = restartedAt(bills, "poor", LocalDate.of(2026, 1, 20));

    awaitPlan(bills, plan -> plan.occurrence() == 2);
    // Sunday, February 15, and Monday is Washington's Birthday.
    assertThat(plan(bills).payOn()).isEqualTo(LocalDate.of(2026, 2, 17));
    assertThat(paid).extracting(TransferRequest::transferId).doesNotHaveDuplicates().hasSize(3);
  }

  @Test
  void paysNothingOfWhatWasStopped() {
    ActorRef<BillPayEntity.Command> bills = spawn("stopped");
    schedule(bills, order("P-1", Frequency.ONCE, LocalDate.of(2026, 1, 16)));

    bills.tell(new BillPayEntity.Command.StopPlan("P-1", caller.getRef()));
    assertThat(caller.receiveMessage()).isInstanceOf(BillPayEntity.Reply.Done.class);
    bills = restartedAt(bills, "stopped", LocalDate.of(2026, 1, 20));

    assertThat(plan(bills).status()).isEqualTo(BillPlan.Status.STOPPED);
    assertThat(paid).isEmpty();
    bills.tell(new BillPayEntity.Command.StopPlan("P-2", caller.getRef()));
    assertThat(caller.receiveMessage())
        .isEqualTo(new BillPayEntity.Reply.Refused(BillPay.Refusal.NO_SUCH_PLAN));
  }

  @Test
  void waitsForTheHourOfTheDay() {
    time.set(at(THURSDAY, "05:00"));
    ActorRef<BillPayEntity.Command> bills = spawn("early");
    schedule(bills, order("P-1", Frequency.ONCE, THURSDAY));
    assertThat(plan(bills).underWay()).isNull();
    assertThat(paid).isEmpty();

    bills = restartedAt(bills, "early", THURSDAY);

    awaitPlan(bills, plan -> plan.status() == BillPlan.Status.FINISHED);
  }

  private ActorRef<BillPayEntity.Command> restartedAt(
      ActorRef<BillPayEntity.Command> bills, String customerId, LocalDate day) {
    KIT.stop(bills);
    time.set(at(day, "09:00"));
    return spawn(customerId);
  }

  private ActorRef<BillPayEntity.Command> spawn(String customerId) {
    return KIT.spawn(
        BillPayEntity.create(
            customerId,
            new BillPayEntity.Setup(
                request -> {
                  paid.add(request);
                  return Objects.requireNonNull(transfers.get()).apply(request);
                },
                DENVER,
                LocalTime.of(6, 0),
                Duration.ofMillis(50),
                3,
                10,
                time::get,
                SupervisorStrategy.restartWithBackoff(
                    Duration.ofMillis(10), Duration.ofMillis(10), 0)),
            _ -> {}));
  }

  private void schedule(ActorRef<BillPayEntity.Command> bills, BillPlan.Order order) {
    bills.tell(new BillPayEntity.Command.Schedule(order, caller.getRef()));
    assertThat(caller.receiveMessage()).isInstanceOf(BillPayEntity.Reply.Done.class);
  }

  private BillPlan plan(ActorRef<BillPayEntity.Command> bills) {
    bills.tell(new BillPayEntity.Command.GetBills(caller.getRef()));
    return ((BillPayEntity.Reply.Done) caller.receiveMessage()).plans().getFirst();
  }

  private void awaitPlan(
      ActorRef<BillPayEntity.Command> bills, Function<BillPlan, Boolean> condition) {
    caller.awaitAssert(
        () -> {
          BillPlan plan = plan(bills);
          assertThat(condition.apply(plan)).as(plan.toString()).isTrue();
          return plan;
        });
  }

  private void awaitPaid(int count) {
    caller.awaitAssert(
        () -> {
          assertThat(paid).hasSize(count);
          return count;
        });
  }

  private static BillPlan.Order order(String planId, Frequency frequency, LocalDate first) {
    return new BillPlan.Order(
        planId,
        "CUST-1",
        "ACC-1",
        "4521",
        "Xcel Energy",
        Money.usd(12_000),
        frequency,
        first,
        "BP-20260115-001");
  }

  private static Instant at(LocalDate day, String time) {
    return day.atTime(LocalTime.parse(time)).atZone(DENVER).toInstant();
  }
}
