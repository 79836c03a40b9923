package org.voiceteller.localsonic.wire;

/**
 * What the service sends. A content is opened, filled and closed under one {@code contentId}; every
 * event carries the ids of its session, prompt and completion, which the encoder adds.
 */
public sealed interface OutputEvent {

  record CompletionStart() implements OutputEvent {}

  /** Opens a text; {@code SPECULATIVE} is what will be said, {@code FINAL} what was. */
  record TextStart(String contentId, Role role, GenerationStage stage) implements OutputEvent {}

  /** Opens a sentence's sound: PCM s16le, mono, 24 kHz, base64. */
  record AudioStart(String contentId, int sampleRateHertz) implements OutputEvent {}

  record ToolStart(String contentId) implements OutputEvent {}

  record TextOutput(String contentId, Role role, String content) implements OutputEvent {}

  /**
   * A piece of a sentence's sound.
   *
   * @param base64 whole samples
   */
  record AudioOutput(String contentId, String base64) implements OutputEvent {}

  /**
   * A tool is to be used; the conversation goes on when its result comes.
   *
   * @param inputJson the tool's input, a JSON object as a text
   */
  record ToolUse(String contentId, String toolUseId, String toolName, String inputJson)
      implements OutputEvent {}

  record ContentEnd(String contentId, ContentType type, StopReason stopReason)
      implements OutputEvent {}

  /** What was used: since the event before, and in all. */
  record UsageEvent(Tokens delta, Tokens total) implements OutputEvent {}

  /** The last event: nothing more will be said to this prompt. */
  record CompletionEnd() implements OutputEvent {}

  enum Role {
    USER,
    ASSISTANT,
    TOOL
  }

  enum ContentType {
    TEXT,
    AUDIO,
    TOOL
  }

  enum GenerationStage {
    SPECULATIVE,
    FINAL
  }

  enum StopReason {
    PARTIAL_TURN,
    END_TURN,
    INTERRUPTED,
    TOOL_USE
  }

  /** Tokens by direction and kind. */
  record Tokens(long inputSpeech, long inputText, long outputSpeech, long outputText) {

    public static final Tokens NONE = new Tokens(0, 0, 0, 0);

    public long input() {
      return inputSpeech + inputText;
    }

    public long output() {
      return outputSpeech + outputText;
    }

    public Tokens plus(Tokens other) {
      return new Tokens(
          inputSpeech + other.inputSpeech,
          inputText + other.inputText,
          outputSpeech + other.outputSpeech,
          outputText + other.outputText);
    }
  }

  /** The ids that stand in every output event. */
  record Ids(String sessionId, String promptName, String completionId) {}
}
