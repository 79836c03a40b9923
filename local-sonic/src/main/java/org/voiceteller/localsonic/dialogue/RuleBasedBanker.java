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
import org.voiceteller.localsonic.dialogue.language.Lexicon;
import org.voiceteller.localsonic.dialogue.language.PlainText;
import org.voiceteller.localsonic.dialogue.slot.Kind;
import org.voiceteller.localsonic.dialogue.slot.Questions;
import org.voiceteller.localsonic.dialogue.slot.Slot;
import org.voiceteller.localsonic.dialogue.slot.SlotReader;
import org.voiceteller.localsonic.dialogue.telling.Telling;
import org.voiceteller.localsonic.dialogue.telling.ToolResult;
import org.voiceteller.localsonic.dialogue.wish.Abilities;
import org.voiceteller.localsonic.dialogue.wish.Ability;
import org.voiceteller.localsonic.dialogue.wish.Understanding;
import org.voiceteller.localsonic.dialogue.wish.Wish;
import org.voiceteller.localsonic.dialogue.wish.WishFinder;

/**
 * A banker that decides by rules. At any time it is asking for one field of one tool, or waits for
 * one tool's answer, or is open for any wish; further wishes wait in line.
 */
final class RuleBasedBanker implements Banker {

  private final SystemPrompt prompt;
  private final Lexicon lexicon;
  private final Abilities abilities;
  private final WishFinder finder;
  private final SlotReader reader;
  private final Memory memory;
  private final Supplier<String> toolUseIds;
  private final Offer offer;
  private final Implied implied;

  RuleBasedBanker(
      SystemPrompt prompt,
      Lexicon lexicon,
      Abilities abilities,
      WishFinder finder,
      SlotReader reader,
      Memory memory,
      Supplier<String> toolUseIds) {
    this.prompt = prompt;
    this.lexicon = lexicon;
    this.abilities = abilities;
    this.finder = finder;
    this.reader = reader;
    this.memory = memory;
    this.toolUseIds = toolUseIds;
    this.offer = new Offer(lexicon, abilities);
    this.implied = new Implied(lexicon, abilities, reader);
  }

  @Override
  public List<Act> hear(Heard heard) {
    var acts =
        switch (heard) {
          case Heard.Words(var text) -> Cue.of(text).map(this::cue).orElseGet(() -> words(text));
          case Heard.Unintelligible() -> unintelligible();
          case Heard.ToolAnswered(var id, _, var json) -> answered(id, ToolResult.of(json));
        };
    memory.remember(acts);
    return acts;
  }

  @Override
  public Expectation expects() {
    if (memory.unread.isPresent()) {
      return new Expectation.YesOrNo();
    }
    return memory
        .open
        .flatMap(Task::asked)
        .<Expectation>map(slot -> Answers.expected(slot.kind()))
        .orElseGet(Expectation.Wish::new);
  }

  private List<Act> cue(Cue cue) {
    return switch (cue) {
      case Cue.Connected() -> say(prompt.greeting());
      case Cue.Back() -> say(Sentences.BACK + " " + memory.openQuestion().orElse(Sentences.GO_ON));
      case Cue.Keyed(var digits) -> keyed(digits);
      case Cue.ToolIsSlow() -> say(Sentences.SLOW);
      case Cue.Unknown() -> List.of();
    };
  }

  private List<Act> keyed(String digits) {
    var wanted = memory.open.flatMap(Task::asked).map(Slot::kind).filter(Answers::mayBeKeyed);
    if (wanted.isPresent() || memory.open.isEmpty() && implied.phoneNumber(digits).isPresent()) {
      return words(digits);
    }
    return say(Sentences.NO_KEYS + " " + memory.openQuestion().orElse(Sentences.GO_ON));
  }

  private List<Act> unintelligible() {
    memory.missed++;
    if (memory.running.isPresent()) {
      return say(Sentences.MOMENT);
    }
    return say(
        memory.missed == 1
            ? Sentences.NOT_CAUGHT + " " + memory.openQuestion().orElse(Sentences.SAY_AGAIN)
            : Sentences.STILL_NOT_CAUGHT);
  }

  private List<Act> words(String text) {
    var plain = PlainText.of(text);
    if (plain.isEmpty()) {
      return unintelligible();
    }
    memory.missed = 0;
    if (lexicon.isTalk("repeat", plain) && !memory.lastSaid.isEmpty()) {
      return say(memory.lastSaid);
    }
    if (memory.running.isPresent()) {
      return meanwhile(text, plain);
    }
    if (memory.unread.isPresent()) {
      var told = memory.unread.get();
      memory.unread = Optional.empty();
      if (lexicon.isTalk("yes", plain)) {
        return tell(told.more());
      }
      if (lexicon.isTalk("no", plain)) {
        return memory.waiting.isEmpty() ? say(Sentences.ALL_RIGHT) : next();
      }
    }
    var asked = memory.open.flatMap(Task::asked);
    return asked.isPresent()
        ? answer(memory.open.orElseThrow(), asked.get(), text, plain)
        : freely(text, plain);
  }

