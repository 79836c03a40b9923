package org.voiceteller.localsonic.conversation;

import java.text.BreakIterator;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.voiceteller.localsonic.dialogue.Act;

/** What is left to do of a turn: sentences to speak and tools to use, in order. */
final class Plan {

  sealed interface Step {}

  /** A sentence; its sound may be asked for ahead of its time, once. */
  static final class Speak implements Step {
    private final String sentence;
    private final boolean endsTurn;
    private @Nullable CompletionStage<short[]> sound;

    Speak(String sentence, boolean endsTurn) {
      this.sentence = sentence;
      this.endsTurn = endsTurn;
    }

    String sentence() {
      return sentence;
    }

    boolean endsTurn() {
      return endsTurn;
    }

    CompletionStage<short[]> sound(Voice voice) {
      var wanted = sound;
      if (wanted == null) {
        wanted = voice.synthesize(sentence);
        sound = wanted;
      }
      return wanted;
    }
  }

  record Use(Act.UseTool tool) implements Step {}

  private static final Pattern LIST_PARTS = Pattern.compile("(?<=;)\\s+");

  private final Deque<Step> steps = new ArrayDeque<>();

  /** Follows the banker's acts; a turn that uses a tool goes on when the answer is there. */
  void add(List<Act> acts) {
    boolean usesTool = acts.stream().anyMatch(Act.UseTool.class::isInstance);
    var next = new ArrayList<Step>();
    for (var act : acts) {
      switch (act) {
        case Act.Say(var text) -> {
          for (var sentence : sentences(text)) {
            next.add(new Speak(sentence, false));
          }
        }
        case Act.UseTool use -> next.add(new Use(use));
      }
    }
    if (!usesTool && !next.isEmpty() && next.getLast() instanceof Speak last) {
      next.set(next.size() - 1, new Speak(last.sentence(), true));
    }
    steps.addAll(next);
  }

  Optional<Step> poll() {
    return Optional.ofNullable(steps.poll());
  }

  /** The sentence that comes next, if it is a sentence. */
  Optional<Speak> nextSpeak() {
    return steps.peek() instanceof Speak speak ? Optional.of(speak) : Optional.empty();
  }

  boolean isEmpty() {
    return steps.isEmpty();
  }

  /** Forgets what was to be said; tools are used all the same. */
  void silence() {
    steps.removeIf(Speak.class::isInstance);
  }

  void clear() {
    steps.clear();
  }

  /**
   * What a text is said in, one after the other: its sentences, and the parts of a list between
   * semicolons, so that nobody waits for the sound of a long list. Trimmed, none of them empty.
   */
  static List<String> sentences(String text) {
    var sentences = new ArrayList<String>();
    var breaks = BreakIterator.getSentenceInstance(Locale.US);
    breaks.setText(text);
    int start = breaks.first();
    for (int end = breaks.next(); end != BreakIterator.DONE; end = breaks.next()) {
      for (var part : LIST_PARTS.split(text.substring(start, end).strip())) {
        if (!part.isEmpty()) {
          sentences.add(part);
        }
      }
      start = end;
    }
    return sentences;
  }
}
