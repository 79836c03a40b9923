package org.voiceteller.actors.call;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.ActorRef;
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
import org.voiceteller.core.authentication.Level;
import org.voiceteller.core.authentication.Secret;
import org.voiceteller.core.call.Call;
import org.voiceteller.core.call.CallEvent;
import org.voiceteller.core.call.CallOrigin;
import org.voiceteller.core.call.CallRules;
import org.voiceteller.core.call.CallRules.Joining;
import org.voiceteller.core.call.EndReason;
import org.voiceteller.core.call.Found;
import org.voiceteller.core.call.Next;
import org.voiceteller.core.call.PastOutcome;
import org.voiceteller.core.call.ResumeOrigin;
import org.voiceteller.core.call.Ruling;
import org.voiceteller.core.call.ToolRules;
import org.voiceteller.core.call.Turn;
import org.voiceteller.core.guard.Judgement;
import org.voiceteller.core.journal.EventFamily;
import org.voiceteller.core.recording.RecordingMark;
import org.voiceteller.core.tool.ToolOutcome;
import org.voiceteller.core.tool.ToolUse;

/**
 * One call's session, wherever in the cluster it lives. It asks {@link CallRules} and {@link
 * ToolRules} what may happen, keeps the events and answers when they are persisted; work of tools
 * goes on beside it and comes back as a message. The deadlines of the call stand in the journal;
 * one timer waits for the next of them, and is set again after a restart. A session that started
 * anew gives the leg some time to say that it is still there, then takes it for lost.
 */
public final class CallSession extends EventSourcedBehavior<CallSession.Command, CallEvent, Call> {

  /** What a session is told and asked. */
  public sealed interface Command extends ClusterMessage {

    record Open(
        CallOrigin origin,
        String resumeTokenHash,
        String legId,
        ActorRef<LegLink.Message> leg,
        ActorRef<Reply> replyTo)
        implements Command {}

    record Resume(
        String resumeTokenHash,
        String legId,
        ResumeOrigin origin,
        ActorRef<LegLink.Message> leg,
        ActorRef<Reply> replyTo)
        implements Command {}

    record LegIsAlive(String legId, ActorRef<LegLink.Message> leg) implements Command {}

    record UseTool(String legId, ToolUse use, @Nullable String traceparent, ActorRef<Reply> replyTo)
        implements Command {}

    record GiveSecret(String legId, Secret secret, ActorRef<Reply> replyTo) implements Command {}

    record RecordTurn(String legId, Turn turn, ActorRef<Reply> replyTo) implements Command {}

    record ReportCut(String legId, Judgement.Reason reason, ActorRef<Reply> replyTo)
        implements Command {}

    record MarkRecording(String legId, RecordingMark mark, ActorRef<Reply> replyTo)
        implements Command {}

    record Withdraw(String legId, String toolUseId, ActorRef<Reply> replyTo) implements Command {}

    record LoseLeg(String legId, ActorRef<Reply> replyTo) implements Command {}

    record End(String legId, EndReason reason, ActorRef<Reply> replyTo) implements Command {}

    /** By somebody at the bank. */
    record EndByStaff(ActorRef<Reply> replyTo) implements Command {}

    /** By those of the bank who have a line to the call. */
    record Staff(StaffCommand what) implements Command {}

    /** By its shard, when the call is over. */
    record Stop() implements Command {}
  }

  /** What it answers. */
  public sealed interface Reply extends ClusterMessage {

    /** The leg speaks for the caller; the call as the leg finds it. */
    record Joined(Level level, String jurisdiction, List<Turn> history, List<PastOutcome> outcomes)
        implements Reply {
      public Joined {
        history = List.copyOf(history);
        outcomes = List.copyOf(outcomes);
      }
    }

    record NotJoined() implements Reply {}

    record ToolUsed(ToolOutcome outcome) implements Reply {}

    /** Heard; kept unless the leg does not speak for the caller any more. */
    record Noted() implements Reply {}
  }

  private record Recovered() implements Command {}

  private record DeadlinePassed() implements Command {}

  private record LookAfterStaff() implements Command {}

  private record LegIsSilent(String legId) implements Command {}

  private record WorkReturned(String toolUseId, Found found) implements Command {}

  private record LookedUp(Command.UseTool asked, Next.Run look, Found found, Instant askedAt)
      implements Command {}

  public static final EntityTypeKey<Command> KEY = EntityTypeKey.create(Command.class, "call");

  /**
   * @param onceOver run when the call is over and the session may be stopped
   */
  public static Behavior<Command> create(
      String callId, SessionSetup setup, Consumer<ActorRef<Command>> onceOver) {
    return Behaviors.setup(
        context ->
            Behaviors.withTimers(
                timers ->
                    new CallSession(callId, setup, onceOver, context, timersOf(timers, setup))));
  }

