package org.voiceteller.http.terminal;

import org.jspecify.annotations.Nullable;

/** One thing that the caller says. */
sealed interface Utterance {

  /** Typed. */
  record Text(String text) implements Utterance {}

  /** Keyed on the telephone: digits, {@code *} and {@code #}. */
  record Keys(String digits) implements Utterance {}

  /**
   * Spoken.
   *
   * @param pcm s16, mono, 16 kHz
   */
  record Speech(String name, short[] pcm) implements Utterance {}

  /** A typed line; {@code /keys 1234#} presses keys instead. Null for a blank one. */
  static @Nullable Utterance typed(String line) {
    String text = line.strip();
    if (text.isEmpty()) {
      return null;
    }
    return text.startsWith("/keys ")
        ? new Keys(text.substring("/keys ".length()).strip())
        : new Text(text);
  }
}
