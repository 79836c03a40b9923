package org.voiceteller.localsonic.dialogue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.voiceteller.localsonic.dialogue.language.Lexicon;
import org.voiceteller.localsonic.dialogue.slot.Form;
import org.voiceteller.localsonic.dialogue.slot.SlotReader;

/**
 * How well fields are heard in what real callers said. The forms are made of schemas as any tool's;
 * nothing knows the data. NLU++ counts its days from March 15, 2022.
 */
final class SlotMeasures {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String SCHEMA =
      """
      {"type":"object","properties":{
        "amount":{"type":"string","format":"amount","pattern":"^[0-9]{1,9}(\\\\.[0-9]{1,2})?$"},
        "accountType":{"type":"string","enum":["checking","savings"]},
        "fromAccountType":{"type":"string","enum":["checking","savings"]},
        "toAccountType":{"type":"string","enum":["checking","savings"]},
        "merchant":{"type":"string"},
        "payee":{"type":"string"},
        "confirmed":{"type":"string","enum":["yes","no"]},
        "date":{"type":"string","format":"date","description":"The next such day."},
        "fromDate":{"type":"string","format":"date","description":"On or after the next."},
        "toDate":{"type":"string","format":"date","description":"On or before the next."}}}
      """;

  /** Right, all, and what went wrong: {@code utterance | wanted | heard}. */
  static final class Tally {
    int right;
    int all;
    int falseAlarms;
    int without;
    final List<String> mistakes = new ArrayList<>();

    void count(boolean isRight, String mistake) {
      all++;
      if (isRight) {
        right++;
      } else {
        mistakes.add(mistake);
      }
    }

    double share() {
      return right / (double) all;
    }
  }

  private final SlotReader reader =
      SlotReader.create(
          Lexicon.english(),
          InstantSource.fixed(Instant.parse("2022-03-15T09:00:00Z")),
          ZoneOffset.UTC);
  private final Form form = Form.of(tree(SCHEMA), "pay");

  /** By slot. A dialogue's slots are read as the system asked for them in the turn before. */
  Map<String, Tally> sgd(List<JsonNode> dialogues) {
    var tallies = new TreeMap<String, Tally>();
    for (var dialogue : dialogues) {
      var asked = new ArrayList<String>();
      for (var turn : dialogue.path("turns")) {
        var user = turn.path("speaker").asText().equals("USER");
        for (var frame : turn.path("frames")) {
          if (frame.path("service").asText().equals("Banks_1") && user) {
            heard(tallies, turn.path("utterance").asText(), frame, asked);
          }
        }
        asked.clear();
        if (!user) {
          for (var frame : turn.path("frames")) {
            frame.path("actions").forEach(action -> asked.add(actionSlot(action)));
          }
        }
      }
    }
    return tallies;
  }

  private static String actionSlot(JsonNode action) {
    return switch (action.path("act").asText()) {
      case "REQUEST" -> action.path("slot").asText();
      case "CONFIRM", "OFFER_INTENT" -> "confirmed";
      default -> "";
    };
  }

  private void heard(
      Map<String, Tally> tallies, String utterance, JsonNode frame, List<String> asked) {
    var transfers = frame.path("state").path("active_intent").asText().equals("TransferMoney");
    for (var action : frame.path("actions")) {
      var act = action.path("act").asText();
      var slot = action.path("slot").asText();
      var wanted = action.path("canonical_values").path(0).asText();
      if (act.equals("INFORM")) {
        var field =
            switch (slot) {
              case "account_type" -> transfers ? "fromAccountType" : "accountType";
              case "recipient_account_type" -> "toAccountType";
              case "recipient_account_name" -> "payee";
              default -> slot;
            };
        count(tallies, slot, field, utterance, wanted, asked.contains(slot));
      } else if (asked.contains("confirmed")) {
        if (act.equals("AFFIRM") || act.equals("NEGATE")) {
          count(
              tallies,
              act.toLowerCase(Locale.ROOT),
              "confirmed",
              utterance,
              act.equals("AFFIRM") ? "yes" : "no",
              true);
        }
      }
    }
  }

  /** By slot, of single utterances: nothing was asked before. */
  Map<String, Tally> nlupp(List<JsonNode> utterances) {
    var tallies = new TreeMap<String, Tally>();
    for (var utterance : utterances) {
      var text = utterance.path("text").asText();
      var slots = utterance.path("slots");
      nluppAmount(tallies, text, slots.path("amount_of_money"));
      for (var name : List.of("date", "date_from", "date_to")) {
        var value = slots.path(name).path("value");
        if (value.has("day")) {
          var field = Map.of("date", "date", "date_from", "fromDate", "date_to", "toDate");
          var wanted =
              "-%02d-%02d".formatted(value.path("month").asInt(), value.path("day").asInt());
          count(tallies, name, field.getOrDefault(name, name), text, wanted, false);
        }
      }
      for (var name : Map.of("company_name", "merchant", "person_name", "payee").entrySet()) {
        if (slots.has(name.getKey())) {
          var wanted = slots.path(name.getKey()).path("value").asText();
          count(tallies, name.getKey(), name.getValue(), text, wanted, false);
        }
      }
    }
    return tallies;
  }

  private void nluppAmount(Map<String, Tally> tallies, String text, JsonNode slot) {
    var tally = tallies.computeIfAbsent("amount_of_money", _ -> new Tally());
    if (slot.path("value").has("amount")) {
      count(
          tallies,
          "amount_of_money",
          "amount",
          text,
          slot.path("value").path("amount").asText(),
          false);
    } else if (slot.isMissingNode()) {
      tally.without++;
      var values = reader.volunteered(form, text);
      if (values.containsKey("amount")) {
        tally.falseAlarms++;
        tally.mistakes.add(text + " | none | " + values.get("amount").asText());
      }
    }
  }

  private void count(
      Map<String, Tally> tallies,
      String slot,
      String field,
      String utterance,
      String wanted,
      boolean asked) {
    var values = new HashMap<>(reader.volunteered(form, utterance));
    if (asked && !values.containsKey(field)) {
      form.slot(field)
          .flatMap(theSlot -> reader.answer(theSlot, utterance))
          .ifPresent(value -> values.put(field, value));
    }
    var heard = values.containsKey(field) ? values.get(field).asText() : "";
    tallies
        .computeIfAbsent(slot, _ -> new Tally())
        .count(isSame(field, wanted, heard), utterance + " | " + wanted + " | " + heard);
  }

  private static boolean isSame(String field, String wanted, String heard) {
    if (heard.isEmpty()) {
      return false;
    }
    return switch (field) {
      case "amount" -> new BigDecimal(wanted).compareTo(new BigDecimal(heard)) == 0;
      case "date", "fromDate", "toDate" -> heard.endsWith(wanted);
      default -> wanted.equalsIgnoreCase(heard);
    };
  }

  static JsonNode tree(String json) {
    try {
      return JSON.readTree(json);
    } catch (IOException notJson) {
      throw new UncheckedIOException(notJson);
    }
  }
}
