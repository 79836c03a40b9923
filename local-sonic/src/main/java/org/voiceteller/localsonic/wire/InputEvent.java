package org.voiceteller.localsonic.wire;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the client sends, inside {@code {"event":{…}}}. A field that the protocol leaves out is
 * {@code null}. Whether an event makes sense at its place is decided by the conversation.
 */
public sealed interface InputEvent {

  /** The name as it stands on the wire. */
  String name();

  /** First of all: how to sample and how patient to be at a pause. */
  record SessionStart(
      @Nullable Integer maxTokens,
      @Nullable Double topP,
      @Nullable Double temperature,
      @Nullable String endpointingSensitivity)
      implements InputEvent {
    @Override
    public String name() {
      return "sessionStart";
    }
  }

  /** The outputs that the client wants and the tools that it offers. */
  record PromptStart(
      String promptName,
      String textMediaType,
      AudioFormat audio,
      @Nullable String toolUseMediaType,
      ToolChoice toolChoice,
      List<ToolSpec> tools)
      implements InputEvent {
    public PromptStart {
      tools = List.copyOf(tools);
    }

    @Override
    public String name() {
      return "promptStart";
    }
  }

  /** A content opens; its name is the client's choice and used once. */
  record ContentStart(
      String promptName,
      String contentName,
      String type,
      boolean interactive,
      String role,
      @Nullable Configuration configuration)
      implements InputEvent {
    @Override
    public String name() {
      return "contentStart";
    }
  }

  /** Words: the system prompt, history or what the caller types. */
  record TextInput(String promptName, String contentName, String content) implements InputEvent {
    @Override
    public String name() {
      return "textInput";
    }
  }

  /** The caller's sound, base64 of PCM s16le mono 16 kHz. */
  record AudioInput(String promptName, String contentName, String content) implements InputEvent {
    @Override
    public String name() {
      return "audioInput";
    }
  }

  /** A tool's answer, a JSON object as a text. */
  record ToolResult(String promptName, String contentName, String content) implements InputEvent {
    @Override
    public String name() {
      return "toolResult";
    }
  }

  record ContentEnd(String promptName, String contentName) implements InputEvent {
    @Override
    public String name() {
      return "contentEnd";
    }
  }

  record PromptEnd(String promptName) implements InputEvent {
    @Override
    public String name() {
      return "promptEnd";
    }
  }

  record SessionEnd() implements InputEvent {
    @Override
    public String name() {
      return "sessionEnd";
    }
  }

  /** The …Configuration object of a {@link ContentStart}. */
  sealed interface Configuration {

    record Text(String mediaType) implements Configuration {}

    record Audio(AudioFormat format) implements Configuration {}

    record ToolAnswer(String toolUseId, String type, String mediaType) implements Configuration {}
  }

  /**
   * A format as declared.
   *
   * @param voiceId only for what the service speaks
   */
  record AudioFormat(
      String mediaType,
      int sampleRateHertz,
      int sampleSizeBits,
      int channelCount,
      String encoding,
      String audioType,
      @Nullable String voiceId) {}

  /**
   * A tool on offer.
   *
   * @param schemaJson a JSON Schema as a text, as the protocol demands
   */
  record ToolSpec(String name, String description, String schemaJson) {}

  /** Which tools may be used. */
  sealed interface ToolChoice {

    record Auto() implements ToolChoice {}

    record Any() implements ToolChoice {}

    record Only(String toolName) implements ToolChoice {}
  }
}
