package org.voiceteller.localsonic.dialogue.slot;

import java.util.Optional;
import org.voiceteller.localsonic.dialogue.language.SpokenNumbers;

/**
 * Telephone numbers of the North American plan, as spoken, typed or keyed: 10 digits, or 11 that
 * begin with the country's 1. A number written with a plus sign may belong to any country (E.164:
 * up to 15 digits).
 */
public final class PhoneNumbers {

  public static final int SHORTEST = 10;
  public static final int LONGEST = 11;

  private PhoneNumbers() {}

  /** The digits that were said, perhaps too few or too many to be a number; empty for none. */
  static String digits(String text) {
    return SpokenNumbers.digits(text.replaceAll("[-().+/]", " "));
  }

  /**
   * @param plus the number was written with a plus sign
   * @return the number as E.164, such as {@code +15552345678}
   */
  static Optional<String> wellFormed(String digits, boolean plus) {
    if (digits.length() == SHORTEST && !plus) {
      return Optional.of("+1" + digits);
    }
    if (digits.length() == LONGEST && digits.startsWith("1")) {
      return Optional.of("+" + digits);
    }
    return plus && digits.length() >= 8 && digits.length() <= 15
        ? Optional.of("+" + digits)
        : Optional.empty();
  }
}
