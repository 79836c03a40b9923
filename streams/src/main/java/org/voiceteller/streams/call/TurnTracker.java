package org.voiceteller.streams.call;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
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
 * and what was really said, and what of an interrupted turn was heard.
 *
 * <p>One agent's turn is a row of contents: text SPECULATIVE and sound, sentence by sentence, then
 * text FINAL for each. The sound's END_TURN closes the turn for sound; FINAL texts may follow it,
 * and come in the order of the planned ones. A turn is settled, and told as final, when it has as
 * many final texts as planned ones; or, when the model owes them, once the conversation has moved
 * on: then the planned text counts, as far as it was heard. Not thread-safe.
 */
final class TurnTracker {

  private static final int MAX_OWING = 2;
  private static final int MAX_ECHOES = 8;

  private final Supplier<String> turnIds;
  private final Predicate<String> mayBeSaid;
  private final TurnListener listener;
  private final Map<String, Content> contents = new HashMap<>();
  private final Deque<AgentTurn> owing = new ArrayDeque<>();
  private final Deque<Told> echoes = new ArrayDeque<>();
  private @Nullable AgentTurn latest;
  private boolean callerUnanswered;
  private boolean brokenOff;

  /**
   * @param mayBeSaid whether the caller may hear what is planned; what may not leaves no trace,
   *     with its sound and its final text
   */
  TurnTracker(Supplier<String> turnIds, Predicate<String> mayBeSaid, TurnListener listener) {
    this.turnIds = turnIds;
    this.mayBeSaid = mayBeSaid;
    this.listener = listener;
  }

  /** A text that the model was given as the caller's, and may repeat. */
  private record Told(String text, boolean typed) {}

