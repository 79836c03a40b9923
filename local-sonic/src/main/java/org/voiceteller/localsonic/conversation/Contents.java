package org.voiceteller.localsonic.conversation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.voiceteller.localsonic.conversation.Accepted.Briefing;
import org.voiceteller.localsonic.dialogue.Bankers;
import org.voiceteller.localsonic.wire.InputEvent;
import org.voiceteller.localsonic.wire.InputEvent.Configuration;
import org.voiceteller.localsonic.wire.InputEvent.ContentStart;
import org.voiceteller.localsonic.wire.ServiceException;

/**
 * The contents of a prompt: which may be opened when, what each may hold, and what comes of it when
 * it is closed. Not thread-safe.
 */
final class Contents {

  private static final ObjectMapper JSON = new ObjectMapper();

  private String systemPrompt = "";
  private final List<Bankers.Turn> history = new ArrayList<>();
  private int historyBytes;
  private boolean ready;
  private final Map<String, OpenContent> open = new HashMap<>();
  private final Set<String> usedNames = new HashSet<>();
  private final Set<String> unansweredTools = new HashSet<>();

  /** An answer to this use of a tool is now allowed, once. */
  void toolUsed(String toolUseId) {
    unansweredTools.add(toolUseId);
  }

  /**
   * A content begins; with the first that is no history the conversation does.
   *
   * @param tools what was offered with the prompt
   */
  Accepted start(ContentStart start, List<Bankers.Tool> tools) {
    if (start.contentName().isBlank()) {
      throw ServiceException.validation("Expected a contentName, but it is empty");
    }
    if (!usedNames.add(start.contentName())) {
      throw ServiceException.validation("Expected a new contentName, but it was used before");
    }
    var content =
        switch (start.type()) {
          case "TEXT" -> text(start);
          case "AUDIO" -> audio(start);
          case "TOOL" -> toolAnswer(start);
          default ->
              throw ServiceException.validation(
                  "Expected contentStart.type TEXT, AUDIO or TOOL, but it is none of them");
        };
    open.put(start.contentName(), content);
    boolean begins =
        !ready
            && (content instanceof OpenContent.Sound || content instanceof OpenContent.TypedText);
    if (begins) {
      ready = true;
      return new Accepted.Ready(new Briefing(systemPrompt, tools, history));
    }
    return new Accepted.Noted();
  }

  private OpenContent text(ContentStart start) {
    if (!(start.configuration() instanceof Configuration.Text(var mediaType))) {
      throw ServiceException.validation(
          "Expected textInputConfiguration for a TEXT content, but it is missing");
    }
    PromptRules.expect("textInputConfiguration.mediaType", "text/plain", mediaType);
    return switch (start.role()) {
      case "SYSTEM" -> {
        if (usedNames.size() > 1) {
          throw ServiceException.validation(
              "Expected one system prompt before all other contents, but it comes later");
        }
        yield new OpenContent.SystemPrompt(new StringBuilder());
      }
      case "USER" -> {
        expectSystemPrompt();
        yield start.interactive()
            ? new OpenContent.TypedText(new StringBuilder())
            : history(Bankers.Role.USER);
      }
      case "ASSISTANT" -> {
        expectSystemPrompt();
        if (start.interactive()) {
          throw ServiceException.validation(
              "Expected interactive false for role ASSISTANT, but it is true");
        }
        yield history(Bankers.Role.ASSISTANT);
      }
      default -> throw wrongRole("TEXT", "SYSTEM, USER or ASSISTANT");
    };
  }

  private OpenContent history(Bankers.Role role) {
    if (ready) {
      throw ServiceException.validation(
          "Expected history before the conversation begins, but it comes later");
    }
    if (history.isEmpty() && role != Bankers.Role.USER) {
      throw ServiceException.validation(
          "Expected the history to begin with a turn of USER, but it is of ASSISTANT");
    }
    if (!open.isEmpty()) {
      throw ServiceException.validation(
          "Expected one turn of history after the other, but one is still open");
    }
    return new OpenContent.History(role, new StringBuilder());
  }

  private OpenContent audio(ContentStart start) {
    if (!(start.configuration() instanceof Configuration.Audio(var format))) {
      throw ServiceException.validation(
          "Expected audioInputConfiguration for an AUDIO content, but it is missing");
    }
    PromptRules.checkFormat("audioInputConfiguration", format, PromptRules.INPUT_SAMPLE_RATE_HZ);
    if (!start.role().equals("USER")) {
      throw wrongRole("AUDIO", "USER");
    }
    if (!start.interactive()) {
      throw ServiceException.validation(
          "Expected interactive true for an AUDIO content, but it is false");
    }
    expectSystemPrompt();
    if (open.values().stream().anyMatch(OpenContent.Sound.class::isInstance)) {
      throw ServiceException.validation(
          "Expected one AUDIO content at a time, but another is open");
    }
    return new OpenContent.Sound();
  }

  private OpenContent toolAnswer(ContentStart start) {
    if (!(start.configuration()
        instanceof Configuration.ToolAnswer(var id, var type, var mediaType))) {
      throw ServiceException.validation(
          "Expected toolResultInputConfiguration for a TOOL content, but it is missing");
    }
    PromptRules.expect("toolResultInputConfiguration.type", "TEXT", type);
    PromptRules.expect("textInputConfiguration.mediaType", "text/plain", mediaType);
    if (!start.role().equals("TOOL")) {
      throw wrongRole("TOOL", "TOOL");
    }
    if (!unansweredTools.remove(id)) {
      throw ServiceException.validation(
          "Expected the toolUseId of an unanswered tool use, but there is none with that id");
    }
    return new OpenContent.ToolAnswer(id, new StringBuilder());
  }

