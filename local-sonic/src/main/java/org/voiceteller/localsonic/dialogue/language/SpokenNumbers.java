package org.voiceteller.localsonic.dialogue.language;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Numbers as they are said. A caller says a phone number digit by digit ("five five five, double
 * two") and an amount as a whole ("two thousand five hundred"); which reading is meant depends on
 * what was asked.
 */
public final class SpokenNumbers {

  private static final Map<String, Integer> UNITS = Map.copyOf(NumberNames.digits());
  private static final Map<String, Integer> TEENS = Map.copyOf(NumberNames.teens());
  private static final Map<String, Integer> TENS = tens();
  private static final Map<String, Integer> ORDINALS = Map.copyOf(NumberNames.ordinals());
  private static final Set<String> BETWEEN_DIGITS =
      Set.of("and", "dash", "hyphen", "plus", "then", "space", "um", "uh", "er", "area", "code");

  private SpokenNumbers() {}

  /** As they are spelled, and misspelled most often. */
  private static Map<String, Integer> tens() {
    var tens = new HashMap<>(NumberNames.tens());
    tens.put("fourty", 40);
    return Map.copyOf(tens);
  }

  /**
   * The longest run of digits in what was said, digit by digit: {@code "plus one, five five five,
   * double two"} gives {@code "155522"}. Empty when there is none.
   */
  public static String digits(String text) {
    var words = PlainText.words(text.replace('.', ' '));
    var longest = "";
    var run = new StringBuilder();
    for (var at = 0; at < words.size(); at++) {
      var word = words.get(at);
      var times = times(word);
      if (times > 1 && at + 1 < words.size() && single(words.get(at + 1)).isPresent()) {
        run.append(single(words.get(at + 1)).orElseThrow().repeat(times));
        at++;
      } else if (TENS.containsKey(word)
          && at + 1 < words.size()
          && UNITS.getOrDefault(words.get(at + 1), 0) > 0) {
        run.append(TENS.getOrDefault(word, 0) + UNITS.getOrDefault(words.get(at + 1), 0));
        at++;
      } else if (spelled(word).isPresent()) {
        run.append(spelled(word).orElseThrow());
      } else if (!(BETWEEN_DIGITS.contains(word) && !run.isEmpty())) {
        longest = run.length() > longest.length() ? run.toString() : longest;
        run.setLength(0);
      }
    }
    return run.length() > longest.length() ? run.toString() : longest;
  }

  /**
   * The wording with its number words as figures: {@code "seventy five dollars"} gives {@code "75
   * dollars"}, {@code "january fifteenth"} gives {@code "january 15"}. A lone "one" and a lone
   * "second" stay, being words of their own.
   */
  public static String inFigures(String text) {
    var words = PlainText.words(text);
    var out = new ArrayList<String>();
    var at = 0;
    while (at < words.size()) {
      var end = endOfNumber(words, at);
      if (end == at || isPronoun(words.subList(at, end))) {
        out.add(ordinalFigure(words.get(at)));
        at++;
      } else {
        out.add(Long.toString(value(words.subList(at, end))));
        at = end;
      }
    }
    return String.join(" ", out);
  }

  /**
   * A whole number in words.
   *
   * @param end the place of the word after it
   */
  public record Whole(long value, int end) {}

  /**
   * The number that begins at a place, also "a hundred"; days of a month such as "fifteenth" are
   * none.
   *
   * @param words in small letters
   */
  public static Optional<Whole> wholeAt(List<String> words, int place) {
    var article =
        place + 1 < words.size()
            && words.get(place).equals("a")
            && (step(words.get(place + 1)) == Step.HUNDRED
                || step(words.get(place + 1)) == Step.THOUSAND);
    var start = article ? place + 1 : place;
    var end = endOfNumber(words, start);
    while (end > start && ORDINALS.containsKey(words.get(end - 1))) {
      end--;
    }
    return end == start
        ? Optional.empty()
        : Optional.of(new Whole(value(words.subList(start, end)), end));
  }

  private static Optional<String> single(String word) {
    if (word.length() == 1 && Character.isDigit(word.charAt(0))) {
      return Optional.of(word);
    }
    return word.equals("oh") || word.equals("o")
        ? Optional.of("0")
        : Optional.ofNullable(UNITS.get(word)).map(String::valueOf);
  }

  private static Optional<String> spelled(String word) {
    if (word.chars().allMatch(Character::isDigit)) {
      return Optional.of(word);
    }
    return switch (word) {
      case "hundred" -> Optional.of("00");
      case "thousand" -> Optional.of("000");
      case String other when TEENS.containsKey(other) ->
          Optional.of(String.valueOf(TEENS.get(other)));
      case String other when TENS.containsKey(other) ->
          Optional.of(String.valueOf(TENS.get(other)));
      case String other -> single(other);
    };
  }

  private static int times(String word) {
    return switch (word) {
      case "double" -> 2;
      case "triple", "treble" -> 3;
      case String _ -> 1;
    };
  }

  private static int endOfNumber(List<String> words, int start) {
    var at = start;
    var last = Step.NONE;
    while (at < words.size()) {
      var word = words.get(at);
      var step = step(word);
      if (step == Step.NONE) {
        var joins =
            word.equals("and")
                && (last == Step.HUNDRED || last == Step.THOUSAND)
                && at + 1 < words.size()
                && step(words.get(at + 1)) != Step.NONE;
        if (!joins) {
          break;
        }
      } else if (step.mayFollow(last)) {
        last = step;
      } else {
        break;
      }
      at++;
    }
    return at;
  }

  private static boolean isPronoun(List<String> number) {
    return number.equals(List.of("one"));
  }

  private static Step step(String word) {
    if (word.equals("hundred")) {
      return Step.HUNDRED;
    }
    if (word.equals("thousand") || word.equals("grand")) {
      return Step.THOUSAND;
    }
    if (TENS.containsKey(word)) {
      return Step.TENS;
    }
    if (TEENS.containsKey(word)) {
      return Step.TEEN;
    }
    if (UNITS.containsKey(word)) {
      return Step.UNIT;
    }
    return ORDINALS.containsKey(word) && !word.equals("second") ? Step.ORDINAL : Step.NONE;
  }

  private static long value(List<String> words) {
    long total = 0;
    long part = 0;
    for (var word : words) {
      switch (step(word)) {
        case HUNDRED -> part = Math.max(part, 1) * 100;
        case THOUSAND -> {
          total += Math.max(part, 1) * 1000;
          part = 0;
        }
        case TENS -> part += TENS.getOrDefault(word, 0);
        case TEEN -> part += TEENS.getOrDefault(word, 0);
        case UNIT -> part += UNITS.getOrDefault(word, 0);
        case ORDINAL -> part += ORDINALS.getOrDefault(word, 0);
        case NONE -> part += 0;
      }
    }
    return total + part;
  }

  private static String ordinalFigure(String word) {
    return word.matches("\\d+(st|nd|rd|th)") ? word.substring(0, word.length() - 2) : word;
  }

  /** Where in a number a word may stand: "seventy" before "five", never after it. */
  private enum Step {
    NONE,
    UNIT,
    TEEN,
    TENS,
    HUNDRED,
    THOUSAND,
    ORDINAL;

    boolean mayFollow(Step last) {
      return switch (this) {
        case NONE -> false;
        case UNIT, ORDINAL -> last == NONE || last == TENS || last == HUNDRED || last == THOUSAND;
        case TEEN, TENS -> last == NONE || last == HUNDRED || last == THOUSAND;
        case HUNDRED -> last == UNIT || last == TEEN || last == TENS || last == NONE;
        case THOUSAND -> last != THOUSAND && last != ORDINAL;
      };
    }
  }
}