  private static final class Content {
    private final ContentType type;
    private final NovaRole role;
    private final boolean planned;
    private final StringBuilder text = new StringBuilder();
    private @Nullable AgentTurn turn;
    private int place;
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
        if (content != null && content.turn != null && !content.dropped) {
          AgentTurn turn = content.turn;
          turn.audioBytes += pcm.size();
          listener.audio(turn.id, pcm);
        }
      }
      case NovaOutput.Interrupted(var contentId) -> interrupt(contents.get(contentId));
      case NovaOutput.ContentEnded(var contentId, _, var stopReason) ->
          ended(contents.remove(contentId), stopReason);
      case NovaOutput.CompletionEnded _ -> finish();
      case NovaOutput.CompletionStarted _, NovaOutput.Usage _, NovaOutput.ToolRequested _ -> {
        // not about turns
      }
    }
  }

  private void started(NovaOutput.ContentStarted started) {
    boolean planned = started.stage() == Stage.SPECULATIVE;
    Content content = new Content(started.type(), started.role(), planned);
    contents.put(started.contentId(), content);
    boolean sound = started.type() == ContentType.AUDIO;
    if (started.role() == NovaRole.ASSISTANT && (sound || planned)) {
      AgentTurn turn = speakingTurn();
      content.turn = turn;
      if (planned && !sound) {
        content.place = turn.planned;
        turn.planned++;
        turn.cutting = false;
      }
      content.dropped = sound && turn.cutting;
      if (sound && !content.dropped && !turn.hasSound) {
        turn.hasSound = true;
        listener.audioStarted(turn.id);
      }
    }
  }

  private AgentTurn speakingTurn() {
    if (latest != null && !latest.speechOver) {
      return latest;
    }
    return beginTurn();
  }

  private AgentTurn beginTurn() {
    settleInterrupted();
    if (owing.size() == MAX_OWING) {
      settle(owing.removeFirst());
    }
    AgentTurn turn = new AgentTurn(turnIds.get());
    latest = turn;
    owing.addLast(turn);
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
    if (content.planned && content.turn != null) {
      planned(content, content.turn, text);
      return;
    }
    AgentTurn turn = content.turn;
    if (turn == null) {
      turn = turnOfNextFinal();
      content.turn = turn;
      content.dropped = turn.isCut(turn.finals);
      turn.finals++;
    }
    if (!content.dropped) {
      // What was spoken without having been planned so is kept, for it was heard, and corrected.
      var _ = mayBeSaid.test(text);
      turn.say(text);
    }
  }

  /** The model announces what it is about to speak. */
  private void planned(Content content, AgentTurn turn, String text) {
    content.text.append(text);
    if (content.dropped) {
      return;
    }
    if (mayBeSaid.test(content.text.toString())) {
      turn.plan(text);
      listener.transcript(turn.id, Speaker.AGENT, turn.plannedText(), false);
      return;
    }
    content.dropped = true;
    turn.cut(content.place);
    contents.values().stream()
        .filter(other -> other.turn == turn && other.type == ContentType.AUDIO)
        .forEach(sound -> sound.dropped = true);
  }

  private AgentTurn turnOfNextFinal() {
    for (AgentTurn turn : owing) {
      if (turn.finals < turn.planned) {
        return turn;
      }
    }
    return owing.isEmpty() ? beginTurn() : owing.getLast();
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
      interrupt(content);
      if (content.turn != null && !content.planned && content.type == ContentType.TEXT) {
        settleInterrupted();
      }
      return;
    }
    AgentTurn turn = content.turn;
    if (turn == null) {
      return;
    }
    boolean endsSpeech = content.type == ContentType.AUDIO || !content.planned;
    if (endsSpeech && stopReason == StopReason.END_TURN) {
      endSpeech(turn);
    }
    if (turn.isComplete() && owing.remove(turn)) {
      settle(turn);
    }
  }

  private void callerSaid(String text) {
    if (text.isEmpty() || echoes.remove(new Told(text, false))) {
      return;
    }
    if (echoes.remove(new Told(text, true))) {
      callerUnanswered = true;
      return;
    }
    settleInterrupted();
    callerTurn(text);
  }

  private void callerTurn(String text) {
    String turnId = turnIds.get();
    callerUnanswered = true;
    listener.transcript(turnId, Speaker.CALLER, text, true);
    listener.turnTaken(new Turn(turnId, Speaker.CALLER, text));
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

  /** The turn that the agent speaks, or spoke last. */
  Optional<String> latestTurnId() {
    return Optional.ofNullable(latest).map(turn -> turn.id);
  }

  /** How much of a turn's sound the caller has heard; the latest word counts. */
  void heard(String turnId, long playedMs) {
    if (latest != null && latest.id.equals(turnId)) {
      latest.heardMs = playedMs;
    }
  }

  private void interrupt(@Nullable Content content) {
    AgentTurn turn = content != null && content.turn != null ? content.turn : latest;
    if (turn == null || turn.interrupted) {
      return;
    }
    turn.interrupted = true;
    turn.speechOver = true;
    listener.bargedIn(turn.id);
  }

  private void endSpeech(AgentTurn turn) {
    if (!turn.speechOver) {
      turn.speechOver = true;
      if (turn.hasSound) {
        listener.audioEnded(turn.id);
      }
    }
  }

  private void settleInterrupted() {
    for (Iterator<AgentTurn> turns = owing.iterator(); turns.hasNext(); ) {
      AgentTurn turn = turns.next();
      if (turn.interrupted) {
        turns.remove();
        settle(turn);
      }
    }
  }

  private void settle(AgentTurn turn) {
    String text = turn.spokenText();
    if (!text.isEmpty()) {
      listener.transcript(turn.id, Speaker.AGENT, text, true);
      listener.turnTaken(new Turn(turn.id, Speaker.AGENT, text));
    }
  }

  /** Whether the caller may wait for words of the agent: none came yet, or they broke off. */
  boolean isAnswerOwed() {
    return latest == null || callerUnanswered || brokenOff;
  }

  /** Whether the agent has said anything. */
  boolean hasSpoken() {
    return latest != null;
  }

  /** The model's stream is gone; another will follow. */
  void streamLost() {
    brokenOff =
        (latest != null && (!latest.speechOver || latest.interrupted))
            || echoes.stream().anyMatch(Told::typed);
    echoes.clear();
    finish();
  }

  /** Another stream takes over: only what is being said just now is broken off by that. */
  void streamRenewed() {
    boolean inMidSpeech = isSpeaking();
    streamLost();
    brokenOff = inMidSpeech;
  }

  /** Whether the agent's turn is not said to its end. */
  boolean isSpeaking() {
    return latest != null && !latest.speechOver;
  }

  /** Words or a cue were given to a stream once more. */
  void toldAgain(String text, boolean typed) {
    expectEcho(new Told(text.strip(), typed));
  }

  /** Whether the model has not repeated a typed text yet. */
  boolean isUnread(String typed) {
    return echoes.contains(new Told(typed.strip(), true));
  }

  /** Nothing more comes of what was begun. */
  void finish() {
    contents.clear();
    if (latest != null) {
      endSpeech(latest);
    }
    while (!owing.isEmpty()) {
      settle(owing.removeFirst());
    }
  }
}
