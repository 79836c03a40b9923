package org.voiceteller.localsonic.dialogue.telling;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.voiceteller.localsonic.dialogue.language.PlainText;

/**
 * Reads a tool's data out: facts as short sentences, a list as "First … Second …", a few items at a
 * time.
 */
public final class Telling {

  /** How many items of a list are read before asking whether to go on. */
  public static final int ITEMS_AT_ONCE = 3;

  private static final List<String> ORDINALS =
      List.of(
          "First", "Second", "Third", "Fourth", "Fifth", "Sixth", "Seventh", "Eighth", "Ninth",
          "Tenth");
  private static final Set<String> UNSPOKEN = Set.of("currency");
  private static final List<String> REASONS =
      List.of("reason", "message", "error", "explanation", "detail");

  private Telling() {}

  /**
   * @param text whole sentences
   * @param rest items of a list not yet read out, as sentences without their ordinal
   * @param next the number of the first of the rest
   */
  public record Told(String text, List<String> rest, int next) {
    public Told {
      rest = List.copyOf(rest);
    }

    /** The next items. */
    public Told more() {
      return some("", rest, next);
    }
  }

  /** What to say of a result. */
  public static Told of(ToolResult result, LocalDate today) {
    if (result.say().isPresent()) {
      return new Told(result.say().get(), List.of(), 0);
    }
    return switch (result.outcome()) {
      case SUCCEEDED, PROPOSED -> data(result.data(), today);
      case REFUSED -> new Told("I'm sorry, that is not possible." + reason(result), List.of(), 0);
      case FAILED ->
          new Told(
              "I'm sorry, that did not work just now."
                  + reason(result)
                  + " Please try again in a moment.",
              List.of(),
              0);
    };
  }

  private static String reason(ToolResult result) {
    return REASONS.stream()
        .map(key -> result.data().path(key).asText(""))
        .filter(text -> !text.isBlank() && text.contains(" "))
        .findFirst()
        .map(text -> " " + sentence(text))
        .orElse("");
  }

  private static Told data(JsonNode data, LocalDate today) {
    var facts = new ArrayList<String>();
    var items = new ArrayList<String>();
    var listName = "";
    for (var field : data.properties()) {
      var value = field.getValue();
      if (value.isArray()) {
        listName = PlainText.ofIdentifier(field.getKey());
        for (var item : value) {
          items.add(
              item.isObject() ? inline(item, today) : SpokenForm.of(field.getKey(), item, today));
        }
      } else {
        facts.addAll(facts("", field.getKey(), value, today));
      }
    }
    var head = String.join(" ", facts);
    if (!listName.isEmpty() && items.isEmpty()) {
      return new Told((head + " There are no " + listName + ".").strip(), List.of(), 0);
    }
    if (!items.isEmpty()) {
      var count =
          items.size() == 1 ? "There is one:" : "I have " + items.size() + " " + listName + ".";
      return some((head + " " + count).strip(), items, 0);
    }
    return new Told(head.isEmpty() ? "That is done." : head, List.of(), 0);
  }

  private static Told some(String head, List<String> items, int from) {
    var text = new StringBuilder(head);
    var end = Math.min(ITEMS_AT_ONCE, items.size());
    var alone = items.size() == 1 && from == 0;
    for (var at = 0; at < end; at++) {
      var number = from + at;
      var ordinal = alone ? "" : number < ORDINALS.size() ? ORDINALS.get(number) + ", " : "Then, ";
      text.append(' ').append(ordinal).append(items.get(at)).append('.');
    }
    var rest = items.subList(end, items.size());
    if (!rest.isEmpty()) {
      text.append(
          rest.size() == 1
              ? " There is one more. Would you like to hear it?"
              : " There are " + rest.size() + " more. Would you like to hear them?");
    }
    return new Told(text.toString().strip(), rest, from + end);
  }

  private static List<String> facts(String owner, String key, JsonNode value, LocalDate today) {
    var name = (owner + " " + PlainText.ofIdentifier(key)).strip();
    if (value.isNull() || UNSPOKEN.contains(key)) {
      return List.of();
    }
    if (value.isObject()) {
      if (value.has("amount") && value.size() <= 2) {
        return facts(owner, key, value.path("amount"), today);
      }
      var facts = new ArrayList<String>();
      value
          .properties()
          .forEach(inner -> facts.addAll(facts(name, inner.getKey(), inner.getValue(), today)));
      return facts;
    }
    var spoken = SpokenForm.of(key, value, today);
    if (value.isTextual() && spoken.split("\\s+").length > 4) {
      return List.of(sentence(spoken));
    }
    if (value.isBoolean()) {
      return List.of("As to " + name + ": " + spoken + ".");
    }
    return List.of("The " + name.replaceFirst(" (?:cents|minor)$", "") + " is " + spoken + ".");
  }

  private static String inline(JsonNode item, LocalDate today) {
    var parts = new ArrayList<String>();
    for (var field : item.properties()) {
      var value = field.getValue();
      if (value.isNull() || UNSPOKEN.contains(field.getKey()) || isId(field.getKey())) {
        continue;
      }
      var shown = value.isObject() && value.has("amount") ? value.path("amount") : value;
      if (shown.isBoolean()) {
        if (shown.asBoolean()) {
          parts.add(PlainText.ofIdentifier(field.getKey()));
        }
      } else if (shown.isValueNode()) {
        var spoken = SpokenForm.of(field.getKey(), shown, today);
        var needsName = shown.isNumber() && !spoken.contains("$");
        parts.add(needsName ? PlainText.ofIdentifier(field.getKey()) + " " + spoken : spoken);
      }
    }
    return String.join(", ", parts);
  }

  private static boolean isId(String key) {
    return key.equals("id") || key.endsWith("Id");
  }

  private static String sentence(String text) {
    var whole = text.strip();
    var capital = whole.substring(0, 1).toUpperCase(Locale.ROOT) + whole.substring(1);
    return capital.matches(".*[.!?]$") ? capital : capital + ".";
  }
}
