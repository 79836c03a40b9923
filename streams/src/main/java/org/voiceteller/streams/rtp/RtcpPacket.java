package org.voiceteller.streams.rtp;

import java.util.List;
import java.util.Optional;

/** One packet of a compound RTCP packet (RFC 3550 §6.4 to §6.6, RFC 4585 §6.2.1). */
public sealed interface RtcpPacket {

  /**
   * @param ssrc of who sends
   * @param ntpTime 32 bits of seconds since 1900, 32 of the fraction
   * @param rtpTimestamp the same moment on the codec's clock
   */
  record SenderReport(
      long ssrc,
      long ntpTime,
      long rtpTimestamp,
      long packets,
      long octets,
      List<ReportBlock> blocks)
      implements RtcpPacket {
    public SenderReport {
      blocks = List.copyOf(blocks);
    }
  }

  record ReceiverReport(long ssrc, List<ReportBlock> blocks) implements RtcpPacket {
    public ReceiverReport {
      blocks = List.copyOf(blocks);
    }
  }

  /** Of all the items only the canonical name is read and written. */
  record SourceDescription(long ssrc, String canonicalName) implements RtcpPacket {}

  record Bye(List<Long> ssrcs, Optional<String> reason) implements RtcpPacket {
    public Bye {
      ssrcs = List.copyOf(ssrcs);
    }
  }

  /**
   * Generic NACK: these packets are missed.
   *
   * @param lost sequence numbers, in the order of the packet
   */
  record Nack(long sender, long media, List<Integer> lost) implements RtcpPacket {
    public Nack {
      lost = List.copyOf(lost);
    }
  }

  /** A picture loss indication, an application's packet, anything that means nothing for sound. */
  record Other(int packetType, int format) implements RtcpPacket {}

  /**
   * What one end has received from one source (RFC 3550 §6.4.1).
   *
   * @param fractionLost of 256, since the report before
   * @param cumulativeLost since the beginning; less than 0 where there were duplicates
   * @param highestSequence with the count of wraps in the upper 16 bits
   * @param jitter in units of the codec's clock
   * @param lastSenderReport the middle 32 bits of its NTP time, 0 for none
   * @param delaySinceLastSenderReport in 1/65,536 s
   */
  record ReportBlock(
      long ssrc,
      int fractionLost,
      int cumulativeLost,
      long highestSequence,
      long jitter,
      long lastSenderReport,
      long delaySinceLastSenderReport) {}

  /** What bytes were: packets in their order, or the reason why they are none. */
  sealed interface Parsed {

    record Compound(List<RtcpPacket> packets) implements Parsed {
      public Compound {
        packets = List.copyOf(packets);
      }
    }

    enum Malformed implements Parsed {
      TOO_SHORT,
      TOO_LONG,
      NOT_VERSION_2,
      NO_RTCP,
      LENGTH_BEYOND_END,
      PADDING_BEYOND_END,
      CUT_OFF
    }
  }

  /**
   * Reads a compound packet. A reduced-size one (RFC 5506) is taken too. Never throws for what lies
   * in the bytes.
   */
  static Parsed parse(byte[] bytes, int from, int length) {
    return RtcpReader.read(bytes, from, length);
  }

  static Parsed parse(byte[] bytes) {
    return parse(bytes, 0, bytes.length);
  }

  /**
   * @param packets a report first, as RFC 3550 §6.1 has it; {@link Other} is left out
   */
  static byte[] toBytes(List<RtcpPacket> packets) {
    return RtcpWriter.write(packets);
  }
}
