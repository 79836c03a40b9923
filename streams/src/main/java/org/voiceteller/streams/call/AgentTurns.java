package org.voiceteller.streams.call;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.voiceteller.core.call.Turn;
import org.voiceteller.core.call.Turn.Speaker;

/**
 * The agent's turns from their first words to their last one heard: a part of {@link TurnTracker}.
 *
 * <p>The model speaks faster than anybody listens, so a turn is settled (told as final, and kept)
 * when its sound was <em>heard</em> to its end and its final texts are there, or are owed by a
 * model that has moved on or takes too long. An interruption settles at once whatever was not heard
 * to its end, with the words that were; but what must be heard is heard first. Not thread-safe.
 */
final class AgentTurns {

  /** Beyond so many the oldest is settled as it is: the model owes what it will not pay. */
  private static final int MAX_OPEN = 4;

  private final Predicate<String> mustBeHeard;
  private final TurnListener listener;
  private final Deque<AgentTurn> open = new ArrayDeque<>();

  AgentTurns(Predicate<String> mustBeHeard, TurnListener listener) {
    this.mustBeHeard = mustBeHeard;
    this.listener = listener;
  }

  void begin(AgentTurn turn) {
    open.removeIf(AgentTurn::isOverForTheModel);
    open.stream().filter(before -> !before.hasSound).forEach(this::endSpeech);
    while (open.size() >= MAX_OPEN) {
      settle(open.removeFirst());
    }
    open.addLast(turn);
    listener.agentTurnBegun(turn.id);
    settleHeard();
  }

  /** The caller has said something: the agent's next words are an answer to it. */
  void overtake() {
    open.removeIf(AgentTurn::isOverForTheModel);
    open.forEach(turn -> turn.overtaken = true);
    settleHeard();
  }

  /**
   * The turn that this final text of the model's belongs to, by its words, or else by the order in
   * which texts were planned; empty when it is a turn of its own.
   */
  Optional<AgentTurn> ofNextFinal(String text) {
    List<AgentTurn> owing = open.stream().filter(AgentTurn::owesFinals).toList();
    return owing.stream()
        .filter(turn -> turn.plansNext(text))
        .findFirst()
        .or(() -> owing.stream().findFirst())
        .or(() -> Optional.ofNullable(open.peekLast()).filter(last -> !last.abandoned));
  }

  void endSpeech(AgentTurn turn) {
    if (!turn.speechOver) {
      turn.speechOver = true;
      if (turn.hasSound) {
        listener.audioEnded(turn.id);
      }
    }
  }

  /** Turns do not overlap: what sounds now ends the ones before. */
  void endSpeechBefore(AgentTurn sounding) {
    for (AgentTurn turn : open) {
      if (turn == sounding) {
        return;
      }
      endSpeech(turn);
    }
  }

  /**
   * The caller spoke over whatever they have not heard to its end.
   *
   * @param upTo the turn that the model means; null for all
   */
  void interrupt(@Nullable AgentTurn upTo) {
    for (AgentTurn turn : List.copyOf(open)) {
      if (!turn.interrupted && !turn.settled && !isHeard(turn)) {
        interruptOne(turn);
      }
      turn.brokenOff = true;
      if (turn == upTo) {
        break;
      }
    }
    settleHeard();
  }

  private void interruptOne(AgentTurn turn) {
    turn.interrupted = true;
    turn.speechOver = true;
    turn.mustPlayUntilMs(mustBeHeard, listener.heardMs(turn.id))
        .ifPresentOrElse(
            ms -> listener.bargedInAfter(turn.id, ms), () -> listener.bargedIn(turn.id));
  }

  /** The model says nothing more of what it has begun. */
  void abandon() {
    for (AgentTurn turn : open) {
      endSpeech(turn);
      turn.abandoned = true;
    }
  }

  /** Tells and keeps what has been heard to its end by now. */
  void settleHeard() {
    for (AgentTurn turn : List.copyOf(open)) {
      if (!turn.settled && isHeard(turn)) {
        settle(turn);
      }
      if (turn.settled && !turn.interrupted && !turn.owesFinals()) {
        open.remove(turn);
      }
    }
  }

  private boolean isHeard(AgentTurn turn) {
    return turn.speechOver && isSaid(turn) && listener.hasHeardAll(turn.id);
  }

  private boolean isSaid(AgentTurn turn) {
    return turn.interrupted
        || turn.abandoned
        || turn.overtaken
        || turn.takenAsSaid
        || turn != open.peekLast()
        || (turn.hasFinals() && !turn.owesFinals());
  }

  private void settle(AgentTurn turn) {
    if (turn.settled) {
      return;
    }
    settle(turn, turn.heardText(listener.heardMs(turn.id)));
  }

  private void settle(AgentTurn turn, String heard) {
    turn.settled = true;
    String unheard = turn.unheardText(heard);
    if (!heard.isEmpty() || !unheard.isEmpty()) {
      listener.transcript(turn.id, Speaker.AGENT, heard, true);
    }
    if (!unheard.isEmpty()) {
      listener.unheard(turn.id, unheard);
    }
    if (!heard.isEmpty()) {
      listener.turnTaken(new Turn(turn.id, Speaker.AGENT, heard));
    }
    listener.agentTurnOver(turn.id, turn.wholeText(), heard);
  }

  /** The turns that wait for the caller's ear, oldest first. */
  List<String> beingHeard() {
    return open.stream()
        .filter(turn -> !turn.settled && turn.speechOver)
        .filter(turn -> isSaid(turn) || !listener.hasHeardAll(turn.id))
        .map(turn -> turn.id)
        .toList();
  }

  /** The turn that was heard to its end, and for whose final texts one waits still. */
  Optional<String> unconfirmed() {
    return open.stream()
        .filter(turn -> !turn.settled && turn.speechOver && !isSaid(turn))
        .filter(turn -> listener.hasHeardAll(turn.id))
        .map(turn -> turn.id)
        .findFirst();
  }

  /** Its final texts were waited for long enough: what was planned is what was said. */
  void takeAsSaid(String turnId) {
    open.stream().filter(turn -> turn.id.equals(turnId)).forEach(turn -> turn.takenAsSaid = true);
    settleHeard();
  }

  /** What the caller will hear of turns that are not yet kept, oldest first. */
  List<Turn> pending() {
    return open.stream()
        .filter(turn -> !turn.settled && !turn.interrupted)
        .map(turn -> new Turn(turn.id, Speaker.AGENT, turn.heardText(Long.MAX_VALUE)))
        .filter(turn -> !turn.text().isEmpty())
        .toList();
  }

  /**
   * Nothing more is said.
   *
   * @param legGone nobody hears what has not been heard by now; otherwise all of it is
   * @return the turns of which something is not heard
   */
  List<String> finish(boolean legGone) {
    List<String> unheard = new ArrayList<>();
    for (AgentTurn turn : open) {
      if (legGone && !turn.settled && !listener.hasHeardAll(turn.id)) {
        unheard.add(turn.id);
      }
      if (!legGone && !turn.settled && !turn.interrupted) {
        settle(turn, turn.heardText(Long.MAX_VALUE));
      }
      settle(turn);
    }
    open.clear();
    return unheard;
  }
}
