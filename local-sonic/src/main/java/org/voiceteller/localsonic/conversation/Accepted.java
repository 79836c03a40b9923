package org.voiceteller.localsonic.conversation;

import java.util.List;
import org.voiceteller.localsonic.dialogue.Bankers;

/** What a valid input event means for the conversation. */
public sealed interface Accepted {

  /** Part of something larger; nothing to do yet. */
  record Noted() implements Accepted {}

  record PromptOpened(String promptName) implements Accepted {}

  /** System prompt, tools and history are complete: the conversation can begin. */
  record Ready(Briefing briefing) implements Accepted {}

  /**
   * The caller's sound.
   *
   * @param samples PCM s16, mono, 16 kHz
   * @param base64 the same as it came
   */
  record Sound(short[] samples, String base64) implements Accepted {}

  /** A whole typed text. */
  record Typed(String text) implements Accepted {}

  /** A tool's whole answer, a JSON object. */
  record ToolAnswered(String toolUseId, String resultJson) implements Accepted {}

  /** The client wants nothing more from this prompt. */
  record PromptClosed() implements Accepted {}

  record SessionClosed() implements Accepted {}

  /** What a banker is given. */
  record Briefing(String systemPrompt, List<Bankers.Tool> tools, List<Bankers.Turn> history) {
    public Briefing {
      tools = List.copyOf(tools);
      history = List.copyOf(history);
    }
  }
}
