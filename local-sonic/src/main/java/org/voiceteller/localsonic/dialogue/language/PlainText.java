package org.voiceteller.localsonic.dialogue.language;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Wording without case, punctuation and contractions, so that one pattern meets many spellings. */
public final class PlainText {

  private static final Pattern CURLY = Pattern.compile("[\u2018\u2019`´]");
  private static final Pattern GROUPED_DIGITS = Pattern.compile("(?<=\\d),(?=\\d{3})");
  private static final Pattern DECIMAL_POINT = Pattern.compile("(?<=\\d)\\.(?=\\d)");
  private static final Pattern NOT_A_WORD = Pattern.compile("[^\\p{L}\\p{N}'$£€*\u0001]+");
  private static final Pattern CAMEL = Pattern.compile("(?<=[\\p{Ll}\\p{N}])(?=\\p{Lu})");
  private static final Pattern SPACES = Pattern.compile("\\s+");

  private PlainText() {}

  /** Lower case, words parted by one blank; {@code "What's up?"} becomes {@code "what is up"}. */
  public static String of(String text) {
    var plain = CURLY.matcher(text.toLowerCase(Locale.ROOT)).replaceAll("'");
    plain = GROUPED_DIGITS.matcher(plain).replaceAll("");
    plain = DECIMAL_POINT.matcher(plain).replaceAll("\u0001");
    plain = NOT_A_WORD.matcher(plain).replaceAll(" ").replace('\u0001', '.').replace("*", " * ");
    return SPACES.matcher(expanded(" " + plain + " ")).replaceAll(" ").strip();
  }

  public static List<String> words(String text) {
    var plain = of(text);
    return plain.isEmpty() ? List.of() : List.of(plain.split(" "));
  }

  /** The words of an identifier: {@code "fromDate"} and {@code "FROM_DATE"} become "from date". */
  public static String ofIdentifier(String identifier) {
    return of(CAMEL.matcher(identifier.replace('_', ' ').replace('-', ' ')).replaceAll(" "));
  }

  private static String expanded(String plain) {
    return plain
        .replace(" can't ", " cannot ")
        .replace(" cant ", " cannot ")
        .replace(" won't ", " will not ")
        .replace(" wont ", " will not ")
        .replace("n't ", " not ")
        .replaceAll(" (did|does|do|is|was|has|have|had|could|would|should|are)nt ", " $1 not ")
        .replace(" i'm ", " i am ")
        .replace(" im ", " i am ")
        .replace(" ive ", " i have ")
        .replace("'ve ", " have ")
        .replace("'ll ", " will ")
        .replace("'re ", " are ")
        .replace("'d ", " would ")
        .replaceAll(" (what|where|who|when|how|that|it|there|here)'?s ", " $1 is ")
        .replace(" let's ", " let us ")
        .replace("'s ", "'s ")
        .replace("' ", " ")
        .replace(" '", " ");
  }
}