  /** The caller speaks while a tool is at work: what has begun is not undone by that. */
  private List<Act> meanwhile(String text, String plain) {
    if (lexicon.isTalk("cancel", plain)) {
      memory.waiting.clear();
      return say(Sentences.ALREADY_STARTED);
    }
    if (finder.find(text) instanceof Understanding.Wishes(var wishes)) {
      var more = wishes.stream().filter(wish -> !isUnderWay(wish)).toList();
      memory.waiting.addAll(more);
      return say(more.isEmpty() ? Sentences.MOMENT : Sentences.NEXT);
    }
    return say(Sentences.MOMENT);
  }

  private boolean isUnderWay(Wish wish) {
    return memory.waiting.contains(wish)
        || memory
            .running
            .map(Memory.Running::task)
            .filter(task -> task.ability().equals(wish.ability()))
            .filter(task -> task.values().equals(wish.values()))
            .isPresent();
  }

  private List<Act> answer(Task task, Slot slot, String text, String plain) {
    if (lexicon.isTalk("cancel", plain)) {
      memory.dropPlans();
      return say(Sentences.CANCELLED);
    }
    var value = reader.answer(slot, text);
    var found = finder.find(text);
    var takesAnything = Answers.mayBeAnything(slot.kind());
    var changesMind =
        found instanceof Understanding.Wishes(var wishes)
            && wishes.stream().noneMatch(wish -> wish.ability().equals(task.ability()))
            && (!takesAnything || lexicon.isTalk("request", plain));
    if (value.isPresent() && !(changesMind && !(slot.kind() instanceof Kind.Phone))) {
      if (isTalkOnly(plain) && takesAnything) {
        return aside(slot, plain);
      }
      if (changesMind) {
        memory.waiting.addAll(((Understanding.Wishes) found).wishes());
      }
      return proceed(task.with(filled(task, slot, value.get(), text)));
    }
    if (changesMind) {
      memory.dropPlans();
      return begin(((Understanding.Wishes) found).wishes());
    }
    if (isTalkOnly(plain)) {
      return aside(slot, plain);
    }
    return again(task, slot, text);
  }

  private Map<String, JsonNode> filled(Task task, Slot slot, JsonNode value, String text) {
    var values = new LinkedHashMap<String, JsonNode>();
    var others = reader.volunteered(task.ability().form(), text);
    task.missing().ifPresent(_ -> values.putAll(others));
    values.keySet().removeAll(task.values().keySet());
    values.put(slot.name(), value);
    return values;
  }

  private boolean isTalkOnly(String plain) {
    return lexicon.talks().keySet().stream()
        .filter(
            talk -> List.of("why", "unable", "wait", "person", "goodbye", "help").contains(talk))
        .anyMatch(talk -> lexicon.isTalk(talk, plain));
  }

  /** Small talk while a question is open. */
  private List<Act> aside(Slot slot, String plain) {
    var question = memory.openQuestion().orElseGet(() -> Questions.of(slot));
    if (lexicon.isTalk("why", plain)) {
      return say(Sentences.because(question));
    }
    if (lexicon.isTalk("wait", plain)) {
      return say(Sentences.TAKE_YOUR_TIME);
    }
    if (lexicon.isTalk("help", plain)) {
      return say(offer.help() + " " + question);
    }
    memory.dropPlans();
    return lexicon.isTalk("unable", plain)
        ? say(Sentences.withoutThat(slot))
        : freely(plain, plain);
  }

  private List<Act> again(Task task, Slot slot, String text) {
    var digits = SlotReader.digitsHeard(text);
    var together = reader.answer(slot, task.digitsHeard() + digits);
    if (slot.kind() instanceof Kind.Phone && !digits.isEmpty() && together.isPresent()) {
      return proceed(task.with(Map.of(slot.name(), together.get())));
    }
    var question = memory.openQuestion().orElseGet(() -> Questions.of(slot));
    var failed = task.failed(digits);
    memory.open = Optional.of(failed);
    return say(Sentences.askAgain(slot, question, digits, failed.failures()));
  }

  private List<Act> freely(String text, String plain) {
    return switch (finder.find(text)) {
      case Understanding.Wishes(var wishes) -> begin(wishes);
      case Understanding.NotServed _ -> say(offer.cannot());
      case Understanding.Nothing() -> {
        var meant = implied.phoneNumber(text).or(() -> implied.ellipsis(text, plain, memory.done));
        yield meant.isPresent() ? begin(List.of(meant.get())) : talk(plain);
      }
    };
  }

