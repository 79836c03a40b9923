package org.voiceteller.localsonic.dialogue;

import java.util.regex.Pattern;
import org.voiceteller.localsonic.dialogue.slot.Kind;
import org.voiceteller.localsonic.dialogue.slot.PhoneNumbers;

/** What an answer to a question for a field will be like. */
final class Answers {

  private static final Pattern DIGITS = Pattern.compile("\\b([4-9]|10)[ -]digits?\\b");

  private Answers() {}

  /**
   * Several fields at once are answered in a sentence; a secret that is asked for as digits is one.
   *
   * @param question how it was asked for
   */
  static Expectation expected(Task task, String question) {
    var digits = DIGITS.matcher(question);
    if (task.asksForSecret() && digits.find()) {
      var count = Integer.parseInt(digits.group(1));
      return new Expectation.Digits(count, count);
    }
    return task.asked().size() == 1
        ? expected(task.asked().getFirst().kind())
        : new Expectation.Wish();
  }

  private static Expectation expected(Kind kind) {
    return switch (kind) {
      case Kind.Phone() -> new Expectation.Digits(PhoneNumbers.SHORTEST, PhoneNumbers.LONGEST);
      case Kind.Digits(var atLeast, var atMost) -> new Expectation.Digits(atLeast, atMost);
      case Kind.Code(var atLeast, var atMost) -> new Expectation.Digits(atLeast, atMost);
      case Kind.Ending(_, var digits) -> new Expectation.Digits(digits, digits);
      case Kind.Count() -> new Expectation.Digits(1, 3);
      case Kind.Money _ -> new Expectation.Amount();
      case Kind.Flag _ -> new Expectation.YesOrNo();
      case Kind.Name(), Kind.Wording(), Kind.Text(), Kind.Secret() -> new Expectation.Name();
      case Kind.Day _, Kind.Month(), Kind.Choice _ -> new Expectation.Wish();
      case Kind.Category(), Kind.Reference() -> new Expectation.Wish();
    };
  }

  /** Whether it may come from a telephone's keypad. */
  static boolean mayBeKeyed(Kind kind) {
    return switch (kind) {
      case Kind.Phone(), Kind.Digits _, Kind.Money _, Kind.Count(), Kind.Text() -> true;
      case Kind.Code _, Kind.Secret(), Kind.Ending _, Kind.Reference() -> true;
      case Kind.Day _, Kind.Month(), Kind.Choice _, Kind.Flag _ -> false;
      case Kind.Name(), Kind.Category(), Kind.Wording() -> false;
    };
  }

  /** Whether any words at all may be the answer. */
  static boolean mayBeAnything(Kind kind) {
    return switch (kind) {
      case Kind.Name(), Kind.Wording(), Kind.Category(), Kind.Text(), Kind.Secret() -> true;
      case Kind.Code _, Kind.Ending _, Kind.Reference() -> false;
      case Kind.Phone(), Kind.Digits _, Kind.Money _, Kind.Count() -> false;
      case Kind.Day _, Kind.Month(), Kind.Choice _, Kind.Flag _ -> false;
    };
  }
}
