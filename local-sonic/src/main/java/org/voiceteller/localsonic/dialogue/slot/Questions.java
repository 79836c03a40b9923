package org.voiceteller.localsonic.dialogue.slot;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.voiceteller.localsonic.dialogue.language.PlainText;

/** Asks for a field in words made from its title, description, format and values. */
public final class Questions {

  private static final int LONGEST_DESCRIPTION_WORDS = 10;
  private static final Set<String> WAYS =
      Set.of("delivery", "method", "way", "channel", "means", "medium", "format", "how");
  private static final Pattern THIRD_PERSON =
      Pattern.compile("(?i)\\b(?:the )?(?:caller|customer|user|member|client)(?:'s|s')");
  private static final Pattern NOUN_PHRASE = Pattern.compile("(?i)^(?:the|your|a|an) .+");

  private Questions() {}

  /** A whole sentence that ends with a question mark. */
  public static String of(Slot slot) {
    if (slot.description().endsWith("?")) {
      return slot.description();
    }
    return switch (slot.kind()) {
      case Kind.Phone() -> "May I have your phone number, please?";
      case Kind.Choice(var side, var values) -> choice(slot, side, values);
      case Kind.Money _ when slot.description().startsWith("How ") ->
          slot.description().replaceFirst("[.;,].*$", "?");
      case Kind.Money _ -> "What is " + the(slot) + ", in dollars and cents?";
      case Kind.Day _ -> "What is " + the(slot) + "?";
      case Kind.Month() -> "Which month is it for?";
      case Kind.Flag _ -> "Is that right, yes or no?";
      case Kind.Count() -> "How many would that be: what is " + the(slot) + "?";
      case Kind.Digits(var atLeast, var atMost) -> digits(slot, atLeast, atMost);
      case Kind.Code(var atLeast, var atMost) -> digits(slot, atLeast, atMost);
      case Kind.Ending(_, var digits) ->
          "Which one? Please tell me its last " + digits + " digits.";
      case Kind.Name()
          when slot.description().startsWith("Who ") && slot.description().endsWith(".") ->
          slot.description().replaceFirst("[.;,].*$", "?");
      case Kind.Secret _, Kind.Reference _, Kind.Name _, Kind.Category _, Kind.Wording _ ->
          "What is " + the(slot) + "?";
      case Kind.Text _ -> "What is " + the(slot) + "?";
    };
  }

  /** "checking, savings or credit". */
  public static String either(List<String> values) {
    var words = values.stream().map(PlainText::ofIdentifier).toList();
    return words.size() < 2
        ? String.join("", words)
        : String.join(", ", words.subList(0, words.size() - 1)) + " or " + words.getLast();
  }

  /** What the field is called in the middle of a sentence: "your phone number", "the amount". */
  public static String the(Slot slot) {
    var phrase = THIRD_PERSON.matcher(slot.description()).replaceAll("your").strip();
    phrase = phrase.replaceFirst("(?:[,.;:(]| - | in any | such as | like | e\\.g).*$", "").strip();
    var fits =
        NOUN_PHRASE.matcher(phrase).matches()
            && phrase.split("\\s+").length <= LONGEST_DESCRIPTION_WORDS;
    return fits
        ? phrase.substring(0, 1).toLowerCase(Locale.ROOT) + phrase.substring(1)
        : "the " + slot.label();
  }

  private static String choice(Slot slot, Kind.Side side, List<String> values) {
    var isWay = PlainText.words(slot.label()).stream().anyMatch(WAYS::contains);
    if (isWay) {
      return "How would you like it: by " + either(values) + "?";
    }
    return switch (side) {
      case FROM -> "From which one: " + either(values) + "?";
      case TO -> "To which one: " + either(values) + "?";
      case WHOLE -> "Which " + slot.label() + " would you like: " + either(values) + "?";
    };
  }

  private static String digits(Slot slot, int atLeast, int atMost) {
    return atLeast == atMost && atLeast > 1
        ? "What is " + the(slot) + "? It has " + atLeast + " digits."
        : "What is " + the(slot) + "?";
  }
}
