package org.voiceteller.streams.call;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;

/**
 * What the telephone system tells the model, in square brackets. Never said by the caller and never
 * part of a transcript.
 */
final class Cue {

  static final String CONNECTED = "[The caller is connected.]";
  static final String BACK = "[The caller is back.]";
  static final String SLOW_TOOL =
      "[The tool takes longer than usual."
          + " Say: \"That takes a moment longer than usual. Please stay on the line.\"]";
  static final String SILENT = "[The caller is silent. Say: \"Are you still there?\"]";
  static final String GOODBYE =
      "[The caller is silent. Say: \"I have not heard from you for a while, so I am ending this call"
          + " now. Please call again whenever you like. Goodbye.\"]";

  static final String GOING_DOWN =
      "[The telephone system goes down. Say: \"I'm sorry, our telephone system has to be restarted,"
          + " and I have to end this call now. Please call again in a few minutes. Goodbye.\"]";

  static final String QUEUED =
      "[The caller waits for a person of the bank. Say: \"I've asked a colleague to join us. You are"
          + " in the queue; in the meantime I'm happy to go on helping you.\"]";
  static final String QUEUED_UNATTENDED =
      "[The caller waits for a person of the bank. Say: \"You are in the queue for a colleague, but"
          + " nobody is at the desk right now. I'm happy to go on helping you.\"]";
  static final String NOBODY_REACHED =
      "[The caller could not be brought to a person. Say: \"I'm sorry, I couldn't reach a colleague"
          + " just now. I'm happy to go on helping you, and you can ask me for a colleague again.\"]";
  static final String GIVEN_BACK =
      "[A colleague has spoken with the caller and gives the call back."
          + " Say: \"I'm back with you. Is there anything else I can help you with?\"]";
  static final String STAFF_LOST =
      "[The colleague's line has broken; the caller waits for another one. Say: \"I'm sorry, my"
          + " colleague's line broke. You are still in the queue, and I'm here meanwhile.\"]";

  /** AWS takes about 1 KB of text at once; what is to be said goes first. */
  private static final int LONGEST_RESULT = 400;

  private static final String RESULT_OF = "[The bank's answer to ";

  private static final ObjectMapper JSON = new ObjectMapper();

  private Cue() {}

  /** What a tool answered that a stream before this one had asked for. */
  static String late(String tool, String resultJson) {
    String say = say(resultJson);
    return RESULT_OF
        + tool
        + " has come."
        + (resultJson.length() <= LONGEST_RESULT ? " " + resultJson : "")
        + (say.isEmpty() ? "]" : " Say: \"" + say + "\"]");
  }

  static boolean is(String text) {
    return text.startsWith("[");
  }

  static boolean isLate(String cue) {
    return cue.startsWith(RESULT_OF);
  }

  private static String say(String resultJson) {
    try {
      return JSON.readTree(resultJson).path("say").asText("");
    } catch (JsonProcessingException notJson) {
      throw new IllegalArgumentException("Expected a tool's result to be JSON", notJson);
    }
  }

  /** Square brackets are the telephone system's: nobody else's words have them. */
  static String neverIn(String typed) {
    return typed.replace('[', '(').replace(']', ')');
  }

  static String keyed(String digits) {
    return "[Keypad: " + digits + "]";
  }

  /** The caller must hear this, and was cut off from it. */
  static String inFull(String words) {
    return "[The caller has not heard this in full. Say: \"" + words + "\"]";
  }

  /** After a cut: what the agent must say instead of what the caller has not heard. */
  static String correct(String correction) {
    return "[Correct yourself. Say: \"" + correction.replace('"', '\'') + "\"]";
  }
}
