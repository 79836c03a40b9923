package org.voiceteller.streams.rtp;

/** What bytes from the network were: a packet, or the reason why they are none. */
public sealed interface ParsedRtp permits RtpPacket, ParsedRtp.Malformed {

  /** Why bytes are no RTP packet; worth a counter and nothing else. */
  enum Malformed implements ParsedRtp {
    TOO_SHORT,
    TOO_LONG,
    NOT_VERSION_2,
    /** CSRCs or a header extension that reach beyond the end. */
    HEADER_BEYOND_END,
    /** More padding than there are bytes, or none although there is said to be some. */
    PADDING_BEYOND_END
  }
}
