package org.voiceteller.persistence.dynamodb;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Optional;

/**
 * A name as it is searched by: small letters without marks (Unicode's compatibility decomposition),
 * words parted by one blank, apostrophes gone. {@code Zoë O'Brien-Łuk} is {@code zoe obrien łuk}.
 *
 * @param initial its first letter
 * @param text all of it
 */
public record SearchNames(String initial, String text) {

  /** Empty when nothing of it can be searched by. */
  public static Optional<SearchNames> of(String name) {
    String folded = fold(name);
    return folded.isEmpty()
        ? Optional.empty()
        : Optional.of(
            new SearchNames(folded.substring(0, folded.offsetByCodePoints(0, 1)), folded));
  }

  /** By the last word first: {@code Pat Q Example} is {@code example pat q}. */
  public static Optional<SearchNames> lastNameFirst(String fullName) {
    String folded = fold(fullName);
    int last = folded.lastIndexOf(' ');
    return of(last < 0 ? folded : folded.substring(last + 1) + " " + folded.substring(0, last));
  }

  private static String fold(String name) {
    return Normalizer.normalize(name, Normalizer.Form.NFKD)
        .replaceAll("\\p{M}+", "")
        .toLowerCase(Locale.ROOT)
        .replaceAll("['\u2019\u02bc`]", "")
        .replaceAll("[^\\p{L}\\p{N}]+", " ")
        .strip();
  }
}
