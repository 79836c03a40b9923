package org.voiceteller.actors.dispute;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
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
import org.voiceteller.actors.ClusterMessage;
import org.voiceteller.core.decision.Decision;
import org.voiceteller.core.dispute.CaseRules;
import org.voiceteller.core.dispute.CaseWatch;
import org.voiceteller.core.dispute.DisputeCase;
import org.voiceteller.core.dispute.DisputeEvent;
import org.voiceteller.core.dispute.Finding;
import org.voiceteller.core.dispute.Intake;
import org.voiceteller.core.dispute.Posting;
import org.voiceteller.core.journal.EventFamily;

/**
 * One case, by its number, wherever in the cluster it lives. It asks {@link CaseRules} what may
 * happen, keeps the events and answers when they are persisted. Its days stand in the journal; one
 * timer waits for the next of them and is set again after a restart. Money is ordered in the
 * journal first and moved then: a crash in between moves it after the restart, and a crash after it
 * finds it moved already.
 */
public final class DisputeEntity
    extends EventSourcedBehavior<DisputeEntity.Command, DisputeEvent, DisputeCase> {

  /** What a case is asked. */
  public sealed interface Command extends ClusterMessage {

    /**
     * @param acknowledged whether the customer hears of it in the same breath
     */
    record Open(Intake intake, boolean acknowledged, ActorRef<Reply> replyTo) implements Command {}

    record Acknowledge(ActorRef<Reply> replyTo) implements Command {}

    /** The written confirmation came. */
    record Confirm(ActorRef<Reply> replyTo) implements Command {}

    record Decide(Finding finding, String explanation, ActorRef<Reply> replyTo)
        implements Command {}

    record GetCase(ActorRef<Reply> replyTo) implements Command {}

    /** By its shard, when nothing more will happen. */
    record Stop() implements Command {}
  }

  /** What it answers. */
  public sealed interface Reply extends ClusterMessage {

    /** The request holds, now or since before; the case as it is after it. */
    record Done(DisputeCase disputeCase) implements Reply {}

    record Refused(CaseRules.Refusal reason) implements Reply {}
  }

  private record Tick() implements Command {}

  private record PostingAnswered(String postingId, Postings.Outcome outcome) implements Command {}

  private record PostingUnanswered(String postingId) implements Command {}

  public static final EntityTypeKey<Command> KEY = EntityTypeKey.create(Command.class, "dispute");

  private static final String DEADLINE = "deadline";

  /**
   * What a case works with.
   *
   * @param retry how long to wait before a posting without an answer is asked for again
   * @param longestWait a longer wait is cut into such pieces, so that a clock that was set right is
   *     noticed
   */
  public record Setup(
      CaseRules rules,
      Postings postings,
      CaseWatch watch,
      Duration retry,
      Duration longestWait,
      InstantSource clock,
      BackoffSupervisorStrategy onPersistFailure) {}

  /**
   * @param onceOver run when nothing more will happen and the actor may be stopped
   */
  public static Behavior<Command> create(
      String caseNumber, Setup setup, Consumer<ActorRef<Command>> onceOver) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers -> new DisputeEntity(caseNumber, setup, onceOver, context, timers)));
  }

  private final String caseNumber;
  private final Setup setup;
  private final CaseRules rules;
  private final Consumer<ActorRef<Command>> onceOver;
  private final ActorContext<Command> context;
  private final TimerScheduler<Command> timers;
  private final Set<String> tags;

  /** The posting whose answer is awaited, so that it is not asked for twice at once. */
  private @Nullable String awaited;

  private DisputeEntity(
      String caseNumber,
      Setup setup,
      Consumer<ActorRef<Command>> onceOver,
      ActorContext<Command> context,
      TimerScheduler<Command> timers) {
    super(PersistenceId.of(KEY.name(), caseNumber), setup.onPersistFailure());
    this.caseNumber = caseNumber;
    this.setup = setup;
    this.rules = setup.rules();
    this.onceOver = onceOver;
    this.context = context;
    this.timers = timers;
    this.tags = Set.of(EventFamily.DISPUTE.tagOf(caseNumber));
  }

  @Override
  public DisputeCase emptyState() {
    return new DisputeCase.Unopened();
  }

  @Override
  public CommandHandler<Command, DisputeEvent, DisputeCase> commandHandler() {
    return this::onCommand;
  }

  private Effect<DisputeEvent, DisputeCase> onCommand(DisputeCase state, Command command) {
    Instant now = setup.clock().instant();
    return switch (command) {
      case Command.Open(var intake, var acknowledged, var replyTo) ->
          act(rules.open(state, intake, acknowledged, now), replyTo);
      case Command.Acknowledge(var replyTo) -> act(rules.acknowledge(state, now), replyTo);
      case Command.Confirm(var replyTo) -> act(rules.confirm(state, now), replyTo);
      case Command.Decide(var finding, var explanation, var replyTo) ->
          act(rules.decide(state, finding, explanation, now), replyTo);
      case Command.GetCase(var replyTo) ->
          Effect().none().thenRun(this::letGo).thenReply(replyTo, DisputeEntity::replyOf);
      case Tick _ -> keep(rules.tick(state, now));
      case PostingAnswered(var postingId, var outcome) -> {
        awaited = null;
        yield switch (outcome) {
          case Postings.Outcome.Posted _ -> note(rules.posted(state, postingId, now));
          case Postings.Outcome.Refused(var reason) ->
              note(rules.refused(state, postingId, reason, now));
        };
      }
      case PostingUnanswered _ -> {
        awaited = null;
        timers.startSingleTimer(DEADLINE, new Tick(), setup.retry());
        yield Effect().none();
      }
      case Command.Stop _ -> Effect().stop();
    };
  }

  private Effect<DisputeEvent, DisputeCase> act(
      Decision<DisputeEvent, CaseRules.Refusal> decision, ActorRef<Reply> replyTo) {
    return switch (decision) {
      case Decision.Accepted<DisputeEvent, CaseRules.Refusal>(var events) ->
          Effect()
              .persist(events)
              .thenRun(after -> goOn(after, events))
              .thenReply(replyTo, DisputeEntity::replyOf);
      case Decision.Refused<DisputeEvent, CaseRules.Refusal>(var reason) ->
          Effect().none().thenRun(this::letGo).thenReply(replyTo, _ -> new Reply.Refused(reason));
    };
  }

  private Effect<DisputeEvent, DisputeCase> keep(List<DisputeEvent> events) {
    return Effect().persist(events).thenRun(after -> goOn(after, events));
  }

  private Effect<DisputeEvent, DisputeCase> note(
      Decision<DisputeEvent, CaseRules.Refusal> decision) {
    return switch (decision) {
      case Decision.Accepted<DisputeEvent, CaseRules.Refusal>(var events) -> keep(events);
      case Decision.Refused<DisputeEvent, CaseRules.Refusal>(var reason) -> {
        context.getLog().error("Case {} was told of a posting, but it is {}", caseNumber, reason);
        yield Effect().none();
      }
    };
  }

  /**
   * After anything was kept: tells who watches, moves money that is due, waits for the next day.
   */
  private void goOn(DisputeCase state, List<DisputeEvent> events) {
    events.forEach(this::tellWatch);
    Instant now = setup.clock().instant();
    Optional<Posting> due =
        state
            .underWay()
            .filter(posting -> !rules.policy().day(now).isBefore(posting.due()))
            .filter(_ -> awaited == null);
    if (due.isPresent() && state.opened().isPresent()) {
      move(state.opened().get(), due.get());
    }
    switch (state) {
      case DisputeCase.Unopened _, DisputeCase.Closed _ -> letGo(state);
      case DisputeCase.Investigating _, DisputeCase.Decided _ -> await(state, now);
    }
  }

  /** The cluster remembers an actor until it is let go: also one that was only asked for. */
  private void letGo(DisputeCase state) {
    switch (state) {
      case DisputeCase.Unopened _, DisputeCase.Closed _ -> onceOver.accept(context.getSelf());
      case DisputeCase.Investigating _, DisputeCase.Decided _ -> {
        // Its deadlines need it.
      }
    }
  }

  private void tellWatch(DisputeEvent event) {
    if (event instanceof DisputeEvent.DeadlineNear(var clock, var due, _)) {
      context.getLog().warn("Case {} must be looked at: {} by {}", caseNumber, clock, due);
      setup.watch().deadlineNear(caseNumber, clock, due);
    } else if (event instanceof DisputeEvent.DeadlineMissed(var clock, var due, _)) {
      context.getLog().error("Case {} is late: {} was due by {}", caseNumber, clock, due);
      setup.watch().deadlineMissed(caseNumber, clock, due);
    } else if (event instanceof DisputeEvent.PostingRefused(_, var reason, _, _)) {
      context.getLog().error("Case {} cannot move its money: {}", caseNumber, reason);
      setup.watch().postingRefused(caseNumber, reason);
    }
  }

  private void move(Intake intake, Posting posting) {
    awaited = posting.postingId();
    context.pipeToSelf(
        setup.postings().post(intake.charge(), posting),
        (outcome, failure) -> {
          if (failure != null) {
            context
                .getLog()
                .warn("Case {} does not know of its posting: {}", caseNumber, failure.toString());
            return new PostingUnanswered(posting.postingId());
          }
          return new PostingAnswered(posting.postingId(), outcome);
        });
  }

  private void await(DisputeCase state, Instant now) {
    List<Instant> moments = new ArrayList<>();
    rules
        .nextDay(state)
        .ifPresent(day -> moments.add(day.atStartOfDay(rules.policy().zone()).toInstant()));
    moments.add(now.plus(setup.longestWait()));
    Duration wait = Duration.between(now, Collections.min(moments));
    if (awaited == null) {
      timers.startSingleTimer(DEADLINE, new Tick(), wait.isNegative() ? Duration.ZERO : wait);
    }
  }

  private static Reply replyOf(DisputeCase state) {
    return state instanceof DisputeCase.Unopened
        ? new Reply.Refused(CaseRules.Refusal.NO_SUCH_CASE)
        : new Reply.Done(state);
  }

  @Override
  public EventHandler<DisputeCase, DisputeEvent> eventHandler() {
    return DisputeCase::apply;
  }

  @Override
  public SignalHandler<DisputeCase> signalHandler() {
    return newSignalHandlerBuilder()
        .onSignal(
            RecoveryCompleted.instance(),
            state -> {
              awaited = null;
              if (!(state instanceof DisputeCase.Unopened)) {
                context.getSelf().tell(new Tick());
              }
            })
        .build();
  }

  /** It is short-lived and has no snapshots: none is looked for before it begins. */
  @Override
  public Recovery recovery() {
    return Recovery.withSnapshotSelectionCriteria(SnapshotSelectionCriteria.none());
  }

  @Override
  public Set<String> tagsFor(DisputeEvent event) {
    return tags;
  }
}
