package org.voiceteller.core.guard;

import static java.util.Map.entry;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads amounts and numbers out of what is said, in figures or in words. */
final class SpokenNumbers {

  private static final Map<String, Integer> SMALL =
      Map.ofEntries(
          entry("zero", 0),
          entry("one", 1),
          entry("two", 2),
          entry("three", 3),
          entry("four", 4),
          entry("five", 5),
          entry("six", 6),
          entry("seven", 7),
          entry("eight", 8),
          entry("nine", 9),
          entry("ten", 10),
          entry("eleven", 11),
          entry("twelve", 12),
          entry("thirteen", 13),
          entry("fourteen", 14),
          entry("fifteen", 15),
          entry("sixteen", 16),
          entry("seventeen", 17),
          entry("eighteen", 18),
          entry("nineteen", 19),
          entry("twenty", 20),
          entry("thirty", 30),
          entry("forty", 40),
          entry("fifty", 50),
          entry("sixty", 60),
          entry("seventy", 70),
          entry("eighty", 80),
          entry("ninety", 90));

  private static final Map<String, Long> LARGE =
      Map.of("hundred", 100L, "thousand", 1_000L, "million", 1_000_000L);

  private static final String SMALL_WORD = "(?:" + String.join("|", SMALL.keySet()) + ")";
  private static final String ANY_WORD =
      "(?:" + String.join("|", SMALL.keySet()) + "|hundred|thousand|million)";

  private static final Pattern IN_WORDS =
      Pattern.compile(
          "\\b(?:a\\s+(?=hundred|thousand|million)|"
              + SMALL_WORD
              + "\\b(?:[\\s-]+))?"
              + ANY_WORD
              + "\\b(?:(?:[\\s-]+|\\s+and\\s+)"
              + ANY_WORD
              + "\\b)*");

  private static final Pattern AMOUNT =
      Pattern.compile(
          "\\$\\s*(?<sign>\\d[\\d,]*(?:\\.\\d+)?)(?:\\s*(?<times>thousand|million|k|m)\\b)?"
              + "|(?<dollars>\\d[\\d,]*(?:\\.\\d+)?)\\s*(?:us\\s+)?(?:dollars?|bucks|usd)\\b"
              + "(?:\\s*(?:and|,)?\\s*(?<cents>\\d{1,2})\\s*cents?\\b)?"
              + "|(?<only>\\d[\\d,]*)\\s*(?:cents?|¢)"
              + "|(?<![\\w.,-])(?<plain>\\d[\\d,]*\\.\\d{2})(?![\\d.]|\\s*(?:percent|%))"
              + "|\\bbalance\\b[^.$\\d]{0,40}?\\b(?:is|of|at|was)\\s+(?:now\\s+|about\\s+)?"
              + "(?<balance>\\d[\\d,]*(?:\\.\\d+)?)(?![\\d-])");

  private static final Pattern NUMBER = Pattern.compile("\\d[\\d,]*(?:\\.\\d+)?");

  private static final long LARGEST = 1_000_000_000_000L;

  private SpokenNumbers() {}

  /** The amounts of money that are named, in cents, without their signs. */
  static Set<Long> amounts(String text) {
    Set<Long> cents = new HashSet<>();
    Matcher found = AMOUNT.matcher(inFigures(text));
    while (found.find()) {
      cents.add(cents(found));
    }
    return cents;
  }

  /** Every number that is named, as whole units in cents: what a caller may have meant as money. */
  static Set<Long> anyNumbers(String text) {
    Set<Long> cents = amounts(text);
    NUMBER
        .matcher(inFigures(text))
        .results()
        .forEach(found -> cents.add(cents(found.group(), BigDecimal.valueOf(100))));
    return cents;
  }

  private static long cents(Matcher found) {
    String sign = found.group("sign");
    if (sign != null) {
      String times = found.group("times");
      return cents(
          sign,
          switch (times == null ? "" : times) {
            case "thousand", "k" -> BigDecimal.valueOf(100_000);
            case "million", "m" -> BigDecimal.valueOf(100_000_000);
            default -> BigDecimal.valueOf(100);
          });
    }
    String dollars = found.group("dollars");
    if (dollars != null) {
      String more = found.group("cents");
      return cents(dollars, BigDecimal.valueOf(100)) + (more == null ? 0 : Long.parseLong(more));
    }
    String only = found.group("only");
    if (only != null) {
      return cents(only, BigDecimal.ONE);
    }
    String plain = found.group("plain");
    String units = plain == null ? found.group("balance") : plain;
    return units == null ? 0 : cents(units, BigDecimal.valueOf(100));
  }

  private static long cents(String figures, BigDecimal unit) {
    BigDecimal value = new BigDecimal(figures.replace(",", "")).multiply(unit);
    // Beyond all money there is: an amount that nothing returned.
    return value.compareTo(BigDecimal.valueOf(LARGEST)) > 0 ? Long.MAX_VALUE : value.longValue();
  }

  /** The same text with numbers in words turned into figures, in small letters. */
  static String inFigures(String text) {
    return IN_WORDS
        .matcher(text.toLowerCase(Locale.ROOT))
        .replaceAll(found -> Matcher.quoteReplacement(String.valueOf(value(found.group()))));
  }

  private static long value(String words) {
    long total = 0;
    long current = 0;
    for (String word : List.of(words.split("[\\s-]+"))) {
      Integer small = SMALL.get(word);
      Long large = LARGE.get(word);
      if (small != null) {
        current += small;
      } else if (large != null && large == 100) {
        current = Math.max(1, current) * 100;
      } else if (large != null) {
        total += Math.max(1, current) * large;
        current = 0;
      }
    }
    return total + current;
  }
}
