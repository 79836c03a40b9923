package org.voiceteller.localsonic.dialogue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.voiceteller.localsonic.dialogue.slot.Kind;
import org.voiceteller.localsonic.dialogue.slot.Slot;
import org.voiceteller.localsonic.dialogue.wish.Ability;
import org.voiceteller.localsonic.dialogue.wish.Wish;

/**
 * A tool being prepared or used.
 *
 * @param values what is known of its input
 * @param asked the fields that the caller was asked for
 * @param failures how often the answer to that was no answer
 * @param digitsHeard the digits of the last answer that were too few to be a number
 * @param demanded the last tool's answer demanded this one; the caller did not wish it
 */
record Task(
    Ability ability,
    Map<String, JsonNode> values,
    List<Slot> asked,
    int failures,
    String digitsHeard,
    boolean demanded) {

  Task {
    values = Map.copyOf(values);
    asked = List.copyOf(asked);
  }

  static Task of(Wish wish) {
    return new Task(wish.ability(), wish.values(), List.of(), 0, "", false);
  }

  static Task demanded(Ability ability, Map<String, JsonNode> values) {
    return new Task(ability, values, List.of(), 0, "", true);
  }

  /** What the caller wished stays that, also when its tool asks for more. */
  Task wished() {
    return new Task(ability, values, asked, failures, digitsHeard, false);
  }

  Task asking(List<Slot> slots) {
    return new Task(ability, values, slots, 0, "", demanded);
  }

  Task with(Map<String, JsonNode> more) {
    var all = new LinkedHashMap<>(values);
    all.putAll(more);
    return new Task(ability, all, List.of(), 0, "", demanded);
  }

  Task without(List<String> names) {
    var all = new LinkedHashMap<>(values);
    all.keySet().removeAll(names);
    return new Task(ability, all, asked, failures, digitsHeard, demanded);
  }

  /** Without the answer to a read-back, which holds for one use only. */
  Task unconfirmed() {
    var all = new LinkedHashMap<>(values);
    flag().ifPresent(slot -> all.remove(slot.name()));
    return new Task(ability, all, asked, failures, digitsHeard, demanded);
  }

  Task failed(String digits) {
    return new Task(ability, values, asked, failures + 1, digits, demanded);
  }

  Optional<Slot> missing() {
    return ability.form().missing(values).findFirst();
  }

  /** The field that takes the caller's yes or no. */
  Optional<Slot> flag() {
    return ability.form().slots().stream()
        .filter(slot -> slot.kind() instanceof Kind.Flag)
        .findFirst();
  }

  /** Whether the open question is one that yes or no answers. */
  boolean asksForYes() {
    return asked.size() == 1 && asked.getFirst().kind() instanceof Kind.Flag;
  }

  boolean asksForSecret() {
    return asked.stream().anyMatch(slot -> slot.kind().isSecret());
  }

  /** The code that is asked for, in digits. */
  Optional<Slot> code() {
    return asked.stream().filter(slot -> slot.kind() instanceof Kind.Code).findFirst();
  }

  /** Whether the wish says nothing that this does not say already. */
  boolean covers(Wish wish) {
    return isFor(wish.ability()) && values.entrySet().containsAll(wish.values().entrySet());
  }

  boolean isFor(Ability other) {
    return ability.name().equals(other.name());
  }
}