  private List<Act> talk(String plain) {
    if (lexicon.isTalk("person", plain)) {
      return abilities
          .serving("person")
          .map(this::begin)
          .orElseGet(() -> say(Sentences.NO_PERSON + " " + offer.help()));
    }
    if (lexicon.isTalk("goodbye", plain)) {
      var acts = new ArrayList<>(say(Sentences.GOODBYE));
      abilities.serving("goodbye").ifPresent(ability -> acts.addAll(begin(ability)));
      return acts;
    }
    if (lexicon.isTalk("cancel", plain)) {
      return say(Sentences.ALL_RIGHT);
    }
    if (lexicon.isTalk("thanks", plain)) {
      return say(Sentences.WELCOME);
    }
    if (lexicon.isTalk("help", plain)) {
      return say(offer.help());
    }
    if (lexicon.isTalk("wait", plain)) {
      return say(Sentences.TAKE_YOUR_TIME);
    }
    if (lexicon.isTalk("hello", plain) || lexicon.isTalk("yes", plain)) {
      return say(Sentences.WHAT);
    }
    return lexicon.isTalk("no", plain) ? say(Sentences.ALL_RIGHT) : say(offer.cannot());
  }

  /** Uses a tool that nobody worded a wish for; a text that it requires is what was done. */
  private List<Act> begin(Ability ability) {
    var values = new LinkedHashMap<String, JsonNode>();
    ability.form().slots().stream()
        .filter(slot -> slot.required() && slot.kind() instanceof Kind.Text)
        .forEach(slot -> values.put(slot.name(), TextNode.valueOf("The caller asked for it.")));
    return begin(List.of(new Wish(ability, "", values)));
  }

  private List<Act> begin(List<Wish> wishes) {
    memory.waiting.addAll(wishes);
    return next();
  }

  private List<Act> next() {
    var wish = memory.waiting.poll();
    return wish == null ? List.of() : proceed(Task.of(wish));
  }

  /** Asks for what is missing, or uses the tool. */
  private List<Act> proceed(Task task) {
    var missing = task.missing();
    if (missing.isPresent()) {
      memory.open = Optional.of(task.asking(missing.get()));
      return say(Questions.of(missing.get()));
    }
    return List.of(use(task));
  }

  private Act use(Task task) {
    var id = toolUseIds.get();
    memory.open = Optional.empty();
    memory.running = Optional.of(new Memory.Running(id, task));
    var input = JsonNodeFactory.instance.objectNode();
    task.ability().form().slots().stream()
        .filter(slot -> task.values().containsKey(slot.name()))
        .forEach(slot -> input.set(slot.name(), task.values().get(slot.name())));
    return new Act.UseTool(id, task.ability().name(), input.toString());
  }

  private List<Act> answered(String toolUseId, ToolResult result) {
    var task =
        memory.running.filter(run -> run.toolUseId().equals(toolUseId)).map(Memory.Running::task);
    if (task.isPresent()) {
      memory.running = Optional.empty();
      task.filter(done -> !done.demanded()).ifPresent(done -> memory.done = Optional.of(done));
    }
    var acts = new ArrayList<Act>(tell(Telling.of(result, reader.today())));
    var demanded = result.then().flatMap(this::demanded);
    if (demanded.isPresent()) {
      memory.unread = Optional.empty();
      acts.addAll(demand(demanded.get(), result.say(), task));
    } else if (memory.unread.isEmpty() && memory.running.isEmpty() && memory.open.isEmpty()) {
      acts.addAll(next());
    }
    return acts;
  }

  private Optional<Task> demanded(ToolResult.Then then) {
    var values = new LinkedHashMap<String, JsonNode>();
    then.input().properties().forEach(known -> values.put(known.getKey(), known.getValue()));
    return abilities.named(then.tool()).map(ability -> Task.demanded(ability, values));
  }

  /**
   * The answer's own words have asked already, where there are any. A question that asks for
   * nothing required asks for a yes, or for the first thing not known. What was just done is not
   * done again without anything new.
   */
  private List<Act> demand(Task task, Optional<String> said, Optional<Task> before) {
    var unknown =
        task.ability().form().slots().stream()
            .filter(slot -> !task.values().containsKey(slot.name()))
            .toList();
    var optional =
        unknown.stream()
            .filter(slot -> slot.kind() instanceof Kind.Flag)
            .findFirst()
            .or(() -> unknown.stream().findFirst())
            .filter(_ -> said.filter(words -> words.endsWith("?")).isPresent());
    var asked = said.isPresent() ? task.missing().or(() -> optional) : Optional.<Slot>empty();
    if (asked.isPresent()) {
      memory.open = Optional.of(task.asking(asked.get()));
      return List.of();
    }
    var repeats =
        task.missing().isEmpty()
            && before.filter(done -> done.ability().equals(task.ability())).isPresent()
            && before.filter(done -> done.values().equals(task.values())).isPresent();
    return repeats ? List.of() : proceed(task);
  }

  private List<Act> tell(Telling.Told told) {
    memory.unread = told.rest().isEmpty() ? Optional.empty() : Optional.of(told);
    return say(told.text());
  }

  private static List<Act> say(String text) {
    return List.of(new Act.Say(text));
  }
}
