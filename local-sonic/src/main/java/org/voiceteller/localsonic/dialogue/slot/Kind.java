package org.voiceteller.localsonic.dialogue.slot;

import java.util.List;

/** What sort of thing a field takes, as far as its schema tells. */
public sealed interface Kind {

  /** {@code "format":"phone"}. */
  record Phone() implements Kind {}

  /** {@code "format":"date"}: an ISO date. */
  record Day(Side side, boolean ahead) implements Kind {}

  /** A month as {@code 2024-01}, told by its format or its name. */
  record Month() implements Kind {}

  /** {@code "format":"amount"}: a decimal string such as {@code "75.00"}. */
  record Money(Side side, boolean number) implements Kind {}

  /** {@code enum}: one of these values. */
  record Choice(Side side, List<String> values) implements Kind {
    public Choice {
      values = List.copyOf(values);
    }
  }

  /** {@code "type":"boolean"}. */
  record Flag() implements Kind {}

  /** {@code "type":"integer"}, or a number. */
  record Count() implements Kind {}

  /** A string of digits, told by its pattern: a code, a check number. */
  record Digits(int atLeast, int atMost) implements Kind {}

  /** A person, a shop, a firm. */
  record Name() implements Kind {}

  /** What kind of goods or spending. */
  record Category() implements Kind {}

  /** A text to be taken as it stands, such as the wording on a statement. */
  record Wording() implements Kind {}

  /** Anything else: the caller's whole answer. */
  record Text() implements Kind {}

  /** Which end of a range, or of a movement, a field is. */
  enum Side {
    WHOLE,
    FROM,
    TO
  }
}
