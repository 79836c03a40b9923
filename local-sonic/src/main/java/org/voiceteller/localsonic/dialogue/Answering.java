package org.voiceteller.localsonic.dialogue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.voiceteller.localsonic.dialogue.language.Lexicon;
import org.voiceteller.localsonic.dialogue.language.PlainText;
import org.voiceteller.localsonic.dialogue.slot.Kind;
import org.voiceteller.localsonic.dialogue.slot.Questions;
import org.voiceteller.localsonic.dialogue.slot.Slot;
import org.voiceteller.localsonic.dialogue.slot.SlotReader;
import org.voiceteller.localsonic.dialogue.wish.Understanding;
import org.voiceteller.localsonic.dialogue.wish.Wish;
import org.voiceteller.localsonic.dialogue.wish.WishFinder;

/**
 * Takes what the caller says while a question is open: the answer, a correction, another wish in
 * between, a way out, or small talk.
 */
final class Answering {

  private static final Pattern PART = Pattern.compile("(?i)[,;]\\s*|\\s+(?:and|for)\\s+");

  private final Lexicon lexicon;
  private final WishFinder finder;
  private final SlotReader reader;
  private final Memory memory;
  private final Errands errands;
  private final Corrections corrections;
  private final Clauses clauses;
  private final SmallTalk smallTalk;

  Answering(
      Lexicon lexicon,
      WishFinder finder,
      SlotReader reader,
      Memory memory,
      Errands errands,
      SmallTalk smallTalk) {
    this.lexicon = lexicon;
    this.finder = finder;
    this.reader = reader;
    this.memory = memory;
    this.errands = errands;
    this.corrections = new Corrections(lexicon, reader);
    this.clauses = new Clauses(finder);
    this.smallTalk = smallTalk;
  }

  List<Act> hear(Task task, String text, String plain) {
    if (task.asksForYes()) {
      return readBack(task, text, plain);
    }
    var slot = task.asked().getFirst();
    var otherWishes = otherWishes(task, text, plain);
    if (lexicon.isTalk("cancel", plain) && otherWishes.isEmpty()) {
      memory.dropPlans();
      return say(Sentences.CANCELLED);
    }
    var answer = answers(task, text);
    if (!answer.isEmpty() && (otherWishes.isEmpty() || slot.kind() instanceof Kind.Phone)) {
      if (takesAnything(task) && Clauses.isQuestion(plain)) {
        return again(task, slot, text);
      }
      if (takesAnything(task) && smallTalk.isAside(plain)) {
        return smallTalk.aside(question(slot), slot, plain);
      }
      memory.waiting.addAll(otherWishes);
      return errands.proceed(task.with(answer));
    }
    var first =
        otherWishes.isEmpty()
            ? Map.<String, JsonNode>of()
            : answers(task, clauses.answerBefore(text));
    if (!first.isEmpty()) {
      memory.waiting.addAll(otherWishes);
      return errands.proceed(task.with(first));
    }
    if (!otherWishes.isEmpty()) {
      return inBetween(task, otherWishes, plain);
    }
    var corrected = correctedWish(task, text, plain);
    if (corrected.isPresent()) {
      memory.interrupt(question(slot));
      return errands.begin(List.of(corrected.get()));
    }
    return smallTalk.isAside(plain) || smallTalk.isSocial(plain)
        ? smallTalk.aside(question(slot), slot, plain)
        : again(task, slot, text);
  }

  /** No code has come, or another is wanted; a code that is said all the same is the answer. */
  boolean saysThatNoCodeCame(Task task, String text, String plain) {
    return task.code().isPresent() && lexicon.isTalk("resend", plain) && !isCode(task, text);
  }

  /** The code that is asked for is among the words, whatever else they say. */
  boolean isCode(Task task, String text) {
    return task.code().flatMap(code -> reader.answer(code, text)).isPresent();
  }

