package org.voiceteller.streams.rtp;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A keypad's keys as RTP packets of their own (RFC 4733): each key is told in several packets with
 * the same timestamp, so that it survives the loss of most of them.
 */
public final class TelephoneEvents {

  private static final String KEYS = "0123456789*#ABCD";
  private static final int PAYLOAD_BYTES = 4;
  private static final int END = 0x80;

  /** -10 dBm0, as loud as keypads are. */
  private static final int VOLUME = 10;

  private static final int PACKETS_PER_SECOND = 50;
  private static final int SHORTEST_PACKETS = 2;
  private static final int END_PACKETS = 3;
  private static final int LONGEST_SEGMENT = 0xffff;

  private TelephoneEvents() {}

  /** Finds the keys in the packets of one source. */
  public static final class Reader {

    private boolean hasAny;
    private long ssrc;
    private long begun;
    private int event;
    private int duration;

    /**
     * Told at the first packet of a key that arrives, whichever of them that is, and never again: a
     * repetition, a late end, the next segment of a key held long say nothing new. A key all of
     * whose packets come after the next key's is left out: in its place it would be a wrong one.
     *
     * @param packet of the payload type that was negotiated for events
     * @return 0 to 9, *, #, A to D; empty for anything else
     */
    public Optional<Character> read(RtpPacket packet) {
      byte[] payload = packet.payload();
      if (payload.length < PAYLOAD_BYTES || (payload[0] & 0xff) >= KEYS.length()) {
        return Optional.empty();
      }
      int nextEvent = payload[0];
      int nextDuration = (payload[2] & 0xff) << 8 | payload[3] & 0xff;
      if (hasAny && packet.ssrc() == ssrc) {
        int later = (int) (packet.timestamp() - begun);
        if (later == 0) {
          duration = Math.max(duration, nextDuration);
          return Optional.empty();
        }
        if (later < 0) {
          return Optional.empty();
        }
        if (isNextSegment(nextEvent, later)) {
          begun = packet.timestamp();
          duration = nextDuration;
          return Optional.empty();
        }
      }
      hasAny = true;
      ssrc = packet.ssrc();
      begun = packet.timestamp();
      event = nextEvent;
      duration = nextDuration;
      return Optional.of(KEYS.charAt(event));
    }

    /**
     * A key held for more than 65,535 units goes on under a new timestamp, just where the segment
     * before ended (RFC 4733 §2.5.1.3). Its last packets may be lost, and senders round.
     */
    private boolean isNextSegment(int nextEvent, int later) {
      return nextEvent == event
          && later > LONGEST_SEGMENT - 2_000
          && later <= LONGEST_SEGMENT + 1
          && duration > LONGEST_SEGMENT / 2;
    }
  }

  /**
   * The packets of one key: one each 20 ms, the last one three times (RFC 4733 §2.5.1.4). The
   * sound's timestamps go on by the key's length.
   *
   * @param clockHz of the timestamps
   * @param held 40 ms at least, 1 s at most; rounded down to whole 20 ms
   * @return in pieces of 20 ms each; the last piece holds the last packet three times
   */
  public static List<List<RtpPacket>> write(
      RtpSender sender, int payloadType, char key, int clockHz, Duration held) {
    int event = KEYS.indexOf(key);
    if (event < 0) {
      throw new IllegalArgumentException("Expected a key of a telephone");
    }
    int units = clockHz / PACKETS_PER_SECOND;
    long wanted = held.toMillis() * PACKETS_PER_SECOND / 1_000;
    int pieces = (int) Math.clamp(wanted, SHORTEST_PACKETS, PACKETS_PER_SECOND);
    long begun = sender.timestamp();
    var packets = new ArrayList<List<RtpPacket>>();
    for (int piece = 1; piece <= pieces; piece++) {
      boolean isLast = piece == pieces;
      var now = new ArrayList<RtpPacket>();
      for (int i = 0; i < (isLast ? END_PACKETS : 1); i++) {
        byte[] payload =
            ByteBuffer.allocate(PAYLOAD_BYTES)
                .put((byte) event)
                .put((byte) (VOLUME | (isLast ? END : 0)))
                .putShort((short) (piece * units))
                .array();
        now.add(sender.beside(payloadType, piece == 1 && i == 0, begun, payload));
      }
      packets.add(now);
    }
    sender.pause(pieces * units);
    return packets;
  }
}
