package org.voiceteller.http.terminal;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/**
 * Whether it is the caller's turn: the agent has said something since the caller last did, uses no
 * tool, is not speaking, and has been quiet for a moment. Not thread-safe.
 */
final class Attention {

  /** Longer than the pause between an agent's sentences. */
  private static final Duration QUIET = Duration.ofMillis(1_200);

  private final Set<String> tools = new HashSet<>();

  /** Turns whose words were announced and not yet heard to their end. */
  private final Set<String> unfinished = new HashSet<>();

  private boolean speaking;
  private String toneTurn = "";
  private boolean answered;
  private long lastActivityNanos;

  Attention(long nowNanos) {
    this.lastActivityNanos = nowNanos;
  }

  /** The caller has said something and waits for an answer. */
  void callerSpoke(long nowNanos) {
    answered = false;
    lastActivityNanos = nowNanos;
  }

  void observe(JsonNode event, long nowNanos) {
    switch (event.path("type").asText()) {
      case "transcript" -> {
        if (event.path("role").asText().equals("agent")) {
          answered = true;
          String turnId = event.path("turnId").asText();
          if (event.path("final").asBoolean()) {
            unfinished.remove(turnId);
          } else {
            unfinished.add(turnId);
          }
        }
      }
      // a tone of the bank's follows, which answers nothing
      case "notice" -> toneTurn = event.path("turnId").asText();
      case "audio.start" -> {
        speaking = true;
        answered |= !event.path("turnId").asText().equals(toneTurn);
      }
      case "audio.end", "audio.clear" -> speaking = false;
      case "tool.started" -> {
        tools.add(event.path("toolUseId").asText());
        answered = false;
      }
      case "tool.finished" -> tools.remove(event.path("toolUseId").asText());
      default -> {
        return;
      }
    }
    lastActivityNanos = nowNanos;
  }

  /** Sound was played just now. */
  void heardSound(long nowNanos) {
    lastActivityNanos = nowNanos;
  }

  /** A new line: what was open on the old one will not be closed any more. */
  void reset(long nowNanos) {
    tools.clear();
    unfinished.clear();
    speaking = false;
    lastActivityNanos = nowNanos;
  }

  boolean isCallersTurn(long nowNanos) {
    return answered
        && !speaking
        && tools.isEmpty()
        && unfinished.isEmpty()
        && nowNanos - lastActivityNanos >= QUIET.toNanos();
  }

  /** How long nothing has come from the agent. */
  Duration quietFor(long nowNanos) {
    return Duration.ofNanos(nowNanos - lastActivityNanos);
  }
}
