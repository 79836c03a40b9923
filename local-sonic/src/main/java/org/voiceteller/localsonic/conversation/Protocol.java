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
import org.voiceteller.localsonic.wire.InputEvent.AudioInput;
import org.voiceteller.localsonic.wire.InputEvent.Configuration;
import org.voiceteller.localsonic.wire.InputEvent.ContentEnd;
import org.voiceteller.localsonic.wire.InputEvent.ContentStart;
import org.voiceteller.localsonic.wire.InputEvent.PromptEnd;
import org.voiceteller.localsonic.wire.InputEvent.PromptStart;
import org.voiceteller.localsonic.wire.InputEvent.SessionEnd;
import org.voiceteller.localsonic.wire.InputEvent.SessionStart;
import org.voiceteller.localsonic.wire.InputEvent.TextInput;
import org.voiceteller.localsonic.wire.InputEvent.ToolResult;
import org.voiceteller.localsonic.wire.ServiceException;

/**
 * The order and the limits of what a client may send.
 *
 * <pre>
 *   sessionStart → promptStart → SYSTEM text → history* → (AUDIO | typed text | tool result)*
 *       → promptEnd → sessionEnd
 * </pre>
 *
 * Each event is accepted, or refused with a {@code validationException} that names the problem.
 * After a refusal the conversation is over. Not thread-safe.
 *
 * <p>Source: the Nova Sonic user guide, "Input events" and "Chat history".
 */
public final class Protocol {

  /** The longest {@code textInput} but for the system prompt, in bytes of UTF-8. */
  public static final int MAX_TEXT_BYTES = 1024;

  /** The longest history of all turns, in bytes of UTF-8. */
  public static final int MAX_HISTORY_BYTES = 40 * 1024;

  /** The longest system prompt, in bytes of UTF-8; our own bound. */
  public static final int MAX_SYSTEM_PROMPT_BYTES = 40 * 1024;

  private static final ObjectMapper JSON = new ObjectMapper();

  private enum Phase {
    BEFORE_SESSION,
    BEFORE_PROMPT,
    IN_PROMPT,
    AFTER_PROMPT,
    AFTER_SESSION
  }

  private Phase phase = Phase.BEFORE_SESSION;
  private String promptName = "";
  private List<Bankers.Tool> tools = List.of();
  private String systemPrompt = "";
  private final List<Bankers.Turn> history = new ArrayList<>();
  private int historyBytes;
  private boolean ready;
  private final Map<String, OpenContent> open = new HashMap<>();
  private final Set<String> usedNames = new HashSet<>();
  private final Set<String> unansweredTools = new HashSet<>();

  /** The banker asked for a tool: an answer to it is now allowed, once. */
  public void toolUsed(String toolUseId) {
    unansweredTools.add(toolUseId);
  }

  /** Whether the client said all that it wanted to say. */
  public boolean sessionEnded() {
    return phase == Phase.AFTER_SESSION;
  }