  private static SessionTimers timersOf(TimerScheduler<Command> timers, SessionSetup setup) {
    return new SessionTimers(
        timers, setup, new DeadlinePassed(), LegIsSilent::new, new LookAfterStaff());
  }

  private final String callId;
  private final SessionSetup setup;
  private final CallRules callRules;
  private final ToolRules toolRules;
  private final ToolWork work;
  private final Consumer<ActorRef<Command>> onceOver;
  private final ActorContext<Command> context;
  private final SessionTimers timers;
  private final Set<String> tags;
  private final PendingUses pending;
  private final Lookups lookups = new Lookups();
  private final GivenSecret given = new GivenSecret();
  private final StaffOnCall staff;
  private final SessionLeg leg;

  private CallSession(
      String callId,
      SessionSetup setup,
      Consumer<ActorRef<Command>> onceOver,
      ActorContext<Command> context,
      SessionTimers timers) {
    super(PersistenceId.of(KEY.name(), callId), setup.onPersistFailure());
    this.callId = callId;
    this.setup = setup;
    this.callRules = setup.callRules();
    this.toolRules = setup.toolRules();
    this.staff = new StaffOnCall(setup.callRules());
    this.leg = new SessionLeg(staff, timers);
    this.work = new ToolWork(callId, setup.tools(), setup.proofs());
    this.pending = new PendingUses(new UseSpans(setup.tracer()));
    this.onceOver = onceOver;
    this.context = context;
    this.timers = timers;
    this.tags = Set.of(EventFamily.CALL.tagOf(callId));
  }

  @Override
  public Call emptyState() {
    return new Call.NotStarted();
  }

  @Override
  public CommandHandler<Command, CallEvent, Call> commandHandler() {
    return this::onCommand;
  }

  private Effect<CallEvent, Call> onCommand(Call call, Command command) {
    Instant now = setup.clock().instant();
    return switch (command) {
      case Command.Open(var origin, var hash, var legId, var link, var replyTo) ->
          keep(
              callRules.start(call, callId, origin, hash, legId, now),
              (after, joining) -> replyTo.tell(leg.join(after, joining, legId, link)));
      case Command.Resume(var hash, var legId, var origin, var link, var replyTo) ->
          keep(
              callRules.resume(call, hash, legId, origin, now),
              (after, joining) -> replyTo.tell(leg.join(after, joining, legId, link)));
      case Command.LegIsAlive(var legId, var link) ->
          keep(
              callRules.legIsAlive(call, legId, now),
              (after, joining) -> leg.alive(after, joining, legId, link));
      case Command.UseTool asked -> use(call, asked, now);
      case LookedUp(var asked, var look, var found, var askedAt) ->
          used(
              asked,
              toolRules.lookedUp(call, asked.legId(), asked.use(), look, found, askedAt, now),
              now);
      case WorkReturned(var toolUseId, var found) ->
          keep(
              toolRules.proceed(call, toolUseId, found, now),
              (_, next) -> proceed(toolUseId, next, now));
      case Command.GiveSecret(var legId, var secret, var replyTo) -> {
        given.give(call, legId, secret, now);
        yield Effect().reply(replyTo, new Reply.Noted());
      }
      case Command.RecordTurn(var legId, var turn, var replyTo) ->
          note(callRules.takeTurn(call, legId, turn, now), replyTo);
      case Command.ReportCut(var legId, var reason, var replyTo) ->
          note(callRules.noteCut(call, legId, reason, now), replyTo);
      case Command.MarkRecording(var legId, var mark, var replyTo) ->
          keep(
              callRules.markRecording(call, legId, mark, now),
              (_, kept) ->
                  replyTo.tell(kept == Joining.JOINED ? new Reply.Noted() : new Reply.NotJoined()));
      case Command.Withdraw(var legId, var toolUseId, var replyTo) ->
          keep(
              callRules.withdraw(call, legId, toolUseId, now),
              (_, outcome) -> replyTo.tell(new Reply.ToolUsed(outcome)));
      case Command.LoseLeg(var legId, var replyTo) ->
          note(callRules.loseLeg(call, legId, now), replyTo);
      case Command.End(var legId, var reason, var replyTo) ->
          note(callRules.end(call, legId, reason, now), replyTo);
      case Command.EndByStaff(var replyTo) ->
          keep(
              callRules.endByStaff(call, now),
              (_, ended) ->
                  replyTo.tell(
                      ended == Joining.JOINED ? new Reply.Noted() : new Reply.NotJoined()));
      case Command.Staff(var what) -> staffed(staff.on(call, what, now));
      case LookAfterStaff _ ->
          staff.check(call, now).map(this::staffed).orElseGet(() -> Effect().none());
      case LegIsSilent(var legId) -> keep(callRules.loseLeg(call, legId, now), (_, _) -> {});
      case DeadlinePassed _ -> keep(callRules.endIfOverdue(call, now), (_, _) -> {});
      case Recovered _ -> recovered(call, now);
      case Command.Stop _ -> Effect().stop();
    };
  }

