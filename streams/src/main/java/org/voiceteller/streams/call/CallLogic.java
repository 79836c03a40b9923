package org.voiceteller.streams.call;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import org.apache.pekko.stream.stage.AbstractInHandler;
import org.apache.pekko.stream.stage.AbstractOutHandler;
import org.apache.pekko.stream.stage.AsyncCallback;
import org.apache.pekko.stream.stage.TimerGraphStageLogic;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceteller.core.authentication.Level;
import org.voiceteller.core.call.CallListener.Signal;
import org.voiceteller.core.call.CallTransfer;
import org.voiceteller.core.call.EndReason;
import org.voiceteller.core.call.Turn;
import org.voiceteller.core.tool.ToolUse;
import org.voiceteller.streams.nova.NovaFailure;
import org.voiceteller.streams.nova.NovaOutput;
import org.voiceteller.streams.observe.CallObserver.LegEnd;

/**
 * One leg's conversation while it runs: takes the caller's frames to the model, the model's words
 * and sound to the caller, its wishes to the desk, and what was said into the call's record.
 * Talking goes on until somebody hangs up, the desk ends the call, the leg breaks, the server
 * drains or the model is gone for good; then the record is completed, the desk told, and the
 * session with the model ended in its order, for no longer than the set grace.
 */
final class CallLogic extends TimerGraphStageLogic implements Timers {

  private static final Logger LOG = LoggerFactory.getLogger(CallLogic.class);

  private enum Timer {
    PLAYOUT,
    GRACE,
    LAST_GRACE
  }

  private final CallStage stage;
  private final CallPipeline pipeline;
  private final String callId;
  private final DeskLine desk;
  private final CallerInput input;
  private final CallerWords words;
  private final AgentSide agent;
  private final SilenceWatch silence;
  private final Farewell farewell;
  private final CallTurns turns;
  private final CallModel model;
  private final CallTools tools;
  private final StaffSide staff;
  private final FromCaller fromCaller;
  private final DeskSignals told;
  private final Instant joinedAt;
  private final CallEnd end = new CallEnd();
  private Runnable leaveRoster = () -> {};

  CallLogic(CallStage stage) {
    super(stage.shape());
    this.stage = stage;
    this.pipeline = stage.pipeline;
    this.callId = stage.call.callId();
    CallParts parts = new CallParts(stage, this, new Model());
    this.desk = parts.desk;
    this.input = parts.input;
    this.words = parts.words;
    this.agent = parts.agent;
    this.silence = parts.silence;
    this.farewell = parts.farewell;
    this.turns = parts.turns;
    this.model = parts.model;
    this.tools = parts.tools;
    this.staff = parts.staff;
    this.told = parts.told;
    this.fromCaller = new FromCaller(parts, stage.recorder, this);
    this.joinedAt = pipeline.clock().instant();
    setHandler(stage.in, new CallerSide());
    setHandler(stage.out, new LegSide());
  }

  @Override
  public void preStart() {
    setKeepGoing(true);
    pipeline.observer().legJoined(stage.resumed);
    AsyncCallback<Signal> heard =
        createAsyncCallback(
            signal -> {
              told.signalled(signal);
              emitNext();
            });
    AsyncCallback<Boolean> draining =
        createAsyncCallback(_ -> end(EndReason.SERVER_DRAINING, false));
    AsyncCallback<Boolean> leaving = createAsyncCallback(_ -> sayGoodbye());
    leaveRoster = pipeline.roster().join(() -> leaving.invoke(true), () -> draining.invoke(true));
    stage.signals.attach(heard::invoke);
    if (stage.call.level() != Level.NONE) {
      emit(new AgentFrame.LevelReached(stage.call.level()));
    }
    model.start();
    silence.begin();
    pull(stage.in);
  }

  private final class CallerSide extends AbstractInHandler {

    @Override
    public void onPush() {
      CallerFrame frame = grab(stage.in);
      if (!end.hasBegun()) {
        fromCaller.take(frame);
      }
      pullIfRoom();
      emitNext();
    }

    @Override
    public void onUpstreamFinish() {
      legLost();
    }

    @Override
    public void onUpstreamFailure(Throwable thrown) {
      legLost();
    }
  }

  private final class LegSide extends AbstractOutHandler {

    @Override
    public void onPull() {
      emitNext();
    }

    @Override
    public void onDownstreamFinish(Throwable cause) {
      legLost();
    }
  }

  void secretGiven(CallerWords.Given given) {
    if (!end.hasBegun()) {
      words.given(given, this::emit);
    }
    emitNext();
  }

  void toolAnswered(CallTools.Answer answer) {
    tools.answered(answer);
    emitNext();
  }

  void end(EndReason reason, boolean deskKnows) {
    endTelling(reason, deskKnows ? _ -> end.deskFinished() : last -> desk.end(last, reason));
  }

  /** Somebody else has taken the call on the telephone's side, and the desk is told so. */
  void endTransferred(CallTransfer transfer) {
    endTelling(EndReason.TRANSFERRED, last -> desk.transferred(last, transfer));
  }

  private void endTelling(EndReason reason, Consumer<List<Turn>> tellDesk) {
    if (end.hasBegun()) {
      return;
    }
    end.because(reason);
    tellDesk.accept(beginEnd(LegEnd.of(reason)));
    emitNext();
  }

  private void sayGoodbye() {
    if (!end.hasBegun()) {
      farewell.begin();
    }
    emitNext();
  }

