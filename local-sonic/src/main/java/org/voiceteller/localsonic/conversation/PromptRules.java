package org.voiceteller.localsonic.conversation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.voiceteller.localsonic.dialogue.Bankers;
import org.voiceteller.localsonic.wire.InputEvent.AudioFormat;
import org.voiceteller.localsonic.wire.InputEvent.PromptStart;
import org.voiceteller.localsonic.wire.InputEvent.SessionStart;
import org.voiceteller.localsonic.wire.InputEvent.ToolChoice;
import org.voiceteller.localsonic.wire.InputEvent.ToolSpec;
import org.voiceteller.localsonic.wire.ServiceException;

/** The values that {@code sessionStart}, {@code promptStart} and audio formats may have. */
final class PromptRules {

  /** Our reading of the service's limit on generated tokens; unverified. */
  static final int MAX_TOKENS = 10_000;

  /** The only rate at which the stand-in speaks; the service also offers 8 and 16 kHz. */
  static final int OUTPUT_SAMPLE_RATE_HZ = 24_000;

  static final int INPUT_SAMPLE_RATE_HZ = 16_000;

  private static final Set<String> SENSITIVITIES = Set.of("HIGH", "MEDIUM", "LOW");
  private static final Set<String> VOICES =
      Set.of(
          "matthew",
          "tiffany",
          "amy",
          "olivia",
          "kiara",
          "arjun",
          "ambre",
          "florian",
          "beatrice",
          "lorenzo",
          "greta",
          "lennart",
          "tina",
          "lupe",
          "carlos",
          "carolina",
          "leo");
  private static final Pattern TOOL_NAME = Pattern.compile("[a-zA-Z0-9_-]{1,64}");
  private static final ObjectMapper JSON = new ObjectMapper();

  private PromptRules() {}

  static void check(SessionStart start) {
    var maxTokens = start.maxTokens();
    if (maxTokens != null && (maxTokens < 1 || maxTokens > MAX_TOKENS)) {
      throw ServiceException.validation(
          "Expected maxTokens of 1 to %d, but it is %d".formatted(MAX_TOKENS, maxTokens));
    }
    checkFraction("topP", start.topP());
    checkFraction("temperature", start.temperature());
    var sensitivity = start.endpointingSensitivity();
    if (sensitivity != null && !SENSITIVITIES.contains(sensitivity)) {
      throw ServiceException.validation(
          "Expected endpointingSensitivity HIGH, MEDIUM or LOW, but it is none of them");
    }
  }

  private static void checkFraction(String name, @Nullable Double value) {
    if (value != null && !(value >= 0 && value <= 1)) {
      throw ServiceException.validation(
          "Expected %s of 0 to 1, but it is %s".formatted(name, value));
    }
  }

  /** The tools on offer, or the first mistake in the prompt's configuration. */
  static List<Bankers.Tool> check(PromptStart start) {
    if (start.promptName().isBlank()) {
      throw ServiceException.validation("Expected a promptName, but it is empty");
    }
    expect("textOutputConfiguration.mediaType", "text/plain", start.textMediaType());
    var audio = start.audio();
    checkFormat("audioOutputConfiguration", audio, OUTPUT_SAMPLE_RATE_HZ);
    if (audio.voiceId() == null || !VOICES.contains(audio.voiceId())) {
      throw ServiceException.validation("Expected a voiceId of the service, but it is not known");
    }
    var toolUseMediaType = start.toolUseMediaType();
    if (toolUseMediaType != null) {
      expect("toolUseOutputConfiguration.mediaType", "application/json", toolUseMediaType);
    } else if (!start.tools().isEmpty()) {
      throw ServiceException.validation(
          "Expected toolUseOutputConfiguration where there are tools, but it is missing");
    }
    var tools = tools(start.tools());
    if (start.toolChoice() instanceof ToolChoice.Only(var name)
        && tools.stream().noneMatch(tool -> tool.name().equals(name))) {
      throw ServiceException.validation(
          "Expected toolChoice.tool to name a tool, but there is no such tool");
    }
    return tools;
  }

  private static List<Bankers.Tool> tools(List<ToolSpec> specs) {
    var names = new HashSet<String>();
    var tools = new ArrayList<Bankers.Tool>();
    for (var spec : specs) {
      if (!TOOL_NAME.matcher(spec.name()).matches()) {
        throw ServiceException.validation(
            "Expected a tool's name to match %s, but tool %d's does not"
                .formatted(TOOL_NAME, tools.size()));
      }
      if (!names.add(spec.name())) {
        throw ServiceException.validation(
            "Expected tools' names to differ, but %s comes twice".formatted(spec.name()));
      }
      if (spec.description().isBlank()) {
        throw ServiceException.validation(
            "Expected a description of tool %s, but it is empty".formatted(spec.name()));
      }
      tools.add(new Bankers.Tool(spec.name(), spec.description(), schema(spec)));
    }
    return tools;
  }

  private static JsonNode schema(ToolSpec spec) {
    JsonNode schema;
    try {
      schema = JSON.readTree(spec.schemaJson());
    } catch (JsonProcessingException e) {
      throw ServiceException.validation(
          "Expected inputSchema.json of tool %s to hold JSON, but it does not"
              .formatted(spec.name()));
    }
    if (!schema.isObject() || !"object".equals(schema.path("type").textValue())) {
      throw ServiceException.validation(
          "Expected inputSchema.json of tool %s to be a schema of type object, but it is not"
              .formatted(spec.name()));
    }
    return schema;
  }

  static void checkFormat(String where, AudioFormat format, int sampleRateHz) {
    expect(where + ".mediaType", "audio/lpcm", format.mediaType());
    expect(where + ".sampleRateHertz", sampleRateHz, format.sampleRateHertz());
    expect(where + ".sampleSizeBits", 16, format.sampleSizeBits());
    expect(where + ".channelCount", 1, format.channelCount());
    expect(where + ".encoding", "base64", format.encoding());
    expect(where + ".audioType", "SPEECH", format.audioType());
  }

  static void expect(String where, Object expected, Object found) {
    if (!expected.equals(found)) {
      throw ServiceException.validation(
          "Expected %s %s, but it is %s".formatted(where, expected, found));
    }
  }
}
