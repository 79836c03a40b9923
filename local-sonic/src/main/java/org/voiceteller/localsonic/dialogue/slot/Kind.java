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

  /**
   * {@code "format":"amount"}: a decimal string such as {@code "75.00"}.
   *
   * @param past it is what was charged: a minus is how statements write that, and no sign
   */
  record Money(Side side, boolean number, boolean past) implements Kind {}

  /** {@code enum}: one of these values. */
  record Choice(Side side, List<String> values) implements Kind {
    public Choice {
      values = List.copyOf(values);
    }
  }

  /**
   * {@code "type":"boolean"}, or an {@code enum} of yes and no.
   *
   * @param inWords the value is the word, not a boolean
   */
  record Flag(boolean inWords) implements Kind {}

  /** {@code "type":"integer"}, or a number. */
  record Count() implements Kind {}

  /** A string of digits, told by its pattern: a check number. */
  record Digits(int atLeast, int atMost) implements Kind {}

  /** The last digits of a longer number, told by the field's name: "ending". */
  record Ending(Side side, int digits) implements Kind {}

  /** {@code "format":"code"}: digits that nobody else may know; never said back. */
  record Code(int atLeast, int atMost) implements Kind {}

  /** {@code "format":"secret"}: words that nobody else may know; never said back. */
  record Secret() implements Kind {}

  /** A number with letters, as on a receipt: {@code TXN-20240115-001}. */
  record Reference() implements Kind {}

  /** A person, a shop, a firm. */
  record Name() implements Kind {}

  /** What kind of goods or spending. */
  record Category() implements Kind {}

  /** A text to be taken as it stands, such as the wording on a statement. */
  record Wording() implements Kind {}

  /** Anything else: the caller's whole answer. */
  record Text() implements Kind {}

  /** Whether it proves who the caller is: taken only as an answer, never said back. */
  default boolean isSecret() {
    return this instanceof Code || this instanceof Secret;
  }

  /** Which end of a range, or of a movement, a field is. */
  enum Side {
    WHOLE,
    FROM,
    TO
  }
}
