package org.voiceteller.localsonic.dialogue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/** Makes the banker of a new conversation. */
@FunctionalInterface
public interface Bankers {

  /**
   * @param systemPrompt how to behave, as given by the client
   * @param tools all that the banker can do
   * @param history what was said before this conversation (a renewed or resumed call), oldest first
   */
  Banker banker(String systemPrompt, List<Tool> tools, List<Turn> history);

  /** A tool as the client described it; {@code inputSchema} is a JSON Schema object. */
  record Tool(String name, String description, JsonNode inputSchema) {}

  /** A turn of the conversation so far. */
  record Turn(Role role, String text) {}

  enum Role {
    USER,
    ASSISTANT
  }
}
