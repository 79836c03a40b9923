package org.voiceteller.siptrunk.signal;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.voiceteller.siptrunk.bank.BankEvent;

/**
 * What a person who takes a call over should know before the first word: which call it is, how far
 * the caller is known, and what was done. No words and no numbers of the caller's: who may read
 * those reads them in the bank's console, by the call's id. The bank's own summary counts; what was
 * seen here stands in for it until there is one.
 */
final class CallSummary {

  private static final int MOST_TOOLS = 8;

  /** What can stand in a header and, escaped, in a URI. */
  private static final Pattern TEXT = Pattern.compile("[A-Za-z0-9_=;,:-]{1,800}");

  private String callId = "";
  private String told = "";
  private int level;
  private final Deque<String> tools = new ArrayDeque<>();

  void note(BankEvent event) {
    switch (event) {
      case BankEvent.Started(var id, _) -> callId = id;
      case BankEvent.LevelReached(var reached) -> level = reached;
      case BankEvent.HandOffChanged(_, var summary) ->
          told = TEXT.matcher(summary).matches() ? summary : "";
      case BankEvent.ToolFinished(var tool, var outcome) -> {
        tools.add(word(tool) + ":" + word(outcome));
        if (tools.size() > MOST_TOOLS) {
          tools.remove();
        }
      }
      default -> {
        // nothing for a header
      }
    }
  }

  String callId() {
    return word(callId);
  }

  /** As {@code call=…;level=2;done=get_balance:succeeded,freeze_card:refused}. */
  String text() {
    return told.isEmpty() ? seen() : told;
  }

  private String seen() {
    return "call=%s;level=%d%s"
        .formatted(
            callId(),
            level,
            tools.isEmpty() ? "" : tools.stream().collect(Collectors.joining(",", ";done=", "")));
  }

  /** Only what can stand in a header and in a URI without being escaped. */
  private static String word(String text) {
    return text.replaceAll("[^A-Za-z0-9_-]", "");
  }
}
