package org.voiceteller.loadtests.drill;

import java.io.IOException;

/** What goes wrong while callers are on the line, until it is closed; then all is well again. */
interface Trouble extends AutoCloseable {

  /** What was done, in a sentence. */
  String told();

  @Override
  void close() throws IOException, InterruptedException;

  /** Begins it when the callers begin. */
  @FunctionalInterface
  interface Maker {
    Trouble begin(Findings findings) throws IOException, InterruptedException;
  }
}
