package org.voiceteller.loadtests.load;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Every event that one caller was sent, in order, and whether it fits what the caller asked: each
 * question understood once and answered once. Thread-safe.
 */
final class Heard {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<JsonNode> events = new ArrayList<>();
  private final List<Line> asked = new ArrayList<>();

  /** The call has begun. */
  static Predicate<JsonNode> started() {
    return event -> is(event, "call.started");
  }

  /** The agent is about to say something, or has said it. */
  static Predicate<JsonNode> agentBegins() {
    return event -> is(event, "transcript") && event.path("role").asText().equals("agent");
  }

  /** The agent has said this to its end. */
  static Predicate<JsonNode> agentSaid(String words) {
    return agentBegins()
        .and(Heard::isFinal)
        .and(event -> event.path("text").asText().contains(words));
  }

  /** The call is over, for this reason. */
  static Predicate<JsonNode> ended(String reason) {
    return event -> is(event, "call.ended") && event.path("reason").asText().equals(reason);
  }

  /** Keeps an event and tells whether it is the awaited one. */
  synchronized boolean takes(String message, Predicate<JsonNode> awaited) {
    try {
      var event = JSON.readTree(message);
      events.add(event);
      return awaited.test(event);
    } catch (JsonProcessingException notJson) {
      throw new IllegalArgumentException("Expected an event, but it is no JSON.", notJson);
    }
  }

  /** What the caller says now, and an answer to which shall come once. */
  synchronized void asks(Line line) {
    asked.add(line);
  }

  /** What the agent said last to its end. */
  synchronized Optional<String> lastSaid() {
    return events.reversed().stream()
        .filter(agentSaid(""))
        .map(event -> event.path("text").asText())
        .findFirst();
  }

  /**
   * What does not fit the questions: words of the caller that were lost or came twice, answers that
   * did not come or came twice, tools that were used more or less often than asked for, and errors.
   */
  synchronized List<String> faults() {
    var faults = new ArrayList<String>();
    for (var line : new HashSet<>(asked)) {
      long times = asked.stream().filter(line::equals).count();
      compare(faults, "“" + line.words() + "” understood", times, understood(line.words()));
    }
    for (var answer : asked.stream().map(Line::answer).distinct().toList()) {
      long times = asked.stream().filter(line -> line.answer().equals(answer)).count();
      compare(faults, "“… " + answer + " …” answered", times, said(answer));
    }
    for (var tool : asked.stream().flatMap(line -> line.tool().stream()).distinct().toList()) {
      long times = asked.stream().filter(line -> line.tool().equals(Optional.of(tool))).count();
      compare(faults, tool + " used", times, used(tool));
    }
    events.stream()
        .filter(event -> is(event, "error"))
        .forEach(event -> faults.add("error " + event.path("code").asText()));
    return faults;
  }

  private static void compare(List<String> faults, String what, long expected, long actual) {
    if (expected != actual) {
      faults.add("Expected %s %d times, but %d times".formatted(what, expected, actual));
    }
  }

  private long understood(String words) {
    return turns("caller", text -> text.equals(words));
  }

  private long said(String answer) {
    return turns("agent", text -> text.contains(answer));
  }

  /** Turns in whose words, as they stood at the end, this is found. */
  private long turns(String role, Predicate<String> words) {
    var texts = new HashMap<String, String>();
    events.stream()
        .filter(event -> is(event, "transcript") && isFinal(event))
        .filter(event -> event.path("role").asText().equals(role))
        .forEach(event -> texts.put(event.path("turnId").asText(), event.path("text").asText()));
    return texts.values().stream().filter(words).count();
  }

  private long used(String tool) {
    return events.stream()
        .filter(event -> is(event, "tool.started") && event.path("tool").asText().equals(tool))
        .map(event -> event.path("toolUseId").asText())
        .distinct()
        .count();
  }

  private static boolean is(JsonNode event, String type) {
    return event.path("type").asText().equals(type);
  }

  private static boolean isFinal(JsonNode event) {
    return event.path("final").asBoolean();
  }
}
