package org.voiceteller.localsonic.dialogue;

import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import org.voiceteller.localsonic.dialogue.language.Stem;
import org.voiceteller.localsonic.dialogue.slot.Kind;
import org.voiceteller.localsonic.dialogue.slot.Questions;
import org.voiceteller.localsonic.dialogue.slot.Slot;
import org.voiceteller.localsonic.dialogue.slot.SlotReader;
import org.voiceteller.localsonic.dialogue.wish.Abilities;
import org.voiceteller.localsonic.dialogue.wish.Ability;
import org.voiceteller.localsonic.dialogue.wish.Understanding;
import org.voiceteller.localsonic.dialogue.wish.WishFinder;

/**
 * What the turns of an earlier conversation leave in mind: the last wish, and the question that was
 * open. No tool is used again because of it.
 */
record History(Abilities abilities, WishFinder finder, SlotReader reader) {

  Memory recalled(List<Bankers.Turn> turns) {
    var memory = new Memory();
    for (var turn : turns) {
      switch (turn.role()) {
        case ASSISTANT -> said(memory, Sentences.withoutAttention(turn.text()));
        case USER -> wish(turn.text()).ifPresent(task -> memory.done = Optional.of(task));
      }
    }
    if (!memory.lastSaid.isEmpty()) {
      var question = Sentences.lastQuestion(memory.lastSaid).orElse("");
      memory.open = asked(question, memory.done).or(() -> readBack(memory));
    }
    return memory;
  }

  private static void said(Memory memory, String words) {
    if (!words.isEmpty()) {
      memory.lastSaid = words;
    }
  }

  private Optional<Task> wish(String said) {
    return !said.strip().startsWith("[")
            && finder.find(said) instanceof Understanding.Wishes(var wishes)
        ? Optional.of(Task.of(wishes.getLast()))
        : Optional.empty();
  }

  /** The tool and field that a question asks for; the last wish's own tool comes first. */
  private Optional<Task> asked(String question, Optional<Task> wished) {
    var wishedAbility = wished.map(Task::ability);
    return wishedAbility
        .flatMap(ability -> asked(question, ability))
        .or(
            () ->
                abilities.all().stream()
                    .flatMap(ability -> asked(question, ability).stream())
                    .findFirst())
        .map(
            task ->
                wished
                    .filter(same -> isSame(same, task))
                    .map(same -> resumed(same, task))
                    .orElse(task));
  }

  /**
   * A question that asks for no field, after a wish whose tool takes a yes: what the tool would do
   * was read back, with what the wish had left open.
   */
  private Optional<Task> readBack(Memory memory) {
    return memory
        .done
        .filter(_ -> memory.lastSaid.endsWith("?"))
        .flatMap(
            wished -> {
              var form = wished.ability().form();
              var told = reader.volunteered(form, memory.lastSaid);
              var values = new HashMap<>(wished.unconfirmed().values());
              form.slots().stream()
                  .filter(slot -> slot.required() || slot.kind() instanceof Kind.Choice)
                  .filter(slot -> told.containsKey(slot.name()) && !values.containsKey(slot.name()))
                  .forEach(slot -> values.put(slot.name(), told.get(slot.name())));
              return wished
                  .flag()
                  .map(flag -> new Task(wished.ability(), values, List.of(flag), 0, "", false));
            });
  }

  private static boolean isSame(Task wished, Task asked) {
    return wished.ability().name().equals(asked.ability().name());
  }

  private static Task resumed(Task wished, Task asked) {
    var values = new HashMap<>(wished.values());
    asked.asked().forEach(slot -> values.remove(slot.name()));
    return new Task(wished.ability(), values, asked.asked(), 0, "", false);
  }

  private static Optional<Task> asked(String question, Ability ability) {
    return ability.form().slots().stream()
        .filter(slot -> slot.required() || slot.kind().isSecret())
        .filter(slot -> asksFor(question, slot))
        .findFirst()
        .map(slot -> Task.demanded(ability, new HashMap<>()).asking(List.of(slot)));
  }

  private static boolean asksFor(String question, Slot slot) {
    if (question.equals(Questions.of(slot))) {
      return true;
    }
    var stems = Stem.all(question);
    if (slot.kind() instanceof Kind.Code) {
      return stems.contains(Stem.of("code"));
    }
    return slot.kind() instanceof Kind.Phone
        ? stems.contains(Stem.of("phone")) && stems.contains(Stem.of("number"))
        : question.endsWith("?") && stems.containsAll(Stem.all(slot.label()));
  }
}
