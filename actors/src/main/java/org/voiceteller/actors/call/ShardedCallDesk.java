package org.voiceteller.actors.call;

import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.pekko.Done;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.cluster.sharding.typed.javadsl.ClusterSharding;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityRef;
import org.apache.pekko.japi.function.Function;
import org.voiceteller.actors.entity.AskingAgain;
import org.voiceteller.core.authentication.Secret;
import org.voiceteller.core.call.CallDesk;
import org.voiceteller.core.call.CallListener;
import org.voiceteller.core.call.CallOrigin;
import org.voiceteller.core.call.CallTransfer;
import org.voiceteller.core.call.CallUnavailableException;
import org.voiceteller.core.call.EndReason;
import org.voiceteller.core.call.HandOff;
import org.voiceteller.core.call.ResumeOrigin;
import org.voiceteller.core.call.ResumeToken;
import org.voiceteller.core.call.SystemPrompt;
import org.voiceteller.core.call.Turn;
import org.voiceteller.core.guard.Judgement;
import org.voiceteller.core.recording.RecordingMark;
import org.voiceteller.core.tool.ToolOutcome;
import org.voiceteller.core.tool.ToolSpec;
import org.voiceteller.core.tool.ToolUse;

/**
 * The desk before sharded sessions: each question goes to the call's session, on whichever node it
 * lives, and to each leg on this node belongs a {@link LegLink}. No stage stays open for longer
 * than its timeout.
 */
public final class ShardedCallDesk implements CallDesk {

  /**
   * How long the desk waits.
   *
   * @param heartbeat how often a leg tells its session that it is still there
   * @param answer for an answer that takes no work
   * @param tool for a tool's, which may take an authentication and a kept wish; a session does the
   *     same use once, however often it is asked for
   */
  public record Patience(Duration heartbeat, Duration answer, AskingAgain tool) {}

  private final ActorSystem<?> system;
  private final ClusterSharding sharding;
  private final SystemPrompt prompt;
  private final List<ToolSpec> tools;
  private final Patience patience;
  private final Joinings joinings;
  private final InstantSource clock;
  private final CallSecrets secrets = new CallSecrets();
  private final Map<String, ActorRef<LegLink.Message>> links = new ConcurrentHashMap<>();

  private ShardedCallDesk(
      ActorSystem<?> system,
      SystemPrompt prompt,
      List<ToolSpec> tools,
      Patience patience,
      int joiningAtOnce,
      InstantSource clock) {
    this.system = system;
    this.sharding = ClusterSharding.get(system);
    this.prompt = prompt;
    this.tools = List.copyOf(tools);
    this.patience = patience;
    this.joinings = new Joinings(joiningAtOnce);
    this.clock = clock;
  }

  /**
   * The sessions' sharding must have been initialised before the desk is used.
   *
   * @param joiningAtOnce how many callers are joined to their sessions at a time; others wait
   */
  public static ShardedCallDesk create(
      ActorSystem<?> system,
      SystemPrompt prompt,
      List<ToolSpec> tools,
      Patience patience,
      int joiningAtOnce,
      InstantSource clock) {
    ShardedCallDesk desk =
        new ShardedCallDesk(system, prompt, tools, patience, joiningAtOnce, clock);
    // Links that went on announcing would hold up the hand-over of the sessions for as long as the
    // region waits for its last message.
    CoordinatedShutdown.get(system)
        .addTask(
            CoordinatedShutdown.PhaseServiceStop(),
            "stop-leg-links",
            () -> {
              List.copyOf(desk.links.keySet()).forEach(desk::unlink);
              return CompletableFuture.completedFuture(Done.getInstance());
            });
    return desk;
  }

  @Override
  public CompletionStage<Opened> open(CallOrigin origin, CallListener listener) {
    String callId = secrets.callId(clock.instant());
    ResumeToken token = secrets.token(callId);
    String legId = secrets.legId();
    ActorRef<LegLink.Message> link = link(callId, legId, listener);
    return answered(
        joinings
            .inTurn(
                () ->
                    ask(
                        callId,
                        (ActorRef<CallSession.Reply> replyTo) ->
                            new CallSession.Command.Open(
                                origin, token.hash(), legId, link, replyTo),
                        patience.answer()))
            .thenApply(
                reply ->
                    joined(reply, token, legId)
                        .orElseThrow(
                            () ->
                                new IllegalStateException(
                                    "Expected a new call to be joined, but its id is taken")))
            .whenComplete((opened, _) -> keepLink(opened != null, legId)));
  }

