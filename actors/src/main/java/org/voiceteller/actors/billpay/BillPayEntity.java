package org.voiceteller.actors.billpay;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import java.util.function.Function;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.BackoffSupervisorStrategy;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.apache.pekko.persistence.typed.RecoveryCompleted;
import org.apache.pekko.persistence.typed.javadsl.CommandHandler;
import org.apache.pekko.persistence.typed.javadsl.Effect;
import org.apache.pekko.persistence.typed.javadsl.EventHandler;
import org.apache.pekko.persistence.typed.javadsl.EventSourcedBehavior;
import org.apache.pekko.persistence.typed.javadsl.SignalHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceteller.actors.ClusterMessage;
import org.voiceteller.actors.transfer.TransferProcess;
import org.voiceteller.core.account.Merchant;
import org.voiceteller.core.billpay.BillPay;
import org.voiceteller.core.billpay.BillPayEvent;
import org.voiceteller.core.billpay.BillPlan;
import org.voiceteller.core.billpay.Payment;
import org.voiceteller.core.decision.Decision;
import org.voiceteller.core.journal.EventFamily;
import org.voiceteller.core.transfer.BankAccounts;
import org.voiceteller.core.transfer.Purpose;
import org.voiceteller.core.transfer.TransferRequest;
import org.voiceteller.core.transfer.VoidReason;

/**
 * A customer's bills and the clock that pays them. It wakes up when the next payment is due, at
 * once after a restart when that time has passed, begins each payment in its journal before any
 * money moves, and pays it under an id of its own: however often it is begun, it is paid once. The
 * entity is remembered while something is to be paid.
 */
