package org.voiceteller.localsonic.conversation;

import org.voiceteller.localsonic.dialogue.Bankers;

/** A content that the client has opened and not yet closed, with what it holds so far. */
sealed interface OpenContent {

  /** What its events are called, for messages. */
  String expects();

  record SystemPrompt(StringBuilder text) implements OpenContent {
    @Override
    public String expects() {
      return "textInput";
    }
  }

  record History(Bankers.Role role, StringBuilder text) implements OpenContent {
    @Override
    public String expects() {
      return "textInput";
    }
  }

  record TypedText(StringBuilder text) implements OpenContent {
    @Override
    public String expects() {
      return "textInput";
    }
  }

  record Sound() implements OpenContent {
    @Override
    public String expects() {
      return "audioInput";
    }
  }

  record ToolAnswer(String toolUseId, StringBuilder json) implements OpenContent {
    @Override
    public String expects() {
      return "toolResult";
    }
  }
}
