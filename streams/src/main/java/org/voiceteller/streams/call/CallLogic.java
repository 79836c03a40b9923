package org.voiceteller.streams.call;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.stream.stage.AbstractInHandler;
import org.apache.pekko.stream.stage.AbstractOutHandler;
import org.apache.pekko.stream.stage.AsyncCallback;
import org.apache.pekko.stream.stage.TimerGraphStageLogic;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceteller.core.call.CallListener.Signal;
import org.voiceteller.core.call.EndReason;
import org.voiceteller.core.call.Turn;
import org.voiceteller.core.tool.ToolOutcome;
import org.voiceteller.core.tool.ToolUse;
import org.voiceteller.streams.nova.NovaFailure;
import org.voiceteller.streams.nova.NovaOutput;
import org.voiceteller.streams.observe.CallObserver.AudioQueue;
import org.voiceteller.streams.observe.CallObserver.LegEnd;

/**
 * One leg's conversation while it runs: takes the caller's frames to the model, the model's words
 * and sound to the caller, its wishes to the desk, and what was said into the call's record.
 * Talking goes on until somebody hangs up, the desk ends the call, the leg breaks, the server
 * drains or the model is gone for good; then the record is completed, the desk told, and the
 * session with the model ended in its order, for no longer than the set grace.
 */
final class CallLogic extends TimerGraphStageLogic {

  private static final Logger LOG = LoggerFactory.getLogger(CallLogic.class);

  /** A leg that lets so many frames wait does not listen any more. */
  private static final int MAX_OUTBOX = 2_000;

  private enum Timer {
    PLAYOUT,
    KEYPAD,
    TURN_RETRY,
    GRACE,
    LAST_GRACE
  }

  private enum Phase {
    TALKING,
    ENDING
  }

  private final CallStage stage;
  private final CallPipeline pipeline;
  private final String callId;
  private final String legId;
  private final AudioBatcher batcher = new AudioBatcher();
  private final Keypad keypad;
  private final PlayoutGate gate;
  private final TurnTracker tracker;
  private final History history;
  private final TurnRecorder recorder;
  private final CallModel model;
  private final CallTools tools;
  private final Deque<AgentFrame> outbox = new ArrayDeque<>();
  private final Instant joinedAt;
  private final AsyncCallback<CallTools.Answer> toolAnswers;
  private final AsyncCallback<Boolean> turnAnswers;
  private final AsyncCallback<Boolean> deskAnswers;
  private Runnable leaveRoster = () -> {};
  private Phase phase = Phase.TALKING;
  private LegEnd legEnd = LegEnd.LOST;
  private @Nullable EndReason endReason;
  private boolean deskDone;
  private boolean modelDone;
  private boolean endSaid;
  private @Nullable Instant askedAt;

  CallLogic(CallStage stage) {
    super(stage.shape());
    this.stage = stage;
    this.pipeline = stage.pipeline;
    this.callId = stage.call.callId();
    this.legId = stage.call.legId();
    CallSettings settings = pipeline.settings();
    this.keypad = new Keypad(settings.keypadMaxDigits());
    this.gate = new PlayoutGate(settings.playoutAhead(), settings.playoutQueue());
    this.tracker = new TurnTracker(pipeline.turnIds(), new Turns());
    this.history = new History(stage.call.history());
    this.recorder =
        new TurnRecorder(
            turn -> pipeline.desk().recordTurn(callId, legId, turn),
            settings.turnQueue(),
            pipeline.observer());
    this.model = new CallModel(pipeline, stage.call, history, this, new Model());
    this.tools =
        new CallTools(callId, settings, pipeline.observer(), pipeline.clock(), new Tools());
    this.joinedAt = pipeline.clock().instant();
    this.toolAnswers =
        createAsyncCallback(
            answer -> {
              tools.answered(answer);
              emitNext();
            });
    this.turnAnswers = createAsyncCallback(this::turnRecorded);
    this.deskAnswers =
        createAsyncCallback(
            _ -> {
              deskDone = true;
              finishIfDone();
            });
    setHandler(stage.in, new CallerSide());
    setHandler(stage.out, new LegSide());
  }

