package org.voiceteller.localsonic.dialogue;

import java.util.regex.Pattern;

/** What the stand-in takes from a system prompt: how to greet. */
record SystemPrompt(String greeting) {

  private static final String PLAIN_GREETING = "Hello! How may I help you today?";
  private static final Pattern GREET =
      Pattern.compile("(?is)Greet the caller with:\\s*[\"\u201c](.+?)[\"\u201d]");

  static SystemPrompt of(String text) {
    var greet = GREET.matcher(text);
    return new SystemPrompt(
        greet.find() ? greet.group(1).strip().replaceAll("\\s+", " ") : PLAIN_GREETING);
  }
}
