package org.voiceteller.http.terminal;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintStream;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Shows the conversation as lines of text: who speaks, what the agent does and how it ended, the
 * level reached. The resume token is a secret and shown only for debugging.
 */
final class ConversationView {

  private final PrintStream out;
  private final boolean debug;
  private final LongSupplier nanoTime;
  private final Map<String, Long> toolsSince = new HashMap<>();

  /**
   * @param nanoTime a clock that only goes forward, in nanoseconds
   */
  ConversationView(PrintStream out, boolean debug, LongSupplier nanoTime) {
    this.out = out;
    this.debug = debug;
    this.nanoTime = nanoTime;
  }

  void show(JsonNode event) {
    String type = event.path("type").asText();
    switch (type) {
      case "call.started" -> {
        line("call", event.path("callId").asText());
        if (debug) {
          line("token", event.path("resumeToken").asText());
        }
      }
      case "transcript" -> {
        if (event.path("final").asBoolean()) {
          line(event.path("role").asText(), event.path("text").asText());
        } else if (debug) {
          line(event.path("role").asText() + "~", event.path("text").asText());
        }
      }
      case "tool.started" -> {
        toolsSince.put(event.path("toolUseId").asText(), nanoTime.getAsLong());
        line("tool", event.path("tool").asText() + " …");
      }
      case "tool.finished" -> line("tool", finished(event));
      case "authentication.level" -> line("level", event.path("level").asText());
      case "authentication.challenge" ->
          line(
              "code",
              "%s sent to %s"
                  .formatted(
                      event.path("kind").asText(), event.path("destination").asText("the caller")));
      case "authentication.challengeClosed" -> line("code", "no longer waited for");
      case "call.ended" -> line("ended", event.path("reason").asText());
      case "notice" -> line("bank", event.path("message").asText());
      case "error" ->
          line(
              "error",
              "%s (%s)".formatted(event.path("message").asText(), event.path("code").asText()));
      default -> {
        if (debug) {
          line("event", event.toString());
        }
      }
    }
  }

  /** Something that the terminal itself has to say. */
  void note(String text) {
    line("note", text);
  }

  private String finished(JsonNode event) {
    Long since = toolsSince.remove(event.path("toolUseId").asText());
    String took =
        since == null
            ? ""
            : String.format(Locale.ROOT, " (%.1f s)", (nanoTime.getAsLong() - since) / 1e9);
    String confirmation = event.path("confirmation").asText("");
    return "%s %s%s%s"
        .formatted(
            event.path("tool").asText(),
            event.path("outcome").asText(),
            confirmation.isEmpty() ? "" : ", confirmation " + confirmation,
            took);
  }

  private void line(String who, String what) {
    out.println(String.format(Locale.ROOT, "%8s  %s", who, what));
    out.flush();
  }
}
