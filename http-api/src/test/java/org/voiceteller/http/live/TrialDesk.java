package org.voiceteller.http.live;

import static java.util.Objects.requireNonNull;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.voiceteller.core.authentication.Level;
import org.voiceteller.core.authentication.Secret;
import org.voiceteller.core.call.CallDesk;
import org.voiceteller.core.call.CallListener;
import org.voiceteller.core.call.CallListener.Signal;
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

/** A session that answers at once, of one call, and what its caller does through a watched desk. */
final class TrialDesk implements CallDesk {

  private final String callId;
  private final List<CallListener> legs = new ArrayList<>();
  private Level level = Level.NONE;
  private @Nullable CallDesk watched;
  private CompletableFuture<ToolOutcome> tool = new CompletableFuture<>();

  TrialDesk(String callId) {
    this.callId = callId;
  }

  void open(LiveBoard board) {
    watched = board.watching(this);
    watched.open(new CallOrigin("browser", null, "US-CO", "en-US", null), _ -> {});
  }

  void resume(LiveBoard board) {
    watched = board.watching(this);
    watched.resume("token", new ResumeOrigin(null, null), _ -> {});
  }

  void reaches(int number) {
    level = Level.values()[number];
    legs.getLast().onSignal(new Signal.LevelReached(level));
  }

  void supersedesTheFirstLeg() {
    legs.getFirst().onSignal(new Signal.Superseded());
  }

  void usesTool(String name) {
    desk().useTool(callId, legId(), new ToolUse("use-1", name, "{}"));
  }

  void toolIsDone() {
    tool.complete(new ToolOutcome(ToolOutcome.Result.SUCCEEDED, "{}", null));
  }

  void loseLeg() {
    desk().legLost(callId, legId());
  }

  void end() {
    desk().end(callId, legId(), EndReason.CALLER_HUNG_UP);
  }

  private CallDesk desk() {
    return requireNonNull(watched);
  }

  private String legId() {
    return "LEG-" + legs.size();
  }

  private Opened joined(CallListener listener) {
    legs.add(listener);
    return new Opened(callId, legId(), "token", level, List.of(), "", List.of(), List.of());
  }

  @Override
  public CompletionStage<Opened> open(CallOrigin origin, CallListener listener) {
    return CompletableFuture.completedFuture(joined(listener));
  }

  @Override
  public CompletionStage<Resumption> resume(
      String resumeToken, ResumeOrigin origin, CallListener listener) {
    return CompletableFuture.completedFuture(new Resumption.Resumed(joined(listener)));
  }

  @Override
  public CompletionStage<ToolOutcome> useTool(String id, String legId, ToolUse use) {
    tool = new CompletableFuture<>();
    return tool;
  }

  @Override
  public CompletionStage<Void> giveSecret(String id, String legId, Secret secret) {
    return done();
  }

  @Override
  public CompletionStage<Void> recordTurn(String id, String legId, Turn turn) {
    return done();
  }

  @Override
  public CompletionStage<Void> reportCut(String id, String legId, Judgement.Reason reason) {
    return done();
  }

  @Override
  public CompletionStage<ToolOutcome> withdraw(String id, String legId, String toolUseId) {
    return tool;
  }

  @Override
  public CompletionStage<Boolean> markRecording(String id, String legId, RecordingMark mark) {
    return CompletableFuture.completedFuture(true);
  }

  @Override
  public CompletionStage<Void> askForPerson(String id, String legId, HandOff.Reason reason) {
    return done();
  }

  @Override
  public CompletionStage<Void> noteTransfer(String id, String legId, CallTransfer transfer) {
    return done();
  }

  @Override
  public CompletionStage<Void> legLost(String id, String legId) {
    return done();
  }

  @Override
  public CompletionStage<Void> end(String id, String legId, EndReason reason) {
    return done();
  }

  private static CompletionStage<Void> done() {
    return CompletableFuture.completedFuture(null);
  }
}
