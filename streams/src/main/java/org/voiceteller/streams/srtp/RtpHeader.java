package org.voiceteller.streams.srtp;

/** As much of an RTP packet's header as sealing needs (RFC 3550 §5.1). */
final class RtpHeader {

  static final int LEAST_BYTES = 12;

  private RtpHeader() {}

  /**
   * What stays readable: the fixed part, CSRCs and extension.
   *
   * @return -1 when it reaches beyond the packet, or this is none
   */
  static int length(byte[] packet) {
    if (packet.length < LEAST_BYTES || (packet[0] & 0xc0) != 0x80) {
      return -1;
    }
    int length = LEAST_BYTES + 4 * (packet[0] & 0x0f);
    boolean hasExtension = (packet[0] & 0x10) != 0;
    if (hasExtension) {
      if (length + 4 > packet.length) {
        return -1;
      }
      length += 4 + 4 * ((packet[length + 2] & 0xff) << 8 | packet[length + 3] & 0xff);
    }
    return length > packet.length ? -1 : length;
  }
}
