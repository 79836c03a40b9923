package org.voiceteller.streams.call;

import org.apache.pekko.stream.stage.AsyncCallback;
import org.apache.pekko.util.ByteString;
import org.voiceteller.core.call.EndReason;
import org.voiceteller.core.call.HandOff;
import org.voiceteller.core.compliance.RequiredSpeech;

/**
 * What one leg's conversation is made of, and who tells whom. What comes from other threads is
 * handed to the stage's own first.
 */
final class CallParts {

  final DeskLine desk;
  final CallerInput input;
  final CallerWords words;
  final AgentSide agent;
  final SilenceWatch silence;
  final CallTurns turns;
  final Farewell farewell;
  final CallModel model;
  final CallTools tools;
  final StaffSide staff;
  final CallEars ears;
  final DeskSignals told;

  CallParts(CallStage stage, CallLogic logic, ModelHost modelHost) {
    CallPipeline pipeline = stage.pipeline;
    String callId = stage.call.callId();
    AsyncCallback<Boolean> deskTold = logic.createAsyncCallback(_ -> logic.deskTold());
    this.desk =
        new DeskLine(
            pipeline.desk(), callId, stage.call.legId(), pipeline.observer(), deskTold::invoke);
    SecretGate gate = new SecretGate(stage.call.level(), stage.recorder);
    this.ears = new CallEars(gate::isOpen);
    EchoGate echo =
        new EchoGate(pipeline.settings().echoDelay(), pipeline.clock(), this::hearCaller);
    this.agent =
        new AgentSide(
            pipeline.settings(), pipeline.observer(), pipeline.clock(), echo, stage.recorder, ears);
    AgentGuard guard =
        new AgentGuard(
            stage.call.history(),
            stage.call.outcomes(),
            new Corrections(callId, stage.call.legId(), pipeline, logic::cue));
    RequiredWords required =
        new RequiredWords(RequiredSpeech.inForce(), text -> logic.cue(Cue.inFull(text)));
    if (!stage.resumed) {
      required.given(stage.call.systemPrompt());
    }
    this.silence =
        new SilenceWatch(
            pipeline.settings(),
            logic,
            this::isCallerWaiting,
            gate::isOpen,
            logic::cue,
            () -> logic.end(EndReason.IDLE_TIMEOUT, false));
    AsyncCallback<Boolean> turnRecords = logic.createAsyncCallback(logic::turnRecorded);
    this.turns =
        new CallTurns(
            pipeline.turnIds(),
            agent,
            guard,
            stage.call.history(),
            stage.resumed,
            this::isToolPending,
            desk::recordTurn,
            pipeline.settings().turnQueue(),
            pipeline.settings().turnRetryPause(),
            recording -> recording.whenComplete((_, thrown) -> turnRecords.invoke(thrown == null)),
            pipeline.observer(),
            gate,
            required,
            this::callerSaid,
            this::agentHeard,
            logic);
    Unanswered unanswered = new Unanswered();
    this.farewell =
        new Farewell(
            logic,
            () -> turns.isBetweenTurns() && !turns.isAgentSpeaking() && unanswered.isEmpty(),
            logic::cue,
            () -> logic.end(EndReason.SERVER_DRAINING, false));
    Endpointing endpointing =
        new Endpointing(
            stage.endpointing, pipeline.settings().model().widenForCodes(), gate::isOpen);
    this.model =
        new CallModel(
            pipeline, stage.call, logic, turns, unanswered, endpointing, logic, modelHost);
    this.staff =
        new StaffSide(
            callId,
            pipeline,
            logic,
            agent,
            turns,
            model,
            logic::emit,
            logic::cue,
            () -> desk.askForPerson(HandOff.Reason.MODEL_UNAVAILABLE));
    this.told =
        new DeskSignals(
            gate,
            stage.recorder,
            staff,
            ears,
            logic::emit,
            reason -> logic.end(reason, true),
            logic::superseded);
    AsyncCallback<CallerWords.Given> secretsGiven = logic.createAsyncCallback(logic::secretGiven);
    this.words = new CallerWords(gate, turns, model, desk::giveSecret, secretsGiven::invoke);
    AsyncCallback<CallTools.Answer> toolsAnswered = logic.createAsyncCallback(logic::toolAnswered);
    this.tools =
        new CallTools(
            callId,
            pipeline,
            logic,
            new DeskTools(
                turns,
                model,
                words,
                guard,
                required,
                logic::emit,
                (use, wish) -> desk.use(use, wish, toolsAnswered::invoke),
                (use, outcome) -> desk.withdraw(use, outcome, toolsAnswered::invoke)));
    this.input = new CallerInput(pipeline.settings(), logic, echo::hear, words::keyed, logic::emit);
  }

  private void hearCaller(ByteString frame) {
    model.hear(frame);
  }

  private void callerSaid(String text) {
    silence.callerHeard();
    tools.callerSaid(text);
  }

  private void agentHeard() {
    if (farewell.isBegun()) {
      farewell.agentHeard();
    } else {
      silence.agentHeard();
    }
  }

  /**
   * Nobody is asked whether they are still there who waits for the bank, as in the queue for a
   * person, or when the call is about to end anyway.
   */
  private boolean isCallerWaiting() {
    return farewell.isBegun()
        || staff.isExpected()
        || turns.isAgentSpeaking()
        || tools.isAnyPending();
  }

  private boolean isToolPending() {
    return tools.isAnyPending();
  }
}
