package org.voiceteller.streams.call;

import java.util.Optional;

/**
 * Gathers keyed digits until {@code #}. A {@code *} clears what was keyed. An entry that grows too
 * long is cleared as a whole, since a cut number would be a wrong one. Not thread-safe.
 */
final class Keypad {

  private final int maxDigits;
  private final StringBuilder keyed = new StringBuilder();

  Keypad(int maxDigits) {
    this.maxDigits = maxDigits;
  }

  /** What a key changed. */
  sealed interface Pressed {

    /** More keys are expected, or none were keyed. */
    record Waiting() implements Pressed {}

    record Entered(String digits) implements Pressed {}

    record TooLong() implements Pressed {}
  }

  Pressed press(char key) {
    return switch (key) {
      case '#' -> complete().<Pressed>map(Pressed.Entered::new).orElseGet(Pressed.Waiting::new);
      case '*' -> {
        keyed.setLength(0);
        yield new Pressed.Waiting();
      }
      default -> {
        if (keyed.length() == maxDigits) {
          keyed.setLength(0);
          yield new Pressed.TooLong();
        }
        keyed.append(key);
        yield new Pressed.Waiting();
      }
    };
  }

  /** Takes what was keyed as the whole entry. */
  Optional<String> complete() {
    String digits = keyed.toString();
    keyed.setLength(0);
    return digits.isEmpty() ? Optional.empty() : Optional.of(digits);
  }

  boolean isEmpty() {
    return keyed.isEmpty();
  }
}
