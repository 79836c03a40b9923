package org.voiceteller.core.compliance;

import java.util.Locale;

/** Sentences in what was said; case, spacing and punctuation do not matter. */
public final class SpokenWords {

  private SpokenWords() {}

  /** Whether these words hold the whole sentence. */
  public static boolean hold(String words, String sentence) {
    return plain(words).contains(plain(sentence));
  }

  private static String plain(String text) {
    return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", " ").strip();
  }
}
