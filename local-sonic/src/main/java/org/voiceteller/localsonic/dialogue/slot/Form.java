package org.voiceteller.localsonic.dialogue.slot;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A tool's input as a form to be filled; its slots stand in the schema's order. */
public record Form(List<Slot> slots) {

  public Form {
    slots = List.copyOf(slots);
  }

  /**
   * @param schema a JSON Schema object; what is not understood of it is left to the tool
   * @param purpose what the tool is described to do
   */
  public static Form of(JsonNode schema, String purpose) {
    var required = new HashSet<String>();
    schema.path("required").forEach(name -> required.add(name.asText()));
    var slots = new ArrayList<Slot>();
    for (var property : schema.path("properties").properties()) {
      var name = property.getKey();
      slots.add(Slot.of(name, property.getValue(), required.contains(name), purpose));
    }
    return new Form(slots);
  }

  public Optional<Slot> slot(String name) {
    return slots.stream().filter(slot -> slot.name().equals(name)).findFirst();
  }

  /** What must still be asked for, in order. */
  public Stream<Slot> missing(Map<String, JsonNode> values) {
    return slots.stream().filter(Slot::required).filter(slot -> !values.containsKey(slot.name()));
  }
}
