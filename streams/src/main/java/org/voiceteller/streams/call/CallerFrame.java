package org.voiceteller.streams.call;

import org.apache.pekko.util.ByteString;
import org.voiceteller.core.call.CallTransfer;

/**
 * What comes from the caller's side. A leg that ends without {@link HungUp} broke: the call then
 * waits for its caller to come back.
 */
public sealed interface CallerFrame {

  /**
   * @param pcm s16le, mono, 16 kHz; whole samples, any length up to 100 ms
   */
  record Audio(ByteString pcm) implements CallerFrame {}

  record TextTyped(String text) implements CallerFrame {}

  /**
   * @param digits one or more of 0-9, {@code *} (clears what was keyed) and {@code #} (ends it)
   */
  record KeyPressed(String digits) implements CallerFrame {}

  /**
   * How much of a turn's sound was really heard.
   *
   * @param playedMs from the turn's first sample
   */
  record PlaybackPosition(String turnId, long playedMs) implements CallerFrame {}

  /** How the caller's side gets the caller to a person on another line; done, it has hung up. */
  record Transferring(CallTransfer transfer) implements CallerFrame {}

  record HungUp() implements CallerFrame {}
}
