package org.voiceteller.streams.call;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.voiceteller.core.compliance.RequiredSpeech;
import org.voiceteller.core.compliance.SpokenWords;

/**
 * What the caller must hear from the agent, and whether they have. A sentence is owed from when the
 * model was given it to say. When a turn that should have held it is over and the caller has not
 * heard it, the model is told to say it again, a few times at most: the bank's own record tells
 * whether it was ever heard in full. Not thread-safe.
 */
final class RequiredWords {

  private static final int MAX_REMINDERS = 3;

  private final RequiredSpeech speech;
  private final Consumer<String> reminders;
  private final Map<String, Owed> owed = new LinkedHashMap<>();

  private static final class Owed {
    private final Set<String> turnsSince = new HashSet<>();
    private int reminders;
  }

  /**
   * @param reminders tells the model to say this
   */
  RequiredWords(RequiredSpeech speech, Consumer<String> reminders) {
    this.speech = speech;
    this.reminders = reminders;
  }

  boolean areIn(String words) {
    return !sentencesIn(words).isEmpty();
  }

  private Set<String> sentencesIn(String words) {
    Set<String> found = new LinkedHashSet<>(speech.sentencesIn(words));
    owed.keySet().stream().filter(each -> SpokenWords.hold(words, each)).forEach(found::add);
    return found;
  }

  /** The model was given this to say. */
  void given(String words) {
    speech.sentencesIn(words).forEach(this::owes);
  }

  /** The model was given this result to tell. */
  void toolAnswered(String resultJson) {
    given(resultJson);
    RequiredSpeech.demandedBy(resultJson).ifPresent(this::owes);
  }

  private void owes(String sentence) {
    owed.putIfAbsent(sentence, new Owed());
  }

  void turnBegun(String turnId) {
    owed.values().forEach(each -> each.turnsSince.add(turnId));
  }

  void turnOver(String turnId, String announced, String heard) {
    Set<String> wereHeard = sentencesIn(heard);
    for (String sentence : sentencesIn(announced)) {
      owed.computeIfAbsent(sentence, _ -> new Owed()).turnsSince.add(turnId);
    }
    wereHeard.forEach(owed::remove);
    owed.forEach(
        (sentence, each) -> {
          if (each.turnsSince.contains(turnId) && each.reminders < MAX_REMINDERS) {
            each.reminders++;
            each.turnsSince.clear();
            reminders.accept(sentence);
          }
        });
  }
}
