package org.voiceteller.localsonic.fault;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import org.voiceteller.localsonic.wire.ServiceError;

/**
 * An order of faults as JSON:
 *
 * <pre>{@code
 * {"conversations": 2,
 *  "faults": [
 *    {"kind": "refuse", "error": "throttlingException"},
 *    {"kind": "stall", "afterEvents": 5},
 *    {"kind": "drop", "afterMs": 1500},
 *    {"kind": "error", "error": "modelStreamErrorException", "message": "…", "afterEvents": 3},
 *    {"kind": "lateAnswers", "ms": 2000},
 *    {"kind": "noCompletionEnd"},
 *    {"kind": "silentDuringTools"},
 *    {"kind": "lie", "lie": "claims-done", "atAnswer": 2, "words": "…"}]}
 * }</pre>
 *
 * Without {@code conversations} the faults hold until cleared. {@code afterEvents} counts events
 * sent to the client, {@code afterMs} runs from the stream's begin; without both it is at once. A
 * {@code lie} is {@code claims-done}, {@code wrong-balance} or {@code invented-number}; its {@code
 * words} may be left out.
 */
public final class FaultsJson {

  /** The JSON is no order of faults; the message says why. */
  public static final class Invalid extends Exception {
    private static final long serialVersionUID = 1L;

    Invalid(String message) {
      super(message);
    }
  }

  private static final ObjectMapper JSON = new ObjectMapper();

  private FaultsJson() {}

  public static Faults.Order parse(byte[] json) throws Invalid {
    JsonNode root;
    try {
      root = JSON.readTree(json);
    } catch (IOException e) {
      throw new Invalid("Expected JSON, but it is not");
    }
    if (!root.isObject()) {
      throw new Invalid("Expected a JSON object, but it is not");
    }
    expectOnly(root, "the order", Set.of("conversations", "faults"));
    var conversations = OptionalInt.empty();
    if (root.has("conversations")) {
      long count = whole(root, "conversations", 1);
      if (count > Integer.MAX_VALUE) {
        throw new Invalid("Expected fewer conversations");
      }
      conversations = OptionalInt.of((int) count);
    }
    if (!root.path("faults").isArray() || root.path("faults").isEmpty()) {
      throw new Invalid("Expected faults to be an array with at least one fault, but it is not");
    }
    var faults = new ArrayList<Fault>();
    for (var node : root.path("faults")) {
      faults.add(fault(node));
    }
    return new Faults.Order(faults, conversations);
  }

  private static Fault fault(JsonNode node) throws Invalid {
    var kind = node.path("kind").asText();
    return switch (kind) {
      case "refuse" -> {
        expectOnly(node, kind, Set.of("kind", "error", "message"));
        yield new Fault.Refuse(error(node), message(node));
      }
      case "stall" -> {
        expectOnly(node, kind, Set.of("kind", "afterEvents", "afterMs"));
        yield new Fault.Stall(after(node));
      }
      case "drop" -> {
        expectOnly(node, kind, Set.of("kind", "afterEvents", "afterMs"));
        yield new Fault.Drop(after(node));
      }
      case "error" -> {
        expectOnly(node, kind, Set.of("kind", "error", "message", "afterEvents", "afterMs"));
        var error = error(node);
        if (!error.inStream()) {
          throw new Invalid(
              "Expected an error of the stream, but "
                  + error.streamName()
                  + " only comes before it");
        }
        yield new Fault.Fail(error, message(node), after(node));
      }
      case "lateAnswers" -> {
        expectOnly(node, kind, Set.of("kind", "ms"));
        yield new Fault.LateAnswers(Duration.ofMillis(whole(node, "ms", 1)));
      }
      case "noCompletionEnd" -> {
        expectOnly(node, kind, Set.of("kind"));
        yield new Fault.NoCompletionEnd();
      }
      case "silentDuringTools" -> {
        expectOnly(node, kind, Set.of("kind"));
        yield new Fault.SilentDuringTools();
      }
      case "lie" -> {
        expectOnly(node, kind, Set.of("kind", "lie", "atAnswer", "words"));
        var words =
            node.has("words") ? Optional.of(text(node, "words", "")) : Optional.<String>empty();
        yield new Fault.Lie(about(node), (int) whole(node, "atAnswer", 1), words);
      }
      default ->
          throw new Invalid(
              "Expected kind to be one of refuse, stall, drop, error, lateAnswers, noCompletionEnd,"
                  + " silentDuringTools, lie, but it is '%s'".formatted(kind));
    };
  }

