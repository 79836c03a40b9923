package org.voiceteller.localsonic.dialogue.telling;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A tool's answer.
 *
 * @param say sentences to be spoken word for word
 * @param then the tool that must be used next
 * @param data all the rest
 */
public record ToolResult(
    Outcome outcome, Optional<String> say, Optional<Then> then, ObjectNode data) {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Set<String> CONVENTIONS = Set.of("outcome", "say", "note", "then");

  public enum Outcome {
    SUCCEEDED,

    /** Read back, and done at the caller's yes. */
    PROPOSED,
    REFUSED,
    FAILED
  }

  /**
   * @param tool its name
   * @param input what is already known of its input
   * @param fill the fields that the caller was just asked for; empty when that is open
   */
  public record Then(String tool, JsonNode input, List<String> fill) {
    public Then {
      fill = List.copyOf(fill);
    }
  }

  /** Reads an answer; what is no JSON object counts as failed, an unnamed outcome as succeeded. */
  public static ToolResult of(String json) {
    return parsed(json)
        .map(ToolResult::of)
        .orElseGet(
            () ->
                new ToolResult(
                    Outcome.FAILED, Optional.empty(), Optional.empty(), JSON.createObjectNode()));
  }

  private static ToolResult of(ObjectNode answer) {
    var outcome =
        switch (answer.path("outcome").asText("")) {
          case "proposed" -> Outcome.PROPOSED;
          case "refused" -> Outcome.REFUSED;
          case "failed", "error" -> Outcome.FAILED;
          case String _ -> answer.has("error") ? Outcome.FAILED : Outcome.SUCCEEDED;
        };
    var say = Optional.of(answer.path("say").asText("").strip()).filter(text -> !text.isEmpty());
    var next = answer.path("then");
    var tool = next.path("tool").asText("");
    var then =
        tool.isEmpty()
            ? Optional.<Then>empty()
            : Optional.of(new Then(tool, next.path("input"), fields(next.path("fill"))));
    var data = answer.deepCopy();
    data.remove(CONVENTIONS);
    return new ToolResult(outcome, say, then, data);
  }

  private static List<String> fields(JsonNode names) {
    var fields = new ArrayList<String>();
    names.forEach(name -> fields.add(name.asText()));
    return fields;
  }

  private static Optional<ObjectNode> parsed(String json) {
    try {
      return JSON.readTree(json) instanceof ObjectNode answer
          ? Optional.of(answer)
          : Optional.empty();
    } catch (JsonProcessingException notJson) {
      return Optional.empty();
    }
  }
}
