package org.voiceteller.localsonic.dialogue.slot;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.voiceteller.localsonic.dialogue.language.NumberNames;
import org.voiceteller.localsonic.dialogue.language.PlainText;
import org.voiceteller.localsonic.dialogue.language.SpokenNumbers;

/**
 * Things that are called by a number: "check twelve thirty four", "the card ending in 4521",
 * "DISPUTE-20240115-001".
 */
final class NumberedThings {

  private static final int LONGEST_TAIL_WORDS = 8;
  private static final Map<String, String> OTHER_WORDS =
      Map.of("check", "check|checks|cheque|cheques", "merchant category", "category|code");
  private static final Pattern ENDING =
      Pattern.compile(
          "\\b(?:ending|ends?|end)(?: (?:in|with|on))?|\\blast (?:four|4)(?: digits?| numbers?)?"
              + "(?: (?:is|are|of))?"
              + "|\\b(?:card|account)(?: number)?(?= (?:\\d{4}|(?:"
              + String.join("|", NumberNames.BELOW_TWENTY)
              + "|"
              + String.join("|", NumberNames.TENS)
              + ") \\S+)\\b)");
  private static final Pattern NEXT_THING =
      Pattern.compile(" (?:to|into|from|for|and (?:the|my|to|from)|on|please|at|of)\\b.*");
  private static final Pattern SIDE =
      Pattern.compile("\\b(from|out of|to|into|onto)\\b(?!.*\\b(?:from|out of|to|into|onto)\\b)");
  private static final Pattern WRITTEN =
      Pattern.compile("(?i)\\b(\\p{L}{2,}(?:-\\p{L}+)*)-(\\d{8})-(\\d{3,})\\b");
  private static final Pattern DIGIT = Pattern.compile("\\d");
  private static final int DATE_DIGITS = 8;
  private static final int COUNT_DIGITS = 3;

  private NumberedThings() {}

  /** The digits right behind the name of the field: "check number 1234", "cheque twelve oh one". */
  static String numberOf(Slot slot, String text) {
    var thing = slot.label().replaceFirst(" (?:number|code|id)$", "");
    var words = OTHER_WORDS.getOrDefault(thing, Pattern.quote(thing));
    var named =
        Pattern.compile(
                "\\b(?:"
                    + Pattern.quote(slot.label())
                    + "|(?:"
                    + words
                    + ")(?: (?:number|numbers|no|num|nr|code|id|of))?)(?: is| was)? (?=\\S)")
            .matcher(PlainText.of(text.replace("#", " number ")));
    while (named.find()) {
      var tail = cut(named.replaceFirst("\u0001").replaceFirst("^.*?\u0001", ""));
      var first = tail.isEmpty() ? "" : PlainText.words(tail).getFirst();
      if (!SpokenNumbers.digits(first).isEmpty() || first.equals("double")) {
        return SpokenNumbers.digits(tail);
      }
      return "";
    }
    return "";
  }

  /** The last digits by which one of several was named, for this end of a movement. */
  static Optional<String> ending(Slot slot, Kind.Ending kind, String text) {
    var plain = PlainText.of(text);
    var found = ENDING.matcher(plain);
    var from = 0;
    while (found.find()) {
      var before = plain.substring(from, found.end());
      var digits = SpokenNumbers.digits(cut(plain.substring(found.end()).strip()));
      if (digits.length() == kind.digits()) {
        if (isMeant(slot, kind.side(), before)) {
          return Optional.of(digits);
        }
        from = found.end();
      }
    }
    return Optional.empty();
  }

  /** A number with letters, typed or spoken: "dispute 2024 0115 001", "t x n dash 2 0 2 4 …". */
  static Optional<String> reference(String text) {
    var written = WRITTEN.matcher(text);
    if (written.find()) {
      return Optional.of(written.group().toUpperCase(Locale.ROOT));
    }
    var digits = SpokenNumbers.digits(text.replace('-', ' '));
    if (digits.length() < DATE_DIGITS + COUNT_DIGITS || !digits.startsWith("20")) {
      return Optional.empty();
    }
    return letters(text)
        .map(
            letters ->
                "%s-%s-%s"
                    .formatted(
                        letters, digits.substring(0, DATE_DIGITS), digits.substring(DATE_DIGITS)));
  }

  /** The word, or the spelled letters, before the digits. */
  private static Optional<String> letters(String text) {
    var words = PlainText.words(text.replace('-', ' '));
    var letters = new StringBuilder();
    var spelled = false;
    for (var word : words) {
      var isDigits = DIGIT.matcher(word).find() || !SpokenNumbers.digits(word).isEmpty();
      if (isDigits && !letters.isEmpty()) {
        break;
      }
      if (word.length() == 1 && !isDigits) {
        letters.setLength(spelled ? letters.length() : 0);
        letters.append(word);
        spelled = true;
      } else if (!word.matches("dash|hyphen|minus|number|case|is|it|my|the|it's|confirmation")) {
        letters.setLength(0);
        letters.append(isDigits ? "" : word);
        spelled = false;
      }
    }
    return letters.length() < 2
        ? Optional.empty()
        : Optional.of(letters.toString().toUpperCase(Locale.ROOT));
  }

  private static boolean isMeant(Slot slot, Kind.Side side, String before) {
    var said = SIDE.matcher(before);
    var saidSide =
        !said.find()
            ? Kind.Side.WHOLE
            : said.group(1).matches("from|out of") ? Kind.Side.FROM : Kind.Side.TO;
    var isCard = slot.label().contains("card");
    var saidCard = before.matches(".*\\bcards?\\b.*");
    var saidAccount = before.matches(".*\\b(?:accounts?|checking|savings?)\\b.*");
    return isCard ? !saidAccount || saidCard : !saidCard && side == saidSide;
  }

  private static String cut(String tail) {
    var words = PlainText.words(NEXT_THING.matcher(tail).replaceFirst(""));
    return String.join(" ", words.subList(0, Math.min(LONGEST_TAIL_WORDS, words.size())));
  }
}
