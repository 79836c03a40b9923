package org.voiceteller.core.redaction;

import java.util.List;
import java.util.Set;

/**
 * Digits that belong together, as numerals or as words: {@code 4111-1111}, {@code four one double
 * one}, {@code twenty three, forty five}.
 *
 * @param start of the first digit in the text
 * @param end after the last digit in the text
 * @param digits 0 to 9 only
 * @param groups how many digits each numeral or word stands for
 * @param isAmount money is what it counts: a currency sign stands before it, or a unit after it
 * @param isEnding the words before it say that it is the end of a longer number
 */
public record DigitRun(
    int start, int end, String digits, List<Integer> groups, boolean isAmount, boolean isEnding) {

  private static final Set<List<Integer>> PHONE_GROUPS =
      Set.of(
          List.of(10),
          List.of(11),
          List.of(3, 3, 4),
          List.of(1, 3, 3, 4),
          List.of(3, 7),
          List.of(1, 10),
          List.of(1, 3, 7));

  public DigitRun {
    groups = List.copyOf(groups);
  }

  public int length() {
    return digits.length();
  }

  /** Whether somewhere in it are three, two and four digits, as a social security number has. */
  boolean holdsThreeTwoFour() {
    for (int i = 0; i + 2 < groups.size(); i++) {
      if (groups.get(i) == 3 && groups.get(i + 1) == 2 && groups.get(i + 2) == 4) {
        return true;
      }
    }
    return false;
  }

  /** Whether it stands as telephone numbers are written. */
  boolean isGroupedAsPhoneNumber() {
    return PHONE_GROUPS.contains(groups);
  }

  String lastFour() {
    return digits.substring(digits.length() - 4);
  }
}