  /**
   * The conversation is over: completes its record and lets the rest of the sound go.
   *
   * @return the turns that are still to be kept
   */
  private List<Turn> beginEnd(LegEnd how) {
    end.begin(how);
    cancelTimer(CallerInput.Timer.KEYPAD);
    cancelTimer(SilenceWatch.Timer.SILENCE);
    cancelTimer(Farewell.Timer.FAREWELL);
    staff.stopWaiting();
    List<Turn> last = turns.finish(how.isCallersSide());
    if (how.isCallersSide()) {
      stage.recorder.end(false, how.name());
    }
    agent.stopPacing();
    scheduleOnce(Timer.GRACE, pipeline.settings().modelEndGrace());
    model.end();
    return last;
  }

  /** The leg broke, or is gone after its end. */
  private void legLost() {
    if (!end.hasBegun()) {
      desk.legLost(beginEnd(LegEnd.LOST));
    }
    end.sayNoMore();
    agent.clear();
    complete(stage.out);
    finishIfDone();
  }

  void deskTold() {
    end.deskFinished();
    finishIfDone();
  }

  private void finishIfDone() {
    if (end.mayBeSaid() && agent.isSoundGone()) {
      end.sayNoMore();
      end.reason().ifPresent(reason -> agent.add(new AgentFrame.CallEnded(reason)));
      emitNext();
    }
    if (end.wasSaid() && agent.isEmpty()) {
      complete(stage.out);
      if (end.everybodyIsDone()) {
        completeStage();
      }
    }
  }

  private void pullIfRoom() {
    if (!isClosed(stage.in) && !hasBeenPulled(stage.in) && !model.isCrowded()) {
      pull(stage.in);
    }
  }

  void emit(AgentFrame frame) {
    if (!end.wasSaid()) {
      agent.add(frame);
    }
  }

  private void emitNext() {
    if (agent.isDeaf() && !end.wasSaid()) {
      LOG.warn("Call {}: its leg takes nothing any more.", callId);
      legLost();
      return;
    }
    if (!isClosed(stage.out) && isAvailable(stage.out)) {
      agent
          .next()
          .ifPresentOrElse(
              frame -> push(stage.out, frame),
              () ->
                  agent
                      .nextDue()
                      .ifPresent(wait -> scheduleOnce(Timer.PLAYOUT, wait.plusMillis(1))));
    }
    if (end.hasBegun()) {
      finishIfDone();
    }
  }

  void turnRecorded(boolean persisted) {
    if (!end.hasBegun()) {
      turns.recorded(persisted);
    }
  }

  @Override
  public void onTimer(Object timer) {
    switch (timer) {
      case Timer.PLAYOUT -> emitNext();
      case CallerInput.Timer.KEYPAD -> input.keysPaused();
      case SilenceWatch.Timer.SILENCE -> silence.silent();
      case Farewell.Timer.FAREWELL -> farewell.look();
      case Timer.GRACE -> {
        end.modelFinished();
        end.deskFinished();
        scheduleOnce(Timer.LAST_GRACE, pipeline.settings().modelEndGrace());
        finishIfDone();
      }
      case Timer.LAST_GRACE -> completeStage();
      case CallTurns.Timer due -> turns.due(due);
      case StaffSide.Timer due -> staff.due(due);
      case CallModel.Timer due -> model.due(due);
      case ModelLinks.Gone gone -> model.gone(gone);
      case CallTools.Slow slow -> tools.slow(slow);
      case CallTools.Late late -> tools.late(late);
      default -> throw new IllegalStateException("Expected a timer of this stage: " + timer);
    }
    emitNext();
  }

  @Override
  public void postStop() {
    leaveRoster.run();
    stage.recorder.end(end.hasBegun(), end.how().name());
    if (!end.hasBegun()) {
      // the whole stream system goes down: the call waits for its caller, as after a broken leg
      desk.legLost(turns.takeRest());
    }
    pipeline.observer().legLeft(end.how(), Duration.between(joinedAt, pipeline.clock().instant()));
  }

  @Override
  public void later(Object timer, Duration delay) {
    scheduleOnce(timer, delay);
  }

  @Override
  public void every(Object timer, Duration period) {
    scheduleWithFixedDelay(timer, period, period);
  }

  @Override
  public void cancel(Object timer) {
    cancelTimer(timer);
  }

  private final class Model implements ModelHost {

    @Override
    public void said(NovaOutput output) {
      if (end.hasBegun()) {
        return;
      }
      if (output instanceof NovaOutput.ToolRequested(_, var toolUseId, var tool, var input)) {
        tools.requested(model.stream(), new ToolUse(toolUseId, tool, input));
      } else {
        turns.hear(output);
      }
      emitNext();
    }

    @Override
    public void toldInWords(String cue) {
      cue(cue);
    }

    @Override
    public void modelHasRoom() {
      if (!end.hasBegun()) {
        pullIfRoom();
      }
    }

    @Override
    public void hold() {
      agent.hold(pipeline.turnIds().get(), pipeline.settings().model().holdNotice());
      emitNext();
    }

    @Override
    public void modelGivenUp(NovaFailure why) {
      if (!staff.isAwaited(() -> endWithoutModel(why))) {
        endWithoutModel(why);
      }
    }

    private void endWithoutModel(NovaFailure why) {
      end.modelFinished();
      emit(
          new AgentFrame.Problem(
              "model_unavailable", pipeline.settings().model().unavailableNotice(), why.mayPass()));
      agent.announce(pipeline.turnIds().get(), pipeline.settings().model().unavailable());
      end(EndReason.FAILED, false);
    }

    @Override
    public void modelEnded() {
      end.modelFinished();
      finishIfDone();
    }
  }

  void superseded() {
    if (!end.hasBegun()) {
      emit(DeskSignals.SUPERSEDED);
      beginEnd(LegEnd.SUPERSEDED);
      end.deskFinished();
    }
  }

  void cue(String text) {
    if (!end.hasBegun()) {
      words.cue(text);
    }
  }
}
