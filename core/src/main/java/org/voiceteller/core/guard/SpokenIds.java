package org.voiceteller.core.guard;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.voiceteller.core.redaction.DigitRun;
import org.voiceteller.core.redaction.DigitRuns;

/** Reads the numbers that a caller may write down: {@code TXN-20240115-001}, however spelled. */
final class SpokenIds {

  private static final Pattern ID =
      Pattern.compile("(?i)\\b[a-z]{2,12}[-\\s]*20\\d{6}[-\\s]*\\d{2,8}\\b");

  private static final Pattern ANNOUNCED =
      Pattern.compile(
          "(?i)\\b(?:confirmation|case|reference|tracking|claim|transaction|dispute|ticket|fraud"
              + "|authorization|order)\\s*(?:number|code|id|no\\.?|#)?\\s*(?:is|was|:|,|#|-|will\\s+be)"
              + "?\\s*(?<rest>.*)");

  private static final Pattern NAMED_NUMBER =
      Pattern.compile(
          "(?i)\\b(?:confirmation|case|reference|tracking|claim|transaction|dispute|ticket|fraud"
              + "|authorization|order)\\s*(?:number|code|id|no\\.?|#)");

  private static final int FEWEST_DIGITS = 4;
  private static final int NEAR = 40;

  private SpokenIds() {}

  /** The ids that stand in a text as the bank writes them. */
  static Set<String> in(String text) {
    Set<String> ids = new HashSet<>();
    ID.matcher(text).results().forEach(found -> ids.add(plain(found.group())));
    return ids;
  }

  /** The digits of a number that a sentence announces in another shape; empty for none. */
  static String announcedDigits(String sentence) {
    String rest = ID.matcher(sentence).replaceAll(" ");
    if (!NAMED_NUMBER.matcher(rest).find()) {
      return "";
    }
    Matcher announced = ANNOUNCED.matcher(rest);
    if (!announced.find()) {
      return "";
    }
    return DigitRuns.in(announced.group("rest")).stream()
        .filter(run -> !run.isAmount() && run.length() >= FEWEST_DIGITS && run.start() <= NEAR)
        .map(DigitRun::digits)
        .findFirst()
        .orElse("");
  }

  /** All numbers of a text by their digits. */
  static Set<String> allDigits(String text) {
    Set<String> digits = new HashSet<>(in(text));
    DigitRuns.in(text).stream()
        .map(DigitRun::digits)
        .filter(run -> run.length() >= FEWEST_DIGITS)
        .forEach(digits::add);
    return digits;
  }

  static String plain(String id) {
    return id.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
  }
}
