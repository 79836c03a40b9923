package org.voiceteller.localsonic.dialogue;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What the stand-in takes from a system prompt.
 *
 * @param greeting how to greet
 * @param person what to say to who asks for a person; empty when nobody can be asked
 */
record SystemPrompt(String greeting, Optional<String> person) {

  private static final String PLAIN_GREETING = "Hello! How may I help you today?";
  private static final String QUOTED = "\\s*[\"\u201c](.+?)[\"\u201d]";
  private static final Pattern GREET = Pattern.compile("(?is)Greet the caller with:" + QUOTED);
  private static final Pattern PERSON =
      Pattern.compile("(?is)When the caller asks for a person, say:" + QUOTED);

  static SystemPrompt of(String text) {
    return new SystemPrompt(quoted(GREET, text).orElse(PLAIN_GREETING), quoted(PERSON, text));
  }

  private static Optional<String> quoted(Pattern pattern, String text) {
    var found = pattern.matcher(text);
    return found.find()
        ? Optional.of(found.group(1).strip().replaceAll("\\s+", " "))
        : Optional.empty();
  }
}
