package org.voiceteller.http.terminal;

import com.fasterxml.jackson.databind.JsonNode;

/** What the terminal's caller has to react to, in the order it came. */
sealed interface Happening {

  /** An event of the server. */
  record Event(JsonNode event) implements Happening {}

  /** The agent's sound: PCM s16le, mono, 24 kHz. */
  record Sound(byte[] pcm) implements Happening {}

  /** The line is gone, by a close or by a failure. */
  record LineLost(String why) implements Happening {}

  /** A line was typed. */
  record Typed(String text) implements Happening {}

  /** Nothing will be typed any more. */
  record TypingOver() implements Happening {}

  /** 20 ms have passed. */
  record Tick() implements Happening {}

  /** Ctrl-C. */
  record HangUp() implements Happening {}
}
