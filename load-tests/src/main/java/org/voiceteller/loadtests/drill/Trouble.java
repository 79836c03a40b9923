package org.voiceteller.loadtests.drill;

import java.io.IOException;
import java.util.Optional;

/** What goes wrong while callers are on the line, until it is closed; then all is well again. */
interface Trouble extends AutoCloseable {

  /** What was done, in a sentence. */
  String told();

  /**
   * What was going wrong at some time between these moments, in a word or two; empty when nothing
   * was, or it is not known.
   */
  default Optional<String> between(long fromNanos, long toNanos) {
    return Optional.empty();
  }

  @Override
  void close() throws IOException, InterruptedException;

  /** Begins it when the callers begin. */
  @FunctionalInterface
  interface Maker {
    Trouble begin(Findings findings) throws IOException, InterruptedException;
  }
}
