package org.voiceteller.streams.rtp;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.voiceteller.streams.rtp.RtcpPacket.Parsed;
import org.voiceteller.streams.rtp.RtcpPacket.Parsed.Malformed;
import org.voiceteller.streams.rtp.RtcpPacket.ReportBlock;

/** RTCP's bytes read. */
final class RtcpReader {

  static final int SENDER_REPORT = 200;
  static final int RECEIVER_REPORT = 201;
  static final int SOURCE_DESCRIPTION = 202;
  static final int BYE = 203;
  static final int TRANSPORT_FEEDBACK = 205;
  static final int GENERIC_NACK = 1;
  static final int CANONICAL_NAME = 1;
  static final int SENDER_INFO_BYTES = 24;
  static final int BLOCK_BYTES = 24;

  private static final int HEADER_BYTES = 4;

  private RtcpReader() {}

  static Parsed read(byte[] bytes, int from, int length) {
    if (length < HEADER_BYTES) {
      return Malformed.TOO_SHORT;
    }
    if (length > RtpPacket.MOST_BYTES) {
      return Malformed.TOO_LONG;
    }
    var rest = ByteBuffer.wrap(bytes, from, length).slice();
    var packets = new ArrayList<RtcpPacket>();
    while (rest.hasRemaining()) {
      if (rest.remaining() < HEADER_BYTES) {
        return Malformed.CUT_OFF;
      }
      int first = rest.get() & 0xff;
      if (first >> 6 != 2) {
        return Malformed.NOT_VERSION_2;
      }
      int type = rest.get() & 0xff;
      if (type < 192 || type > 223) {
        return Malformed.NO_RTCP;
      }
      int bodyBytes = 4 * (rest.getShort() & 0xffff);
      if (bodyBytes > rest.remaining()) {
        return Malformed.LENGTH_BEYOND_END;
      }
      var body = rest.slice(rest.position(), bodyBytes);
      rest.position(rest.position() + bodyBytes);
      boolean hasPadding = (first & 0x20) != 0;
      if (hasPadding) {
        int padding = bodyBytes == 0 ? 0 : body.get(bodyBytes - 1) & 0xff;
        if (padding == 0 || padding > bodyBytes) {
          return Malformed.PADDING_BEYOND_END;
        }
        body.limit(bodyBytes - padding);
      }
      Optional<RtcpPacket> packet = one(type, first & 0x1f, body);
      if (packet.isEmpty()) {
        return Malformed.CUT_OFF;
      }
      packets.add(packet.get());
    }
    return new Parsed.Compound(packets);
  }

  /** Empty when less is there than the packet says. */
  private static Optional<RtcpPacket> one(int type, int count, ByteBuffer body) {
    return switch (type) {
      case SENDER_REPORT -> senderReport(count, body);
      case RECEIVER_REPORT -> receiverReport(count, body);
      case SOURCE_DESCRIPTION -> sourceDescription(count, body);
      case BYE -> bye(count, body);
      case TRANSPORT_FEEDBACK ->
          count == GENERIC_NACK ? nack(body) : Optional.of(new RtcpPacket.Other(type, count));
      default -> Optional.of(new RtcpPacket.Other(type, count));
    };
  }

  private static Optional<RtcpPacket> senderReport(int count, ByteBuffer body) {
    if (body.remaining() < SENDER_INFO_BYTES + count * BLOCK_BYTES) {
      return Optional.empty();
    }
    return Optional.of(
        new RtcpPacket.SenderReport(
            unsigned(body),
            body.getLong(),
            unsigned(body),
            unsigned(body),
            unsigned(body),
            blocks(count, body)));
  }

  private static Optional<RtcpPacket> receiverReport(int count, ByteBuffer body) {
    if (body.remaining() < 4 + count * BLOCK_BYTES) {
      return Optional.empty();
    }
    return Optional.of(new RtcpPacket.ReceiverReport(unsigned(body), blocks(count, body)));
  }

  private static List<ReportBlock> blocks(int count, ByteBuffer body) {
    var blocks = new ArrayList<ReportBlock>();
    for (int i = 0; i < count; i++) {
      long ssrc = unsigned(body);
      int lost = body.getInt();
      blocks.add(
          new ReportBlock(
              ssrc,
              lost >>> 24,
              lost << 8 >> 8,
              unsigned(body),
              unsigned(body),
              unsigned(body),
              unsigned(body)));
    }
    return blocks;
  }

  /** The first chunk's canonical name; others are of nobody whom we hear. */
  private static Optional<RtcpPacket> sourceDescription(int count, ByteBuffer body) {
    if (count == 0) {
      return Optional.of(new RtcpPacket.SourceDescription(0, ""));
    }
    if (body.remaining() < 4) {
      return Optional.empty();
    }
    long ssrc = unsigned(body);
    while (body.hasRemaining()) {
      int item = body.get() & 0xff;
      if (item == 0) {
        break;
      }
      if (!body.hasRemaining()) {
        return Optional.empty();
      }
      int length = body.get() & 0xff;
      if (length > body.remaining()) {
        return Optional.empty();
      }
      String text = text(body, length);
      if (item == CANONICAL_NAME) {
        return Optional.of(new RtcpPacket.SourceDescription(ssrc, text));
      }
    }
    return Optional.of(new RtcpPacket.SourceDescription(ssrc, ""));
  }

  private static Optional<RtcpPacket> bye(int count, ByteBuffer body) {
    if (body.remaining() < 4 * count) {
      return Optional.empty();
    }
    var ssrcs = new ArrayList<Long>();
    for (int i = 0; i < count; i++) {
      ssrcs.add(unsigned(body));
    }
    if (!body.hasRemaining()) {
      return Optional.of(new RtcpPacket.Bye(ssrcs, Optional.empty()));
    }
    int length = body.get() & 0xff;
    return length > body.remaining()
        ? Optional.empty()
        : Optional.of(new RtcpPacket.Bye(ssrcs, Optional.of(text(body, length))));
  }

  private static Optional<RtcpPacket> nack(ByteBuffer body) {
    if (body.remaining() < 8 || body.remaining() % 4 != 0) {
      return Optional.empty();
    }
    long sender = unsigned(body);
    long media = unsigned(body);
    var lost = new ArrayList<Integer>();
    while (body.hasRemaining()) {
      int sequence = body.getShort() & 0xffff;
      int following = body.getShort() & 0xffff;
      lost.add(sequence);
      for (int bit = 0; bit < 16; bit++) {
        if ((following >> bit & 1) != 0) {
          lost.add(sequence + bit + 1 & 0xffff);
        }
      }
    }
    return Optional.of(new RtcpPacket.Nack(sender, media, lost));
  }

  private static String text(ByteBuffer body, int length) {
    byte[] text = new byte[length];
    body.get(text);
    return new String(text, StandardCharsets.UTF_8);
  }

  private static long unsigned(ByteBuffer body) {
    return body.getInt() & 0xffff_ffffL;
  }
}
