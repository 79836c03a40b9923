package org.voiceteller.localsonic.dialogue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.voiceteller.localsonic.dialogue.slot.Kind;
import org.voiceteller.localsonic.dialogue.slot.Questions;
import org.voiceteller.localsonic.dialogue.slot.Slot;
import org.voiceteller.localsonic.dialogue.slot.SlotReader;
import org.voiceteller.localsonic.dialogue.telling.Telling;
import org.voiceteller.localsonic.dialogue.telling.ToolResult;
import org.voiceteller.localsonic.dialogue.wish.Abilities;
import org.voiceteller.localsonic.dialogue.wish.Ability;
import org.voiceteller.localsonic.dialogue.wish.Wish;

/**
 * Uses tools: asks for what they require, tells what came of them and does what their answers
 * demand next. Wishes are worked through one after the other.
 */
final class Errands {

  private final Abilities abilities;
  private final SlotReader reader;
  private final Memory memory;
  private final Supplier<String> toolUseIds;

  Errands(Abilities abilities, SlotReader reader, Memory memory, Supplier<String> toolUseIds) {
    this.abilities = abilities;
    this.reader = reader;
    this.memory = memory;
    this.toolUseIds = toolUseIds;
  }

  /** Uses a tool that nobody worded a wish for; a text that it requires is what was done. */
  List<Act> begin(Ability ability) {
    var values = new LinkedHashMap<String, JsonNode>();
    ability.form().slots().stream()
        .filter(slot -> slot.required() && slot.kind() instanceof Kind.Text)
        .forEach(slot -> values.put(slot.name(), TextNode.valueOf("The caller asked for it.")));
    return begin(List.of(new Wish(ability, "", values)));
  }

  List<Act> begin(List<Wish> wishes) {
    memory.waiting.addAll(wishes);
    return next();
  }

  /** The next wish in line, or back to the question that was left open for one. */
  List<Act> next() {
    var wish = memory.waiting.poll();
    return wish == null ? backToQuestion() : proceed(Task.of(wish));
  }

  private List<Act> backToQuestion() {
    if (memory.interrupted.isEmpty()) {
      return List.of();
    }
    var before = memory.interrupted.get();
    memory.interrupted = Optional.empty();
    memory.open = Optional.of(before.task());
    return List.of(new Act.Say(Sentences.backTo(before.question())));
  }

  /** Asks for what is missing, or uses the tool. */
  List<Act> proceed(Task task) {
    var missing = task.missing();
    if (missing.isPresent()) {
      memory.open = Optional.of(task.asking(List.of(missing.get())));
      return List.of(new Act.Say(Questions.of(missing.get())));
    }
    return List.of(use(task));
  }

  /** Asks for the first of the fields that the task asks for. */
  List<Act> ask(Task task) {
    memory.open = Optional.of(task);
    return List.of(new Act.Say(Questions.of(task.asked().getFirst())));
  }

  /**
   * The code that the caller did not get, once more: by a tool for just that; else by the one that
   * waits for it, used without it; else by the wish that needs it.
   */
  List<Act> sendAgain(Task waiting) {
    var sender = abilities.serving("resend").map(ability -> Task.demanded(ability, Map.of()));
    if (sender.isPresent() && sender.get().missing().isEmpty()) {
      return List.of(use(sender.get()));
    }
    var without = Task.demanded(waiting.ability(), Map.of());
    return without.missing().isEmpty()
        ? List.of(use(without))
        : memory.kept.map(kept -> List.<Act>of(use(kept))).orElseGet(List::of);
  }

  private Act use(Task task) {
    var id = toolUseIds.get();
    memory.open = Optional.empty();
    memory.running = Optional.of(new Memory.Running(id, task));
    memory.used(task);
    var input = JsonNodeFactory.instance.objectNode();
    task.ability().form().slots().stream()
        .filter(slot -> task.values().containsKey(slot.name()))
        .forEach(slot -> input.set(slot.name(), task.values().get(slot.name())));
    return new Act.UseTool(id, task.ability().name(), input.toString());
  }

  List<Act> answered(String toolUseId, ToolResult result) {
    var task =
        memory.running.filter(run -> run.toolUseId().equals(toolUseId)).map(Memory.Running::task);
    if (task.isPresent()) {
      memory.running = Optional.empty();
      task.filter(done -> !done.demanded())
          .map(Task::unconfirmed)
          .ifPresent(done -> memory.done = Optional.of(done));
    }
    var acts = new ArrayList<Act>(tell(Telling.of(result, reader.today())));
    var demanded = result.then().flatMap(then -> demanded(then, task));
    if (demanded.isPresent()) {
      memory.unread = Optional.empty();
      task.filter(wished -> !wished.demanded() && !wished.isFor(demanded.get().ability()))
          .ifPresent(wished -> memory.kept = Optional.of(wished.unconfirmed()));
      acts.addAll(demand(demanded.get(), result.say(), task));
    } else if (memory.unread.isEmpty() && memory.running.isEmpty() && memory.open.isEmpty()) {
      acts.addAll(next());
    }
    return acts;
  }

