package org.voiceteller.localsonic.dialogue.slot;

import java.util.Optional;
import java.util.regex.Pattern;
import org.voiceteller.localsonic.dialogue.language.PlainText;
import org.voiceteller.localsonic.dialogue.language.SpokenNumbers;

/** Answers that prove who the caller is, without the words around them. */
final class Secrets {

  private static final Pattern LEAD =
      Pattern.compile(
          "(?i)^(?:(?:um+|uh+|er|well|so|yes|ok|okay|sure|oh|that would be|that's|that is|i think"
              + "|i believe|it's|its|it is|it was|it would be|the answer is|my answer is|answer"
              + "|the answer was)[,:]?\\s+)+");
  private static final Pattern NAMED =
      Pattern.compile(
          "(?i)^(?:my|her|his|the|our)\\s+(?:[\\p{L}'’]+\\s+){1,6}?(?:is|was|were|are|called|named)"
              + "\\s+(?:(?:called|named)\\s+)?");
  private static final Pattern TAIL = Pattern.compile("(?i)[\\s,]+(?:please|thank you|thanks)$");

  private Secrets() {}

  /**
   * The whole answer: "it's Johnson" and "my mother's maiden name is Johnson" are Johnson, and "one
   * two three four five six" is 123456.
   */
  static Optional<String> answer(String text) {
    var bare = text.strip().replaceFirst("[.!?,]+$", "");
    bare = LEAD.matcher(bare).replaceFirst("");
    bare = NAMED.matcher(bare).replaceFirst("");
    bare = TAIL.matcher(LEAD.matcher(bare).replaceFirst("")).replaceFirst("").strip();
    if (bare.isEmpty()) {
      return Optional.empty();
    }
    var allDigits =
        PlainText.words(bare).stream()
            .allMatch(word -> !SpokenNumbers.digits(word).isEmpty() || word.equals("double"));
    return Optional.of(allDigits ? SpokenNumbers.digits(bare) : bare);
  }
}
