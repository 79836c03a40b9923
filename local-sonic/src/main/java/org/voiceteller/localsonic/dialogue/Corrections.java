package org.voiceteller.localsonic.dialogue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.voiceteller.localsonic.dialogue.language.Lexicon;
import org.voiceteller.localsonic.dialogue.language.PlainText;
import org.voiceteller.localsonic.dialogue.slot.Kind;
import org.voiceteller.localsonic.dialogue.slot.Offered;
import org.voiceteller.localsonic.dialogue.slot.Slot;
import org.voiceteller.localsonic.dialogue.slot.SlotReader;

/**
 * What the caller's words change of an input that is already known: "no, from savings", "make it
 * 300", "the other way around", "I meant the other card".
 */
record Corrections(Lexicon lexicon, SlotReader reader) {

  private static final int BARE_WORDS = 6;

  /** The fields that get another value; empty when nothing does. */
  Map<String, JsonNode> of(Task task, String text, Offered offered) {
    return of(task, Map.of(), text, offered);
  }

  /**
   * The fields that get another value; empty when nothing does.
   *
   * @param readBack what the caller was told besides the task's own values: sides that the tool chose
   */
  Map<String, JsonNode> of(
      Task task, Map<String, JsonNode> readBack, String text, Offered offered) {
    var plain = PlainText.of(text);
    var known = new LinkedHashMap<>(readBack);
    known.putAll(task.values());
    var changed = new LinkedHashMap<String, JsonNode>();
    if (lexicon.isTalk("other way", plain)) {
      changed.putAll(turnedAround(task, known));
    }
    reader.volunteered(task.ability().form(), text).forEach(changed::putIfAbsent);
    if (changed.isEmpty()) {
      changed.putAll(bare(task, text, plain));
    }
    if (changed.isEmpty()) {
      picked(task, text, offered)
          .ifPresent(ending -> changed.put(ending.getKey(), ending.getValue()));
    }
    changed
        .entrySet()
        .removeIf(value -> value.getValue().equals(known.get(value.getKey())));
    keepSidesApart(task, known, changed);
    return changed;
  }

  /**
   * The task with these changes. What named the same account in another way is dropped: another
   * kind of account has other last digits.
   */
  static Task corrected(Task task, Map<String, JsonNode> changed) {
    var slots = task.ability().form().slots();
    var outdated =
        slots.stream()
            .filter(slot -> !changed.containsKey(slot.name()))
            .filter(
                slot ->
                    slots.stream()
                        .anyMatch(
                            other -> changed.containsKey(other.name()) && nameTheSame(slot, other)))
            .map(Slot::name)
            .toList();
    return task.without(outdated).with(changed);
  }

  /** "From account type" and "from account ending". */
  static boolean nameTheSame(Slot one, Slot other) {
    var kinds = one.kind() instanceof Kind.Choice ^ other.kind() instanceof Kind.Choice;
    var side = side(one);
    return kinds && side.isPresent() && side.equals(side(other)) && Slot.isSameThing(one, other);
  }

  private static Optional<Kind.Side> side(Slot slot) {
    return switch (slot.kind()) {
      case Kind.Choice(var side, _) -> Optional.of(side);
      case Kind.Ending(var side, _) -> Optional.of(side);
      case Kind _ -> Optional.empty();
    };
  }

  /** "Make it 300", "no, savings": what nothing but its place tells. */
  private Map<String, JsonNode> bare(Task task, String text, String plain) {
    if (PlainText.words(plain).size() > BARE_WORDS && !lexicon.isTalk("correction", plain)) {
      return Map.of();
    }
    for (var slot : task.ability().form().slots()) {
      if (slot.kind() instanceof Kind.Money && task.values().containsKey(slot.name())) {
        var amount = reader.answer(slot, text);
        if (amount.isPresent()) {
          return Map.of(slot.name(), amount.get());
        }
      }
    }
    var sides =
        task.ability().form().slots().stream()
            .filter(slot -> slot.kind() instanceof Kind.Choice(var side, _) && side != Kind.Side.WHOLE)
            .toList();
    return sides.size() == 1
        ? reader
            .answer(sides.getFirst(), text)
            .map(side -> Map.of(sides.getFirst().name(), side))
            .orElseGet(Map::of)
        : Map.of();
  }

  /** One of several things of which the agent has just named the last digits. */
  Optional<Map.Entry<String, JsonNode>> picked(Task task, String text, Offered offered) {
    return task.ability().form().slots().stream()
        .filter(slot -> slot.kind() instanceof Kind.Ending)
        .filter(
            slot -> task.asked().contains(slot) || side(slot).equals(Optional.of(Kind.Side.WHOLE)))
        .findFirst()
        .flatMap(
            slot -> {
              var now =
                  task.values().containsKey(slot.name())
                      ? task.values().get(slot.name()).asText()
                      : "";
              return offered
                  .picked(text, now)
                  .map(ending -> Map.entry(slot.name(), SlotReader.text(ending)));
            });
  }

  private static Map<String, JsonNode> turnedAround(Task task, Map<String, JsonNode> known) {
    var turned = new LinkedHashMap<String, JsonNode>();
    for (var from : task.ability().form().slots()) {
      for (var to : task.ability().form().slots()) {
        if (areSides(from, to)
            && known.containsKey(from.name())
            && known.containsKey(to.name())) {
          turned.put(from.name(), known.get(to.name()));
          turned.put(to.name(), known.get(from.name()));
        }
      }
    }
    return turned;
  }

  /** From savings, where savings was the other side: the two change places. */
  private static void keepSidesApart(
      Task task, Map<String, JsonNode> known, Map<String, JsonNode> changed) {
    for (var one : task.ability().form().slots()) {
      for (var other : task.ability().form().slots()) {
        var value = changed.get(one.name());
        if (value != null
            && (areSides(one, other) || areSides(other, one))
            && one.kind() instanceof Kind.Choice
            && !changed.containsKey(other.name())
            && value.equals(known.get(other.name()))
            && known.containsKey(one.name())) {
          changed.put(other.name(), known.get(one.name()));
          return;
        }
      }
    }
  }

  private static boolean areSides(Slot from, Slot to) {
    return switch (from.kind()) {
      case Kind.Choice(var side, var values) ->
          side == Kind.Side.FROM
              && to.kind() instanceof Kind.Choice(var other, var sameValues)
              && other == Kind.Side.TO
              && values.equals(sameValues);
      case Kind.Ending(var side, _) ->
          side == Kind.Side.FROM
              && to.kind() instanceof Kind.Ending(var other, _)
              && other == Kind.Side.TO;
      case Kind _ -> false;
    };
  }
}
