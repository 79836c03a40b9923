package org.voiceteller.localsonic.dialogue.language;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The names of numbers in English, from which all hearing and speaking of numbers is made. */
public final class NumberNames {

  /** zero to nineteen, each at its own place. */
  public static final List<String> BELOW_TWENTY =
      List.of(
          "zero",
          "one",
          "two",
          "three",
          "four",
          "five",
          "six",
          "seven",
          "eight",
          "nine",
          "ten",
          "eleven",
          "twelve",
          "thirteen",
          "fourteen",
          "fifteen",
          "sixteen",
          "seventeen",
          "eighteen",
          "nineteen");

  /** twenty, thirty, … ninety. */
  public static final List<String> TENS =
      List.of("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety");

  /** zeroth to nineteenth, each at its own place. */
  public static final List<String> ORDINALS_BELOW_TWENTY =
      List.of(
          "zeroth",
          "first",
          "second",
          "third",
          "fourth",
          "fifth",
          "sixth",
          "seventh",
          "eighth",
          "ninth",
          "tenth",
          "eleventh",
          "twelfth",
          "thirteenth",
          "fourteenth",
          "fifteenth",
          "sixteenth",
          "seventeenth",
          "eighteenth",
          "nineteenth");

  private NumberNames() {}

  /** zero to nine. */
  public static Map<String, Integer> digits() {
    return numbered(BELOW_TWENTY.subList(0, 10), 0, 1);
  }

  /** ten to nineteen. */
  public static Map<String, Integer> teens() {
    return numbered(BELOW_TWENTY.subList(10, 20), 10, 1);
  }

  /** twenty to ninety in steps of ten. */
  public static Map<String, Integer> tens() {
    return numbered(TENS, 20, 10);
  }

  /** The days of a month that are one word: first to twentieth, and thirtieth. */
  public static Map<String, Integer> ordinals() {
    var ordinals = numbered(ORDINALS_BELOW_TWENTY.subList(1, 20), 1, 1);
    ordinals.put("twentieth", 20);
    ordinals.put("thirtieth", 30);
    return ordinals;
  }

  private static Map<String, Integer> numbered(List<String> names, int first, int step) {
    var numbers = new LinkedHashMap<String, Integer>();
    for (var name : names) {
      numbers.put(name, first + numbers.size() * step);
    }
    return numbers;
  }
}
