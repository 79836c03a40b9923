package org.voiceteller.streams.nova;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import org.apache.pekko.util.ByteString;
import org.voiceteller.core.tool.ToolSpec;

/** Writes input events, field by field as the service's guide gives them. Thread-safe. */
final class NovaWriter {

  private static final String PROMPT_NAME = "promptName";
  private static final String CONTENT_NAME = "contentName";
  private static final String MEDIA_TYPE = "mediaType";

  private final JsonFactory factory;

  NovaWriter(JsonFactory factory) {
    this.factory = factory;
  }

  byte[] write(NovaInput input) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(sizeHint(input));
    try (JsonGenerator json = factory.createGenerator(bytes)) {
      json.writeStartObject();
      json.writeObjectFieldStart("event");
      event(json, input);
      json.writeEndObject();
      json.writeEndObject();
    } catch (IOException impossible) {
      throw new UncheckedIOException("Writing to memory failed.", impossible);
    }
    return bytes.toByteArray();
  }

  private static int sizeHint(NovaInput input) {
    return input instanceof NovaInput.AudioInput audio ? 160 + audio.pcm().size() * 4 / 3 : 512;
  }

  private static void event(JsonGenerator json, NovaInput input) throws IOException {
    switch (input) {
      case NovaInput.SessionStart start -> sessionStart(json, start);
      case NovaInput.PromptStart start -> promptStart(json, start);
      case NovaInput.TextStart(var prompt, var content, var role, var interactive) -> {
        contentStart(json, prompt, content, "TEXT", interactive, role);
        json.writeObjectFieldStart("textInputConfiguration");
        json.writeStringField(MEDIA_TYPE, "text/plain");
        json.writeEndObject();
        json.writeEndObject();
      }
      case NovaInput.AudioStart(var prompt, var content) -> {
        contentStart(json, prompt, content, "AUDIO", true, NovaRole.USER);
        json.writeObjectFieldStart("audioInputConfiguration");
        pcm(json, 16_000);
        json.writeEndObject();
        json.writeEndObject();
      }
      case NovaInput.ToolResultStart(var prompt, var content, var toolUseId) -> {
        contentStart(json, prompt, content, "TOOL", false, NovaRole.TOOL);
        json.writeObjectFieldStart("toolResultInputConfiguration");
        json.writeStringField("toolUseId", toolUseId);
        json.writeStringField("type", "TEXT");
        json.writeObjectFieldStart("textInputConfiguration");
        json.writeStringField(MEDIA_TYPE, "text/plain");
        json.writeEndObject();
        json.writeEndObject();
        json.writeEndObject();
      }
      case NovaInput.TextInput(var prompt, var content, var text) ->
          content(json, "textInput", prompt, content, text);
      case NovaInput.ToolResult(var prompt, var content, var result) ->
          content(json, "toolResult", prompt, content, result);
      case NovaInput.AudioInput(var prompt, var content, var pcm) ->
          audio(json, prompt, content, pcm);
      case NovaInput.AudioReplay(var prompt, var content, var pcm) ->
          audio(json, prompt, content, pcm);
      case NovaInput.ContentEnd(var prompt, var content) -> {
        json.writeObjectFieldStart("contentEnd");
        json.writeStringField(PROMPT_NAME, prompt);
        json.writeStringField(CONTENT_NAME, content);
        json.writeEndObject();
      }
      case NovaInput.PromptEnd(var prompt) -> {
        json.writeObjectFieldStart("promptEnd");
        json.writeStringField(PROMPT_NAME, prompt);
        json.writeEndObject();
      }
      case NovaInput.SessionEnd _ -> {
        json.writeObjectFieldStart("sessionEnd");
        json.writeEndObject();
      }
    }
  }

  private static void sessionStart(JsonGenerator json, NovaInput.SessionStart start)
      throws IOException {
    json.writeObjectFieldStart("sessionStart");
    json.writeObjectFieldStart("inferenceConfiguration");
    json.writeNumberField("maxTokens", start.maxTokens());
    json.writeNumberField("topP", start.topP());
    json.writeNumberField("temperature", start.temperature());
    json.writeEndObject();
    json.writeObjectFieldStart("turnDetectionConfiguration");
    json.writeStringField("endpointingSensitivity", start.sensitivity().name());
    json.writeEndObject();
    json.writeEndObject();
  }

  private static void promptStart(JsonGenerator json, NovaInput.PromptStart start)
      throws IOException {
    json.writeObjectFieldStart("promptStart");
    json.writeStringField(PROMPT_NAME, start.promptName());
    json.writeObjectFieldStart("textOutputConfiguration");
    json.writeStringField(MEDIA_TYPE, "text/plain");
    json.writeEndObject();
    json.writeObjectFieldStart("audioOutputConfiguration");
    pcm(json, 24_000);
    json.writeStringField("voiceId", start.voiceId());
    json.writeEndObject();
    if (!start.tools().isEmpty()) {
      json.writeObjectFieldStart("toolUseOutputConfiguration");
      json.writeStringField(MEDIA_TYPE, "application/json");
      json.writeEndObject();
      tools(json, start.tools());
    }
    json.writeEndObject();
  }

  private static void tools(JsonGenerator json, List<ToolSpec> tools) throws IOException {
    json.writeObjectFieldStart("toolConfiguration");
    json.writeObjectFieldStart("toolChoice");
    json.writeObjectFieldStart("auto");
    json.writeEndObject();
    json.writeEndObject();
    json.writeArrayFieldStart("tools");
    for (ToolSpec tool : tools) {
      json.writeStartObject();
      json.writeObjectFieldStart("toolSpec");
      json.writeStringField("name", tool.name());
      json.writeStringField("description", tool.description());
      json.writeObjectFieldStart("inputSchema");
      json.writeStringField("json", tool.inputSchemaJson());
      json.writeEndObject();
      json.writeEndObject();
      json.writeEndObject();
    }
    json.writeEndArray();
    json.writeEndObject();
  }

  private static void pcm(JsonGenerator json, int sampleRateHz) throws IOException {
    json.writeStringField(MEDIA_TYPE, "audio/lpcm");
    json.writeNumberField("sampleRateHertz", sampleRateHz);
    json.writeNumberField("sampleSizeBits", 16);
    json.writeNumberField("channelCount", 1);
    json.writeStringField("encoding", "base64");
    json.writeStringField("audioType", "SPEECH");
  }

  /** Opens {@code contentStart}; its configuration and its end are the caller's. */
  private static void contentStart(
      JsonGenerator json,
      String prompt,
      String content,
      String type,
      boolean interactive,
      NovaRole role)
      throws IOException {
    json.writeObjectFieldStart("contentStart");
    json.writeStringField(PROMPT_NAME, prompt);
    json.writeStringField(CONTENT_NAME, content);
    json.writeStringField("type", type);
    json.writeBooleanField("interactive", interactive);
    json.writeStringField("role", role.name());
  }

  private static void content(
      JsonGenerator json, String event, String prompt, String content, String text)
      throws IOException {
    json.writeObjectFieldStart(event);
    json.writeStringField(PROMPT_NAME, prompt);
    json.writeStringField(CONTENT_NAME, content);
    json.writeStringField("content", text);
    json.writeEndObject();
  }

  private static void audio(JsonGenerator json, String prompt, String content, ByteString pcm)
      throws IOException {
    json.writeObjectFieldStart("audioInput");
    json.writeStringField(PROMPT_NAME, prompt);
    json.writeStringField(CONTENT_NAME, content);
    json.writeFieldName("content");
    json.writeBinary(pcm.toArrayUnsafe());
    json.writeEndObject();
  }
}
