package org.voiceteller.localsonic.dialogue.slot;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.voiceteller.localsonic.dialogue.language.SpokenNumbers;

/** Amounts of money in what was said. */
final class Amounts {

  private static final String FIGURE = "(\\d+(?:\\.\\d{1,2})?)(?!\\d|\\.\\d)( ?k\\b)?";
  private static final Pattern MILLIONS =
      Pattern.compile("\\b(\\d{1,4}(?:\\.\\d{1,6})?) million\\b");
  private static final String MONEY =
      "(?:[$£€] ?"
          + FIGURE
          + "|"
          + FIGURE
          + " ?(?:dollars?|bucks?|usd|pounds?|euros?|[$£€](?! ?\\d))"
          + "(?: and)?(?: (\\d{1,2}) cents?)?)(?: dollars?)?";
  private static final Pattern ONE = Pattern.compile(MONEY);
  private static final Pattern TWO =
      Pattern.compile("(?:between|from) " + MONEY + " (?:and|to|or) " + MONEY);
  private static final Pattern TWO_BARE =
      Pattern.compile("between [$]?" + FIGURE + " (?:and|to) " + MONEY);
  private static final Pattern MORE =
      Pattern.compile(
          "(?:over|above|more than|at least|greater than|bigger than|larger than"
              + "|exceeding|minimum|from|starting at) $");
  private static final Pattern LESS =
      Pattern.compile(
          "(?:under|below|less than|at most|up to|no more than|not more than"
              + "|smaller than|maximum) $");
  private static final Pattern MINUS = Pattern.compile("\\b(?:minus|negative) $");

  /** A sign as it is typed: "-$50", "$-50"; a dash between two numbers is none. */
  private static final Pattern SIGN =
      Pattern.compile("(?<=^|[^\\d\\s]\\s{1,9}|[(,])([$£€]?)[-\u2212\u2013]([$£€]?)(?=\\d)");

  private static final Pattern HALF = Pattern.compile("(?i)\\bhalf a (?:grand|thousand)\\b");
  private static final Pattern DASH_BETWEEN =
      Pattern.compile("(?<=\\d)\\s?[-\u2013]\\s?(?=[$£€]?\\d)");

  private static final Pattern ABOUT =
      Pattern.compile("(?:about|around|roughly|approximately|some) $");
  private static final String NO_MONEY =
      "(?! ?(?:days?|weeks?|months?|years?|times?|percent|%|transactions?|purchases?|charges?"
          + "|payments?|digits?|minutes?|hours?|st|nd|rd|th|of|on|am|pm|\\d{2}|january|february|march"
          + "|april|may|june|july|august|september|october|november|december)\\b)";

  /** "Transfer 500 to savings", "a charge for 75": a bare number where money is spoken of. */
  private static final Pattern MEANT =
      Pattern.compile(
          "\\b(?:transfer|transferring|move|moving|send|sent|pay|paying|paid|put|shift|wire|pull|take"
              + "|(?:charge|charged|payment|transaction|purchase|bill|check|cheque|amount|transfer)"
              + " (?:for|of|was|is)|make (?:it|that)|amount to|change (?:it|that|the amount) to)(?:"
              + " about| around| over| another| only| just| me| a)?(?: minus| negative)? "
              + FIGURE
              + "(?![\\d./])"
              + NO_MONEY
              + "|\\ban? "
              + FIGURE
              + " (?:transfer|payment|charge|standing order|direct debit|purchase)\\b|(?<![\\d.])"
              + FIGURE
              + " (?:a|per|each|every) (?:week|month|year)\\b|(?<![\\d.])"
              + FIGURE
              + " (?:from|out of|to|into|in|over) (?:my |the )?(?:checking|savings?)\\b");

  /** "Pay City Power 80", "Macy's charged me 80 but": behind who is paid, and nothing behind it. */
  private static final Pattern BEHIND_A_NAME =
      Pattern.compile(
          "\\b(?:pay|send|give|owe|charged|billed)(?:"
              + " (?!on|the|by|in|at|ending|checks?|cheques?|account|number|card|code|until)[^\\d"
              + " ]+){1,4}?(?: minus| negative)? "
              + FIGURE
              + "(?= ?(?:$|from|to|on|for|every|each|monthly|weekly|tomorrow|today|but|and|by|please"
              + "|instead|when))"
              + NO_MONEY);

