package org.voiceteller.core.call;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.voiceteller.core.call.Agenda.Part;
import org.voiceteller.core.tool.Tool;
import org.voiceteller.core.tool.ToolAnswer;
import org.voiceteller.core.tool.ToolOutcome;

/**
 * Puts together what one use of a tool has to tell: of itself, of wishes, and what is asked next.
 */
final class Parts {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final TypeReference<Map<String, Object>> FIELDS = new TypeReference<>() {};

  /** What is told for itself, or of the use as a whole. */
  private static final Set<String> OWN_FIELDS =
      Set.of("outcome", "say", "note", "then", "confirmation");

  private Parts() {}

  /**
   * @param lead a sentence to begin with, as that the code was right; null for none
   * @param parts in the order in which they were answered
   */
  static ToolAnswer told(@Nullable String lead, List<Part> parts) {
    ToolAnswer answer = ToolAnswer.succeeded(words(lead, parts));
    if (parts.size() == 1) {
      for (var field : data(parts.getFirst()).entrySet()) {
        answer = answer.with(field.getKey(), field.getValue());
      }
      answer = answer.with("answered", parts.getFirst().tool());
    } else {
      answer =
          answer.with(
              "answered",
              parts.stream()
                  .map(
                      part -> {
                        Map<String, Object> told = new LinkedHashMap<>();
                        told.put("tool", part.tool());
                        told.putAll(data(part));
                        return told;
                      })
                  .toList());
    }
    Part last = parts.getLast();
    if (last.outcome().result() == ToolOutcome.Result.PROPOSED) {
      answer = answer.as(ToolOutcome.Result.PROPOSED);
    }
    for (Part part : parts) {
      if (part.outcome().confirmation() != null) {
        answer = answer.confirmedBy(part.outcome().confirmation());
      }
    }
    Question question = question(last).orElse(null);
    return question == null
        ? answer
        : answer.then(question.tool(), question.fill().toArray(String[]::new));
  }

  /** What the parts say, before what is asked next. */
  static ToolAnswer before(@Nullable String lead, List<Part> parts, ToolAnswer asked) {
    String words = words(lead, parts);
    return words.isEmpty() ? asked : asked.prefaced(words);
  }

  /** Whether a part's answer asks the caller for something. */
  static boolean asks(Part part) {
    return question(part).isPresent();
  }

  private record Question(Tool tool, List<String> fill) {}

  private static Optional<Question> question(Part part) {
    if (!(fields(part).get("then") instanceof Map<?, ?> then)) {
      return Optional.empty();
    }
    List<String> fill =
        then.get("fill") instanceof List<?> names
            ? names.stream().map(String::valueOf).toList()
            : List.of();
    return Tool.named(String.valueOf(then.get("tool"))).map(tool -> new Question(tool, fill));
  }

  private static String words(@Nullable String lead, List<Part> parts) {
    StringBuilder words = new StringBuilder(lead == null ? "" : lead);
    for (Part part : parts) {
      if (fields(part).get("say") instanceof String say) {
        words.append(words.isEmpty() ? "" : " ").append(say);
      }
    }
    return words.toString();
  }

  private static Map<String, Object> data(Part part) {
    Map<String, Object> data = new LinkedHashMap<>(fields(part));
    data.keySet().removeAll(OWN_FIELDS);
    return data;
  }

  private static Map<String, Object> fields(Part part) {
    try {
      return JSON.readValue(part.outcome().resultJson(), FIELDS);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Expected an outcome to be a JSON object of our own", e);
    }
  }
}
