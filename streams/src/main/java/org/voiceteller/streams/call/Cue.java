package org.voiceteller.streams.call;

/**
 * What the telephone system tells the model, in square brackets. Never said by the caller and never
 * part of a transcript.
 */
final class Cue {

  static final String CONNECTED = "[The caller is connected.]";
  static final String BACK = "[The caller is back.]";
  static final String SLOW_TOOL = "[The tool takes longer than usual.]";

  private Cue() {}

  static String keyed(String digits) {
    return "[Keypad: " + digits + "]";
  }

  /** After a cut: what the agent must say instead of what the caller has not heard. */
  static String correct(String correction) {
    return "[Correct yourself. Say: \"" + correction.replace('"', '\'') + "\"]";
  }
}