  /**
   * Takes the next event.
   *
   * @throws ServiceException when the event is not allowed here or has a forbidden value
   */
  public Accepted accept(InputEvent event) {
    return switch (event) {
      case SessionStart start -> {
        expectPhase(event, Phase.BEFORE_SESSION);
        PromptRules.check(start);
        phase = Phase.BEFORE_PROMPT;
        yield new Accepted.Noted();
      }
      case PromptStart start -> {
        expectPhase(event, Phase.BEFORE_PROMPT);
        tools = PromptRules.check(start);
        promptName = start.promptName();
        phase = Phase.IN_PROMPT;
        yield new Accepted.PromptOpened(promptName);
      }
      case ContentStart start -> contentStart(start);
      case TextInput(var prompt, var content, var text) -> {
        expectPrompt(event, prompt);
        textInput(openContent(event, content), text);
        yield new Accepted.Noted();
      }
      case AudioInput(var prompt, var content, var base64) -> {
        expectPrompt(event, prompt);
        if (!(openContent(event, content) instanceof OpenContent.Sound)) {
          throw wrongContent(event, content);
        }
        yield new Accepted.Sound(samples(base64), base64);
      }
      case ToolResult(var prompt, var content, var json) -> {
        expectPrompt(event, prompt);
        toolResult(openContent(event, content), json);
        yield new Accepted.Noted();
      }
      case ContentEnd(var prompt, var content) -> {
        expectPrompt(event, prompt);
        yield contentEnd(openContent(event, content), content);
      }
      case PromptEnd(var prompt) -> {
        expectPrompt(event, prompt);
        if (!open.isEmpty()) {
          throw ServiceException.validation(
              "Expected every content to be closed before promptEnd, but %d are open"
                  .formatted(open.size()));
        }
        phase = Phase.AFTER_PROMPT;
        yield new Accepted.PromptClosed();
      }
      case SessionEnd _ -> {
        if (phase == Phase.BEFORE_SESSION
            || phase == Phase.IN_PROMPT
            || phase == Phase.AFTER_SESSION) {
          throw misplaced(event);
        }
        phase = Phase.AFTER_SESSION;
        yield new Accepted.SessionClosed();
      }
    };
  }

  private Accepted contentStart(ContentStart start) {
    expectPrompt(start, start.promptName());
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

  private void textInput(OpenContent content, String text) {
    int bytes = text.getBytes(StandardCharsets.UTF_8).length;
    switch (content) {
      case OpenContent.SystemPrompt(var prompt) -> {
        if (prompt.length() + bytes > MAX_SYSTEM_PROMPT_BYTES) {
          throw tooLong("a system prompt", MAX_SYSTEM_PROMPT_BYTES);
        }
        prompt.append(text);
      }
      case OpenContent.History(_, var turn) -> {
        expectShort(bytes);
        historyBytes += bytes;
        if (historyBytes > MAX_HISTORY_BYTES) {
          throw tooLong("a history", MAX_HISTORY_BYTES);
        }
        turn.append(text);
      }
      case OpenContent.TypedText(var typed) -> {
        expectShort(bytes);
        if (typed.length() + bytes > MAX_HISTORY_BYTES) {
          throw tooLong("a typed text", MAX_HISTORY_BYTES);
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

  private void expectPhase(InputEvent event, Phase expected) {
    if (phase != expected) {
      throw misplaced(event);
    }
  }

  private void expectPrompt(InputEvent event, String prompt) {
    expectPhase(event, Phase.IN_PROMPT);
    if (!prompt.equals(promptName)) {
      throw ServiceException.validation(
          "Expected the promptName of promptStart in %s, but it is another"
              .formatted(event.name()));
    }
  }

  private OpenContent openContent(InputEvent event, String name) {
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
    if (bytes > MAX_TEXT_BYTES) {
      throw tooLong("a textInput", MAX_TEXT_BYTES);
    }
  }

  private static void expectFilled(StringBuilder text, OpenContent content) {
    if (text.isEmpty()) {
      throw ServiceException.validation(
          "Expected %s before contentEnd, but the content is empty".formatted(content.expects()));
    }
  }

  private ServiceException misplaced(InputEvent event) {
    var reason =
        switch (phase) {
          case BEFORE_SESSION -> "expected sessionStart first";
          case BEFORE_PROMPT -> "expected promptStart after sessionStart";
          case IN_PROMPT -> "the prompt is open";
          case AFTER_PROMPT -> "the prompt has ended";
          case AFTER_SESSION -> "the session has ended";
        };
    return ServiceException.validation("Unexpected %s: %s".formatted(event.name(), reason));
  }

  private ServiceException wrongContent(InputEvent event, String name) {
    return ServiceException.validation(
        "Expected %s in this content, but it is %s"
            .formatted(openContent(event, name).expects(), event.name()));
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
