package org.voiceteller.core.call;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What a person on another line should know of a call before the first word: which one it is, how
 * far the caller is known, why they wait, and what was done. No words, no number and no id of the
 * caller's: who may read those reads them in the bank's console, by the call's id.
 */
final class CallSummary {

  private static final int MOST_TOOLS = 8;

  private CallSummary() {}

  /**
   * As {@code call=…;level=2;reason=asked-for-person;done=checkBalanceTool:succeeded}, in
   * characters that a SIP header and a URI take as they are.
   */
  static String of(Call.Live call, HandOff handOff) {
    List<String> done =
        call.outcomes().stream()
            .map(past -> word(past.tool()) + ":" + kebab(past.outcome().result()))
            .toList();
    return "call=%s;level=%d;reason=%s%s"
        .formatted(
            word(call.callId()),
            call.level().number(),
            kebab(handOff.reason()),
            done.isEmpty()
                ? ""
                : done.stream()
                    .skip(Math.max(0, done.size() - MOST_TOOLS))
                    .collect(Collectors.joining(",", ";done=", "")));
  }

  private static String kebab(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static String word(String text) {
    return text.replaceAll("[^A-Za-z0-9_-]", "");
  }
}
