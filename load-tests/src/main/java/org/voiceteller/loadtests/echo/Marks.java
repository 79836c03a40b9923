package org.voiceteller.loadtests.echo;

import java.util.function.IntSupplier;

/** Sound that can be recognised when it comes back: frames of 20 ms, some of which bear a mark. */
public interface Marks {

  /** The frame of this number, as its way wants it. */
  byte[] frame(int number);

  /** Whether this frame is recognised when it comes back. */
  boolean isMarked(int number);

  /**
   * For one call's sound.
   *
   * @param sent how many frames have been sent by now
   */
  Finder finder(IntSupplier sent, Found found);

  /** Takes what comes back, in its order, however it is cut. */
  @FunctionalInterface
  interface Finder {
    void accept(byte[] piece);
  }

  /** Takes what was recognised. */
  @FunctionalInterface
  interface Found {

    /**
     * @param nanos when the piece with the frame's beginning was here, by {@link System#nanoTime}
     */
    void at(int number, long nanos);
  }
}
