package org.voiceteller.localsonic.conversation;

import java.util.List;
import org.voiceteller.localsonic.dialogue.Bankers;
import org.voiceteller.localsonic.wire.InputEvent;
import org.voiceteller.localsonic.wire.InputEvent.AudioInput;
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
  private final Contents contents = new Contents();

  /** The banker asked for a tool: an answer to it is now allowed, once. */
  public void toolUsed(String toolUseId) {
    contents.toolUsed(toolUseId);
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
      case ContentStart start -> {
        expectPrompt(start, start.promptName());
        yield contents.start(start, tools);
      }
      case TextInput(var prompt, var content, var text) -> {
        expectPrompt(event, prompt);
        contents.text(event, content, text);
        yield new Accepted.Noted();
      }
      case AudioInput(var prompt, var content, var base64) -> {
        expectPrompt(event, prompt);
        yield new Accepted.Sound(contents.sound(event, content, base64), base64);
      }
      case ToolResult(var prompt, var content, var json) -> {
        expectPrompt(event, prompt);
        contents.toolResult(event, content, json);
        yield new Accepted.Noted();
      }
      case ContentEnd(var prompt, var content) -> {
        expectPrompt(event, prompt);
        yield contents.end(event, content);
      }
      case PromptEnd(var prompt) -> {
        expectPrompt(event, prompt);
        if (contents.count() > 0) {
          throw ServiceException.validation(
              "Expected every content to be closed before promptEnd, but %d are open"
                  .formatted(contents.count()));
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
}