public final class BillPayEntity
    extends EventSourcedBehavior<BillPayEntity.Command, BillPayEvent, BillPay> {

  /** What a customer's bills are asked, and what they tell themselves. */
  public sealed interface Command extends ClusterMessage {

    record Schedule(BillPlan.Order order, ActorRef<Reply> replyTo) implements Command {}

    record StopPlan(String planId, ActorRef<Reply> replyTo) implements Command {}

    record GetBills(ActorRef<Reply> replyTo) implements Command {}

    /** The last message before it is put away. */
    record Stop() implements Command {}
  }

  private record CheckDue() implements Command {}

  private record Resolved(Payment payment, TransferProcess.Reply reply) implements Command {}

  private record Unresolved(Payment payment, String why) implements Command {}

  private record AskAgain(Payment payment) implements Command {}

  /** What it answers, when it is persisted. */
  public sealed interface Reply extends ClusterMessage {

    /**
     * The request holds, now or since before.
     *
     * @param plans all that are remembered, the oldest first
     */
    record Done(List<BillPlan> plans) implements Reply {
      public Done {
        plans = List.copyOf(plans);
      }
    }

    record Refused(BillPay.Refusal reason) implements Reply {}
  }

  /**
   * What every customer's bills need.
   *
   * @param payAt the time of the bank's day at which payments are made
   * @param askAgainAfter the pause before the outcome of a payment is asked for again
   */
  public record Setup(
      Function<TransferRequest, CompletionStage<TransferProcess.Reply>> transfers,
      ZoneId zone,
      LocalTime payAt,
      Duration askAgainAfter,
      int attempts,
      int mostPlans,
      InstantSource clock,
      BackoffSupervisorStrategy onPersistFailure) {}

  public static final EntityTypeKey<Command> KEY = EntityTypeKey.create(Command.class, "bill-pay");

  private static final Logger LOG = LoggerFactory.getLogger(BillPayEntity.class);

  /** The machine's timer and the bank's clock may drift apart: it looks again after so long. */
  private static final Duration LONGEST_SLEEP = Duration.ofHours(1);

  /**
   * @param putAway called when there is nothing left to wait for
   */
  public static Behavior<Command> create(
      String customerId, Setup setup, Consumer<ActorRef<Command>> putAway) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers -> new BillPayEntity(customerId, setup, putAway, context, timers)));
  }

  private final Setup setup;
  private final Consumer<ActorRef<Command>> putAway;
  private final ActorContext<Command> context;
  private final TimerScheduler<Command> timers;
  private final Set<String> tags;
  private final Set<String> asked = new HashSet<>();

  private BillPayEntity(
      String customerId,
      Setup setup,
      Consumer<ActorRef<Command>> putAway,
      ActorContext<Command> context,
      TimerScheduler<Command> timers) {
    super(PersistenceId.of(KEY.name(), customerId), setup.onPersistFailure());
    this.setup = setup;
    this.putAway = putAway;
    this.context = context;
    this.timers = timers;
    this.tags = Set.of(EventFamily.BILL_PAY.tagOf(customerId));
  }

  @Override
  public BillPay emptyState() {
    return BillPay.empty();
  }

  @Override
  public SignalHandler<BillPay> signalHandler() {
    return newSignalHandlerBuilder().onSignal(RecoveryCompleted.instance(), this::goOn).build();
  }

  /** Asks for the outcome of what is under way, and sleeps until the next is due. */
  private void goOn(BillPay bills) {
    bills.underWay().forEach(this::pay);
    bills
        .nextPayOn()
        .ifPresentOrElse(
            day -> timers.startSingleTimer(CheckDue.class, new CheckDue(), untilDue(day)),
            () -> timers.cancel(CheckDue.class));
  }

  private Duration untilDue(LocalDate day) {
    Instant due = day.atTime(setup.payAt()).atZone(setup.zone()).toInstant();
    Duration left = Duration.between(setup.clock().instant(), due);
    if (left.isNegative()) {
      return Duration.ZERO;
    }
    return left.compareTo(LONGEST_SLEEP) > 0 ? LONGEST_SLEEP : left;
  }

  @Override
  public CommandHandler<Command, BillPayEvent, BillPay> commandHandler() {
    return this::onCommand;
  }

  private Effect<BillPayEvent, BillPay> onCommand(BillPay bills, Command command) {
    Instant now = setup.clock().instant();
    LocalDate today = LocalDate.ofInstant(now, setup.zone());
    return switch (command) {
      case Command.Schedule(var order, var replyTo) ->
          act(bills.schedule(order, today, setup.mostPlans(), now), replyTo);
      case Command.StopPlan(var planId, var replyTo) -> act(bills.stop(planId, now), replyTo);
      case Command.GetBills(var replyTo) -> {
        putAwayIfIdle(bills);
        yield Effect().reply(replyTo, doneWith(bills));
      }
      case CheckDue _ ->
          paymentDue(bills, now)
              .map(payment -> keep(bills.begin(payment, now)))
              .orElseGet(() -> Effect().none().thenRun(this::goOn));
      case Resolved(var payment, var reply) -> resolved(bills, payment, reply, today, now);
      case Unresolved(var payment, var why) -> {
        LOG.info("Payment {} is not resolved yet: {}", payment.transferId(), why);
        yield askLater(payment);
      }
      case AskAgain(var payment) -> {
        if (bills.underWay().contains(payment)) {
          pay(payment);
        }
        yield Effect().none();
      }
      case Command.Stop _ -> Effect().stop();
    };
  }

  /** What is due today waits for the hour at which the bank pays. */
  private Optional<Payment> paymentDue(BillPay bills, Instant now) {
    LocalDate paid = LocalDate.ofInstant(now, setup.zone());
    boolean early = now.atZone(setup.zone()).toLocalTime().isBefore(setup.payAt());
    return bills.due(early ? paid.minusDays(1) : paid);
  }

  private Effect<BillPayEvent, BillPay> resolved(
      BillPay bills, Payment payment, TransferProcess.Reply reply, LocalDate today, Instant now) {
    asked.remove(payment.transferId());
    return switch (reply) {
      case TransferProcess.Reply.Done(var confirmation, _) ->
          keep(bills.made(payment, confirmation, now));
      case TransferProcess.Reply.Voided(var reason) ->
          keep(bills.failed(payment, reason, setup.attempts(), today, now));
      case TransferProcess.Reply.Refused(var reason) -> {
        LOG.error("Payment {} was refused: {}", payment.transferId(), reason);
        yield keep(
            bills.failed(payment, VoidReason.AMOUNT_NOT_ALLOWED, setup.attempts(), today, now));
      }
      case TransferProcess.Reply.UnderReview _ -> {
        LOG.error("Payment {} waits for a person", payment.transferId());
        yield Effect().none();
      }
    };
  }

  private Effect<BillPayEvent, BillPay> askLater(Payment payment) {
    asked.remove(payment.transferId());
    timers.startSingleTimer(payment, new AskAgain(payment), setup.askAgainAfter());
    return Effect().none();
  }

  private void pay(Payment payment) {
    if (asked.add(payment.transferId())) {
      context.pipeToSelf(
          setup.transfers().apply(request(payment)),
          (reply, failure) ->
              failure == null
                  ? new Resolved(payment, reply)
                  : new Unresolved(payment, failure.toString()));
    }
  }

  /** Every attempt asks for the same, but for the time: that is when the transfer began first. */
  private TransferRequest request(Payment payment) {
    BillPlan.Order order = payment.order();
    String transferId = payment.transferId();
    return new TransferRequest(
        transferId,
        order.customerId(),
        new TransferRequest.Side(
            order.accountId(),
            order.customerId(),
            order.accountLastFour(),
            new Merchant("BILL PAY " + order.payee(), "4900", "utilities")),
        BankAccounts.bills(transferId, new Merchant("BILL PAY", "6012", "transfers")),
        order.amount(),
        new Purpose.Bill(order.planId(), payment.occurrence(), order.payee()),
        null,
        setup.clock().instant());
  }

  private Effect<BillPayEvent, BillPay> act(
      Decision<BillPayEvent, BillPay.Refusal> decision, ActorRef<Reply> replyTo) {
    return switch (decision) {
      case Decision.Accepted<BillPayEvent, BillPay.Refusal>(var events) ->
          Effect()
              .persist(events)
              .thenRun(this::goOn)
              .thenRun(this::putAwayIfIdle)
              .thenReply(replyTo, BillPayEntity::doneWith);
      case Decision.Refused<BillPayEvent, BillPay.Refusal>(var reason) ->
          Effect().reply(replyTo, new Reply.Refused(reason));
    };
  }

  private Effect<BillPayEvent, BillPay> keep(Decision<BillPayEvent, BillPay.Refusal> decision) {
    return switch (decision) {
      case Decision.Accepted<BillPayEvent, BillPay.Refusal>(var events) ->
          Effect().persist(events).thenRun(this::goOn).thenRun(this::putAwayIfIdle);
      case Decision.Refused<BillPayEvent, BillPay.Refusal>(var reason) -> {
        LOG.error("A payment went on although it is {}", reason);
        yield Effect().none();
      }
    };
  }

  private static Reply doneWith(BillPay bills) {
    return new Reply.Done(List.copyOf(bills.plans().values()));
  }

  private void putAwayIfIdle(BillPay bills) {
    if (bills.nextPayOn().isEmpty() && bills.underWay().isEmpty()) {
      putAway.accept(context.getSelf());
    }
  }

  @Override
  public EventHandler<BillPay, BillPayEvent> eventHandler() {
    return BillPay::apply;
  }

  @Override
  public Set<String> tagsFor(BillPayEvent event) {
    return tags;
  }
}
