package org.voiceteller.localsonic;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Base64;

/** Input events as a client writes them. */
public final class Events {

  public static final String PROMPT = "prompt-1";

  private static final ObjectMapper JSON = new ObjectMapper();

  private Events() {}

  public static String sessionStart() {
    return """
        {"event":{"sessionStart":{
          "inferenceConfiguration":{"maxTokens":1024,"topP":0.9,"temperature":0.7},
          "turnDetectionConfiguration":{"endpointingSensitivity":"MEDIUM"}}}}""";
  }

  public static String promptStart() {
    return """
        {"event":{"promptStart":{"promptName":"prompt-1",
          "textOutputConfiguration":{"mediaType":"text/plain"},
          "audioOutputConfiguration":{"mediaType":"audio/lpcm","sampleRateHertz":24000,
            "sampleSizeBits":16,"channelCount":1,"voiceId":"matthew","encoding":"base64",
            "audioType":"SPEECH"},
          "toolUseOutputConfiguration":{"mediaType":"application/json"},
          "toolConfiguration":{"toolChoice":{"auto":{}},"tools":[{"toolSpec":{
            "name":"checkBalanceTool","description":"Tells a balance.",
            "inputSchema":{"json":"{\\"type\\":\\"object\\",\\"properties\\":{}}"}}}]}}}}""";
  }

  public static String textStart(String name, String role, boolean interactive) {
    return """
        {"event":{"contentStart":{"promptName":"prompt-1","contentName":"%s","type":"TEXT",
          "interactive":%s,"role":"%s","textInputConfiguration":{"mediaType":"text/plain"}}}}"""
        .formatted(name, interactive, role);
  }

  public static String audioStart(String name) {
    return """
        {"event":{"contentStart":{"promptName":"prompt-1","contentName":"%s","type":"AUDIO",
          "interactive":true,"role":"USER","audioInputConfiguration":{"mediaType":"audio/lpcm",
          "sampleRateHertz":16000,"sampleSizeBits":16,"channelCount":1,"audioType":"SPEECH",
          "encoding":"base64"}}}}"""
        .formatted(name);
  }

  public static String toolStart(String name, String toolUseId) {
    return """
        {"event":{"contentStart":{"promptName":"prompt-1","contentName":"%s","type":"TOOL",
          "interactive":false,"role":"TOOL","toolResultInputConfiguration":{"toolUseId":"%s",
          "type":"TEXT","textInputConfiguration":{"mediaType":"text/plain"}}}}}"""
        .formatted(name, toolUseId);
  }

  public static String textInput(String name, String text) {
    return content("textInput", name, text);
  }

  public static String audioInput(String name, byte[] pcm) {
    return content("audioInput", name, Base64.getEncoder().encodeToString(pcm));
  }

  public static String toolResult(String name, String json) {
    return content("toolResult", name, json);
  }

  public static String contentEnd(String name) {
    return """
        {"event":{"contentEnd":{"promptName":"prompt-1","contentName":"%s"}}}"""
        .formatted(name);
  }

  public static String promptEnd() {
    return """
        {"event":{"promptEnd":{"promptName":"prompt-1"}}}""";
  }

  public static String sessionEnd() {
    return """
        {"event":{"sessionEnd":{}}}""";
  }

  private static String content(String event, String name, String content) {
    try {
      return """
          {"event":{"%s":{"promptName":"prompt-1","contentName":"%s","content":%s}}}"""
          .formatted(event, name, JSON.writeValueAsString(content));
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
