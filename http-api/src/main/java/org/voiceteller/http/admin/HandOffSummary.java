package org.voiceteller.http.admin;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.voiceteller.core.authentication.Level;
import org.voiceteller.core.call.CallEvent;
import org.voiceteller.core.call.Turn;
import org.voiceteller.core.tool.Tool;
import org.voiceteller.core.tool.ToolOutcome;

/**
 * What happened on a call so far, in sentences for somebody who is to take it: what it was about
 * and how far the caller is known, and nobody's data.
 */
final class HandOffSummary {

  private static final int LATEST_TOOLS = 5;

  private HandOffSummary() {}

  /**
   * @param events of a call, all of them, in order
   */
  static List<String> of(List<CallEvent> events) {
    List<String> sentences = new ArrayList<>();
    sentences.add(known(events));
    long failed = events.stream().filter(CallEvent.IdentificationFailed.class::isInstance).count();
    if (failed > 0) {
      sentences.add(
          "Gave %d phone %s that led to nobody."
              .formatted(failed, failed == 1 ? "number" : "numbers"));
    }
    List<String> tools =
        events.stream()
            .filter(CallEvent.ToolFinished.class::isInstance)
            .map(CallEvent.ToolFinished.class::cast)
            .filter(finished -> !isAboutIdentity(finished.tool()))
            .map(finished -> words(finished.tool()) + ": " + words(finished.outcome().result()))
            .toList();
    tools.stream().skip(Math.max(0, tools.size() - LATEST_TOOLS)).forEach(sentences::add);
    long turns =
        events.stream()
            .filter(
                event ->
                    event instanceof CallEvent.TurnTaken(var turn, _)
                        && turn.speaker() == Turn.Speaker.CALLER)
            .count();
    sentences.add(
        turns == 0
            ? "The caller has said nothing yet."
            : "The caller has spoken %d %s.".formatted(turns, turns == 1 ? "time" : "times"));
    return sentences;
  }

  private static String known(List<CallEvent> events) {
    Level level = Level.NONE;
    for (CallEvent event : events) {
      if (event instanceof CallEvent.LevelReached(var reached, _)) {
        level = reached;
      } else if (event instanceof CallEvent.AuthenticationDropped) {
        level = Level.NONE;
      }
    }
    return switch (level.number()) {
      case 0 -> "Nobody knows who calls (level 0).";
      case 1 -> "Gave a customer's phone number (level 1).";
      case 2 -> "Has proved a one-time code (level 2).";
      default -> "Has proved a second factor (level " + level.number() + ").";
    };
  }

  private static boolean isAboutIdentity(String tool) {
    return Tool.named(tool)
        .filter(
            named ->
                switch (named) {
                  case AUTHENTICATE, VERIFY_OTP, STEP_UP_AUTHENTICATION -> true;
                  default -> false;
                })
        .isPresent();
  }

  /** As {@code Check balance} of {@code checkBalanceTool}. */
  private static String words(String tool) {
    String spaced =
        tool.replaceAll("Tool$", "").replaceAll("([a-z])([A-Z])", "$1 $2").toLowerCase(Locale.ROOT);
    return spaced.isEmpty()
        ? "A tool"
        : Character.toUpperCase(spaced.charAt(0)) + spaced.substring(1);
  }

  private static String words(ToolOutcome.Result result) {
    return switch (result) {
      case SUCCEEDED -> "done.";
      case PROPOSED -> "read back, not confirmed.";
      case REFUSED -> "refused by a rule.";
      case FAILED -> "did not work.";
    };
  }
}
