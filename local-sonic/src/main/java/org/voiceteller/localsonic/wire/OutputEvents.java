package org.voiceteller.localsonic.wire;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.voiceteller.localsonic.wire.OutputEvent.AudioOutput;
import org.voiceteller.localsonic.wire.OutputEvent.AudioStart;
import org.voiceteller.localsonic.wire.OutputEvent.CompletionEnd;
import org.voiceteller.localsonic.wire.OutputEvent.CompletionStart;
import org.voiceteller.localsonic.wire.OutputEvent.ContentEnd;
import org.voiceteller.localsonic.wire.OutputEvent.ContentType;
import org.voiceteller.localsonic.wire.OutputEvent.Ids;
import org.voiceteller.localsonic.wire.OutputEvent.Role;
import org.voiceteller.localsonic.wire.OutputEvent.TextOutput;
import org.voiceteller.localsonic.wire.OutputEvent.TextStart;
import org.voiceteller.localsonic.wire.OutputEvent.Tokens;
import org.voiceteller.localsonic.wire.OutputEvent.ToolStart;
import org.voiceteller.localsonic.wire.OutputEvent.ToolUse;
import org.voiceteller.localsonic.wire.OutputEvent.UsageEvent;

/** Writes output events as {@code {"event":{"<name>":{…}}}}. */
public final class OutputEvents {

  private static final ObjectMapper JSON = new ObjectMapper();

  private OutputEvents() {}

  /** The event as UTF-8 JSON. */
  public static byte[] json(OutputEvent event, Ids ids) {
    var root = JSON.createObjectNode();
    var wrapped = root.putObject("event");
    switch (event) {
      case CompletionStart _ -> body(wrapped, "completionStart", ids);
      case TextStart(var id, var role, var stage) -> {
        var body = contentStart(wrapped, ids, id, ContentType.TEXT, role);
        body.put("additionalModelFields", "{\"generationStage\":\"" + stage + "\"}");
        body.putObject("textOutputConfiguration").put("mediaType", "text/plain");
      }
      case AudioStart(var id, int sampleRateHertz) ->
          contentStart(wrapped, ids, id, ContentType.AUDIO, Role.ASSISTANT)
              .putObject("audioOutputConfiguration")
              .put("mediaType", "audio/lpcm")
              .put("sampleRateHertz", sampleRateHertz)
              .put("sampleSizeBits", 16)
              .put("channelCount", 1)
              .put("encoding", "base64")
              .put("audioType", "SPEECH");
      case ToolStart(var id) ->
          contentStart(wrapped, ids, id, ContentType.TOOL, Role.TOOL)
              .putObject("toolUseOutputConfiguration")
              .put("mediaType", "application/json");
      case TextOutput(var id, var role, var content) ->
          content(wrapped, "textOutput", ids, id).put("role", role.name()).put("content", content);
      case AudioOutput(var id, var base64) ->
          content(wrapped, "audioOutput", ids, id).put("content", base64);
      case ToolUse(var id, var toolUseId, var toolName, var inputJson) ->
          content(wrapped, "toolUse", ids, id)
              .put("role", Role.TOOL.name())
              .put("toolUseId", toolUseId)
              .put("toolName", toolName)
              .put("content", inputJson);
      case ContentEnd(var id, var type, var stopReason) ->
          content(wrapped, "contentEnd", ids, id)
              .put("type", type.name())
              .put("stopReason", stopReason.name());
      case UsageEvent(var delta, var total) ->
          usage(body(wrapped, "usageEvent", ids), delta, total);
      case CompletionEnd _ -> body(wrapped, "completionEnd", ids).put("stopReason", "END_TURN");
    }
    try {
      return JSON.writeValueAsBytes(root);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an event can always be written as JSON", e);
    }
  }

  private static ObjectNode contentStart(
      ObjectNode wrapped, Ids ids, String contentId, ContentType type, Role role) {
    return content(wrapped, "contentStart", ids, contentId)
        .put("type", type.name())
        .put("role", role.name());
  }

  private static ObjectNode content(ObjectNode wrapped, String name, Ids ids, String contentId) {
    return body(wrapped, name, ids).put("contentId", contentId);
  }

  private static ObjectNode body(ObjectNode wrapped, String name, Ids ids) {
    return wrapped
        .putObject(name)
        .put("sessionId", ids.sessionId())
        .put("promptName", ids.promptName())
        .put("completionId", ids.completionId());
  }

  private static void usage(ObjectNode body, Tokens delta, Tokens total) {
    body.put("totalInputTokens", total.input())
        .put("totalOutputTokens", total.output())
        .put("totalTokens", total.input() + total.output());
    var details = body.putObject("details");
    tokens(details.putObject("delta"), delta);
    tokens(details.putObject("total"), total);
  }

  private static void tokens(ObjectNode node, Tokens tokens) {
    node.putObject("input")
        .put("speechTokens", tokens.inputSpeech())
        .put("textTokens", tokens.inputText());
    node.putObject("output")
        .put("speechTokens", tokens.outputSpeech())
        .put("textTokens", tokens.outputText());
  }
}