  /** The caller was read something back: yes, no, or what should be different. */
  private List<Act> readBack(Task task, String text, String plain) {
    var flag = task.asked().getFirst();
    var inWords = flag.kind() instanceof Kind.Flag(var words) && words;
    var changed = corrections.of(task, memory.readBack, text, memory.offered);
    var otherWishes = otherWishes(task, text, plain);
    var first = changed.isEmpty() ? clauses.answerBefore(text) : "";
    var decided = reader.answer(flag, first);
    if (!otherWishes.isEmpty() && decided.isPresent()) {
      memory.waiting.addAll(otherWishes);
      return errands.proceed(task.with(Map.of(flag.name(), decided.get())));
    }
    if (!otherWishes.isEmpty()) {
      return inBetween(task, otherWishes, plain);
    }
    if (!changed.isEmpty() && !lexicon.isTalk("cancel", plain)) {
      return errands.proceed(Corrections.corrected(task.unconfirmed(), changed));
    }
    if (lexicon.isTalk("cancel", plain)) {
      memory.interrupted = Optional.empty();
      return errands.proceed(task.with(Map.of(flag.name(), SlotReader.flag(inWords, false))));
    }
    var yes = SlotReader.flag(inWords, true);
    var answer =
        reader
            .answer(flag, text)
            .filter(said -> said.equals(yes) || !lexicon.isTalk("correction", plain));
    if (answer.isPresent()) {
      return errands.proceed(task.with(Map.of(flag.name(), answer.get())));
    }
    if (smallTalk.isAside(plain)) {
      return smallTalk.aside(question(flag), flag, plain);
    }
    if (lexicon.isTalk("correction", plain) || lexicon.isTalk("no", plain)) {
      return say(Sentences.NOTHING_CHANGED + " " + question(flag));
    }
    return smallTalk.isSocial(plain)
        ? smallTalk.aside(question(flag), flag, plain)
        : again(task, flag, text);
  }

  /**
   * Other tools that the words ask for; an answer that may be anything asks for none, unless it is
   * worded as a request or a question.
   */
  private List<Wish> otherWishes(Task task, String text, String plain) {
    var whole = lexicon.isTalk("cancel", plain) ? Clauses.afterCancelling(text) : text;
    var wished = takesAnything(task) && !isAsking(plain) ? Clauses.afterAnswer(text) : whole;
    if (takesAnything(task) && !isAsking(PlainText.of(wished))) {
      return List.of();
    }
    return finder.find(wished) instanceof Understanding.Wishes(var wishes)
            && wishes.stream().noneMatch(wish -> task.isFor(wish.ability()))
            && !isWaitedFor(task, wishes)
        ? wishes
        : List.of();
  }

  private boolean isAsking(String plain) {
    return lexicon.isTalk("request", plain) || Clauses.isQuestion(plain);
  }

  /** The caller says again what waits for this answer anyway. */
  private boolean isWaitedFor(Task task, List<Wish> wishes) {
    return task.demanded()
        && memory.kept.filter(kept -> wishes.stream().allMatch(kept::covers)).isPresent();
  }

  /** Another wish comes first; afterwards the question is asked again, unless it was given up. */
  private List<Act> inBetween(Task task, List<Wish> wishes, String plain) {
    if (lexicon.isTalk("cancel", plain) || lexicon.isTalk("instead", plain)) {
      memory.dropPlans();
    } else if (task.asksForYes() && wishes.stream().anyMatch(wish -> asksBack(wish))) {
      memory.open = Optional.empty();
    } else {
      memory.interrupt(question(task.asked().getFirst()));
    }
    return errands.begin(wishes);
  }

  private static boolean asksBack(Wish wish) {
    return Task.of(wish).flag().isPresent();
  }

  /** While a code is asked for: "make it 300" changes the wish that waits for it. */
  private Optional<Wish> correctedWish(Task task, String text, String plain) {
    if (!task.demanded() || !task.asksForSecret() || !lexicon.isTalk("correction", plain)) {
      return Optional.empty();
    }
    return memory.kept.flatMap(
        kept -> {
          var changed = corrections.of(kept, text, memory.offered);
          return changed.isEmpty()
              ? Optional.empty()
              : Optional.of(
                  new Wish(kept.ability(), text, Corrections.corrected(kept, changed).values()));
        });
  }

