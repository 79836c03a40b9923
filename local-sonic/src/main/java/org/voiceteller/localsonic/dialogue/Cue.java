package org.voiceteller.localsonic.dialogue;

import java.util.Optional;
import java.util.regex.Pattern;

/** A message of the telephone system in square brackets; never something that the caller said. */
sealed interface Cue {

  Pattern KEYPAD = Pattern.compile("Keypad: *([0-9*#]+)");

  Pattern TAKEN =
      Pattern.compile("The caller (?:keyed|typed|spoke|gave) (?:the|their|an?) (code|answer)\\.?");

  /** Whatever it is about, it ends with the words to be said. */
  Pattern SAY =
      Pattern.compile("(?s)[A-Z].*?\\. *(?:\\{.*\\} *)?Say: *[\"\u201c](.+)[\"\u201d]\\.?");

  record Connected() implements Cue {}

  record Back() implements Cue {}

  /**
   * @param digits without the closing #
   */
  record Keyed(String digits) implements Cue {}

  record ToolIsSlow() implements Cue {}

  /**
   * The system took a secret from the caller, which nobody here sees.
   *
   * @param code a code, not the answer to a question
   */
  record SecretTaken(boolean code) implements Cue {}

  /**
   * These words are to be said, and no others: what was just said was not so, a tool is slow, the
   * caller is silent or has not heard something to its end.
   */
  record SayThis(String words) implements Cue {}

  /** A cue that nothing is known of: it is passed over. */
  record Unknown() implements Cue {}

  static Optional<Cue> of(String text) {
    var stripped = text.strip();
    if (!stripped.startsWith("[") || !stripped.endsWith("]")) {
      return Optional.empty();
    }
    var message = stripped.substring(1, stripped.length() - 1).strip();
    var keyed = KEYPAD.matcher(message);
    if (keyed.matches()) {
      return Optional.of(new Keyed(keyed.group(1).replaceFirst("#$", "")));
    }
    var taken = TAKEN.matcher(message);
    if (taken.matches()) {
      return Optional.of(new SecretTaken(taken.group(1).equals("code")));
    }
    var say = SAY.matcher(message);
    if (say.matches()) {
      return Optional.of(new SayThis(say.group(1).strip()));
    }
    return Optional.of(
        switch (message) {
          case "The caller is connected." -> new Connected();
          case "The caller is back." -> new Back();
          case "The tool takes longer than usual." -> new ToolIsSlow();
          case String _ -> new Unknown();
        });
  }
}
