package org.voiceteller.streams.call;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The caller's latest words, while the agent has neither begun to answer them nor used a tool for
 * them: a stream that takes over is asked them anew. An answer that was cut off before anything of
 * it was heard is none. Not thread-safe.
 */
final class OpenWords {

  private static final int MAX = 8;

  /** Turns of the agent after which typed words count as answered, though nobody repeated them. */
  private static final int MAX_PASSES = 6;

  private final Deque<Words> open = new ArrayDeque<>();
  private final List<Words> answered = new ArrayList<>();
  private String answeringTurn = "";

  private static final class Words {
    private final String turnId;
    private final String text;
    private final boolean typed;
    private int passes;

    private Words(String turnId, String text, boolean typed) {
      this.turnId = turnId;
      this.text = text;
      this.typed = typed;
    }
  }

  void said(String turnId, String text, boolean typed) {
    while (open.size() >= MAX) {
      open.removeFirst();
    }
    open.addLast(new Words(turnId, text, typed));
  }

  /**
   * The agent speaks. What was typed while its words were on their way is not what it answers: of a
   * model that repeats what it reads, words which it has not repeated stay open; of another one
   * they stay so for one more turn.
   *
   * @param unread whether the model has not repeated a typed text yet
   * @param repeats whether it has ever repeated one
   */
  void answeredBy(String agentTurnId, Predicate<String> unread, boolean repeats) {
    if (agentTurnId.equals(answeringTurn)) {
      return;
    }
    answeringTurn = agentTurnId;
    int most = repeats ? MAX_PASSES : 1;
    answered.clear();
    for (Words words : open) {
      if (words.typed && words.passes < most && unread.test(words.text)) {
        words.passes++;
      } else {
        answered.add(words);
      }
    }
    open.removeAll(answered);
  }

  /** Nothing of the agent's turn was heard, and nothing more of it comes. */
  void unheard(String agentTurnId) {
    if (agentTurnId.equals(answeringTurn)) {
      answered.reversed().forEach(open::addFirst);
      answered.clear();
    }
  }

  /** A tool is used for what was said: to ask it anew might do it twice. */
  void actedOn() {
    open.clear();
    answered.clear();
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
