package org.voiceteller.streams.rtp;

import java.util.Arrays;

/**
 * One source's sequence numbers and timestamps without their wraps, and which of its packets came.
 */
final class SourceOrder {

  private static final int REMEMBERED = 512;
  private static final int NOTHING = -1;

  /** Of each of the last sequence numbers, wraps counted, whether it came. */
  private final long[] seen = new long[REMEMBERED];

  private boolean isKnown;
  private long ssrc;
  private long highest;
  private long lastTimestamp;
  private long lastFrom;
  private long newSsrc;
  private int newSequence = NOTHING;

  boolean isKnown() {
    return isKnown;
  }

  void begin(RtpPacket packet) {
    isKnown = true;
    ssrc = packet.ssrc();
    // a lap ahead, so that numbers of packets before this one are positive
    highest = packet.sequence() + 0x1_0000L;
    lastTimestamp = packet.timestamp();
    lastFrom = 0;
    Arrays.fill(seen, 0);
  }

  /** Whether it is another source's, or so far from the last that the source began anew. */
  boolean isElsewhere(RtpPacket packet) {
    int ahead = ahead(packet);
    return packet.ssrc() != ssrc
        || ahead > ReceptionStatistics.MOST_DROPPED_OUT
        || ahead < -ReceptionStatistics.MOST_OUT_OF_ORDER;
  }

  /** Whether a packet from elsewhere follows another one from there: then it is no stray. */
  boolean isSecondInARow(RtpPacket packet) {
    boolean isSecond = packet.ssrc() == newSsrc && packet.sequence() == newSequence;
    newSsrc = packet.ssrc();
    newSequence = packet.sequence() + 1 & 0xffff;
    return isSecond;
  }

  long sequence(RtpPacket packet) {
    return highest + ahead(packet);
  }

  private int ahead(RtpPacket packet) {
    return RtpPacket.ahead(packet.sequence(), (int) (highest & 0xffff));
  }

  /** Where it sounds, in units since the source's first packet. */
  long from(RtpPacket packet) {
    return lastFrom + (int) (packet.timestamp() - lastTimestamp);
  }

  void arrived(RtpPacket packet, long sequence, long from) {
    newSequence = NOTHING;
    seen[(int) (sequence % REMEMBERED)] = sequence;
    if (sequence >= highest) {
      highest = sequence;
      lastFrom = from;
      lastTimestamp = packet.timestamp();
    }
  }

  boolean isSeen(long sequence) {
    return seen[(int) (sequence % REMEMBERED)] == sequence;
  }

  /** The newest that came. */
  long highest() {
    return highest;
  }
}