  @Override
  public CompletionStage<Resumption> resume(
      String resumeToken, ResumeOrigin origin, CallListener listener) {
    Optional<ResumeToken> parsed = ResumeToken.parse(resumeToken);
    if (parsed.isEmpty()) {
      return CompletableFuture.completedFuture(new Resumption.Unknown());
    }
    ResumeToken token = parsed.get();
    String legId = secrets.legId();
    ActorRef<LegLink.Message> link = link(token.callId(), legId, listener);
    return answered(
        joinings
            .inTurn(
                () ->
                    ask(
                        token.callId(),
                        (ActorRef<CallSession.Reply> replyTo) ->
                            new CallSession.Command.Resume(
                                token.hash(), legId, origin, link, replyTo),
                        patience.answer()))
            .thenApply(
                reply ->
                    joined(reply, token, legId)
                        .<Resumption>map(Resumption.Resumed::new)
                        .orElseGet(Resumption.Unknown::new))
            .whenComplete(
                (resumption, _) -> keepLink(resumption instanceof Resumption.Resumed, legId)));
  }

  @Override
  public CompletionStage<ToolOutcome> useTool(String callId, String legId, ToolUse use) {
    String traceparent = UseSpans.traceparent();
    return answered(
        patience
            .tool()
            .until(
                atMost ->
                    ask(
                        callId,
                        (ActorRef<CallSession.Reply> replyTo) ->
                            new CallSession.Command.UseTool(legId, use, traceparent, replyTo),
                        atMost))
            .thenApply(ShardedCallDesk::outcome));
  }

  @Override
  public CompletionStage<ToolOutcome> withdraw(String callId, String legId, String toolUseId) {
    return answered(
        ask(
                callId,
                (ActorRef<CallSession.Reply> replyTo) ->
                    new CallSession.Command.Withdraw(legId, toolUseId, replyTo),
                patience.answer())
            .thenApply(ShardedCallDesk::outcome));
  }

  private static ToolOutcome outcome(CallSession.Reply reply) {
    return switch (reply) {
      case CallSession.Reply.ToolUsed(var outcome) -> outcome;
      case CallSession.Reply.Joined _, CallSession.Reply.NotJoined _, CallSession.Reply.Noted _ ->
          throw unexpected(reply);
    };
  }

  @Override
  public CompletionStage<Void> giveSecret(String callId, String legId, Secret secret) {
    return noted(callId, replyTo -> new CallSession.Command.GiveSecret(legId, secret, replyTo));
  }

  @Override
  public CompletionStage<Void> recordTurn(String callId, String legId, Turn turn) {
    return noted(callId, replyTo -> new CallSession.Command.RecordTurn(legId, turn, replyTo));
  }

  @Override
  public CompletionStage<Void> reportCut(String callId, String legId, Judgement.Reason reason) {
    return noted(callId, replyTo -> new CallSession.Command.ReportCut(legId, reason, replyTo));
  }

  @Override
  public CompletionStage<Boolean> markRecording(String callId, String legId, RecordingMark mark) {
    return answered(
        ask(
                callId,
                (ActorRef<CallSession.Reply> replyTo) ->
                    new CallSession.Command.MarkRecording(legId, mark, replyTo),
                patience.answer())
            .thenApply(CallSession.Reply.Noted.class::isInstance));
  }

  @Override
  public CompletionStage<Void> askForPerson(String callId, String legId, HandOff.Reason reason) {
    return noted(
        callId,
        replyTo ->
            new CallSession.Command.Staff(new StaffCommand.AskForPerson(legId, reason, replyTo)));
  }

  @Override
  public CompletionStage<Void> noteTransfer(String callId, String legId, CallTransfer transfer) {
    CompletionStage<Void> noted =
        noted(
            callId,
            replyTo ->
                new CallSession.Command.Staff(
                    new StaffCommand.NoteTransfer(legId, transfer, replyTo)));
    return transfer.state() == CallTransfer.State.DONE ? goodbye(noted, legId) : noted;
  }

