package org.voiceteller.localsonic.dialogue;

/** What reaches the banker. */
public sealed interface Heard {

  /** The caller's words, recognised from speech or typed; a text in square brackets is a cue. */
  record Words(String text) implements Heard {}

  /** The caller spoke, but nothing could be made of it. */
  record Unintelligible() implements Heard {}

  /** A tool's answer, as the JSON object that came back. */
  record ToolAnswered(String toolUseId, String toolName, String resultJson) implements Heard {}
}