  /** Keeps what was decided, then goes on with the call as it is then and the rule's answer. */
  private <A> Effect<CallEvent, Call> keep(Ruling<A> ruling, BiConsumer<Call, A> then) {
    return Effect()
        .persist(ruling.events())
        .thenRun(
            after -> {
              ruling.events().forEach(leg::hear);
              leg.knows(after);
              staff.knows(after);
              then.accept(after, ruling.answer());
              settle(after);
            });
  }

  private Effect<CallEvent, Call> note(Ruling<Joining> ruling, ActorRef<Reply> replyTo) {
    return keep(ruling, (_, _) -> replyTo.tell(new Reply.Noted()));
  }

  private Effect<CallEvent, Call> staffed(StaffOnCall.Decided decided) {
    return keep(decided.ruling(), (after, _) -> decided.then().accept(after));
  }

  /** What only looks something up is kept with what was found: one write, not two in a row. */
  private Effect<CallEvent, Call> use(Call call, Command.UseTool asked, Instant now) {
    if (lookups.takes(asked)) {
      return Effect().none();
    }
    ToolUse use = asked.use();
    Ruling<Next> ruling = toolRules.request(call, asked.legId(), use, given.takeFor(use, now), now);
    if (ruling.answer() instanceof Next.Run look && look.work().tool().isLookup()) {
      lookups.begin(asked);
      context.pipeToSelf(
          pending.inTrace(asked, () -> work.on(use.toolUseId(), look, now)),
          (found, _) -> new LookedUp(asked, look, found, now));
      return Effect().none();
    }
    return used(asked, ruling, now);
  }

  private Effect<CallEvent, Call> used(Command.UseTool asked, Ruling<Next> ruling, Instant now) {
    return keep(
        ruling,
        (_, next) -> {
          pending.await(asked);
          proceed(asked.use().toolUseId(), next, now);
          lookups.end(asked).forEach(context.getSelf()::tell);
        });
  }

  private void proceed(String toolUseId, Next next, Instant now) {
    switch (next) {
      case Next.Answer(var outcome) -> pending.answer(toolUseId, outcome);
      case Next.Wait _ -> {
        // Whoever does the work will tell everybody who waits.
      }
      case Next.Task task -> {
        pending.begin(toolUseId);
        context.pipeToSelf(
            pending.inTrace(toolUseId, () -> work.on(toolUseId, task, now)),
            (found, _) -> new WorkReturned(toolUseId, found));
      }
    }
  }

  /** Nobody does the work of before the restart any more; its outcome is that it was cut off. */
  private Effect<CallEvent, Call> recovered(Call call, Instant now) {
    return switch (call) {
      case Call.NotStarted _ -> {
        timers.awaitCall();
        yield Effect().none();
      }
      case Call.Live live -> {
        if (live.line() instanceof Call.Line.Joined(var legId)) {
          timers.awaitLeg(legId);
        }
        yield keep(
            toolRules.closeInterrupted(call, pending.underWay(), now),
            (_, closed) -> closed.forEach(pending::answer));
      }
      case Call.Over _ -> keep(callRules.endIfOverdue(call, now), (_, _) -> {});
    };
  }

  /** Waits for the next deadline; a session without a call, or past it, is not needed. */
  private void settle(Call call) {
    switch (call) {
      case Call.Live live -> {
        timers.awaitDeadline(live);
        timers.lookAfterStaff(staff.isAny(live));
      }
      case Call.NotStarted _, Call.Over _ -> {
        timers.cancelAll();
        onceOver.accept(context.getSelf());
      }
    }
  }

  @Override
  public EventHandler<Call, CallEvent> eventHandler() {
    return Call::apply;
  }

  @Override
  public SignalHandler<Call> signalHandler() {
    return newSignalHandlerBuilder()
        .onSignal(
            RecoveryCompleted.instance(),
            _ -> {
              pending.forgetAll();
              lookups.forgetAll();
              context.getSelf().tell(new Recovered());
            })
        .build();
  }

  /** It is short-lived and has no snapshots: none is looked for before it begins. */
  @Override
  public Recovery recovery() {
    return Recovery.withSnapshotSelectionCriteria(SnapshotSelectionCriteria.none());
  }

  @Override
  public Set<String> tagsFor(CallEvent event) {
    return tags;
  }
}
