package org.voiceteller.localsonic.dialogue.slot;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.voiceteller.localsonic.dialogue.language.PlainText;
import org.voiceteller.localsonic.dialogue.language.Stem;

/**
 * One field of a tool's input.
 *
 * @param name its key in the input
 * @param label what it is called towards the caller: its title, else its name in words
 * @param description as the schema gives it, perhaps empty
 * @param pattern what its value must match, where the schema says so
 */
public record Slot(
    String name,
    String label,
    String description,
    boolean required,
    Kind kind,
    Optional<Pattern> pattern) {

  private static final Pattern DIGIT_COUNT =
      Pattern.compile("(?:\\\\d|\\[0-9])(?:\\{(\\d+)(?:,(\\d+))?}|\\+)?");
  private static final Set<String> YES_AND_NO = Set.of("yes", "no");
  private static final Set<String> NAMES =
      Set.of(
          "merchant",
          "store",
          "shop",
          "company",
          "business",
          "payee",
          "recipient",
          "vendor",
          "retailer",
          "biller",
          "seller",
          "author",
          "restaurant");

  static Slot of(String name, JsonNode schema, boolean required, String purpose) {
    var inWords = PlainText.ofIdentifier(name);
    var title = schema.path("title").asText("");
    var label = title.isBlank() || title.equals(name) ? inWords : PlainText.of(title);
    var description = schema.path("description").asText("").strip();
    var pattern = Optional.of(schema.path("pattern").asText("")).filter(text -> !text.isEmpty());
    return new Slot(
        name,
        label,
        description,
        required,
        kind(inWords, label + " " + description, purpose, schema),
        pattern.map(Pattern::compile));
  }

  /** Whether a value is one that the schema's pattern allows. */
  public boolean allows(String value) {
    return pattern.map(allowed -> allowed.matcher(value).find()).orElse(true);
  }

  /** Whether both are about one thing: "account type" and "account ending". */
  public static boolean isSameThing(Slot one, Slot other) {
    return PlainText.words(one.label()).stream()
        .anyMatch(
            word -> !word.matches("from|to") && PlainText.words(other.label()).contains(word));
  }

  /** The words by which a question or a caller may name this field. */
  public Set<String> stems() {
    return Stem.all(label + " " + PlainText.ofIdentifier(name));
  }

  private static Kind kind(String name, String about, String purpose, JsonNode schema) {
    var words = Stem.all(name);
    var type = type(schema);
    var format = schema.path("format").asText("");
    var side = side(words, PlainText.words(name).contains("ending"));
    if (schema.path("enum").isArray()) {
      var values = values(schema.path("enum"));
      return Set.copyOf(values).equals(YES_AND_NO)
          ? new Kind.Flag(true)
          : new Kind.Choice(side, values);
    }
    var past = isPast(about, purpose);
    var month = words.contains("month") || format.contains("month");
    return switch (format) {
      case "phone", "tel", "phone-number" -> new Kind.Phone();
      case "date", "date-time" ->
          new Kind.Day(side, side == Kind.Side.WHOLE && ahead(about, purpose));
      case "amount", "money", "decimal" -> new Kind.Money(side, isNumber(type), past);
      case "code", "otp", "one-time-code" -> code(schema.path("pattern").asText(""));
      case "secret", "password" -> new Kind.Secret();
      case String _ when type.equals("boolean") -> new Kind.Flag(false);
      case String _ when month -> new Kind.Month();
      case String _ when isNumber(type) && words.contains("amount") -> new Kind.Money(side, true, past);
      case String _ when isNumber(type) -> new Kind.Count();
      case String _ -> text(words, side, schema.path("pattern").asText(""));
    };
  }

  private static Kind code(String pattern) {
    return digits(pattern)
        .map(digits -> new Kind.Code(digits.atLeast(), digits.atMost()))
        .orElseGet(() -> new Kind.Code(4, 10));
  }

  private static Optional<Kind.Digits> digits(String pattern) {
    var digits = DIGIT_COUNT.matcher(pattern);
    if (pattern.isEmpty()
        || !pattern.replaceAll("[\\^$()?:]", "").replaceAll(DIGIT_COUNT.pattern(), "").isEmpty()
        || !digits.find()) {
      return Optional.empty();
    }
    var atLeast = digits.group(1) == null ? 1 : Integer.parseInt(digits.group(1));
    var atMost =
        digits.group(2) != null
            ? Integer.parseInt(digits.group(2))
            : digits.group(1) != null ? atLeast : 18;
    return Optional.of(new Kind.Digits(atLeast, atMost));
  }

  private static Kind text(Set<String> words, Kind.Side side, String pattern) {
    var digits = digits(pattern);
    if (digits.isPresent()) {
      return words.contains(Stem.of("ending"))
          ? new Kind.Ending(side, digits.get().atMost())
          : digits.get();
    }
    if (words.contains(Stem.of("number")) && !words.contains("phon")) {
      return new Kind.Reference();
    }
    if (words.contains("category")) {
      return new Kind.Category();
    }
    if (words.contains("descriptor") || words.contains("wording") || words.contains("title")) {
      return new Kind.Wording();
    }
    if (words.contains("phon")) {
      return new Kind.Phone();
    }
    return words.stream().map(word -> word).anyMatch(Slot::namesSomeone)
        ? new Kind.Name()
        : new Kind.Text();
  }

  private static boolean namesSomeone(String stem) {
    return stem.equals("nam") || NAMES.stream().map(Stem::of).anyMatch(stem::equals);
  }

  /**
   * @param ending "end" is no side of anything, but the last digits of a number
   */
  private static Kind.Side side(Set<String> words, boolean ending) {
    if (containsAny(words, "from", "minimum", "min", "since", "start", "after", "least", "sourc")) {
      return Kind.Side.FROM;
    }
    return containsAny(words, "to", "maximum", "max", "until", "befor", "most", "target")
            || (!ending && words.contains("end"))
        ? Kind.Side.TO
        : Kind.Side.WHOLE;
  }

  /** Whether a day without a year is one to come, judging by what the tool is for. */
  private static boolean ahead(String about, String purpose) {
    return !isPast(about, purpose) || isPlanned(about);
  }

  private static boolean isPast(String about, String purpose) {
    return containsAny(
        Stem.all(about + " " + purpose),
        "transaction",
        "charg",
        "history",
        "past",
        "purchas",
        "disput",
        "statement",
        "last");
  }

  private static boolean isPlanned(String about) {
    return containsAny(
        Stem.all(about), "futur", "schedul", "du", "upcom", "next", "pickup", "reserv", "tak");
  }

  private static boolean containsAny(Set<String> words, String... wanted) {
    return List.of(wanted).stream().anyMatch(words::contains);
  }

  private static boolean isNumber(String type) {
    return type.equals("number") || type.equals("integer");
  }

  private static String type(JsonNode schema) {
    var type = schema.path("type");
    if (type.isArray()) {
      for (var each : type) {
        if (!each.asText().equals("null")) {
          return each.asText();
        }
      }
    }
    return type.asText("string");
  }

  private static List<String> values(JsonNode values) {
    var texts = new ArrayList<String>();
    values.forEach(
        value -> {
          if (value.isTextual()) {
            texts.add(value.asText());
          }
        });
    return texts;
  }
}
