package org.voiceteller.siptrunk.bank;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;

/** What a call has for the bank while it has no line to say it on. Not thread-safe. */
final class Unsaid {

  private static final int MOST_WORDS = 2;
  private static final int MOST_KEYS = 32;

  private final Deque<TransferWord> words = new ArrayDeque<>();

  /** A secret's, maybe. */
  private final StringBuilder keys = new StringBuilder();

  /** The last two wait. */
  void add(TransferWord word) {
    if (words.size() >= MOST_WORDS) {
      words.remove();
    }
    words.add(word);
  }

  /** The first 32 wait; keys that make it more are dropped. */
  void add(String pressed) {
    if (keys.length() + pressed.length() <= MOST_KEYS) {
      keys.append(pressed);
    }
  }

  void say(BankLine line) {
    sayWords(line);
    if (!keys.isEmpty()) {
      line.send(Map.of("type", "keypad.input", "digits", keys.toString()));
      keys.setLength(0);
    }
  }

  void sayWords(BankLine line) {
    while (!words.isEmpty()) {
      line.send(words.remove().event());
    }
  }
}
