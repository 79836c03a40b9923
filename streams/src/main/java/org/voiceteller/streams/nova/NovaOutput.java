package org.voiceteller.streams.nova;

import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * What the model tells us. In a turn: what the caller said (USER, FINAL), perhaps a {@link
 * ToolRequested}, the agent's text SPECULATIVE, its sound faster than real time, and its text
 * FINAL: what was really spoken. Events and fields that are not known here are skipped.
 */
public sealed interface NovaOutput {

  record CompletionStarted(String completionId) implements NovaOutput {}

  /**
   * @param stage null where the service gives none, as for sound
   */
  record ContentStarted(String contentId, ContentType type, NovaRole role, @Nullable Stage stage)
      implements NovaOutput {}

  record TextSaid(String contentId, NovaRole role, String content) implements NovaOutput {}

  /** The caller spoke over the agent. Arrives as a text of JSON, which nobody said. */
  record Interrupted(String contentId) implements NovaOutput {}

  /**
   * @param pcm s16le, mono, 24 kHz
   */
  record AudioSaid(String contentId, ByteString pcm) implements NovaOutput {}

  /**
   * @param inputJson as the model wrote it: not yet trusted
   */
  record ToolRequested(String contentId, String toolUseId, String toolName, String inputJson)
      implements NovaOutput {}

  record ContentEnded(String contentId, ContentType type, StopReason stopReason)
      implements NovaOutput {}

  record Usage(long totalInputTokens, long totalOutputTokens, long totalTokens)
      implements NovaOutput {}

  record CompletionEnded(StopReason stopReason) implements NovaOutput {}

  enum ContentType {
    TEXT,
    AUDIO,
    TOOL
  }

  /** Speculative text is planned speech; final text was heard or spoken. */
  enum Stage {
    SPECULATIVE,
    FINAL
  }

  enum StopReason {
    PARTIAL_TURN,
    END_TURN,
    INTERRUPTED,
    TOOL_USE,
    /** One that is not known here. */
    OTHER
  }
}
