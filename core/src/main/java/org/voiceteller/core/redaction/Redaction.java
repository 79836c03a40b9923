package org.voiceteller.core.redaction;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes secrets out of what was said, before it is kept or shown. What is decided on is how many
 * digits stand together, however they are written and whatever stands between them:
 *
 * <ul>
 *   <li>13 or more are a card number, whether or not its last digit is the one that Luhn wants;
 *   <li>9, or three, two and four in a row, are a social security number;
 *   <li>10 to 12 are a telephone number, of which all stays while the bank asks for the caller's
 *       number; otherwise its last four, and of one that was told digit by digit nothing, for it
 *       may as well be another number with a word before it;
 *   <li>in words about a PIN, a card's security code or a social security number, 3 or more are
 *       that secret, except for what is called the end of a number;
 *   <li>while a code is awaited, all digits of a turn that holds at least two are that code, except
 *       for amounts;
 *   <li>while a security answer is awaited, the whole turn of the caller is.
 * </ul>
 *
 * Amounts, dates, endings of accounts, numbers of cheques and the bank's confirmation numbers stay.
 * It errs on the side of taking out: a nine-digit routing number goes as well.
 */
public final class Redaction {

  /** What stands in the place of a whole turn. */
  public static final String WITHHELD = "[withheld]";

  /** Is nobody's secret, and often comes before the agent has finished its question. */
  private static final Pattern PLAIN_REPLY =
      Pattern.compile(
          "(?i)(yes|yeah|yep|no|nope|ok|okay|sure)([ ,]+(please|thanks|thank you|go ahead))?[.!]?");

  private static final String CARD = "[card number]";
  private static final String CODE = "[code]";
  private static final String SOCIAL = "[social security number]";
  private static final String NUMBER = "[number]";
  private static final String SECRET = "[secret number]";

  private static final int FEWEST_CARD_DIGITS = 13;
  private static final int FEWEST_PHONE_DIGITS = 10;
  private static final int SOCIAL_DIGITS = 9;
  private static final int FEWEST_PIN_DIGITS = 3;
  private static final int FEWEST_CODE_DIGITS = 2;
  private static final int FEWEST_ECHO_LETTERS = 3;

  private static final Pattern SECRET_WORDS =
      Pattern.compile(
          "(?iu)\\b(?:pin|pins|pincode|pass ?code|pass ?word|cvv2?|cvc2?|cv code|security code"
              + "|social security|social|ssn|secret (?:number|code))\\b");

  private static final Pattern LONG_AMOUNT = Pattern.compile("\\d{1,3}(?:,\\d{3})+(?:\\.\\d{2})?");

  private static final Pattern WORD = Pattern.compile("\\p{L}[\\p{L}\\p{M}'’]*|\\p{Nd}+");

  /** Words that an answer shares with any sentence: taking them out would hide nothing. */
  private static final Set<String> EVERYDAY =
      Set.of(
          "the",
          "and",
          "it's",
          "its",
          "that",
          "that's",
          "this",
          "was",
          "were",
          "are",
          "is",
          "my",
          "your",
          "you",
          "have",
          "has",
          "for",
          "answer",
          "mother",
          "mother's",
          "maiden",
          "name",
          "thank",
          "thanks",
          "yes",
          "would",
          "think",
          "say",
          "said",
          "been",
          "with",
          "born",
          "called",
          "first",
          "pet",
          "car",
          "city",
          "school",
          "please",
          "well",
          "know",
          "not",
          "from");

  private static final int LAST_DIGITS = 4;

  /** So much of a code is worth hiding when the agent repeats it. */
  private static final int FEWEST_REPEATED_DIGITS = 4;

  private Redaction() {}

  public static Redaction create() {
    return new Redaction();
  }

  /** What may be kept of a caller's words, spoken, typed or keyed. */
  public String ofCaller(String text, Awaiting awaiting) {
    return switch (awaiting) {
      case NOTHING -> withoutNumbers(text, false);
      case PHONE_NUMBER -> withoutNumbers(text, true);
      case CODE -> withoutCode(text);
      case ANSWER -> PLAIN_REPLY.matcher(text.strip()).matches() ? text : WITHHELD;
    };
  }

