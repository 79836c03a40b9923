package org.voiceteller.localsonic.dialogue.wish;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;

/**
 * One thing to be done.
 *
 * @param said the words in which it was wished
 * @param values what these words said about the tool's fields
 */
public record Wish(Ability ability, String said, Map<String, JsonNode> values) {
  public Wish {
    values = Map.copyOf(values);
  }
}