  @Override
  public void preStart() {
    setKeepGoing(true);
    pipeline.observer().legJoined(stage.resumed);
    AsyncCallback<Signal> heard = createAsyncCallback(this::signalled);
    AsyncCallback<Boolean> draining =
        createAsyncCallback(_ -> end(EndReason.SERVER_DRAINING, LegEnd.SERVER_DRAINING, true));
    leaveRoster = pipeline.roster().join(() -> draining.invoke(true));
    stage.signals.attach(heard::invoke);
    model.open();
    pull(stage.in);
  }

  private final class CallerSide extends AbstractInHandler {

    @Override
    public void onPush() {
      CallerFrame frame = grab(stage.in);
      if (phase == Phase.TALKING) {
        take(frame);
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

  private void take(CallerFrame frame) {
    switch (frame) {
      case CallerFrame.Audio(var pcm) -> batcher.add(pcm).forEach(model::hear);
      case CallerFrame.TextTyped(var text) -> {
        tracker.typed(text);
        model.tell(text);
      }
      case CallerFrame.KeyPressed(var digits) -> keyed(digits);
      case CallerFrame.PlaybackPosition(var turnId, var playedMs) ->
          gate.played(turnId, playedMs, now());
      case CallerFrame.HungUp _ -> end(EndReason.CALLER_HUNG_UP, LegEnd.CALLER_HUNG_UP, true);
    }
  }

  private void keyed(String keys) {
    for (char key : keys.toCharArray()) {
      switch (keypad.press(key)) {
        case Keypad.Pressed.Waiting _ -> {
          // more keys are to come
        }
        case Keypad.Pressed.Entered(var digits) -> cue(Cue.keyed(digits));
        case Keypad.Pressed.TooLong _ ->
            problem("bad_field", "What was keyed was too long and has been cleared.", false);
      }
    }
    if (keypad.isEmpty()) {
      cancelTimer(Timer.KEYPAD);
    } else {
      scheduleOnce(Timer.KEYPAD, pipeline.settings().keypadTimeout());
    }
  }

  private void cue(String text) {
    tracker.cued(text);
    model.tell(text);
  }

  private void signalled(Signal signal) {
    switch (signal) {
      case Signal.LevelReached(var level) -> emit(new AgentFrame.LevelReached(level));
      case Signal.CallEnded(var reason) -> end(reason, legEnd(reason), false);
      case Signal.Superseded _ -> {
        if (phase == Phase.TALKING) {
          problem("superseded", "The call goes on with another connection.", false);
          beginEnd(LegEnd.SUPERSEDED);
          deskDone = true;
        }
      }
    }
    emitNext();
  }

  private static LegEnd legEnd(EndReason reason) {
    return switch (reason) {
      case CALLER_HUNG_UP -> LegEnd.CALLER_HUNG_UP;
      case IDLE_TIMEOUT -> LegEnd.IDLE_TIMEOUT;
      case AGENT_ENDED -> LegEnd.AGENT_ENDED;
      case TRANSFERRED -> LegEnd.TRANSFERRED;
      case SERVER_DRAINING -> LegEnd.SERVER_DRAINING;
      case FAILED -> LegEnd.FAILED;
    };
  }

  private void end(EndReason reason, LegEnd how, boolean tellDesk) {
    if (phase != Phase.TALKING) {
      return;
    }
    endReason = reason;
    beginEnd(how);
    if (tellDesk) {
      pipeline
          .desk()
          .end(callId, legId, reason)
          .whenComplete(
              (_, thrown) -> {
                if (thrown != null) {
                  LOG.warn("Call {}: the desk did not hear of its end.", callId, thrown);
                }
                deskAnswers.invoke(thrown == null);
              });
    } else {
      deskDone = true;
    }
    if (how == LegEnd.CALLER_HUNG_UP) {
      tracker.latestTurnId().ifPresent(turnId -> gate.clear(turnId, now()));
    }
    emitNext();
  }

  /** The conversation is over: completes its record and lets the rest of the sound go. */
  private void beginEnd(LegEnd how) {
    phase = Phase.ENDING;
    legEnd = how;
    cancelTimer(Timer.KEYPAD);
    cancelTimer(Timer.TURN_RETRY);
    if (how == LegEnd.CALLER_HUNG_UP || how == LegEnd.LOST || how == LegEnd.SUPERSEDED) {
      tracker
          .latestTurnId()
          .ifPresent(turnId -> tracker.heard(turnId, gate.heardMs(turnId, now())));
    }
    tracker.finish();
    recorder.flush();
    gate.stopPacing();
    scheduleOnce(Timer.GRACE, pipeline.settings().modelEndGrace());
    model.end();
  }

  /** The leg broke, or is gone after its end. */
  private void legLost() {
    if (phase == Phase.TALKING) {
      beginEnd(LegEnd.LOST);
      pipeline
          .desk()
          .legLost(callId, legId)
          .whenComplete(
              (_, thrown) -> {
                if (thrown != null) {
                  LOG.warn("Call {}: the desk did not hear of its lost leg.", callId, thrown);
                }
                deskAnswers.invoke(thrown == null);
              });
    }
    endSaid = true;
    outbox.clear();
    complete(stage.out);
    finishIfDone();
  }

  private void finishIfDone() {
    if (phase == Phase.ENDING && deskDone && !endSaid && gate.isEmpty()) {
      endSaid = true;
      if (endReason != null) {
        outbox.addLast(new AgentFrame.CallEnded(endReason));
      }
      emitNext();
    }
    if (endSaid && outbox.isEmpty()) {
      complete(stage.out);
      if (modelDone && deskDone) {
        completeStage();
      }
    }
  }

  private void pullIfRoom() {
    if (!isClosed(stage.in) && !hasBeenPulled(stage.in) && !model.isCrowded()) {
      pull(stage.in);
    }
  }

  private void problem(String code, String message, boolean retryable) {
    emit(new AgentFrame.Problem(code, message, retryable));
  }

  private void emit(AgentFrame frame) {
    if (endSaid) {
      return;
    }
    outbox.addLast(frame);
    if (outbox.size() > MAX_OUTBOX) {
      LOG.warn("Call {}: its leg takes nothing any more.", callId);
      legLost();
    }
  }

  private void emitNext() {
    if (!isClosed(stage.out) && isAvailable(stage.out)) {
      AgentFrame next = outbox.isEmpty() ? gate.poll(now()).orElse(null) : outbox.removeFirst();
      if (next != null) {
        push(stage.out, next);
        if (next instanceof AgentFrame.Audio && askedAt != null) {
          pipeline.observer().firstAudio(Duration.between(askedAt, now()));
          askedAt = null;
        }
      } else {
        gate.nextDue(now()).ifPresent(wait -> scheduleOnce(Timer.PLAYOUT, wait.plusMillis(1)));
      }
    }
    if (phase == Phase.ENDING) {
      finishIfDone();
    }
  }

  private void turnRecorded(boolean persisted) {
    if (phase != Phase.TALKING) {
      return;
    }
    if (persisted) {
      recorder.recorded(this::awaitRecord);
    } else {
      recorder.failed();
      scheduleOnce(Timer.TURN_RETRY, pipeline.settings().turnRetryPause());
    }
  }

  private void awaitRecord(CompletionStage<Void> recording) {
    recording.whenComplete((_, thrown) -> turnAnswers.invoke(thrown == null));
  }

  @Override
  public void onTimer(Object timer) {
    switch (timer) {
      case Timer.PLAYOUT -> emitNext();
      case Timer.KEYPAD -> keypad.complete().ifPresent(digits -> cue(Cue.keyed(digits)));
      case Timer.TURN_RETRY -> recorder.next(this::awaitRecord);
      case Timer.GRACE -> {
        modelDone = true;
        deskDone = true;
        scheduleOnce(Timer.LAST_GRACE, pipeline.settings().modelEndGrace());
        finishIfDone();
      }
      case Timer.LAST_GRACE -> completeStage();
      case CallModel.Timer.REOPEN -> model.reopen();
      case CallModel.Timer.STABLE -> model.stable();
      case CallTools.Slow slow -> tools.slow(slow);
      case CallTools.Late late -> tools.late(late);
      default -> throw new IllegalStateException("Expected a timer of this stage: " + timer);
    }
    emitNext();
  }

  private Instant now() {
    return pipeline.clock().instant();
  }

  @Override
  public void postStop() {
    leaveRoster.run();
    if (phase == Phase.TALKING) {
      // the whole stream system goes down: the call waits for its caller, as after a broken leg
      recorder.flush();
      pipeline
          .desk()
          .legLost(callId, legId)
          .whenComplete(
              (_, thrown) -> {
                if (thrown != null) {
                  LOG.warn("Call {}: the desk did not hear of its lost leg.", callId, thrown);
                }
              });
    }
    pipeline.observer().legLeft(legEnd, Duration.between(joinedAt, now()));
  }

  private final class Turns implements TurnListener {

    @Override
    public void transcript(String turnId, Turn.Speaker speaker, String text, boolean isFinal) {
      emit(new AgentFrame.Transcript(turnId, speaker, text, isFinal));
    }

    @Override
    public void audioStarted(String turnId) {
      gate.start(turnId);
    }

    @Override
    public void audio(String turnId, ByteString pcm) {
      long dropped = gate.add(turnId, pcm);
      if (dropped > 0) {
        pipeline.observer().audioDropped(AudioQueue.TO_CALLER, dropped);
      }
    }

    @Override
    public void audioEnded(String turnId) {
      gate.end(turnId);
    }

    @Override
    public void bargedIn(String turnId) {
      tracker.heard(turnId, gate.heardMs(turnId, now()));
      gate.clear(turnId, now())
          .ifPresent(
              clear -> {
                pipeline.observer().bargedIn();
                outbox.addFirst(clear);
              });
    }

    @Override
    public void turnTaken(Turn turn) {
      history.add(turn);
      pipeline.observer().turnTaken(turn.speaker());
      if (turn.speaker() == Turn.Speaker.CALLER) {
        askedAt = now();
      }
      recorder.add(turn, CallLogic.this::awaitRecord);
    }
  }

  private final class Model implements CallModel.Host {

    @Override
    public void said(NovaOutput output) {
      if (phase != Phase.TALKING) {
        return;
      }
      if (output instanceof NovaOutput.ToolRequested(_, var toolUseId, var tool, var input)) {
        tools.requested(model.stream(), new ToolUse(toolUseId, tool, input));
      } else {
        tracker.hear(output);
      }
      emitNext();
    }

    @Override
    public void modelHasRoom() {
      if (phase == Phase.TALKING) {
        pullIfRoom();
      }
    }

    @Override
    public void streamLost() {
      tracker.streamLost();
      emitNext();
    }

    @Override
    public Optional<String> nextCue() {
      Optional<String> cue =
          !tracker.hasSpoken()
              ? Optional.of(stage.resumed ? Cue.BACK : Cue.CONNECTED)
              : tracker.isAnswerOwed() || tools.isAnyPending()
                  ? Optional.of(Cue.BACK)
                  : Optional.empty();
      cue.ifPresent(tracker::cued);
      return cue;
    }

    @Override
    public void modelGivenUp(NovaFailure why) {
      modelDone = true;
      problem(
          "model_unavailable",
          "The voice agent cannot be reached at the moment.",
          why.category() == NovaFailure.Category.RETRY);
      end(EndReason.FAILED, LegEnd.FAILED, true);
    }

    @Override
    public void modelEnded() {
      modelDone = true;
      finishIfDone();
    }

    @Override
    public void later(Object timer, Duration delay) {
      scheduleOnce(timer, delay);
    }

    @Override
    public void cancel(Object timer) {
      cancelTimer(timer);
    }
  }

  private final class Tools implements CallTools.Host {

    @Override
    public CompletionStage<ToolOutcome> useTool(ToolUse use) {
      return pipeline.desk().useTool(callId, legId, use);
    }

    @Override
    public void await(CallTools.Use use, CompletionStage<ToolOutcome> answer) {
      answer.whenComplete(
          (outcome, thrown) -> toolAnswers.invoke(new CallTools.Answer(use, outcome, thrown)));
    }

    @Override
    public void emit(AgentFrame frame) {
      CallLogic.this.emit(frame);
    }

    @Override
    public void answerModel(int stream, String toolUseId, String resultJson) {
      model.toolResult(stream, toolUseId, resultJson);
    }

    @Override
    public void tellSlow() {
      cue(Cue.SLOW_TOOL);
    }

    @Override
    public void later(Object timer, Duration delay) {
      scheduleOnce(timer, delay);
    }

    @Override
    public void cancel(Object timer) {
      cancelTimer(timer);
    }
  }
}