  /** The tool's last input is kept, but for the fields that the caller was just asked for. */
  private Optional<Task> demanded(ToolResult.Then then, Optional<Task> before) {
    return abilities
        .named(then.tool())
        .map(
            ability -> {
              var values = new LinkedHashMap<String, JsonNode>();
              if (!then.fill().isEmpty()) {
                values.putAll(memory.lastInput(ability));
                values.keySet().removeAll(then.fill());
              }
              then.input()
                  .properties()
                  .forEach(known -> values.put(known.getKey(), known.getValue()));
              var asked =
                  then.fill().stream().flatMap(name -> ability.form().slot(name).stream()).toList();
              var wished = before.filter(task -> task.isFor(ability) && !task.demanded());
              var task = Task.demanded(ability, values).asking(asked);
              return wished.isPresent() && !asked.isEmpty() ? task.wished() : task;
            });
  }

  /**
   * The answer's own words have asked already, where there are any. Without {@code fill} a question
   * that asks for nothing required asks for a secret, a yes, or the first thing not known. What was
   * just done is not done again without anything new.
   */
  private List<Act> demand(Task task, Optional<String> said, Optional<Task> before) {
    if (memory.interrupted.filter(left -> left.task().isFor(task.ability())).isPresent()) {
      memory.interrupted = Optional.empty();
    }
    var asked = task.asked().isEmpty() ? askedBy(task, said) : task.asked();
    if (!asked.isEmpty()) {
      memory.open = Optional.of(task.asking(asked));
      memory.readBack =
          task.asking(asked).asksForYes()
              ? said.map(words -> sides(task, words)).orElseGet(Map::of)
              : Map.of();
      return said.isPresent() ? List.of() : List.of(new Act.Say(Questions.of(asked.getFirst())));
    }
    var repeats =
        task.missing().isEmpty()
            && before.filter(done -> done.isFor(task.ability())).isPresent()
            && before.filter(done -> done.values().equals(task.values())).isPresent();
    return repeats ? List.of() : proceed(task);
  }

  /** From where and to where, as it was read back; by kind, and by last digits where no kind is. */
  private Map<String, JsonNode> sides(Task task, String said) {
    var heard = reader.volunteered(task.ability().form(), said);
    var sides = new LinkedHashMap<String, JsonNode>();
    for (var slot : task.ability().form().slots()) {
      var isKind = slot.kind() instanceof Kind.Choice(var side, _) && side != Kind.Side.WHOLE;
      var isEnding =
          slot.kind() instanceof Kind.Ending
              && task.ability().form().slots().stream()
                  .noneMatch(
                      other ->
                          heard.containsKey(other.name()) && Corrections.nameTheSame(slot, other));
      if ((isKind || isEnding) && heard.containsKey(slot.name())) {
        sides.put(slot.name(), heard.get(slot.name()));
      }
    }
    return sides;
  }

  private static List<Slot> askedBy(Task task, Optional<String> said) {
    var unknown =
        task.ability().form().slots().stream()
            .filter(slot -> !task.values().containsKey(slot.name()))
            .toList();
    var secrets = unknown.stream().filter(slot -> slot.kind().isSecret()).toList();
    if (!secrets.isEmpty()) {
      return secrets;
    }
    if (said.isEmpty()) {
      return List.of();
    }
    return task.missing()
        .or(
            () ->
                unknown.stream()
                    .filter(slot -> slot.kind() instanceof Kind.Flag)
                    .findFirst()
                    .or(() -> unknown.stream().findFirst())
                    .filter(_ -> said.filter(words -> words.endsWith("?")).isPresent()))
        .map(List::of)
        .orElseGet(List::of);
  }

  /** The system took what was asked for: the tool is used without it. */
  List<Act> taken(Ability ability) {
    memory.interrupted = Optional.empty();
    return List.of(use(Task.demanded(ability, Map.of())));
  }

  List<Act> tell(Telling.Told told) {
    memory.unread = told.rest().isEmpty() ? Optional.empty() : Optional.of(told);
    return List.of(new Act.Say(told.text()));
  }
}
