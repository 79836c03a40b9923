package org.voiceteller.streams.webrtc;

/** What a datagram on a port that carries everything is, by its first byte (RFC 7983 §7). */
public enum Datagrams {
  STUN,
  DTLS,
  /** RTP or RTCP, sealed. */
  SOUND,
  OTHER;

  public static Datagrams of(byte[] datagram) {
    if (datagram.length == 0) {
      return OTHER;
    }
    int first = datagram[0] & 0xff;
    if (first <= 3) {
      return STUN;
    }
    if (first >= 20 && first <= 63) {
      return DTLS;
    }
    return first >= 128 && first <= 191 ? SOUND : OTHER;
  }
}
