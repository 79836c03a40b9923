package org.voiceteller.loadtests.drill;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What a caller says, and all that may be said and shown until they speak again. What was really
 * said is held against it, word by word.
 *
 * @param what names it in the report
 * @param says the caller's words
 * @param isSpoken or else typed
 * @param hears all of the agent's words, from the first to the last
 * @param mayHear sentences of the bank's that may come before, as often as they like
 */
record Exchange(String what, String says, boolean isSpoken, Pattern hears, List<String> mayHear) {

  /** What the agent says while a tool takes long. */
  static final String SLOW = "That takes a moment longer than usual. Please stay on the line.";

  Exchange {
    mayHear = List.copyOf(mayHear);
  }

  static Exchange of(String what, String says, boolean isSpoken, String hears) {
    return new Exchange(what, says, isSpoken, Pattern.compile(Pattern.quote(hears)), List.of());
  }

  static Exchange matching(String what, String says, boolean isSpoken, String hears) {
    return new Exchange(what, says, isSpoken, Pattern.compile(hears), List.of());
  }

  /** The same, in which the agent may ask for patience first. */
  Exchange slowly() {
    return new Exchange(what, says, isSpoken, hears, List.of(SLOW));
  }

  /** Whether the agent's words so far hold the whole answer. */
  boolean isAnsweredBy(String agentWords) {
    return hears.matcher(withoutFillers(agentWords)).find();
  }

  /**
   * What does not fit, a sentence each; empty when everything was said once, whole and in order.
   *
   * @param events of the call, from when the caller began to speak to when they spoke again
   */
  List<String> faults(List<DrillCall.Stamped> events) {
    var faults = new ArrayList<String>();
    var caller = finals(events, "caller");
    if (caller.size() != 1 || !plain(caller.getFirst()).equals(plain(says))) {
      faults.add("the caller said once \"%s\", but the transcript has %s".formatted(says, caller));
    }
    String agent = withoutFillers(String.join(" ", finals(events, "agent")));
    if (!hears.matcher(agent).matches()) {
      faults.add("expected to hear once and only %s, but heard \"%s\"".formatted(hears, agent));
    }
    faults.addAll(cutShort(events));
    return faults;
  }

  /**
   * The agent's turns of which less, or something else, was heard than was begun to be said. Asking
   * for patience may be cut: nothing that the caller wants to know is lost with it.
   */
  private List<String> cutShort(List<DrillCall.Stamped> events) {
    Map<String, String> announced = new LinkedHashMap<>();
    var faults = new ArrayList<String>();
    for (var stamped : events) {
      if (isFiller(stamped.text("text"))) {
        announced.remove(stamped.text("turnId"));
        continue;
      }
      if (stamped.type().equals("transcript.unheard")) {
        faults.add("not heard: \"%s\"".formatted(stamped.text("text")));
      }
      if (!stamped.type().equals("transcript") || !stamped.text("role").equals("agent")) {
        continue;
      }
      String words = stamped.text("text");
      if (!stamped.event().path("final").asBoolean()) {
        announced.put(stamped.text("turnId"), words);
      } else {
        String begun = announced.getOrDefault(stamped.text("turnId"), words);
        if (!plain(begun).equals(plain(words))) {
          faults.add("the agent began \"%s\", and was heard to say \"%s\"".formatted(begun, words));
        }
      }
    }
    return faults;
  }

  /** Final words of one side, a turn each, those that nobody heard left out. */
  static List<String> finals(List<DrillCall.Stamped> events, String role) {
    return events.stream()
        .filter(stamped -> stamped.type().equals("transcript"))
        .filter(stamped -> stamped.text("role").equals(role))
        .filter(stamped -> stamped.event().path("final").asBoolean())
        .map(stamped -> stamped.text("text"))
        .filter(words -> !words.isBlank())
        .toList();
  }

  private boolean isFiller(String words) {
    return !words.isBlank() && mayHear.stream().anyMatch(filler -> filler.startsWith(words));
  }

  private String withoutFillers(String words) {
    String rest = words;
    for (String filler : mayHear) {
      rest = rest.replace(filler, "");
      rest = rest.replaceFirst("^" + Pattern.quote(firstSentence(filler)), "");
    }
    return rest.strip();
  }

  private static String firstSentence(String text) {
    return text.substring(0, text.indexOf('.') + 1);
  }

  /** Words alone: no capitals, no punctuation. */
  static String plain(String words) {
    return words.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9$]+", " ").strip();
  }
}