  @Override
  public CompletionStage<Void> legLost(String callId, String legId) {
    unlink(legId);
    return noted(callId, replyTo -> new CallSession.Command.LoseLeg(legId, replyTo));
  }

  @Override
  public CompletionStage<Void> end(String callId, String legId, EndReason reason) {
    return goodbye(
        noted(callId, replyTo -> new CallSession.Command.End(legId, reason, replyTo)), legId);
  }

  /** A link that went on announcing would keep the call open for a caller who is gone. */
  private CompletionStage<Void> goodbye(CompletionStage<Void> noted, String legId) {
    return noted.whenComplete(
        (_, failure) -> {
          if (failure != null) {
            unlink(legId);
          }
        });
  }

  private CompletionStage<Void> noted(
      String callId, Function<ActorRef<CallSession.Reply>, CallSession.Command> command) {
    return answered(
        ask(callId, command, patience.answer())
            .thenAccept(
                reply -> {
                  switch (reply) {
                    case CallSession.Reply.Noted _ -> {
                      // That it was heard is all there is to know.
                    }
                    case CallSession.Reply.Joined _,
                        CallSession.Reply.NotJoined _,
                        CallSession.Reply.ToolUsed _ ->
                        throw unexpected(reply);
                  }
                }));
  }

  private Optional<Opened> joined(CallSession.Reply reply, ResumeToken token, String legId) {
    return switch (reply) {
      case CallSession.Reply.Joined(var level, var jurisdiction, var history, var outcomes) ->
          Optional.of(
              new Opened(
                  token.callId(),
                  legId,
                  token.text(),
                  level,
                  history,
                  prompt.text(jurisdiction),
                  tools,
                  outcomes));
      case CallSession.Reply.NotJoined _ -> Optional.empty();
      case CallSession.Reply.ToolUsed _, CallSession.Reply.Noted _ -> throw unexpected(reply);
    };
  }

  private CompletionStage<CallSession.Reply> ask(
      String callId,
      Function<ActorRef<CallSession.Reply>, CallSession.Command> command,
      Duration timeout) {
    return session(callId).ask(command, timeout);
  }

  private EntityRef<CallSession.Command> session(String callId) {
    return sharding.entityRefFor(CallSession.KEY, callId);
  }

  private ActorRef<LegLink.Message> link(String callId, String legId, CallListener listener) {
    ActorRef<LegLink.Message> link =
        system.systemActorOf(
            LegLink.create(
                legId,
                session(callId),
                signal -> {
                  forgetAfter(signal, legId);
                  listener.onSignal(signal);
                },
                patience.heartbeat()),
            legId,
            Props.empty());
    links.put(legId, link);
    return link;
  }

  private void forgetAfter(CallListener.Signal signal, String legId) {
    switch (signal) {
      case CallListener.Signal.LevelReached _,
          CallListener.Signal.ChallengeOpened _,
          CallListener.Signal.ChallengeClosed _,
          CallListener.Signal.RecordingConsent _,
          CallListener.Signal.HandOffChanged _,
          CallListener.Signal.StaffSaid _,
          CallListener.Signal.StaffMicrophone _,
          CallListener.Signal.StaffSound _,
          CallListener.Signal.HeardBy _ -> {
        // The leg goes on.
      }
      case CallListener.Signal.CallEnded _, CallListener.Signal.Superseded _ -> links.remove(legId);
    }
  }

  private void keepLink(boolean isJoined, String legId) {
    if (!isJoined) {
      unlink(legId);
    }
  }

  private void unlink(String legId) {
    ActorRef<LegLink.Message> link = links.remove(legId);
    if (link != null) {
      link.tell(new LegLink.Message.Detach());
    }
  }

  /** The port's word for whatever kept a session from answering. */
  private static <T> CompletionStage<T> answered(CompletionStage<T> stage) {
    CompletableFuture<T> answered = new CompletableFuture<>();
    stage.whenComplete(
        (value, failure) -> {
          if (failure == null) {
            answered.complete(value);
          } else {
            Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null
                    ? failure.getCause()
                    : failure;
            answered.completeExceptionally(
                new CallUnavailableException("The call's session did not answer", cause));
          }
        });
    return answered;
  }

  private static IllegalStateException unexpected(CallSession.Reply reply) {
    return new IllegalStateException(
        "Expected another answer than " + reply.getClass().getSimpleName());
  }
}
