package org.voiceteller.streams.call;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.voiceteller.core.call.Turn;
import org.voiceteller.core.call.Turn.Speaker;
import org.voiceteller.streams.nova.NovaOutput;
import org.voiceteller.streams.nova.NovaOutput.ContentType;
import org.voiceteller.streams.nova.NovaOutput.Stage;
import org.voiceteller.streams.nova.NovaOutput.StopReason;
import org.voiceteller.streams.nova.NovaRole;

/**
 * Makes turns of the model's contents: which texts and sounds belong together, what is only planned
 * and what was really said.
 *
 * <p>One agent's turn is a row of contents: text SPECULATIVE and sound, sentence by sentence, then
 * text FINAL for each. The sound's END_TURN closes the turn for sound; FINAL texts may follow it,
 * and come in the order of the planned ones. What the agent says after the caller said something is
 * another turn, ended or not. What was heard of a turn is kept by {@link AgentTurns}. Not
 * thread-safe.
 */
final class TurnTracker {

  private static final int MAX_ECHOES = 8;

  private final Supplier<String> turnIds;
  private final Predicate<String> mayBeSaid;
  private final TurnListener listener;
  private final AgentTurns turns;
  private final Map<String, Content> contents = new HashMap<>();
  private final Deque<Told> echoes = new ArrayDeque<>();
  private @Nullable AgentTurn latest;
  private boolean callerUnanswered;
  private boolean brokenOff;
  private boolean repeating;

  /**
   * @param mayBeSaid whether the caller may hear what is planned; what may not leaves no trace,
   *     with its sound and its final text
   * @param mustBeHeard which words may not be interrupted
   */
  TurnTracker(
      Supplier<String> turnIds,
      Predicate<String> mayBeSaid,
      Predicate<String> mustBeHeard,
      TurnListener listener) {
    this.turnIds = turnIds;
    this.mayBeSaid = mayBeSaid;
    this.listener = listener;
    this.turns = new AgentTurns(mustBeHeard, listener);
  }

  /** A text that the model was given as the caller's, and may repeat. */
  private record Told(String text, boolean typed) {}

  private static final class Content {
    private final ContentType type;
    private final NovaRole role;
    private final boolean planned;
    private final StringBuilder text = new StringBuilder();
    private @Nullable AgentTurn turn;
    private AgentTurn.@Nullable Text of;
    private AgentTurn.@Nullable Sound sound;
    private boolean dropped;

    private Content(ContentType type, NovaRole role, boolean planned) {
      this.type = type;
      this.role = role;
      this.planned = planned;
    }
  }

  void hear(NovaOutput output) {
    switch (output) {
      case NovaOutput.ContentStarted started -> started(started);
      case NovaOutput.TextSaid(var contentId, var role, var text) -> text(contentId, role, text);
      case NovaOutput.AudioSaid(var contentId, var pcm) -> {
        Content content = contents.get(contentId);
        if (content != null && content.sound != null && content.turn != null && !content.dropped) {
          AgentTurn turn = content.turn;
          if (!turn.speechOver) {
            content.sound.add(pcm.size());
            listener.audio(turn.id, pcm);
          }
        }
      }
      case NovaOutput.Interrupted _ -> turns.interrupt(null);
      case NovaOutput.ContentEnded(var contentId, _, var stopReason) ->
          ended(contents.remove(contentId), stopReason);
      case NovaOutput.CompletionEnded _ -> nothingFollows();
      case NovaOutput.CompletionStarted _, NovaOutput.Usage _, NovaOutput.ToolRequested _ -> {
        // not about turns
      }
    }
    turns.settleHeard();
  }

  private void started(NovaOutput.ContentStarted started) {
    boolean planned = started.stage() == Stage.SPECULATIVE;
    Content content = new Content(started.type(), started.role(), planned);
    contents.put(started.contentId(), content);
    boolean sound = started.type() == ContentType.AUDIO;
    if (started.role() != NovaRole.ASSISTANT || !(sound || planned)) {
      return;
    }
    AgentTurn turn = sound ? soundingTurn() : speakingTurn();
    content.turn = turn;
    if (!sound) {
      content.of = turn.beginText();
      return;
    }
    content.dropped = turn.isCutting();
    if (!content.dropped) {
      content.sound = turn.beginSound();
      turns.endSpeechBefore(turn);
      if (!turn.hasSound) {
        turn.hasSound = true;
        listener.audioStarted(turn.id);
      }
    }
  }

  /** The turn of what is planned now. */
  private AgentTurn speakingTurn() {
    return latest == null || latest.speechOver || latest.overtaken ? beginTurn() : latest;
  }

  /** Sound follows its text: it is no answer to what the caller said in between. */
  private AgentTurn soundingTurn() {
    return latest == null || latest.speechOver ? beginTurn() : latest;
  }

  private AgentTurn beginTurn() {
    AgentTurn turn = new AgentTurn(turnIds.get());
    turns.begin(turn);
    latest = turn;
    callerUnanswered = false;
    brokenOff = false;
    return turn;
  }

  private void text(String contentId, NovaRole role, String text) {
    Content content =
        contents.computeIfAbsent(contentId, _ -> new Content(ContentType.TEXT, role, false));
    switch (content.role) {
      case USER -> content.text.append(text);
      case ASSISTANT -> agentText(content, text);
      case SYSTEM, TOOL -> {
        // nobody said that
      }
    }
  }

