package org.voiceteller.streams.call;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.voiceteller.core.call.Turn;
import org.voiceteller.streams.observe.CallObserver;

/**
 * Takes what was said to the call's desk, one turn after the other. While the journal is slow or
 * dead the turns wait, up to a number; then the oldest is given up and counted: the conversation
 * goes on, and the latest turns matter most to whoever takes it up again. Not thread-safe.
 */
final class TurnRecorder {

  private final Function<Turn, CompletionStage<Void>> desk;
  private final int maxWaiting;
  private final CallObserver observer;
  private final Deque<Turn> waiting = new ArrayDeque<>();
  private boolean busy;

  TurnRecorder(Function<Turn, CompletionStage<Void>> desk, int maxWaiting, CallObserver observer) {
    this.desk = desk;
    this.maxWaiting = maxWaiting;
    this.observer = observer;
  }

  /** Where the answer to a record goes: {@link #recorded} or {@link #failed} must follow. */
  @FunctionalInterface
  interface Answers {
    void await(CompletionStage<Void> recording);
  }

  void add(Turn turn, Answers answers) {
    if (waiting.size() == maxWaiting) {
      // the first is on its way when busy, and may still arrive: a later one is given up for it
      Turn first = waiting.removeFirst();
      if (busy) {
        waiting.pollFirst();
        waiting.addFirst(first);
      }
      observer.turnNotRecorded();
    }
    waiting.addLast(turn);
    next(answers);
  }

  /** The turn on its way was persisted. */
  void recorded(Answers answers) {
    busy = false;
    waiting.pollFirst();
    next(answers);
  }

  /** The turn on its way was not persisted; it waits for {@link #next}. */
  void failed() {
    busy = false;
  }

  /** Sends the oldest, unless one is on its way. */
  void next(Answers answers) {
    Turn oldest = waiting.peekFirst();
    if (!busy && oldest != null) {
      busy = true;
      answers.await(desk.apply(oldest));
    }
  }

  /** Whether no turn is on its way. */
  boolean isIdle() {
    return !busy;
  }

  /** All that are not known to be kept, in order, for whoever tells the desk the last. */
  List<Turn> takeRest() {
    List<Turn> rest = List.copyOf(waiting);
    waiting.clear();
    return rest;
  }
}
