package org.voiceteller.loadtests.drill;

import java.io.IOException;
import java.util.List;
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

  /**
   * When callers' lines may have broken, all at once, in order; none when that is nothing of it.
   */
  default List<Long> strokesNanos() {
    return List.of();
  }

  /** What only this trouble may have left, looked at when all callers are gone. */
  default void judge(Findings findings) throws IOException, InterruptedException {}

  @Override
  void close() throws IOException, InterruptedException;

  /** Begins it when the callers begin. */
  @FunctionalInterface
  interface Maker {
    Trouble begin(Findings findings) throws IOException, InterruptedException;
  }
}