  private void agentText(Content content, String text) {
    if (content.planned && content.turn != null && content.of != null) {
      planned(content, content.turn, content.of, text);
      return;
    }
    AgentTurn.Text of = content.of;
    if (of == null) {
      AgentTurn turn = turns.ofNextFinal(text).orElseGet(this::beginTurn);
      content.turn = turn;
      of = turn.nextFinal();
      content.of = of;
    }
    if (!of.isCut()) {
      // What was spoken without having been planned so is kept, for it was heard, and corrected.
      var _ = mayBeSaid.test(text);
      of.say(text);
    }
  }

  /** The model announces what it is about to speak. */
  private void planned(Content content, AgentTurn turn, AgentTurn.Text of, String text) {
    content.text.append(text);
    if (of.isCut() || turn.interrupted) {
      return;
    }
    if (mayBeSaid.test(content.text.toString())) {
      of.plan(text);
      listener.transcript(turn.id, Speaker.AGENT, turn.plannedText(), false);
      return;
    }
    of.cut();
    contents.values().stream()
        .filter(other -> other.turn == turn && other.type == ContentType.AUDIO)
        .forEach(sound -> sound.dropped = true);
  }

  private void ended(@Nullable Content content, StopReason stopReason) {
    if (content == null) {
      return;
    }
    if (content.role == NovaRole.USER && content.type == ContentType.TEXT) {
      callerSaid(content.text.toString().strip());
      return;
    }
    if (stopReason == StopReason.INTERRUPTED) {
      turns.interrupt(content.turn);
      return;
    }
    AgentTurn turn = content.turn;
    if (turn == null) {
      return;
    }
    if (content.sound != null) {
      content.sound.complete();
    }
    boolean endsSpeech = content.type == ContentType.AUDIO || !content.planned;
    if (endsSpeech && stopReason == StopReason.END_TURN) {
      turns.endSpeech(turn);
    }
  }

  private void callerSaid(String text) {
    if (text.isEmpty() || echoes.remove(new Told(text, false))) {
      return;
    }
    if (echoes.remove(new Told(text, true))) {
      repeating = true;
      callerUnanswered = true;
      return;
    }
    callerTurn(text);
  }

  private void callerTurn(String text) {
    String turnId = turnIds.get();
    callerUnanswered = true;
    turns.overtake();
    listener.transcript(turnId, Speaker.CALLER, text, true);
    listener.turnTaken(new Turn(turnId, Speaker.CALLER, text));
  }

  /** The agent is not to be heard any further. */
  void silence() {
    turns.interrupt(null);
  }

  /** Somebody else has answered the caller. */
  void answered() {
    callerUnanswered = false;
    brokenOff = false;
  }

  /** What the caller typed is a turn at once; the model may or may not repeat it. */
  void typed(String text) {
    expectEcho(new Told(text.strip(), true));
    callerTurn(text);
  }

  /** A cue was given to the model as the caller's: its echo is nobody's words. */
  void cued(String cue) {
    expectEcho(new Told(cue, false));
  }

  private void expectEcho(Told told) {
    if (echoes.size() == MAX_ECHOES) {
      echoes.removeFirst();
    }
    echoes.addLast(told);
  }

  /** Tells and keeps what has been heard to its end by now. */
  void settleHeard() {
    turns.settleHeard();
  }

  /** The turns that wait for the caller's ear, oldest first. */
  List<String> beingHeard() {
    return turns.beingHeard();
  }

  /** The turn that was heard to its end, and for whose final texts one waits still. */
  Optional<String> unconfirmed() {
    return turns.unconfirmed();
  }

  /** Its final texts were waited for long enough: what was planned is what was said. */
  void takeAsSaid(String turnId) {
    turns.takeAsSaid(turnId);
  }

  /** What the caller will hear of turns that are not yet kept, oldest first. */
  List<Turn> pending() {
    return turns.pending();
  }

  /** Whether the agent is speaking, or what it said is still being heard. */
  boolean isSpeaking() {
    return latest != null && !latest.settled && (latest.hasSound || !latest.speechOver);
  }

  /** Whether the caller may wait for words of the agent: none came yet, or they broke off. */
  boolean isAnswerOwed() {
    return latest == null || callerUnanswered || brokenOff;
  }

  /** Whether the agent has said anything. */
  boolean hasSpoken() {
    return latest != null;
  }

  /** The model's stream is gone; another will follow. What was said of it is still heard. */
  void streamLost() {
    brokenOff =
        (latest != null && (!latest.speechOver || latest.interrupted))
            || echoes.stream().anyMatch(Told::typed);
    echoes.clear();
    nothingFollows();
    turns.settleHeard();
  }

  /** Another stream takes over: only what is being said just now is broken off by that. */
  void streamRenewed() {
    boolean inMidSpeech = isInMidSpeech();
    streamLost();
    brokenOff = inMidSpeech;
  }

  /** Whether the model has not said the agent's turn to its end. */
  boolean isInMidSpeech() {
    return latest != null && !latest.speechOver;
  }

  /** Words or a cue were given to a stream once more. */
  void toldAgain(String text, boolean typed) {
    expectEcho(new Told(text.strip(), typed));
  }

  /** Whether the model tells the words that it reads. */
  boolean isRepeating() {
    return repeating;
  }

  /** Whether the model has not repeated a typed text yet. */
  boolean isUnread(String typed) {
    return echoes.contains(new Told(typed.strip(), true));
  }

  private void nothingFollows() {
    contents.clear();
    turns.abandon();
  }

  /**
   * The conversation is over.
   *
   * @param legGone nobody hears what has not been heard by now
   * @return the turns of which something is not heard
   */
  List<String> finish(boolean legGone) {
    nothingFollows();
    return turns.finish(legGone);
  }

  /** The turn that the agent speaks, or spoke last. */
  Optional<String> latestTurnId() {
    return Optional.ofNullable(latest).map(turn -> turn.id);
  }
}
