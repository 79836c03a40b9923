package org.voiceteller.actors.transfer;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.BackoffSupervisorStrategy;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.javadsl.TimerScheduler;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.apache.pekko.persistence.typed.RecoveryCompleted;
import org.apache.pekko.persistence.typed.SnapshotSelectionCriteria;
import org.apache.pekko.persistence.typed.javadsl.CommandHandler;
import org.apache.pekko.persistence.typed.javadsl.Effect;
import org.apache.pekko.persistence.typed.javadsl.EventHandler;
import org.apache.pekko.persistence.typed.javadsl.EventSourcedBehavior;
import org.apache.pekko.persistence.typed.javadsl.Recovery;
import org.apache.pekko.persistence.typed.javadsl.SignalHandler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceteller.actors.ClusterMessage;
import org.voiceteller.actors.account.AccountEntity;
import org.voiceteller.actors.transfer.TransferSteps.Step;
import org.voiceteller.core.account.Account;
import org.voiceteller.core.account.Balance;
import org.voiceteller.core.decision.Decision;
import org.voiceteller.core.journal.EventFamily;
import org.voiceteller.core.transfer.Transfer;
import org.voiceteller.core.transfer.TransferEvent;
import org.voiceteller.core.transfer.TransferRequest;
import org.voiceteller.core.transfer.VoidReason;

/**
 * One transfer on its way: it keeps the amount back at the source, credits the target and posts the
 * source, or frees what was kept back. Every step may be asked for again, and is, until it is
 * answered, with a pause that grows; the entity is remembered, so that it goes on by itself after a
 * crash. Whoever asked is answered when the transfer is resolved and that is persisted.
 */