  /** Two decimals are cents wherever they stand. */
  private static final Pattern WITH_CENTS =
      Pattern.compile("(?<![\\d.])(\\d+\\.\\d{2})( ?k\\b)?(?![\\d.])");

  private static final Pattern BARE = Pattern.compile("(?<![\\d.])" + FIGURE + "(?![\\d.])");

  private Amounts() {}

  /**
   * A range; equal ends are an exact amount, a missing end is open.
   *
   * @param said the amount that was named, or the first of two
   */
  record Range(Optional<BigDecimal> from, Optional<BigDecimal> to, BigDecimal said) {

    static Range exactly(BigDecimal amount) {
      return new Range(Optional.of(amount), Optional.of(amount), amount);
    }
  }

  /**
   * @param asked an amount was asked for, so a bare number is one
   */
  static Optional<Range> in(String text, boolean asked) {
    var plain =
        MILLIONS
            .matcher(SpokenNumbers.inFigures(signed(text)))
            .replaceAll(found -> new BigDecimal(found.group(1)).movePointRight(6).toPlainString())
            .replaceAll("\\ba (?=\\d+ (?:dollar|buck|pound|euro))", "")
            .replaceAll("\\b(\\d{1,3}(?:\\.\\d)?) 1000\\b", "$1k");
    var bare = TWO_BARE.matcher(plain);
    if (bare.find()) {
      return Optional.of(range(amount(bare, 1, 2, 0), amount(bare, 3, 4, 5, 6, 7)));
    }
    var two = TWO.matcher(plain);
    if (two.find()) {
      return Optional.of(range(amount(two, 1, 2, 3, 4, 5), amount(two, 6, 7, 8, 9, 10)));
    }
    var one = ONE.matcher(plain);
    if (one.find()) {
      return Optional.of(
          withComparison(amount(one, 1, 2, 3, 4, 5), plain.substring(0, one.start())));
    }
    for (var pattern : List.of(MEANT, WITH_CENTS, BEHIND_A_NAME)) {
      var meant = pattern.matcher(plain);
      if (meant.find()) {
        var group = 1;
        while (meant.group(group) == null) {
          group += 2;
        }
        return Optional.of(
            withComparison(
                amount(meant, group, group + 1, 0), plain.substring(0, meant.start(group))));
      }
    }
    var number = BARE.matcher(plain);
    return asked && number.find()
        ? Optional.of(withComparison(amount(number, 1, 2, 0), plain.substring(0, number.start())))
        : Optional.empty();
  }

  private static String signed(String text) {
    return DASH_BETWEEN
        .matcher(
            SIGN.matcher(HALF.matcher(text).replaceAll("500 dollars")).replaceAll("minus $1$2"))
        .replaceAll(" to ");
  }

  private static Range range(BigDecimal one, BigDecimal other) {
    return new Range(Optional.of(one.min(other)), Optional.of(one.max(other)), one);
  }

  private static Range withComparison(BigDecimal amount, String before) {
    if (MINUS.matcher(before).find()) {
      return Range.exactly(amount.negate());
    }
    if (LESS.matcher(before).find()) {
      return new Range(Optional.empty(), Optional.of(amount), amount);
    }
    if (MORE.matcher(before).find()) {
      return new Range(Optional.of(amount), Optional.empty(), amount);
    }
    if (ABOUT.matcher(before).find()) {
      return new Range(
          Optional.of(scaled(amount.multiply(new BigDecimal("0.90")))),
          Optional.of(scaled(amount.multiply(new BigDecimal("1.10")))),
          amount);
    }
    return Range.exactly(amount);
  }

  private static BigDecimal amount(Matcher found, int figure, int thousands, int cents) {
    var whole = new BigDecimal(found.group(figure));
    if (found.group(thousands) != null) {
      whole = whole.multiply(BigDecimal.valueOf(1000));
    }
    if (cents > 0 && found.group(cents) != null) {
      whole = whole.add(new BigDecimal(found.group(cents)).movePointLeft(2));
    }
    return scaled(whole);
  }

  private static BigDecimal amount(
      Matcher found, int sign, int signThousands, int word, int wordThousands, int cents) {
    return found.group(sign) != null
        ? amount(found, sign, signThousands, 0)
        : amount(found, word, wordThousands, cents);
  }

  private static BigDecimal scaled(BigDecimal amount) {
    return amount.setScale(2, RoundingMode.HALF_UP);
  }
}
