package org.voiceteller.streams.rtp;

import java.util.List;
import java.util.Optional;

/** What a jitter buffer has for the next 20 ms. */
public sealed interface Piece {

  /**
   * Sound begins here.
   *
   * @param packets in order; more than one only when they are shorter than 20 ms
   */
  record Sound(List<RtpPacket> packets) implements Piece {
    public Sound {
      packets = List.copyOf(packets);
    }
  }

  /** A packet that was given before is longer than 20 ms and still sounds. */
  record StillSounding() implements Piece {}

  /**
   * Sound is missing that was sent, or is still waited for: to be concealed.
   *
   * @param next the packet right after it, when it is already here: it may carry a copy. It is
   *     given as sound in its own turn
   */
  record Lost(Optional<RtpPacket> next) implements Piece {}

  /** Nothing was sent for this time, or nothing has come for long. */
  record Silence() implements Piece {}
}