  void text(InputEvent event, String name, String text) {
    textInput(open(event, name), text);
  }

  /** Sound for an AUDIO content, as samples. */
  short[] sound(InputEvent event, String name, String base64) {
    if (!(open(event, name) instanceof OpenContent.Sound)) {
      throw ServiceException.validation(
          "Expected %s in this content, but it is %s"
              .formatted(open(event, name).expects(), event.name()));
    }
    return samples(base64);
  }

  void toolResult(InputEvent event, String name, String json) {
    toolResult(open(event, name), json);
  }

  Accepted end(InputEvent event, String name) {
    return contentEnd(open(event, name), name);
  }

  int count() {
    return open.size();
  }

  private void textInput(OpenContent content, String text) {
    int bytes = text.getBytes(StandardCharsets.UTF_8).length;
    switch (content) {
      case OpenContent.SystemPrompt(var prompt) -> {
        if (prompt.length() + bytes > Protocol.MAX_SYSTEM_PROMPT_BYTES) {
          throw tooLong("a system prompt", Protocol.MAX_SYSTEM_PROMPT_BYTES);
        }
        prompt.append(text);
      }
      case OpenContent.History(_, var turn) -> {
        expectShort(bytes);
        historyBytes += bytes;
        if (historyBytes > Protocol.MAX_HISTORY_BYTES) {
          throw tooLong("a history", Protocol.MAX_HISTORY_BYTES);
        }
        turn.append(text);
      }
      case OpenContent.TypedText(var typed) -> {
        expectShort(bytes);
        if (typed.length() + bytes > Protocol.MAX_HISTORY_BYTES) {
          throw tooLong("a typed text", Protocol.MAX_HISTORY_BYTES);
        }
        typed.append(text);
      }
      case OpenContent.Sound _, OpenContent.ToolAnswer _ ->
          throw ServiceException.validation(
              "Expected %s in this content, but it is textInput".formatted(content.expects()));
    }
  }

  private static void toolResult(OpenContent content, String json) {
    if (!(content instanceof OpenContent.ToolAnswer(_, var answer))) {
      throw ServiceException.validation(
          "Expected %s in this content, but it is toolResult".formatted(content.expects()));
    }
    if (!answer.isEmpty()) {
      throw ServiceException.validation(
          "Expected one toolResult in a TOOL content, but there are more");
    }
    try {
      if (!JSON.readTree(json).isObject()) {
        throw ServiceException.validation(
            "Expected a JSON object in toolResult, but it is another value");
      }
    } catch (JsonProcessingException e) {
      throw ServiceException.validation("Expected a JSON object in toolResult, but it is not JSON");
    }
    answer.append(json);
  }

  private Accepted contentEnd(OpenContent content, String name) {
    open.remove(name);
    return switch (content) {
      case OpenContent.SystemPrompt(var text) -> {
        expectFilled(text, content);
        systemPrompt = text.toString();
        yield new Accepted.Noted();
      }
      case OpenContent.History(var role, var text) -> {
        expectFilled(text, content);
        history.add(new Bankers.Turn(role, text.toString()));
        yield new Accepted.Noted();
      }
      case OpenContent.TypedText(var text) -> {
        expectFilled(text, content);
        yield new Accepted.Typed(text.toString());
      }
      case OpenContent.Sound _ -> new Accepted.Noted();
      case OpenContent.ToolAnswer(var id, var json) -> {
        expectFilled(json, content);
        yield new Accepted.ToolAnswered(id, json.toString());
      }
    };
  }

  /** Bytes to samples; an empty or odd number of bytes is refused. */
  private static short[] samples(String base64) {
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw ServiceException.validation("Expected base64 in audioInput, but it is not");
    }
    if (bytes.length == 0 || bytes.length % 2 != 0) {
      throw ServiceException.validation(
          "Expected whole 16-bit samples in audioInput, but it holds %d bytes"
              .formatted(bytes.length));
    }
    var samples = new short[bytes.length / 2];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asShortBuffer().get(samples);
    return samples;
  }

  private OpenContent open(InputEvent event, String name) {
    var content = open.get(name);
    if (content == null) {
      throw ServiceException.validation(
          usedNames.contains(name)
              ? "Expected an open content in %s, but it was closed before".formatted(event.name())
              : "Expected the contentName of a contentStart in %s, but it is unknown"
                  .formatted(event.name()));
    }
    return content;
  }

  private void expectSystemPrompt() {
    if (systemPrompt.isEmpty()) {
      throw ServiceException.validation(
          "Expected the system prompt before other contents, but it is missing or still open");
    }
  }

  private static void expectShort(int bytes) {
    if (bytes > Protocol.MAX_TEXT_BYTES) {
      throw tooLong("a textInput", Protocol.MAX_TEXT_BYTES);
    }
  }

  private static void expectFilled(StringBuilder text, OpenContent content) {
    if (text.isEmpty()) {
      throw ServiceException.validation(
          "Expected %s before contentEnd, but the content is empty".formatted(content.expects()));
    }
  }

  private static ServiceException wrongRole(String type, String allowed) {
    return ServiceException.validation(
        "Expected role %s for a %s content, but it is another".formatted(allowed, type));
  }

  private static ServiceException tooLong(String what, int bytes) {
    return ServiceException.validation(
        "Expected %s of at most %d bytes, but it is longer".formatted(what, bytes));
  }
}