  /** The values of the fields that were asked for, and of others that the answer speaks of. */
  private Map<String, JsonNode> answers(Task task, String text) {
    var form = task.ability().form();
    var values = new LinkedHashMap<String, JsonNode>();
    var asked = new LinkedHashMap<String, JsonNode>();
    var spoken = reader.volunteered(form, text);
    for (var slot : task.asked()) {
      var value = Optional.ofNullable(spoken.get(slot.name()));
      value.or(() -> picked(task, slot, text)).ifPresent(found -> asked.put(slot.name(), found));
    }
    for (var slot : task.asked()) {
      if (asked.isEmpty() && !Answers.mayBeAnything(slot.kind())) {
        reader.answer(slot, text).ifPresent(found -> asked.put(slot.name(), found));
      }
    }
    for (var slot : task.asked()) {
      if (!asked.isEmpty() && !asked.containsKey(slot.name()) && slot.kind() instanceof Kind.Name) {
        nameBeside(task, slot, text).ifPresent(found -> asked.put(slot.name(), found));
      }
    }
    for (var slot : task.asked()) {
      if (asked.isEmpty()) {
        reader.answer(slot, text).ifPresent(found -> asked.put(slot.name(), found));
      }
    }
    if (asked.isEmpty()) {
      asked.putAll(namedInAnotherWay(task, text));
    }
    if (asked.isEmpty() && !isAnyCorrection(task, spoken)) {
      return Map.of();
    }
    var secret = task.asksForSecret();
    if (!secret) {
      spoken.forEach((name, value) -> values.put(name, value));
      values.keySet().removeIf(name -> task.values().containsKey(name) && asked.containsKey(name));
    }
    values.putAll(asked);
    return values;
  }

  /** An account that was asked for by kind is named by its last digits, or the other way. */
  private Map<String, JsonNode> namedInAnotherWay(Task task, String text) {
    var values = new LinkedHashMap<String, JsonNode>();
    for (var asked : task.asked()) {
      for (var slot : task.ability().form().slots()) {
        if (Corrections.nameTheSame(asked, slot)) {
          reader.answer(slot, text).ifPresent(value -> values.put(slot.name(), value));
        }
      }
    }
    return values;
  }

  /** "XYZ Restaurant, seventy five dollars": the part that says nothing else is the name. */
  private Optional<JsonNode> nameBeside(Task task, Slot slot, String text) {
    return PART.splitAsStream(text)
        .filter(part -> reader.volunteered(task.ability().form(), part).isEmpty())
        .filter(part -> SlotReader.digitsHeard(part).isEmpty())
        .flatMap(part -> reader.answer(slot, part).stream())
        .findFirst();
  }

  /** Something else of the same form was said where several fields were asked for. */
  private static boolean isAnyCorrection(Task task, Map<String, JsonNode> spoken) {
    return task.asked().size() > 1 && !spoken.isEmpty();
  }

  private Optional<JsonNode> picked(Task task, Slot slot, String text) {
    return slot.kind() instanceof Kind.Ending
        ? corrections
            .picked(task.asking(List.of(slot)), text, memory.offered)
            .filter(entry -> entry.getKey().equals(slot.name()))
            .map(Map.Entry::getValue)
        : Optional.empty();
  }

  private static boolean takesAnything(Task task) {
    return task.asked().stream().anyMatch(slot -> Answers.mayBeAnything(slot.kind()));
  }

  private String question(Slot slot) {
    return memory.openQuestion().orElseGet(() -> Questions.of(slot));
  }

  private List<Act> again(Task task, Slot slot, String text) {
    var digits = SlotReader.digitsHeard(text);
    var together = reader.answer(slot, task.digitsHeard() + digits);
    var isNumber = slot.kind() instanceof Kind.Phone || slot.kind() instanceof Kind.Code;
    if (isNumber && !digits.isEmpty() && !task.digitsHeard().isEmpty() && together.isPresent()) {
      return errands.proceed(task.with(Map.of(slot.name(), together.get())));
    }
    var question = question(slot);
    var failed = task.failed(digits);
    memory.open = Optional.of(failed);
    return say(Sentences.askAgain(slot, question, digits, failed.failures()));
  }

  private static List<Act> say(String text) {
    return List.of(new Act.Say(text));
  }
}
