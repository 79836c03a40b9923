package org.voiceteller.streams.call;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The caller's latest words, while the agent has neither begun to answer them nor used a tool for
 * them: a stream that takes over is asked them anew. Not thread-safe.
 */
final class OpenWords {

  private static final int MAX = 8;

  private final Deque<Words> open = new ArrayDeque<>();
  private String answeringTurn = "";

  private static final class Words {
    private final String turnId;
    private final String text;
    private final boolean typed;
    private boolean passedOver;

    private Words(String turnId, String text, boolean typed) {
      this.turnId = turnId;
      this.text = text;
      this.typed = typed;
    }
  }

  void said(String turnId, String text, boolean typed) {
    if (open.size() == MAX) {
      open.removeFirst();
    }
    open.addLast(new Words(turnId, text, typed));
  }

  /**
   * The agent speaks. What was typed while its words were on their way is not what it answers:
   * unless the model has told that it has read it, it stays open for one more turn.
   *
   * @param unread whether the model has not repeated a typed text yet
   */
  void answeredBy(String agentTurnId, Predicate<String> unread) {
    if (agentTurnId.equals(answeringTurn)) {
      return;
    }
    answeringTurn = agentTurnId;
    open.removeIf(words -> words.passedOver || !words.typed || !unread.test(words.text));
    open.forEach(words -> words.passedOver = true);
  }

  /** A tool is used for what was said: to ask it anew might do it twice. */
  void actedOn() {
    open.clear();
  }

  boolean isEmpty() {
    return open.isEmpty();
  }

  List<String> texts() {
    return open.stream().map(words -> words.text).toList();
  }

  Set<String> turnIds() {
    return open.stream().map(words -> words.turnId).collect(Collectors.toUnmodifiableSet());
  }
}
