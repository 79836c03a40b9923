package org.voiceteller.localsonic.dialogue.language;

import java.util.Map;
import java.util.regex.Pattern;

/**
 * A piece of wording to look for in {@linkplain PlainText plain text}.
 *
 * <pre>
 *   how much .. left     up to eight words may stand between
 *   lost|stolen @card    alternatives, and a class of words
 *   transfer*            any ending
 *   my? card             a word that may be missing
 *   ^ hello $            begin and end of the utterance
 *   top_up               two words as one alternative
 *   *                    an asterisk
 *   lost & @card & !my   all of these, in whatever order, and none of those with a "!"
 * </pre>
 */
public record WordPattern(Pattern regex) {

  private static final String GAP = "(?:\\S+ ){0,8}?";

  /**
   * @param notation as above
   * @param classes the words of each class, in the same notation
   */
  static WordPattern of(String notation, Map<String, String> classes) {
    if (notation.contains(" & ")) {
      // a look ahead from the beginning for each part
      var parts = new StringBuilder("^");
      for (var part : notation.split(" & ")) {
        var absent = part.startsWith("!");
        parts
            .append(absent ? "(?!.* " : "(?=.* ")
            .append(regex(absent ? part.substring(1) : part, classes))
            .append(")");
      }
      return new WordPattern(Pattern.compile(parts.toString()));
    }
    var regex = regex(notation, classes);
    var anchored = regex.startsWith("^") ? regex : "(?<= )" + regex;
    return new WordPattern(Pattern.compile(anchored));
  }

  private static String regex(String notation, Map<String, String> classes) {
    var regex = new StringBuilder();
    for (var item : notation.strip().split("\\s+")) {
      regex.append(
          switch (item) {
            case "^" -> "^ ";
            case "$" -> "$";
            case ".." -> GAP;
            case String words -> words(words, classes);
          });
    }
    return regex.toString();
  }

  /**
   * @param padded plain text with a blank before the first and after the last word
   */
  boolean isIn(String padded) {
    return regex.matcher(padded).find();
  }

  private static String words(String notation, Map<String, String> classes) {
    if (notation.endsWith("?")) {
      return "(?:" + words(notation.substring(0, notation.length() - 1), classes) + ")?";
    }
    return "(?:" + alternatives(notation, classes) + ") ";
  }

  static String alternatives(String notation, Map<String, String> classes) {
    var out = new StringBuilder();
    for (var word : notation.split("\\|")) {
      out.append(out.isEmpty() ? "" : "|");
      if (word.startsWith("@")) {
        var words = classes.get(word.substring(1));
        if (words == null) {
          throw new IllegalArgumentException("Expected a known class of words, but " + word);
        }
        out.append("(?:").append(words).append(")");
      } else if (word.equals("*")) {
        out.append("\\*");
      } else {
        out.append(
            Pattern.quote(word.replace('_', ' ')).replace("*", "\\E\\S*\\Q").replace("\\Q\\E", ""));
      }
    }
    return out.toString();
  }
}
