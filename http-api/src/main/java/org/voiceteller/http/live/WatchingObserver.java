package org.voiceteller.http.live;

import java.time.Duration;
import java.time.InstantSource;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.voiceteller.core.call.Turn;
import org.voiceteller.core.guard.Judgement;
import org.voiceteller.core.tool.ToolOutcome;
import org.voiceteller.http.live.LiveCall.Doing;
import org.voiceteller.http.live.LiveCall.ModelStream;
import org.voiceteller.streams.nova.NovaFailure;
import org.voiceteller.streams.observe.CallObserver;
import org.voiceteller.streams.observe.MediaReport;

/** Tells everything on to another observer, and what belongs to a call to {@link LiveCalls}. */
final class WatchingObserver implements CallObserver {

  private final CallObserver other;
  private final LiveCalls live;
  private final Alarms alarms;
  private final InstantSource clock;
  private final @Nullable String callId;

  WatchingObserver(CallObserver other, LiveCalls live, Alarms alarms, InstantSource clock) {
    this(other, live, alarms, clock, null);
  }

  private WatchingObserver(
      CallObserver other,
      LiveCalls live,
      Alarms alarms,
      InstantSource clock,
      @Nullable String callId) {
    this.other = other;
    this.live = live;
    this.alarms = alarms;
    this.clock = clock;
    this.callId = callId;
  }

  @Override
  public CallObserver ofCall(String id) {
    return new WatchingObserver(other.ofCall(id), live, alarms, clock, id);
  }

  private void note(UnaryOperator<LiveCall> change) {
    if (callId != null) {
      live.change(callId, change);
    }
  }

  @Override
  public void mediaReported(MediaReport report) {
    other.mediaReported(report);
  }

  @Override
  public void legJoined(boolean resumed) {
    other.legJoined(resumed);
  }

  @Override
  public void legLeft(LegEnd how, Duration lasted) {
    other.legLeft(how, lasted);
  }

  @Override
  public void turnTaken(Turn.Speaker speaker) {
    other.turnTaken(speaker);
    Doing next = speaker == Turn.Speaker.CALLER ? Doing.THINKING : Doing.LISTENING;
    note(
        call ->
            (isBusy(call) ? call : call.doing(next, null, clock.instant())).change().turn().made());
  }

  /** What a turn's end does not change: the tool goes on, the secret is awaited still. */
  private static boolean isBusy(LiveCall call) {
    return switch (call.doing()) {
      case USING_TOOL, AWAITING_SECRET -> true;
      case LISTENING, SPEAKING, THINKING -> false;
    };
  }

  @Override
  public void turnNotRecorded() {
    other.turnNotRecorded();
  }

  @Override
  public void toolUsed(String tool, ToolOutcome.Result result, Duration took) {
    other.toolUsed(tool, result, took);
  }

  @Override
  public void bargedIn() {
    other.bargedIn();
    note(
        call ->
            call.doing(Doing.LISTENING, null, clock.instant())
                .change()
                .audio(call.audio().bargedIn())
                .made());
  }

  @Override
  public void agentCut(Judgement.Reason reason) {
    other.agentCut(reason);
  }

  @Override
  public void audioDropped(AudioQueue queue, long droppedMs) {
    other.audioDropped(queue, droppedMs);
    note(
        call ->
            call.change()
                .audio(
                    switch (queue) {
                      case TO_MODEL -> call.audio().dropped(droppedMs, 0);
                      case TO_CALLER -> call.audio().dropped(0, droppedMs);
                    })
                .made());
  }

  @Override
  public void modelFailed(NovaFailure.Category category, String type) {
    other.modelFailed(category, type);
    note(call -> call.change().audio(call.audio().with(ModelStream.FAILED)).made());
  }

  @Override
  public void modelStreamReplaced() {
    other.modelStreamReplaced();
    note(call -> call.change().audio(call.audio().renewed()).made());
  }

  @Override
  public void modelStreamRenewed(RenewedAt when) {
    other.modelStreamRenewed(when);
    note(call -> call.change().audio(call.audio().renewed()).made());
  }

  @Override
  public void callerHeld() {
    other.callerHeld();
  }

  @Override
  public void modelBreaker(String target, Breaker state) {
    other.modelBreaker(target, state);
    alarms.breaker(target, state);
  }

  @Override
  public void modelStreamOpened(String target) {
    other.modelStreamOpened(target);
  }

  @Override
  public void firstAudio(Duration waited) {
    other.firstAudio(waited);
    note(call -> call.change().latency(waited.toMillis(), clock.instant()).made());
  }

  @Override
  public void agentSounds() {
    other.agentSounds();
    note(call -> isBusy(call) ? call : call.doing(Doing.SPEAKING, null, clock.instant()));
  }

  @Override
  public void soundPassed(AudioQueue direction, Duration held) {
    other.soundPassed(direction, held);
  }

  @Override
  public void bargeInHeeded(Duration took) {
    other.bargeInHeeded(took);
  }

  @Override
  public void recorded(long soundMs) {
    other.recorded(soundMs);
  }

  @Override
  public void recordingDropped(long soundMs) {
    other.recordingDropped(soundMs);
  }

  @Override
  public void recordingFailed(String reason) {
    other.recordingFailed(reason);
  }
}