public final class TransferProcess
    extends EventSourcedBehavior<TransferProcess.Command, TransferEvent, Transfer> {

  /** What a transfer is asked, and what it tells itself. */
  public sealed interface Command extends ClusterMessage {

    /** Begins, or, when it began before, waits for the same outcome. */
    record Start(TransferRequest request, ActorRef<Reply> replyTo) implements Command {}

    /** The last message before it is put away. */
    record Stop() implements Command {}
  }

  /** Of a step that it takes. */
  private record Happened(TransferSteps.Progress progress) implements Command {}

  private record PostedAlready() implements Command {}

  private record NobodyCame() implements Command {}

  /** How it ended. */
  public sealed interface Reply extends ClusterMessage {

    /**
     * The money is where it should be.
     *
     * @param sourceAfter what the source held then
     */
    record Done(String confirmation, Balance sourceAfter) implements Reply {}

    /** No money moved, and none will. */
    record Voided(VoidReason reason) implements Reply {}

    /** Nothing was begun. */
    record Refused(Transfer.Refusal reason) implements Reply {}

    /** A person at the bank looks at it. */
    record UnderReview() implements Reply {}
  }

  /**
   * What every transfer needs.
   *
   * @param expireAfter a transfer that has credited nothing by then is voided
   */
  public record Setup(
      TransferLedger ledger,
      Duration minimumBackoff,
      Duration maximumBackoff,
      Duration expireAfter,
      InstantSource clock,
      BackoffSupervisorStrategy onPersistFailure) {}

  public static final EntityTypeKey<Command> KEY = EntityTypeKey.create(Command.class, "transfer");

  private static final Logger LOG = LoggerFactory.getLogger(TransferProcess.class);

  /** A remembered process without events: the node died before the request was kept. */
  private static final Duration NO_REQUEST = Duration.ofMinutes(1);

  /**
   * @param putAway called when there is nothing left to do
   */
  public static Behavior<Command> create(
      String transferId, Setup setup, Consumer<ActorRef<Command>> putAway) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers -> new TransferProcess(transferId, setup, putAway, context, timers)));
  }

  private final String transferId;
  private final Setup setup;
  private final Consumer<ActorRef<Command>> putAway;
  private final ActorContext<Command> context;
  private final TimerScheduler<Command> timers;
  private final Set<String> tags;

  private final TransferSteps steps;
  private final Outcomes outcomes = new Outcomes();
  private @Nullable String confirmation;
  private @Nullable Balance sourceAfter;
  private boolean credited;
  private boolean posted;
  private VoidReason voidReason = VoidReason.EXPIRED;

  private TransferProcess(
      String transferId,
      Setup setup,
      Consumer<ActorRef<Command>> putAway,
      ActorContext<Command> context,
      TimerScheduler<Command> timers) {
    super(PersistenceId.of(KEY.name(), transferId), setup.onPersistFailure());
    this.transferId = transferId;
    this.setup = setup;
    this.putAway = putAway;
    this.context = context;
    this.timers = timers;
    this.steps = new TransferSteps(setup, context, timers, Happened::new);
    this.tags = Set.of(EventFamily.TRANSFER.tagOf(transferId));
  }

  @Override
  public Transfer emptyState() {
    return new Transfer.Unknown();
  }

  @Override
  public SignalHandler<Transfer> signalHandler() {
    return newSignalHandlerBuilder().onSignal(RecoveryCompleted.instance(), this::goOn).build();
  }

  /** Where it stands after a restart, or after it began. */
  private void goOn(Transfer transfer) {
    switch (transfer) {
      case Transfer.Started(var request) -> begin(request);
      case Transfer.Committed _ -> run(Step.POST, transfer);
      case Transfer.Settled _, Transfer.Voided _, Transfer.Escalated _ ->
          putAway.accept(context.getSelf());
      case Transfer.Unknown _ -> timers.startSingleTimer(new NobodyCame(), NO_REQUEST);
    }
  }

  private void begin(TransferRequest request) {
    Transfer.Started started = new Transfer.Started(request);
    run(
        started.isExpired(setup.expireAfter(), setup.clock().instant())
            ? Step.END_AT_TARGET
            : Step.PEND,
        started);
  }

  @Override
  public CommandHandler<Command, TransferEvent, Transfer> commandHandler() {
    return this::onCommand;
  }

  private Effect<TransferEvent, Transfer> onCommand(Transfer transfer, Command command) {
    Instant now = setup.clock().instant();
    return switch (command) {
      case Command.Start(var request, var replyTo) -> start(transfer, request, replyTo, now);
      case Happened(var progress) -> happened(transfer, progress, now);
      case PostedAlready _ -> settleIfPosted(transfer, now);
      case NobodyCame _ -> {
        putAwayUnlessUnderWay(transfer);
        yield Effect().none();
      }
      case Command.Stop _ -> Effect().stop();
    };
  }

  private Effect<TransferEvent, Transfer> start(
      Transfer transfer, TransferRequest request, ActorRef<Reply> replyTo, Instant now) {
    return switch (transfer.start(request, now)) {
      case Decision.Refused<TransferEvent, Transfer.Refusal>(var reason) -> {
        putAwayUnlessUnderWay(transfer);
        yield Effect().reply(replyTo, new Reply.Refused(reason));
      }
      case Decision.Accepted<TransferEvent, Transfer.Refusal>(var events) -> {
        outcomes.awaitedBy(replyTo);
        yield events.isEmpty()
            ? Effect().none().thenRun(this::answerIfResolved)
            : Effect().persist(events).thenRun(this::goOn);
      }
    };
  }

  private Effect<TransferEvent, Transfer> happened(
      Transfer transfer, TransferSteps.Progress progress, Instant now) {
    return switch (progress) {
      case TransferSteps.Progress.Done(var step, var reply) -> {
        steps.answered(step);
        yield done(transfer, step, reply, now);
      }
      case TransferSteps.Progress.Numbered(var number) -> {
        confirmation = number;
        yield commitIfCredited(transfer, now);
      }
      case TransferSteps.Progress.Unanswered(var step, var why) -> {
        LOG.info("Step {} of {} was not answered and is tried again: {}", step, transferId, why);
        steps.takeLater(step);
        yield Effect().none();
      }
      case TransferSteps.Progress.Due(var step) -> {
        again(transfer, step, now);
        yield Effect().none();
      }
    };
  }

  private Effect<TransferEvent, Transfer> done(
      Transfer transfer, Step step, AccountEntity.Reply reply, Instant now) {
    return switch (reply) {
      case AccountEntity.Reply.Done(var account) ->
          switch (step) {
            case PEND -> {
              sourceAfter = account.balance();
              run(Step.CREDIT, transfer);
              run(Step.NUMBER, transfer);
              yield Effect().none();
            }
            case CREDIT -> {
              credited = true;
              run(Step.POST, transfer);
              yield commitIfCredited(transfer, now);
            }
            case POST -> {
              posted = true;
              yield settleIfPosted(transfer, now);
            }
            case END_AT_TARGET -> {
              run(Step.END_AT_SOURCE, transfer);
              yield Effect().none();
            }
            case END_AT_SOURCE -> keep(transfer.cancel(voidReason, now));
            case NUMBER -> Effect().none();
          };
      case AccountEntity.Reply.Refused(var reason) -> refused(transfer, step, reason, now);
    };
  }

  private Effect<TransferEvent, Transfer> refused(
      Transfer transfer, Step step, Account.Refusal reason, Instant now) {
    if (reason == Account.Refusal.TOO_MANY_AT_ONCE) {
      steps.takeLater(step);
      return Effect().none();
    }
    if (reason == Account.Refusal.BEYOND_MEMORY) {
      return keep(transfer.escalate(step + " " + reason, now));
    }
    return switch (step) {
      case PEND -> keep(transfer.cancel(VoidReasons.of(reason), now));
      case CREDIT -> {
        voidReason = VoidReasons.of(reason);
        run(Step.END_AT_SOURCE, transfer);
        yield Effect().none();
      }
      case POST -> {
        // What is pending is never forgotten: it is gone because it was posted.
        boolean forgotten =
            reason == Account.Refusal.NO_SUCH_HOLD && transfer instanceof Transfer.Committed;
        if (forgotten) {
          posted = true;
          yield settleIfPosted(transfer, now);
        }
        yield keep(transfer.escalate(step + " " + reason, now));
      }
      case END_AT_TARGET -> {
        // It had been credited before its time was up: it goes forward.
        run(reason == Account.Refusal.ALREADY_POSTED ? Step.PEND : Step.END_AT_SOURCE, transfer);
        yield Effect().none();
      }
      case END_AT_SOURCE ->
          reason == Account.Refusal.NO_SUCH_ACCOUNT
              ? keep(transfer.cancel(voidReason, now))
              : keep(transfer.escalate(step + " " + reason, now));
      case NUMBER -> Effect().none();
    };
  }

  private Effect<TransferEvent, Transfer> commitIfCredited(Transfer transfer, Instant now) {
    return credited && confirmation != null && sourceAfter != null
        ? keep(transfer.commit(confirmation, sourceAfter, now))
        : Effect().none();
  }

  /** Both sides are persisted: who waits is answered, and that it is over is noted. */
  private Effect<TransferEvent, Transfer> settleIfPosted(Transfer transfer, Instant now) {
    if (!posted || !(transfer instanceof Transfer.Committed(_, var number, var after))) {
      return Effect().none();
    }
    outcomes.tell(new Reply.Done(number, after));
    return keep(transfer.settle(now));
  }

  private Effect<TransferEvent, Transfer> keep(Decision<TransferEvent, Transfer.Refusal> decision) {
    return switch (decision) {
      case Decision.Accepted<TransferEvent, Transfer.Refusal>(var events) ->
          Effect().persist(events).thenRun(this::kept);
      case Decision.Refused<TransferEvent, Transfer.Refusal>(var reason) -> {
        LOG.error("Transfer {} went on although it is {}", transferId, reason);
        yield Effect().none();
      }
    };
  }

  private void kept(Transfer transfer) {
    if (transfer instanceof Transfer.Escalated(_, var refusal)) {
      LOG.error("Transfer {} needs a person: {}", transferId, refusal);
    }
    if (transfer instanceof Transfer.Committed && posted) {
      context.getSelf().tell(new PostedAlready());
    }
    answerIfResolved(transfer);
  }

  private void answerIfResolved(Transfer transfer) {
    outcomes.tellIfResolved(transfer);
    putAwayUnlessUnderWay(transfer);
  }

  private void putAwayUnlessUnderWay(Transfer transfer) {
    if (!(transfer instanceof Transfer.Started) && !(transfer instanceof Transfer.Committed)) {
      putAway.accept(context.getSelf());
    }
  }

  private void again(Transfer transfer, Step step, Instant now) {
    boolean mayExpire = (step == Step.PEND || step == Step.CREDIT) && !credited;
    if (mayExpire
        && transfer instanceof Transfer.Started started
        && started.isExpired(setup.expireAfter(), now)) {
      run(Step.END_AT_TARGET, transfer);
    } else {
      run(step, transfer);
    }
  }

  private void run(Step step, Transfer transfer) {
    switch (transfer) {
      case Transfer.Started(var request) -> steps.take(step, request, voidReason);
      case Transfer.Committed(var request, _, _) -> steps.take(step, request, voidReason);
      case Transfer.Unknown _, Transfer.Settled _, Transfer.Voided _, Transfer.Escalated _ -> {
        // Over: a late answer changes nothing.
      }
    }
  }

  @Override
  public EventHandler<Transfer, TransferEvent> eventHandler() {
    return Transfer::apply;
  }

  /** It is short-lived and has no snapshots: none is looked for before it begins. */
  @Override
  public Recovery recovery() {
    return Recovery.withSnapshotSelectionCriteria(SnapshotSelectionCriteria.none());
  }

  @Override
  public Set<String> tagsFor(TransferEvent event) {
    return tags;
  }
}
