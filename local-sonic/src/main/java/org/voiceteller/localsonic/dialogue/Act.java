package org.voiceteller.localsonic.dialogue;

/** What the banker wants to happen next. */
public sealed interface Act {

  /** Speak this to the caller; whole sentences. */
  record Say(String text) implements Act {}

  /** Use a tool; the conversation goes on when its answer is heard. */
  record UseTool(String toolUseId, String toolName, String inputJson) implements Act {}
}
