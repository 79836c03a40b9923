package org.voiceteller.http.live;

import java.time.InstantSource;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.voiceteller.core.authentication.Secret;
import org.voiceteller.core.call.CallDesk;
import org.voiceteller.core.call.CallListener;
import org.voiceteller.core.call.CallOrigin;
import org.voiceteller.core.call.CallTransfer;
import org.voiceteller.core.call.EndReason;
import org.voiceteller.core.call.HandOff;
import org.voiceteller.core.call.ResumeOrigin;
import org.voiceteller.core.call.Turn;
import org.voiceteller.core.guard.Judgement;
import org.voiceteller.core.recording.RecordingMark;
import org.voiceteller.core.tool.ToolOutcome;
import org.voiceteller.core.tool.ToolUse;
import org.voiceteller.http.live.LiveCall.Doing;
import org.voiceteller.http.live.LiveCall.State;

/** The desk, told on to {@link LiveCalls}: who calls, how sure the bank is, what is being done. */
final class WatchedDesk implements CallDesk {

  /** A call that came back does not tell how it began. */
  private static final String UNKNOWN_CHANNEL = "resumed";

  private final CallDesk desk;
  private final LiveCalls live;
  private final InstantSource clock;

  WatchedDesk(CallDesk desk, LiveCalls live, InstantSource clock) {
    this.desk = desk;
    this.live = live;
    this.clock = clock;
  }

  @Override
  public CompletionStage<Opened> open(CallOrigin origin, CallListener listener) {
    Leg leg = new Leg(listener);
    return desk.open(origin, leg)
        .thenApply(
            opened -> {
              leg.joined(opened, origin.channel());
              return opened;
            });
  }

  @Override
  public CompletionStage<Resumption> resume(
      String resumeToken, ResumeOrigin origin, CallListener listener) {
    Leg leg = new Leg(listener);
    return desk.resume(resumeToken, origin, leg)
        .thenApply(
            resumption -> {
              if (resumption instanceof Resumption.Resumed(var call)) {
                leg.joined(call, UNKNOWN_CHANNEL);
              }
              return resumption;
            });
  }

  @Override
  public CompletionStage<ToolOutcome> useTool(String callId, String legId, ToolUse use) {
    live.change(
        callId,
        call -> call.doing(Doing.USING_TOOL, use.tool(), clock.instant()).change().step().made());
    return desk.useTool(callId, legId, use)
        .whenComplete(
            (_, _) ->
                live.change(
                    callId,
                    call ->
                        (call.doing() == Doing.USING_TOOL
                                ? call.doing(Doing.THINKING, null, clock.instant())
                                : call)
                            .change()
                            .step()
                            .made()));
  }

  @Override
  public CompletionStage<Void> giveSecret(String callId, String legId, Secret secret) {
    return desk.giveSecret(callId, legId, secret);
  }

  @Override
  public CompletionStage<Void> recordTurn(String callId, String legId, Turn turn) {
    return desk.recordTurn(callId, legId, turn).whenComplete((_, _) -> step(callId));
  }

  @Override
  public CompletionStage<Void> reportCut(String callId, String legId, Judgement.Reason reason) {
    return desk.reportCut(callId, legId, reason).whenComplete((_, _) -> step(callId));
  }

  @Override
  public CompletionStage<ToolOutcome> withdraw(String callId, String legId, String toolUseId) {
    return desk.withdraw(callId, legId, toolUseId).whenComplete((_, _) -> step(callId));
  }

  @Override
  public CompletionStage<Boolean> markRecording(String callId, String legId, RecordingMark mark) {
    return desk.markRecording(callId, legId, mark).whenComplete((_, _) -> step(callId));
  }

  @Override
  public CompletionStage<Void> askForPerson(String callId, String legId, HandOff.Reason reason) {
    return desk.askForPerson(callId, legId, reason);
  }

  @Override
  public CompletionStage<Void> noteTransfer(String callId, String legId, CallTransfer transfer) {
    CompletionStage<Void> noted = desk.noteTransfer(callId, legId, transfer);
    return transfer.state() == CallTransfer.State.DONE
        ? noted.whenComplete((_, _) -> live.gone(callId, legId))
        : noted;
  }

  @Override
  public CompletionStage<Void> legLost(String callId, String legId) {
    return desk.legLost(callId, legId)
        .whenComplete(
            (_, _) ->
                live.change(
                    callId,
                    call -> call.change().state(State.WAITING, clock.instant()).step().made()));
  }

  @Override
  public CompletionStage<Void> end(String callId, String legId, EndReason reason) {
    return desk.end(callId, legId, reason).whenComplete((_, _) -> live.gone(callId, legId));
  }

  private void step(String callId) {
    live.change(callId, call -> call.change().step().made());
  }

  /** A leg's listener; the board hears first. */
  private final class Leg implements CallListener {

    private final CallListener listener;
    private volatile @Nullable Opened opened;

    private Leg(CallListener listener) {
      this.listener = listener;
    }

    private void joined(Opened call, String channel) {
      live.joined(call.callId(), call.legId(), channel, call.level().number());
      opened = call;
    }

    @Override
    public void onSignal(Signal signal) {
      Opened call = opened;
      if (call != null) {
        note(call.callId(), call.legId(), signal);
      }
      listener.onSignal(signal);
    }

    private void note(String id, String legId, Signal signal) {
      switch (signal) {
        case Signal.LevelReached(var level) ->
            live.change(id, call -> call.change().level(level.number()).step().made());
        case Signal.ChallengeOpened _ ->
            live.change(
                id,
                call ->
                    call.change()
                        .doing(Doing.AWAITING_SECRET, null, clock.instant())
                        .step()
                        .made());
        case Signal.ChallengeClosed _ ->
            live.change(
                id,
                call ->
                    call.doing() == Doing.AWAITING_SECRET
                        ? call.change().doing(Doing.THINKING, null, clock.instant()).step().made()
                        : call);
        case Signal.HandOffChanged(var handOff, _) ->
            live.change(id, call -> call.change().handOff(handOff).step().made());
        case Signal.RecordingConsent _, Signal.StaffSaid _ -> step(id);
        case Signal.StaffMicrophone _, Signal.StaffSound _, Signal.HeardBy _ -> {
          // nothing to be seen
        }
        case Signal.CallEnded _, Signal.Superseded _ -> live.gone(id, legId);
      }
    }
  }
}