  private static ServiceError error(JsonNode node) throws Invalid {
    return ServiceError.named(node.path("error").asText())
        .orElseThrow(() -> new Invalid("Expected error to be one of " + ServiceError.names()));
  }

  private static String message(JsonNode node) throws Invalid {
    return text(node, "message", "Injected by request");
  }

  private static String text(JsonNode node, String name, String otherwise) throws Invalid {
    var text = node.path(name);
    if (text.isMissingNode()) {
      return otherwise;
    }
    if (!text.isTextual()) {
      throw new Invalid("Expected %s to be a text, but it is not".formatted(name));
    }
    return text.textValue();
  }

  private static Fault.Lie.About about(JsonNode node) throws Invalid {
    var written = node.path("lie").asText();
    for (var about : Fault.Lie.About.values()) {
      if (about.written().equals(written)) {
        return about;
      }
    }
    throw new Invalid(
        "Expected lie to be one of claims-done, wrong-balance, invented-number, but it is '%s'"
            .formatted(written));
  }

  private static Fault.After after(JsonNode node) throws Invalid {
    long events = node.has("afterEvents") ? whole(node, "afterEvents", 0) : 0;
    long ms = node.has("afterMs") ? whole(node, "afterMs", 0) : 0;
    return new Fault.After(events, Duration.ofMillis(ms));
  }

  private static long whole(JsonNode node, String name, long atLeast) throws Invalid {
    var value = node.path(name);
    if (!value.isIntegralNumber() || !value.canConvertToLong() || value.longValue() < atLeast) {
      throw new Invalid(
          "Expected %s to be a whole number from %d, but it is not".formatted(name, atLeast));
    }
    return value.longValue();
  }

  private static void expectOnly(JsonNode node, String what, Set<String> known) throws Invalid {
    for (var names = node.fieldNames(); names.hasNext(); ) {
      var name = names.next();
      if (!known.contains(name)) {
        throw new Invalid(
            "Unknown field %s in %s, expected %s".formatted(name, what, new TreeSet<>(known)));
      }
    }
  }

  /** The order as {@link #parse} reads it; no faults give an empty array. */
  public static String json(Faults.Order order) {
    var root = JSON.createObjectNode();
    order.conversations().ifPresent(count -> root.put("conversations", count));
    var faults = root.putArray("faults");
    order.faults().forEach(fault -> write(faults.addObject(), fault));
    try {
      return JSON.writeValueAsString(root);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("faults can always be written as JSON", e);
    }
  }

  private static void write(ObjectNode node, Fault fault) {
    switch (fault) {
      case Fault.Refuse(var error, var message) ->
          node.put("kind", "refuse").put("error", error.streamName()).put("message", message);
      case Fault.Stall(var after) -> write(node.put("kind", "stall"), after);
      case Fault.Drop(var after) -> write(node.put("kind", "drop"), after);
      case Fault.Fail(var error, var message, var after) ->
          write(
              node.put("kind", "error").put("error", error.streamName()).put("message", message),
              after);
      case Fault.LateAnswers(var delay) ->
          node.put("kind", "lateAnswers").put("ms", delay.toMillis());
      case Fault.NoCompletionEnd _ -> node.put("kind", "noCompletionEnd");
      case Fault.SilentDuringTools _ -> node.put("kind", "silentDuringTools");
      case Fault.Lie(var about, var atAnswer, var words) -> {
        node.put("kind", "lie").put("lie", about.written()).put("atAnswer", atAnswer);
        words.ifPresent(text -> node.put("words", text));
      }
    }
  }

  private static void write(ObjectNode node, Fault.After after) {
    node.put("afterEvents", after.events()).put("afterMs", after.time().toMillis());
  }
}
