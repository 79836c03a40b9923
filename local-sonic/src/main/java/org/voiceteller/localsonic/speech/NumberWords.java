package org.voiceteller.localsonic.speech;

import java.time.Month;
import java.time.format.TextStyle;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.voiceteller.localsonic.dialogue.language.NumberNames;

/** Figures in English words, without hyphens, as they are spoken in the United States. */
final class NumberWords {

  private static final List<String> SMALL = NumberNames.BELOW_TWENTY;
  private static final List<String> TENS = NumberNames.TENS;
  private static final List<String> ORDINALS = NumberNames.ORDINALS_BELOW_TWENTY;
  private static final int DATE_DIGITS = 8;

  private NumberWords() {}

  /** 5647 → five thousand six hundred forty seven; from a trillion on, digit by digit. */
  static String cardinal(long number) {
    if (number < 0 || number >= 1_000_000_000_000L) {
      return digits(Long.toUnsignedString(number));
    }
    if (number < 20) {
      return SMALL.get((int) number);
    }
    if (number < 100) {
      return joined(TENS.get((int) (number / 10 - 2)), number % 10);
    }
    if (number < 1_000) {
      return joined(cardinal(number / 100) + " hundred", number % 100);
    }
    if (number < 1_000_000) {
      return joined(cardinal(number / 1_000) + " thousand", number % 1_000);
    }
    return number < 1_000_000_000
        ? joined(cardinal(number / 1_000_000) + " million", number % 1_000_000)
        : joined(cardinal(number / 1_000_000_000) + " billion", number % 1_000_000_000);
  }

  private static String joined(String head, long rest) {
    return rest == 0 ? head : head + " " + cardinal(rest);
  }

  /** A day of a month and the like, below a hundred. */
  static String ordinal(int number) {
    if (number < 20) {
      return ORDINALS.get(number);
    }
    var ten = TENS.get(Math.min(7, number / 10 - 2));
    return number % 10 == 0
        ? ten.substring(0, ten.length() - 1) + "ieth"
        : ten + " " + ORDINALS.get(number % 10);
  }

  /** 2026 → twenty twenty six; 2005 → two thousand five. */
  static String year(int year) {
    if (year % 1000 < 10) {
      return cardinal(year);
    }
    int rest = year % 100;
    var century = cardinal(year / 100);
    return rest == 0
        ? century + " hundred"
        : century + " " + (rest < 10 ? "oh " : "") + cardinal(rest);
  }

  /** A calendar date; what is none is read digit by digit. */
  static String date(int year, int month, int day) {
    return month < 1 || month > 12 || day < 1 || day > 31
        ? digits("%04d%02d%02d".formatted(year, month, day))
        : Month.of(month).getDisplayName(TextStyle.FULL, Locale.US)
            + " "
            + ordinal(day)
            + ", "
            + year(year);
  }

  /** An amount; {@code cents} as two figures or null. No cents are spoken when there are none. */
  static String dollars(long dollars, @Nullable String cents) {
    int parts = cents == null ? 0 : Integer.parseInt(cents);
    var whole = cardinal(dollars) + (dollars == 1 ? " dollar" : " dollars");
    var part = cardinal(parts) + (parts == 1 ? " cent" : " cents");
    if (parts == 0) {
      return whole;
    }
    return dollars == 0 ? part : whole + " and " + part;
  }

  static String decimal(long whole, @Nullable String fraction) {
    return cardinal(whole) + (fraction == null ? "" : " point " + digits(fraction));
  }

  /** 4521 → four five two one. What is no digit is left out. */
  static String digits(String figures) {
    return figures
        .chars()
        .filter(Character::isDigit)
        .mapToObj(digit -> SMALL.get(Character.digit(digit, 10)))
        .collect(Collectors.joining(" "));
  }

  /** Ten or eleven digits of a North American number in their usual groups. */
  static String phone(String figures) {
    var plain = figures.replace("+", "");
    int area = plain.length() - 10;
    return (figures.startsWith("+") ? "plus " : "")
        + (area == 1 ? "one, " : "")
        + "%s, %s, %s"
            .formatted(
                digits(plain.substring(area, area + 3)),
                digits(plain.substring(area + 3, area + 6)),
                digits(plain.substring(area + 6)));
  }

  /**
   * TXN-20240115-001 → letters and digits one by one, a pause at each hyphen and between year,
   * month and day; FRAUD-20240115-001 → the word, then the digits.
   */
  static String spelled(String reference) {
    return List.of(reference.split("-")).stream()
        .map(
            part ->
                !Character.isDigit(part.charAt(0))
                    ? lettersOrWord(part)
                    : part.length() == DATE_DIGITS
                        ? digits(part.substring(0, 4))
                            + ", "
                            + digits(part.substring(4, 6))
                            + ", "
                            + digits(part.substring(6))
                        : digits(part))
        .collect(Collectors.joining(", "));
  }

  private static String lettersOrWord(String part) {
    var isWord = part.length() > 4 && part.matches(".*[AEIOU].*");
    return isWord ? part.toLowerCase(Locale.ROOT) : letters(part);
  }

  /** A single "A" would be read as the article. */
  private static String letters(String part) {
    return String.join(" ", part.split("")).replace("A", "Ay");
  }
}
