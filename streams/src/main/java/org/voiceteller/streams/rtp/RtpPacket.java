package org.voiceteller.streams.rtp;

import java.nio.ByteBuffer;

/**
 * One RTP packet (RFC 3550 §5.1). CSRCs, header extensions and padding are skipped when it is read
 * and never written.
 *
 * @param payloadType 0 to 127
 * @param sequence 0 to 65,535
 * @param timestamp 0 to 2^32 - 1, in units of the codec's clock
 * @param ssrc 0 to 2^32 - 1
 * @param payload not copied: nobody changes it
 */
public record RtpPacket(
    boolean marker, int payloadType, int sequence, long timestamp, long ssrc, byte[] payload)
    implements ParsedRtp {

  /** No packet of ours or of anybody who speaks with us is longer than an Ethernet frame. */
  public static final int MOST_BYTES = 1_500;

  private static final int HEADER_BYTES = 12;
  private static final int VERSION = 2;

  public static ParsedRtp parse(byte[] bytes) {
    return parse(bytes, 0, bytes.length);
  }

  /** Never throws for what lies in the bytes. The payload is copied out of them. */
  public static ParsedRtp parse(byte[] bytes, int from, int length) {
    if (length < HEADER_BYTES) {
      return Malformed.TOO_SHORT;
    }
    if (length > MOST_BYTES) {
      return Malformed.TOO_LONG;
    }
    var packet = ByteBuffer.wrap(bytes, from, length).slice();
    int first = packet.get() & 0xff;
    if (first >> 6 != VERSION) {
      return Malformed.NOT_VERSION_2;
    }
    int second = packet.get() & 0xff;
    int sequence = packet.getShort() & 0xffff;
    long timestamp = packet.getInt() & 0xffff_ffffL;
    long ssrc = packet.getInt() & 0xffff_ffffL;
    int begin = HEADER_BYTES + 4 * (first & 0x0f);
    boolean hasExtension = (first & 0x10) != 0;
    if (hasExtension) {
      if (begin + 4 > length) {
        return Malformed.HEADER_BEYOND_END;
      }
      begin += 4 + 4 * (packet.getShort(begin + 2) & 0xffff);
    }
    if (begin > length) {
      return Malformed.HEADER_BEYOND_END;
    }
    int end = length;
    boolean hasPadding = (first & 0x20) != 0;
    if (hasPadding) {
      int padding = packet.get(length - 1) & 0xff;
      if (padding == 0 || padding > length - begin) {
        return Malformed.PADDING_BEYOND_END;
      }
      end -= padding;
    }
    byte[] payload = new byte[end - begin];
    packet.get(begin, payload);
    return new RtpPacket((second & 0x80) != 0, second & 0x7f, sequence, timestamp, ssrc, payload);
  }

  public byte[] toBytes() {
    return ByteBuffer.allocate(HEADER_BYTES + payload.length)
        .put((byte) (VERSION << 6))
        .put((byte) (payloadType | (marker ? 0x80 : 0)))
        .putShort((short) sequence)
        .putInt((int) timestamp)
        .putInt((int) ssrc)
        .put(payload)
        .array();
  }

  /**
   * Whether a packet on a port that carries both is RTCP (RFC 5761 §4), by its second byte. One
   * that is too short is neither.
   */
  public static boolean isRtcp(byte[] bytes, int from, int length) {
    return length >= 2 && (bytes[from + 1] & 0xff) >= 192 && (bytes[from + 1] & 0xff) <= 223;
  }

  /** How far a sequence number is ahead of another, the shorter way round: -32,768 to 32,767. */
  static int ahead(int sequence, int of) {
    return (short) (sequence - of);
  }
}
