package org.voiceteller.localsonic.speech;

import java.util.Locale;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A sentence as it is to be pronounced: whatever a bank writes in figures, in words. The
 * synthesizers' own readings differ and are often wrong ("ending in four thousand five hundred…").
 *
 * <pre>
 *   $5,647.32            five thousand six hundred forty seven dollars and thirty two cents
 *   ending in 4521       ending in four five two one
 *   2026-01-15           January fifteenth, twenty twenty six
 *   +1-555-234-5678      plus one, five five five, two three four, five six seven eight
 *   TXN-20240115-001     T X N, two zero two four, zero one, one five, zero zero one
 *   #FRAUD-20240115-001  fraud, two zero two four, zero one, one five, zero zero one
 *   3.5%                 three point five percent
 * </pre>
 */
final class SpokenText {

  private record Rule(Pattern pattern, Function<MatchResult, String> words) {}

  private static final String MONTH =
      "January|February|March|April|May|June|July|August|September|October|November|December";

  /** In this order: the earlier ones take what the later ones would misread. */
  private static final Rule[] RULES = {
    rule("\\bSQ ?\\*", _ -> "S Q star "),
    rule("\\bTST ?\\*", _ -> "T S T star "),
    rule("[*_#`]+", _ -> " "),
    rule(
        "-?\\$ ?(\\d{1,3}(?:,\\d{3})+|\\d+)(?:\\.(\\d\\d))?(?!\\d)",
        m ->
            (m.group().startsWith("-") ? "minus " : "")
                + NumberWords.dollars(plain(m.group(1)), m.group(2))),
    rule(
        "\\b(\\d{4})-(\\d\\d)-(\\d\\d)\\b",
        m -> NumberWords.date(integer(m.group(1)), integer(m.group(2)), integer(m.group(3)))),
    rule(
        "\\b(" + MONTH + ") (\\d{1,2})(?:st|nd|rd|th)?(?:,? (\\d{4}))?\\b",
        m ->
            m.group(1)
                + " "
                + NumberWords.ordinal(integer(m.group(2)))
                + (m.group(3) == null ? "" : ", " + NumberWords.year(integer(m.group(3))))),
    rule("\\b[A-Z]{2,}(?:-\\d+)+\\b", m -> NumberWords.spelled(m.group())),
    rule(
        "(\\+)?(?<!\\d)(1[- .]?)?\\(?(\\d{3})\\)?[- .](\\d{3})[- .](\\d{4})\\b",
        m ->
            (m.group(1) == null ? "" : "plus ")
                + (m.group(2) == null ? "" : "one, ")
                + "%s, %s, %s"
                    .formatted(
                        NumberWords.digits(m.group(3)),
                        NumberWords.digits(m.group(4)),
                        NumberWords.digits(m.group(5)))),
    rule("(?:\\+|\\b)1?\\d{10}\\b", m -> NumberWords.phone(m.group())),
    rule(
        "\\b(ending in|ends in|ending with|check|check number|code|code is|number) (\\d{3,8})\\b",
        m -> m.group(1) + " " + NumberWords.digits(m.group(2))),
    rule("\\b(\\d{1,3}) ?- ?(\\d{1,3})(?= \\w)", m -> m.group(1) + " to " + m.group(2)),
    rule(
        "(\\d+)(?:\\.(\\d+))? ?%",
        m -> NumberWords.decimal(plain(m.group(1)), m.group(2)) + " percent"),
    rule("\\b(\\d{1,2})(?:st|nd|rd|th)\\b", m -> NumberWords.ordinal(integer(m.group(1)))),
    rule("\\b(19|20)(\\d\\d)\\b", m -> NumberWords.year(integer(m.group()))),
    rule("\\b0\\d+\\b|\\b\\d{7,}\\b", m -> NumberWords.digits(m.group())),
    rule(
        "\\b(\\d{1,3}(?:,\\d{3})+|\\d+)(?:\\.(\\d+))?\\b",
        m -> NumberWords.decimal(plain(m.group(1)), m.group(2))),
    rule("(?i)\\be-mail\\b", _ -> "email"),
    rule("\\b(?:ACH|APR|ATM|FAQ|ID|OTP|PDF|SMS)\\b", m -> NumberWords.spelled(m.group())),
    rule("\\bPIN\\b", _ -> "pin"),
    rule("&", _ -> " and "),
    rule("[\\[\\]{}<>|~^=\\\\\"“”()]", _ -> " "),
    rule("[–—]", _ -> ", "),
    rule("’", _ -> "'"),
    rule("\\s+", _ -> " "),
  };

  private SpokenText() {}

  /** The words to speak; empty if there is nothing that has a sound. */
  static String of(String sentence) {
    var text = sentence;
    for (var rule : RULES) {
      text =
          rule.pattern()
              .matcher(text)
              .replaceAll(m -> Matcher.quoteReplacement(rule.words().apply(m)));
    }
    text = text.strip();
    return text.chars().anyMatch(Character::isLetterOrDigit) ? text : "";
  }

  private static Rule rule(String pattern, Function<MatchResult, String> words) {
    return new Rule(Pattern.compile(pattern), words);
  }

  private static long plain(String figures) {
    var digits = figures.replace(",", "").toLowerCase(Locale.ROOT);
    return digits.length() > 15 ? Long.MAX_VALUE : Long.parseLong(digits);
  }

  private static int integer(String figures) {
    return Integer.parseInt(figures);
  }
}
