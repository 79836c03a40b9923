package org.voiceteller.core.guard;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Sentences, as they are compared. */
final class Sentence {

  private static final Pattern END = Pattern.compile("(?<=[.!?…])[\"”)]*\\s+");

  private Sentence() {}

  static List<String> split(String text) {
    return END.splitAsStream(text.strip()).filter(sentence -> !sentence.isBlank()).toList();
  }

  /** Without case, spacing and punctuation, apart from what belongs to an amount. */
  static String plain(String sentence) {
    return sentence
        .toLowerCase(Locale.ROOT)
        .replaceAll("(?<=\\d),(?=\\d)", "")
        .replaceAll("[^\\p{L}\\p{Nd}.$]+", " ")
        .replaceAll("\\.(?!\\d)", " ")
        .replaceAll("\\s+", " ")
        .strip();
  }
}
