package org.voiceteller.localsonic.conversation;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.voiceteller.localsonic.dialogue.Heard;

/**
 * Something that was heard and waits for its answer. Speech keeps its place in the order while it
 * is still being recognised.
 */
final class Hearing {

  private final long dueNanos;
  private final boolean transcribed;
  private @Nullable Heard heard;

  private Hearing(long dueNanos, boolean transcribed, @Nullable Heard heard) {
    this.dueNanos = dueNanos;
    this.transcribed = transcribed;
    this.heard = heard;
  }

  /** The caller's own words, to be shown in the transcript. */
  static Hearing words(long dueNanos, String text) {
    return new Hearing(dueNanos, true, new Heard.Words(text));
  }

  /** A cue or a tool's answer: no words of the caller's. */
  static Hearing aside(long dueNanos, Heard heard) {
    return new Hearing(dueNanos, false, heard);
  }

  /** Speech whose words are not known yet. */
  static Hearing speech(long dueNanos) {
    return new Hearing(dueNanos, true, null);
  }

  void resolve(Heard words) {
    heard = words;
  }

  /** When it may be answered at the earliest. */
  long dueNanos() {
    return dueNanos;
  }

  /** What the transcript shows of it. */
  Optional<String> transcript() {
    return transcribed && heard instanceof Heard.Words(var text)
        ? Optional.of(text)
        : Optional.empty();
  }

  Optional<Heard> heard() {
    return Optional.ofNullable(heard);
  }

  boolean isToolAnswer() {
    return heard instanceof Heard.ToolAnswered;
  }
}
