package org.voiceteller.streams.call;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;
import org.voiceteller.core.call.Turn;
import org.voiceteller.streams.nova.NovaOutput;
import org.voiceteller.streams.observe.CallObserver;

/**
 * What is said on one call: tracks its turns, shows and plays them to the caller, keeps them for
 * the call's record and for the model's next stream. Not thread-safe.
 */
final class CallTurns implements TurnListener, ModelMemory {

  /** After the caller has heard the words themselves. */
  private static final Duration FINALS_TAKE_AT_MOST = Duration.ofSeconds(2);

  private final TurnTracker tracker;
  private final AgentGuard guard;
  private final AgentSide agent;
  private final boolean resumed;
  private final BooleanSupplier toolPending;
  private final History history;
  private final TurnRecorder recorder;
  private final TurnRecorder.Answers answers;
  private final Duration retryPause;
  private final CallObserver observer;
  private final SecretGate gate;
  private final OpenWords words = new OpenWords();
  private final RequiredWords required;
  private final Consumer<String> callerSaid;
  private final Runnable agentHeard;
  private final Timers timers;
  private final Deque<Runnable> afterRecord = new ArrayDeque<>();
  private boolean typing;
  private @Nullable String unconfirmed;

  /** Timers of this class. */
  enum Timer {
    /** The caller has heard a turn to its end. */
    HEARD,
    /** The final texts of what was heard have been waited for long enough. */
    CONFIRMED,
    /** A turn could not be kept, and is tried again. */
    RECORD_AGAIN
  }

  /**
   * @param gate takes secrets out of whatever is kept or shown
   * @param resumed whether the caller came back with this leg
   * @param toolPending whether a tool's answer is awaited
   * @param retryPause between a turn that could not be kept and the next attempt
   * @param required what the caller must hear
   * @param callerSaid is told each of the caller's turns
   * @param agentHeard is told when a turn of the agent's was heard to its end
   */
  CallTurns(
      Supplier<String> turnIds,
      AgentSide agent,
      AgentGuard guard,
      List<Turn> before,
      boolean resumed,
      BooleanSupplier toolPending,
      Function<Turn, CompletionStage<Void>> desk,
      int maxWaiting,
      Duration retryPause,
      TurnRecorder.Answers answers,
      CallObserver observer,
      SecretGate gate,
      RequiredWords required,
      Consumer<String> callerSaid,
      Runnable agentHeard,
      Timers timers) {
    this.tracker = new TurnTracker(turnIds, guard::mayBeSaid, required::areIn, this);
    this.required = required;
    this.callerSaid = callerSaid;
    this.agentHeard = agentHeard;
    this.timers = timers;
    this.guard = guard;
    this.agent = agent;
    this.resumed = resumed;
    this.toolPending = toolPending;
    this.history = new History(before);
    this.recorder = new TurnRecorder(desk, maxWaiting, observer);
    this.answers = answers;
    this.retryPause = retryPause;
    this.observer = observer;
    this.gate = gate;
  }

  void hear(NovaOutput output) {
    tracker.hear(output);
    awaitEar();
  }

  void due(Timer timer) {
    switch (timer) {
      case HEARD -> earMoved();
      case CONFIRMED -> takeAsSaid();
      case RECORD_AGAIN -> recorder.next(answers);
    }
  }

  /** The leg has told how far its ear is, or it is time to look. */
  void earMoved() {
    tracker.settleHeard();
    awaitEar();
  }

  private void awaitEar() {
    tracker.beingHeard().stream()
        .map(agent::untilHeard)
        .min(Duration::compareTo)
        .ifPresentOrElse(
            wait -> timers.later(Timer.HEARD, wait.plusMillis(1)),
            () -> timers.cancel(Timer.HEARD));
    awaitFinals();
  }

  private void awaitFinals() {
    String turnId = tracker.unconfirmed().orElse(null);
    if (Objects.equals(turnId, unconfirmed)) {
      return;
    }
    unconfirmed = turnId;
    if (turnId == null) {
      timers.cancel(Timer.CONFIRMED);
    } else {
      timers.later(Timer.CONFIRMED, FINALS_TAKE_AT_MOST);
    }
  }

  private void takeAsSaid() {
    if (unconfirmed != null) {
      tracker.takeAsSaid(unconfirmed);
    }
    awaitEar();
  }

  boolean isAgentSpeaking() {
    return tracker.isSpeaking();
  }

  void typed(String text) {
    typing = true;
    tracker.typed(text);
    typing = false;
  }

  /** The caller gave something that is nobody's to read: the agent's answer to it is awaited. */
  void secretGiven() {
    agent.asked();
  }

  /** Somebody else has the conversation: what the agent still says is cut off. */
  void silenceAgent() {
    tracker.silence();
    awaitEar();
  }

  /** A person's words, in place of the agent's; they are kept already. */
  void staffSaid(Turn turn) {
    tracker.answered();
    words.actedOn();
    history.add(turn);
    agent.add(
        new AgentFrame.Transcript(
            turn.turnId(), turn.speaker(), gate.redacted(turn.speaker(), turn.text()), true));
  }

  void cued(String cue) {
    tracker.cued(cue);
  }

