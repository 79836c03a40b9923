package org.voiceteller.localsonic.wire;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.voiceteller.localsonic.wire.InputEvent.AudioFormat;
import org.voiceteller.localsonic.wire.InputEvent.AudioInput;
import org.voiceteller.localsonic.wire.InputEvent.Configuration;
import org.voiceteller.localsonic.wire.InputEvent.ContentEnd;
import org.voiceteller.localsonic.wire.InputEvent.ContentStart;
import org.voiceteller.localsonic.wire.InputEvent.PromptEnd;
import org.voiceteller.localsonic.wire.InputEvent.PromptStart;
import org.voiceteller.localsonic.wire.InputEvent.SessionEnd;
import org.voiceteller.localsonic.wire.InputEvent.SessionStart;
import org.voiceteller.localsonic.wire.InputEvent.TextInput;
import org.voiceteller.localsonic.wire.InputEvent.ToolChoice;
import org.voiceteller.localsonic.wire.InputEvent.ToolResult;
import org.voiceteller.localsonic.wire.InputEvent.ToolSpec;

/** Reads input events; whatever the protocol does not know is a validation error. */
public final class InputEvents {

  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .build();

  private InputEvents() {}

  /**
   * Reads one event.
   *
   * @param json {@code {"event":{"<name>":{…}}}}
   * @throws ServiceException when it is no event of the protocol
   */
  public static InputEvent parse(byte[] json) {
    JsonNode root;
    try {
      root = JSON.readTree(json);
    } catch (IOException e) {
      throw ServiceException.validation("Unable to parse the input chunk: it is not JSON");
    }
    var event = root.path("event");
    if (!event.isObject() || event.size() != 1 || root.size() != 1) {
      throw ServiceException.validation(
          "Unable to parse the input chunk: expected {\"event\":{…}} with exactly one event");
    }
    var name = event.fieldNames().next();
    var fields = Fields.of(event.path(name), name);
    InputEvent parsed =
        switch (name) {
          case "sessionStart" -> sessionStart(fields);
          case "promptStart" -> promptStart(fields);
          case "contentStart" -> contentStart(fields);
          case "textInput" ->
              new TextInput(
                  fields.text("promptName"), fields.text("contentName"), fields.text("content"));
          case "audioInput" ->
              new AudioInput(
                  fields.text("promptName"), fields.text("contentName"), fields.text("content"));
          case "toolResult" ->
              new ToolResult(
                  fields.text("promptName"), fields.text("contentName"), fields.text("content"));
          case "contentEnd" ->
              new ContentEnd(fields.text("promptName"), fields.text("contentName"));
          case "promptEnd" -> new PromptEnd(fields.text("promptName"));
          case "sessionEnd" -> new SessionEnd();
          default ->
              throw ServiceException.validation(
                  "Unable to parse the input chunk: unknown event " + brief(name));
        };
    fields.end();
    return parsed;
  }

  private static SessionStart sessionStart(Fields fields) {
    var inference = fields.object("inferenceConfiguration");
    var maxTokens = inference.optionalInteger("maxTokens");
    var topP = inference.optionalNumber("topP");
    var temperature = inference.optionalNumber("temperature");
    inference.end();
    String sensitivity = null;
    var turns = fields.optionalObject("turnDetectionConfiguration");
    if (turns != null) {
      sensitivity = turns.text("endpointingSensitivity");
      turns.end();
    }
    return new SessionStart(maxTokens, topP, temperature, sensitivity);
  }

  private static PromptStart promptStart(Fields fields) {
    var promptName = fields.text("promptName");
    var text = mediaType(fields.object("textOutputConfiguration"));
    var audio = audioFormat(fields.object("audioOutputConfiguration"), true);
    var toolUse = fields.optionalObject("toolUseOutputConfiguration");
    var toolUseMediaType = toolUse == null ? null : mediaType(toolUse);
    ToolChoice choice = new ToolChoice.Auto();
    List<ToolSpec> tools = List.of();
    var toolConfiguration = fields.optionalObject("toolConfiguration");
    if (toolConfiguration != null) {
      choice = toolChoice(toolConfiguration.optionalObject("toolChoice"));
      tools = tools(toolConfiguration);
      toolConfiguration.end();
    }
    return new PromptStart(promptName, text, audio, toolUseMediaType, choice, tools);
  }

  private static ToolChoice toolChoice(@Nullable Fields fields) {
    if (fields == null) {
      return new ToolChoice.Auto();
    }
    var auto = fields.optionalObject("auto");
    var any = fields.optionalObject("any");
    var tool = fields.optionalObject("tool");
    fields.end();
    if (auto != null && any == null && tool == null) {
      return new ToolChoice.Auto();
    }
    if (any != null && auto == null && tool == null) {
      return new ToolChoice.Any();
    }
    if (tool != null && auto == null && any == null) {
      return new ToolChoice.Only(tool.text("name"));
    }
    throw ServiceException.validation(
        "Expected %s to be one of auto, any, tool".formatted(fields.path()));
  }

  private static List<ToolSpec> tools(Fields toolConfiguration) {
    var tools = new ArrayList<ToolSpec>();
    for (var tool : toolConfiguration.objects("tools")) {
      var spec = tool.object("toolSpec");
      tool.end();
      var schema = spec.object("inputSchema");
      tools.add(new ToolSpec(spec.text("name"), spec.text("description"), schema.text("json")));
      schema.end();
      spec.end();
    }
    return tools;
  }

  private static ContentStart contentStart(Fields fields) {
    var text = fields.optionalObject("textInputConfiguration");
    var audio = fields.optionalObject("audioInputConfiguration");
    var tool = fields.optionalObject("toolResultInputConfiguration");
    Configuration configuration = null;
    int given = 0;
    if (text != null) {
      given++;
      configuration = new Configuration.Text(mediaType(text));
    }
    if (audio != null) {
      given++;
      configuration = new Configuration.Audio(audioFormat(audio, false));
    }
    if (tool != null) {
      given++;
      configuration =
          new Configuration.ToolAnswer(
              tool.text("toolUseId"),
              tool.text("type"),
              mediaType(tool.object("textInputConfiguration")));
      tool.end();
    }
    if (given > 1) {
      throw ServiceException.validation(
          "Expected one …InputConfiguration in contentStart, but it has " + given);
    }
    return new ContentStart(
        fields.text("promptName"),
        fields.text("contentName"),
        fields.text("type"),
        fields.flag("interactive", false),
        fields.text("role"),
        configuration);
  }

  private static String mediaType(Fields fields) {
    var mediaType = fields.text("mediaType");
    fields.end();
    return mediaType;
  }

  private static AudioFormat audioFormat(Fields fields, boolean spoken) {
    var format =
        new AudioFormat(
            fields.text("mediaType"),
            fields.integer("sampleRateHertz"),
            fields.integer("sampleSizeBits"),
            fields.integer("channelCount"),
            fields.text("encoding"),
            fields.text("audioType"),
            spoken ? fields.text("voiceId") : null);
    fields.end();
    return format;
  }

  private static String brief(String name) {
    return name.length() <= 64 ? name : name.substring(0, 64) + "…";
  }
}
