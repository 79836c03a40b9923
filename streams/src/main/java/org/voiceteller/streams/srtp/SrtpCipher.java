package org.voiceteller.streams.srtp;

import org.jspecify.annotations.Nullable;

/**
 * Seals and opens the packets of one direction, sound or control. The index counts packets:
 * rollover counter and sequence number for sound, SRTCP's own count for control. Not thread-safe.
 */
interface SrtpCipher {

  /**
   * @param header how many bytes stay readable
   * @return the whole sealed packet
   */
  byte[] seal(byte[] packet, int header, int ssrc, long index);

  /**
   * @return the whole packet, or null when it was not sealed with these keys
   */
  byte @Nullable [] open(byte[] sealed, int header, int ssrc, long index);

  /** Bytes that sealing adds, SRTCP's index not counted. */
  int overhead();

  /** How many of them come after SRTCP's index. */
  int afterIndex();
}