  /**
   * What may be kept of the agent's words. The agent may repeat what it heard: for as long as the
   * call lasts, give what was withheld of the caller's to {@link #withoutEcho} as well.
   */
  public String ofAgent(String text, Awaiting awaiting) {
    return switch (awaiting) {
      case NOTHING, ANSWER -> withoutNumbers(text, false);
      case PHONE_NUMBER -> withoutNumbers(text, true);
      case CODE -> withoutNumbers(withoutRepeatedCode(text), false);
    };
  }

  /**
   * Takes the words of a withheld turn out of another text, apart from those that any sentence has.
   *
   * @param withheld the caller's words as they were said, never kept
   */
  public String withoutEcho(String text, String withheld) {
    Set<String> secret =
        Set.copyOf(
            WORD.matcher(withheld)
                .results()
                .map(word -> word.group().toLowerCase(Locale.ROOT))
                .filter(word -> word.length() >= FEWEST_ECHO_LETTERS || isDigits(word))
                .filter(Predicate.not(EVERYDAY::contains))
                .toList());
    return WORD.matcher(text)
        .replaceAll(
            word ->
                secret.contains(word.group().toLowerCase(Locale.ROOT))
                    ? Matcher.quoteReplacement(WITHHELD)
                    : Matcher.quoteReplacement(word.group()));
  }

  private static boolean isDigits(String word) {
    return Character.isDigit(word.codePointAt(0));
  }

  private static String withoutNumbers(String text, boolean keepsPhoneNumber) {
    boolean isAboutSecrets = SECRET_WORDS.matcher(text).find();
    List<Replacement> replacements = new ArrayList<>();
    for (DigitRun run : DigitRuns.in(text)) {
      if (run.length() >= FEWEST_CARD_DIGITS) {
        replacements.add(new Replacement(run, CARD));
      } else if (run.length() == SOCIAL_DIGITS && !isLongAmount(text, run)
          || run.holdsThreeTwoFour()) {
        replacements.add(new Replacement(run, SOCIAL));
      } else if (isAboutSecrets
          && run.length() >= FEWEST_PIN_DIGITS
          && !run.isAmount()
          && !run.isEnding()) {
        replacements.add(new Replacement(run, SECRET));
      } else if (run.length() >= FEWEST_PHONE_DIGITS
          && !keepsPhoneNumber
          && !isLongAmount(text, run)) {
        replacements.add(
            new Replacement(
                run,
                run.isGroupedAsPhoneNumber()
                    ? "[number ending in " + run.lastFour() + "]"
                    : NUMBER));
      }
    }
    return replaced(text, replacements);
  }

  private static boolean isLongAmount(String text, DigitRun run) {
    return run.isAmount() && LONG_AMOUNT.matcher(text.substring(run.start(), run.end())).matches();
  }

  private static String withoutCode(String text) {
    List<DigitRun> runs = DigitRuns.in(text);
    int digits =
        runs.stream()
            .filter(Predicate.not(Redaction::isPlainAmount))
            .mapToInt(DigitRun::length)
            .sum();
    List<Replacement> replacements =
        runs.stream()
            .filter(run -> digits >= FEWEST_CODE_DIGITS && !isPlainAmount(run))
            .map(run -> new Replacement(run, CODE))
            .toList();
    return replaced(text, replacements);
  }

  /** The agent's amounts and endings are the bank's own; what else may be the code stays away. */
  private static String withoutRepeatedCode(String text) {
    List<DigitRun> suspects =
        DigitRuns.in(text).stream()
            .filter(run -> !run.isAmount() && !(run.isEnding() && run.length() <= LAST_DIGITS))
            .toList();
    return suspects.stream().mapToInt(DigitRun::length).sum() < FEWEST_REPEATED_DIGITS
        ? text
        : replaced(text, suspects.stream().map(run -> new Replacement(run, CODE)).toList());
  }

  /** An amount that no code could be mistaken for. */
  private static boolean isPlainAmount(DigitRun run) {
    return run.isAmount() && run.length() < 6;
  }

  private record Replacement(DigitRun run, String text) {}

  private static String replaced(String text, List<Replacement> replacements) {
    StringBuilder kept = new StringBuilder();
    int from = 0;
    for (Replacement replacement : replacements) {
      kept.append(text, from, replacement.run().start()).append(replacement.text());
      from = replacement.run().end();
    }
    return kept.append(text, from, text.length()).toString();
  }
}
