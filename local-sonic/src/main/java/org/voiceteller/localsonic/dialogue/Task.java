package org.voiceteller.localsonic.dialogue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.voiceteller.localsonic.dialogue.slot.Slot;
import org.voiceteller.localsonic.dialogue.wish.Ability;
import org.voiceteller.localsonic.dialogue.wish.Wish;

/**
 * A tool being prepared or used.
 *
 * @param values what is known of its input
 * @param asked the field that the caller was asked for
 * @param failures how often the answer to that was no answer
 * @param digitsHeard the digits of the last answer that were too few to be a number
 * @param demanded the last tool's answer demanded this one; the caller did not wish it
 */
record Task(
    Ability ability,
    Map<String, JsonNode> values,
    Optional<Slot> asked,
    int failures,
    String digitsHeard,
    boolean demanded) {

  Task {
    values = Map.copyOf(values);
  }

  static Task of(Wish wish) {
    return new Task(wish.ability(), wish.values(), Optional.empty(), 0, "", false);
  }

  static Task demanded(Ability ability, Map<String, JsonNode> values) {
    return new Task(ability, values, Optional.empty(), 0, "", true);
  }

  Task asking(Slot slot) {
    return new Task(ability, values, Optional.of(slot), 0, "", demanded);
  }

  Task with(Map<String, JsonNode> more) {
    var all = new LinkedHashMap<>(values);
    all.putAll(more);
    return new Task(ability, all, Optional.empty(), 0, "", demanded);
  }

  Task failed(String digits) {
    return new Task(ability, values, asked, failures + 1, digits, demanded);
  }

  Optional<Slot> missing() {
    return ability.form().missing(values).findFirst();
  }
}
