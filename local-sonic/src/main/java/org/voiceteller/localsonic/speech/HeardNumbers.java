package org.voiceteller.localsonic.speech;

import java.time.Month;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.voiceteller.localsonic.dialogue.Expectation;
import org.voiceteller.localsonic.dialogue.language.NumberNames;
import org.voiceteller.localsonic.dialogue.language.SpokenNumbers;

/**
 * Number words as they were heard, written in digits as a caller would type them.
 *
 * <pre>
 *   plus one five five five …  →  1555…          (when digits are expected)
 *   double five oh             →  550            (when digits are expected)
 *   five hundred dollars       →  $500
 *   two dollars and ten cents  →  $2.10
 *   check one two three four   →  check 1234
 *   on january fifteenth       →  on january 15
 *   s q star                   →  sq*
 * </pre>
 *
 * "Which one" and "the second" stay words.
 */
final class HeardNumbers {

  private static final Map<String, Integer> DIGITS = digits();
  private static final List<String> TENS = NumberNames.TENS;
  private static final Map<String, Integer> ORDINALS = Map.copyOf(NumberNames.ordinals());
  private static final Set<String> MONTHS =
      Arrays.stream(Month.values())
          .map(month -> month.name().toLowerCase(Locale.ROOT))
          .collect(Collectors.toUnmodifiableSet());

  private static final Set<String> SCALES = Set.of("hundred", "thousand");
  private static final Set<String> DOLLARS = Set.of("dollar", "dollars", "bucks");
  private static final Set<String> BEFORE_A_PRONOUN = Set.of("this", "that", "which", "the", "any");

  /** Spelled in the dictionary's letters, written as on a statement. */
  private static final Map<String, String> SPELLED =
      Map.of(
          "s q star", "sq*",
          "s q", "sq*",
          "t s t star", "tst*",
          "t s t", "tst*",
          "x y z", "xyz",
          "a b c", "abc",
          "at and t", "at&t",
          "checkings", "checking");

  private final List<String> words;
  private final List<String> written = new ArrayList<>();
  private int next;

  private HeardNumbers(List<String> words) {
    this.words = words;
  }

  private static Map<String, Integer> digits() {
    var digits = NumberNames.digits();
    digits.put("oh", 0);
    return Map.copyOf(digits);
  }

  static String asDigits(String heard, Expectation expectation) {
    return switch (expectation) {
      case Expectation.Digits(_, _) -> digitString(heard).orElse(heard);
      case Expectation.Wish(), Expectation.Amount(), Expectation.YesOrNo(), Expectation.Name() ->
          new HeardNumbers(List.of(respelled(heard).split(" "))).sentence();
    };
  }

  /** All digits of the sentence in a row, or empty when it has none. */
  private static Optional<String> digitString(String heard) {
    var digits = new StringBuilder();
    int times = 1;
    for (var word : heard.split(" ")) {
      var digit = DIGITS.get(word);
      if (digit != null) {
        digits.repeat(Integer.toString(digit), times);
      }
      times = word.equals("double") ? 2 : word.equals("triple") ? 3 : 1;
    }
    return digits.isEmpty() ? Optional.empty() : Optional.of(digits.toString());
  }

  private static String respelled(String heard) {
    var padded = " " + heard + " ";
    var longestFirst =
        SPELLED.keySet().stream()
            .sorted((a, b) -> Integer.compare(b.length(), a.length()))
            .collect(Collectors.toList());
    for (var spelled : longestFirst) {
      padded = padded.replace(" " + spelled + " ", " " + SPELLED.get(spelled) + " ");
    }
    return padded.strip();
  }

  private String sentence() {
    while (next < words.size()) {
      if (!(digitRun() || dayOfMonth() || amountOrNumber())) {
        written.add(words.get(next++));
      }
    }
    return String.join(" ", written);
  }

  /** Two or more single digits: a number of a check, a card or an account. */
  private boolean digitRun() {
    int end = next;
    var digits = new StringBuilder();
    while (end < words.size() && DIGITS.containsKey(words.get(end))) {
      digits.append(DIGITS.get(words.get(end++)));
    }
    if (digits.length() < 2 || SCALES.contains(word(end))) {
      return false;
    }
    next = end;
    written.add(digits.toString());
    return true;
  }

  private boolean dayOfMonth() {
    int at = word(next).equals("the") ? next + 1 : next;
    boolean afterMonth = next > 0 && MONTHS.contains(words.get(next - 1));
    boolean beforeMonth = at > next && at + 1 < words.size();
    int tens = TENS.indexOf(word(at));
    int end = tens >= 0 && ORDINALS.containsKey(word(at + 1)) ? at + 1 : at;
    int day = ORDINALS.getOrDefault(word(end), 0);
    boolean named = afterMonth || (beforeMonth && (word(end + 1).equals("of") || day > 4));
    if (day == 0 || !named) {
      return false;
    }
    if (!afterMonth) {
      written.add("the");
    }
    written.add(Integer.toString(day + (end > at ? (tens + 2) * 10 : 0)));
    next = end + 1;
    return true;
  }

  private boolean amountOrNumber() {
    boolean pronoun =
        word(next).equals("one") && next > 0 && BEFORE_A_PRONOUN.contains(words.get(next - 1));
    var number =
        pronoun ? Optional.<SpokenNumbers.Whole>empty() : SpokenNumbers.wholeAt(words, next);
    if (number.isEmpty()) {
      return false;
    }
    int end = number.get().end();
    if (!DOLLARS.contains(word(end))) {
      written.add(Long.toString(number.get().value()));
      next = end;
      return true;
    }
    var amount = new StringBuilder("$").append(number.get().value());
    end++;
    var cents = SpokenNumbers.wholeAt(words, word(end).equals("and") ? end + 1 : end);
    if (cents.isPresent() && word(cents.get().end()).startsWith("cent")) {
      amount.append(".%02d".formatted(cents.get().value()));
      end = cents.get().end() + 1;
    }
    written.add(amount.toString());
    next = end;
    return true;
  }

  private String word(int at) {
    return at < words.size() ? words.get(at) : "";
  }
}
