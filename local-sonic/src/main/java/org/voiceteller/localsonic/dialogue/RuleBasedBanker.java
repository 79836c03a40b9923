package org.voiceteller.localsonic.dialogue;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.voiceteller.localsonic.dialogue.language.Lexicon;
import org.voiceteller.localsonic.dialogue.language.PlainText;
import org.voiceteller.localsonic.dialogue.slot.Kind;
import org.voiceteller.localsonic.dialogue.slot.Slot;
import org.voiceteller.localsonic.dialogue.slot.SlotReader;
import org.voiceteller.localsonic.dialogue.telling.ToolResult;
import org.voiceteller.localsonic.dialogue.wish.Abilities;
import org.voiceteller.localsonic.dialogue.wish.Understanding;
import org.voiceteller.localsonic.dialogue.wish.Wish;
import org.voiceteller.localsonic.dialogue.wish.WishFinder;

/**
 * Decides by rules what to say and which tool to use. At any time it waits for one answer, or for
 * one tool's answer, or is open for any wish; further wishes wait in line.
 */
final class RuleBasedBanker implements Banker {

  private final SystemPrompt prompt;
  private final Lexicon lexicon;
  private final Abilities abilities;
  private final WishFinder finder;
  private final Memory memory;
  private final Offer offer;
  private final Implied implied;
  private final Errands errands;
  private final SmallTalk smallTalk;
  private final Answering answering;

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
    this.memory = memory;
    this.offer = new Offer(lexicon, abilities);
    this.implied = new Implied(lexicon, abilities, reader);
    this.errands = new Errands(abilities, reader, memory, toolUseIds);
    this.smallTalk = new SmallTalk(prompt, lexicon, abilities, offer, memory, errands);
    this.answering = new Answering(lexicon, finder, reader, memory, errands, smallTalk);
  }

  @Override
  public List<Act> hear(Heard heard) {
    var acts =
        switch (heard) {
          case Heard.Words(var text) -> Cue.of(text).map(this::cue).orElseGet(() -> words(text));
          case Heard.Unintelligible() -> unintelligible();
          case Heard.ToolAnswered(var id, _, var json) -> errands.answered(id, ToolResult.of(json));
        };
    memory.remember(acts);
    return acts;
  }

  @Override
  public Expectation expects() {
    return memory.unread.isPresent()
        ? new Expectation.YesOrNo()
        : memory
            .open
            .map(task -> Answers.expected(task, memory.openQuestion().orElse("")))
            .orElseGet(Expectation.Wish::new);
  }

  private List<Act> cue(Cue cue) {
    return switch (cue) {
      case Cue.Connected() -> say(prompt.greeting());
      case Cue.Back() -> say(Sentences.BACK + " " + memory.openQuestion().orElse(Sentences.GO_ON));
      case Cue.Keyed(var digits) -> keyed(digits);
      case Cue.SecretTaken(var code) -> secretTaken(code);
      case Cue.SayThis(var words) -> say(words);
      case Cue.ToolIsSlow() -> say(Sentences.SLOW);
      case Cue.Unknown() -> List.of();
    };
  }

  private List<Act> keyed(String digits) {
    var wanted =
        memory.open.filter(
            task -> task.asked().stream().anyMatch(slot -> Answers.mayBeKeyed(slot.kind())));
    if (wanted.isPresent() || memory.open.isEmpty() && implied.phoneNumber(digits).isPresent()) {
      return words(digits);
    }
    return say(Sentences.NO_KEYS + " " + memory.openQuestion().orElse(Sentences.GO_ON));
  }

  /** The tool that waits for the secret; else the one that takes such a thing. */
  private List<Act> secretTaken(boolean code) {
    return memory
        .pending()
        .filter(Task::asksForSecret)
        .map(Task::ability)
        .or(
            () ->
                abilities.all().stream()
                    .filter(
                        ability ->
                            ability.form().slots().stream().anyMatch(slot -> takes(slot, code)))
                    .findFirst())
        .map(errands::taken)
        .orElseGet(List::of);
  }

  private static boolean takes(Slot slot, boolean code) {
    return code ? slot.kind() instanceof Kind.Code : slot.kind() instanceof Kind.Secret;
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
    if (Discretion.isTold(text)) {
      return say(Sentences.NO_SECRETS + memory.openQuestion().map(" "::concat).orElse(""));
    }
    var codeless = memory.open.filter(task -> answering.saysThatNoCodeCame(task, text, plain));
    if (codeless.isPresent()) {
      return errands.sendAgain(codeless.get());
    }
    if (lexicon.isTalk("repeat", plain)
        && !memory.lastSaid.isEmpty()
        && memory.open.filter(task -> answering.isCode(task, text)).isEmpty()) {
      return say(memory.lastSaid);
    }
    if (memory.running.isPresent()) {
      return meanwhile(text, plain);
    }
    if (memory.unread.isPresent()) {
      var told = memory.unread.get();
      memory.unread = Optional.empty();
      if (lexicon.isTalk("yes", plain)) {
        return errands.tell(told.more());
      }
      if (lexicon.isTalk("no", plain)) {
        return memory.waiting.isEmpty() && memory.interrupted.isEmpty()
            ? say(Sentences.ALL_RIGHT)
            : errands.next();
      }
    }
    return memory
        .open
        .filter(task -> !task.asked().isEmpty())
        .map(task -> answering.hear(task, text, plain))
        .orElseGet(() -> freely(text, plain));
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

  private List<Act> freely(String text, String plain) {
    return switch (finder.find(text)) {
      case Understanding.Wishes(var wishes) -> errands.begin(wishes);
      case Understanding.NotServed _ -> say(offer.cannot());
      case Understanding.Nothing() ->
          implied
              .phoneNumber(text)
              .or(() -> implied.ellipsis(text, plain, memory.done, memory.offered))
              .map(meant -> errands.begin(List.of(meant)))
              .or(() -> implied.another(plain, memory.done).map(errands::ask))
              .orElseGet(() -> smallTalk.alone(plain));
    };
  }

  private static List<Act> say(String text) {
    return List.of(new Act.Say(text));
  }
}
