package org.voiceteller.localsonic.dialogue.language;

import java.util.Set;
import java.util.stream.Collectors;

/** Words without their endings, so that "renewing" in a description meets "renew" in a wish. */
public final class Stem {

  private Stem() {}

  public static String of(String word) {
    var stem = word.replaceFirst("'s?$", "");
    if (stem.length() > 4 && stem.endsWith("ies")) {
      return stem.substring(0, stem.length() - 3) + "y";
    }
    if (stem.length() > 5 && stem.endsWith("ing")) {
      return trimmed(stem.substring(0, stem.length() - 3));
    }
    if (stem.length() > 4 && stem.endsWith("ed")) {
      return trimmed(stem.substring(0, stem.length() - 2));
    }
    if (stem.length() > 3 && stem.endsWith("s") && !stem.endsWith("ss") && !stem.endsWith("us")) {
      return trimmed(stem.substring(0, stem.length() - 1));
    }
    return trimmed(stem);
  }

  /** The stems of a text's words. */
  public static Set<String> all(String text) {
    return PlainText.words(text).stream().map(Stem::of).collect(Collectors.toUnmodifiableSet());
  }

  private static String trimmed(String stem) {
    if (stem.length() > 3 && stem.endsWith("e")) {
      return stem.substring(0, stem.length() - 1);
    }
    var last = stem.length() - 1;
    var doubled = stem.length() > 4 && stem.charAt(last) == stem.charAt(last - 1);
    return doubled && "bdgmnprt".indexOf(stem.charAt(last)) >= 0 ? stem.substring(0, last) : stem;
  }
}
