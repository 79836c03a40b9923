package org.voiceteller.streams.nova;

import java.util.List;
import org.apache.pekko.util.ByteString;
import org.voiceteller.core.tool.ToolSpec;

/**
 * What we tell the model. The order is the service's: {@link SessionStart}, {@link PromptStart},
 * the system's text, the history once, then one audio content for the whole call with texts and
 * tool results between its frames; at last {@link ContentEnd}, {@link PromptEnd}, {@link
 * SessionEnd}. Every content is opened, filled and closed under a name of its own.
 */
public sealed interface NovaInput {

  record SessionStart(
      int maxTokens, double topP, double temperature, EndpointingSensitivity sensitivity)
      implements NovaInput {}

  /** Tools and voice are fixed for the stream from here on. The agent's sound is 24 kHz. */
  record PromptStart(String promptName, String voiceId, List<ToolSpec> tools) implements NovaInput {
    public PromptStart {
      tools = List.copyOf(tools);
    }
  }

  /**
   * @param interactive false for what is given (the system's text, history), true for what the
   *     model shall answer
   */
  record TextStart(String promptName, String contentName, NovaRole role, boolean interactive)
      implements NovaInput {}

  /** The caller's sound follows: PCM s16le, mono, 16 kHz. */
  record AudioStart(String promptName, String contentName) implements NovaInput {}

  record ToolResultStart(String promptName, String contentName, String toolUseId)
      implements NovaInput {}

  /**
   * @param content at most 1 KB of UTF-8 in history (AWS limit)
   */
  record TextInput(String promptName, String contentName, String content) implements NovaInput {}

  /**
   * @param pcm s16le, mono, 16 kHz; frames of about 32 ms (1,024 bytes) are the service's advice
   */
  record AudioInput(String promptName, String contentName, ByteString pcm) implements NovaInput {

    /** 32 bytes are one millisecond. */
    static final int BYTES_PER_MS = 32;

    int durationMs() {
      return pcm.size() / BYTES_PER_MS;
    }
  }

  /**
   * Sound that was given before to a stream which did not understand it; sent as {@link AudioInput}
   * is. It is bounded by whoever keeps it and never dropped for want of room.
   *
   * @param pcm s16le, mono, 16 kHz
   */
  record AudioReplay(String promptName, String contentName, ByteString pcm) implements NovaInput {}

  /**
   * @param content a JSON object
   */
  record ToolResult(String promptName, String contentName, String content) implements NovaInput {}

  record ContentEnd(String promptName, String contentName) implements NovaInput {}

  record PromptEnd(String promptName) implements NovaInput {}

  /** The last event of a stream; what would come after it is not sent. */
  record SessionEnd() implements NovaInput {}
}