  @Override
  public Carried carry(boolean planned, boolean moreToAnswer) {
    List<String> told = new ArrayList<>();
    boolean tool = toolPending.getAsBoolean();
    boolean nothingElse = words.isEmpty() && !moreToAnswer && !tool;
    if (!tracker.hasSpoken()) {
      told.add(resumed ? Cue.BACK : Cue.CONNECTED);
    } else if ((nothingElse && tracker.isAnswerOwed()) || (tool && !planned)) {
      told.add(Cue.BACK);
    }
    told.addAll(words.texts());
    return new Carried(history.lines(words.turnIds(), tracker.pending()), told);
  }

  @Override
  public void toldAgain(String text) {
    tracker.toldAgain(text, !Cue.is(text));
  }

  @Override
  public void actedOn() {
    words.actedOn();
  }

  @Override
  public boolean isBetweenTurns() {
    return !tracker.isInMidSpeech()
        && !tracker.isAnswerOwed()
        && !toolPending.getAsBoolean()
        && agent.isAllHeard();
  }

  @Override
  public boolean isAnswerOwed() {
    return tracker.isAnswerOwed() && !toolPending.getAsBoolean();
  }

  @Override
  public boolean isInMidSpeech() {
    return tracker.isInMidSpeech() && !toolPending.getAsBoolean();
  }

  @Override
  public boolean isToolPending() {
    return toolPending.getAsBoolean();
  }

  @Override
  public boolean isAllHeard() {
    return agent.isAllHeard();
  }

  @Override
  public void streamLost() {
    tracker.streamLost();
    awaitEar();
  }

  @Override
  public void streamRenewed() {
    tracker.streamRenewed();
    awaitEar();
  }

  /**
   * Nothing more is said: completes the record.
   *
   * @param legGone the agent was heard only as far as its sound has got by now
   * @return the turns that are still to be kept, oldest first
   */
  List<Turn> finish(boolean legGone) {
    for (Timer timer : Timer.values()) {
      timers.cancel(timer);
    }
    tracker.finish(legGone).forEach(agent::forget);
    return recorder.takeRest();
  }

  /** The desk has answered for the turn on its way to it. */
  void recorded(boolean persisted) {
    if (persisted) {
      recorder.recorded(answers);
      runRecorded(recorder.isIdle());
    } else {
      recorder.failed();
      runRecorded(true);
      timers.later(Timer.RECORD_AGAIN, retryPause);
    }
  }

  /** The turns that are still to be kept, oldest first. */
  List<Turn> takeRest() {
    return recorder.takeRest();
  }

  @Override
  public void transcript(String turnId, Turn.Speaker speaker, String text, boolean isFinal) {
    if (speaker == Turn.Speaker.AGENT && !isFinal) {
      words.answeredBy(turnId, tracker::isUnread, tracker.isRepeating());
    }
    agent.add(
        new AgentFrame.Transcript(
            turnId, speaker, gate.redactedWithSound(turnId, speaker, text), isFinal));
  }

  @Override
  public void audioStarted(String turnId) {
    words.answeredBy(turnId, tracker::isUnread, tracker.isRepeating());
    agent.audioStarted(turnId);
  }

  @Override
  public void audio(String turnId, ByteString pcm) {
    agent.audio(turnId, pcm);
  }

  @Override
  public void audioEnded(String turnId) {
    agent.audioEnded(turnId);
  }

  @Override
  public void bargedIn(String turnId) {
    agent.bargedIn(turnId);
  }

  @Override
  public void bargedInAfter(String turnId, long ms) {
    agent.bargedInAfter(turnId, ms);
  }

  @Override
  public long heardMs(String turnId) {
    return agent.heardMs(turnId);
  }

  @Override
  public boolean hasHeardAll(String turnId) {
    return agent.untilHeard(turnId).isZero();
  }

  @Override
  public void unheard(String turnId, String text) {
    agent.add(new AgentFrame.Unheard(turnId, gate.redacted(Turn.Speaker.AGENT, text)));
  }

  @Override
  public void agentTurnBegun(String turnId) {
    required.turnBegun(turnId);
  }

  @Override
  public void agentTurnOver(String turnId, String announced, String heard) {
    if (heard.isEmpty()) {
      words.unheard(turnId);
    }
    required.turnOver(turnId, announced, heard);
    agentHeard.run();
  }

  @Override
  public void turnTaken(Turn said) {
    String kept = gate.redactedWithSound(said.turnId(), said.speaker(), said.text());
    Turn turn = new Turn(said.turnId(), said.speaker(), kept);
    history.add(turn);
    observer.turnTaken(turn.speaker());
    if (turn.speaker() == Turn.Speaker.CALLER) {
      words.said(said.turnId(), said.text(), typing);
      guard.callerSaid(turn.text());
      agent.asked();
      callerSaid.accept(turn.text());
    }
    recorder.add(turn, answers);
    if (turn.speaker() == Turn.Speaker.AGENT) {
      gate.agentSpoke();
    }
  }

  /**
   * Runs this when what was said so far is kept, or cannot be kept for now: the session decides on
   * what it knows of the caller's words.
   */
  void whenRecorded(Runnable next) {
    afterRecord.add(next);
    runRecorded(recorder.isIdle());
  }

  private void runRecorded(boolean now) {
    while (now && !afterRecord.isEmpty()) {
      afterRecord.removeFirst().run();
    }
  }
}
