package org.voiceteller.streams.rtp;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.voiceteller.streams.rtp.RtcpPacket.ReportBlock;

/** RTCP's bytes written. */
final class RtcpWriter {

  private static final int MOST_BLOCKS = 31;
  private static final int MOST_TEXT_BYTES = 255;

  private RtcpWriter() {}

  static byte[] write(List<RtcpPacket> packets) {
    var bytes = new ByteArrayOutputStream();
    for (RtcpPacket packet : packets) {
      switch (packet) {
        case RtcpPacket.SenderReport report -> add(bytes, senderReport(report));
        case RtcpPacket.ReceiverReport report -> add(bytes, receiverReport(report));
        case RtcpPacket.SourceDescription description -> add(bytes, sourceDescription(description));
        case RtcpPacket.Bye bye -> add(bytes, bye(bye));
        case RtcpPacket.Nack nack -> add(bytes, nack(nack));
        case RtcpPacket.Other _ -> {}
      }
    }
    return bytes.toByteArray();
  }

  /**
   * @param count the five bits of the header that each type reads in its own way
   */
  private record Written(int type, int count, byte[] body) {}

  private interface Body {
    void write(DataOutputStream to) throws IOException;
  }

  private static Written written(int type, int count, Body body) {
    var bytes = new ByteArrayOutputStream();
    try {
      body.write(new DataOutputStream(bytes));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return new Written(type, count, bytes.toByteArray());
  }

  private static void add(ByteArrayOutputStream bytes, Written packet) {
    int words = Math.ceilDiv(packet.body.length, 4);
    bytes.write(2 << 6 | packet.count);
    bytes.write(packet.type);
    bytes.write(words >> 8);
    bytes.write(words);
    bytes.writeBytes(Arrays.copyOf(packet.body, 4 * words));
  }

  private static Written senderReport(RtcpPacket.SenderReport report) {
    List<ReportBlock> blocks = atMost(report.blocks());
    return written(
        RtcpReader.SENDER_REPORT,
        blocks.size(),
        to -> {
          to.writeInt((int) report.ssrc());
          to.writeLong(report.ntpTime());
          to.writeInt((int) report.rtpTimestamp());
          to.writeInt((int) report.packets());
          to.writeInt((int) report.octets());
          write(to, blocks);
        });
  }

  private static Written receiverReport(RtcpPacket.ReceiverReport report) {
    List<ReportBlock> blocks = atMost(report.blocks());
    return written(
        RtcpReader.RECEIVER_REPORT,
        blocks.size(),
        to -> {
          to.writeInt((int) report.ssrc());
          write(to, blocks);
        });
  }

  private static List<ReportBlock> atMost(List<ReportBlock> blocks) {
    return blocks.subList(0, Math.min(blocks.size(), MOST_BLOCKS));
  }

  private static void write(DataOutputStream to, List<ReportBlock> blocks) throws IOException {
    for (ReportBlock block : blocks) {
      to.writeInt((int) block.ssrc());
      to.writeInt(block.fractionLost() << 24 | block.cumulativeLost() & 0xff_ffff);
      to.writeInt((int) block.highestSequence());
      to.writeInt((int) block.jitter());
      to.writeInt((int) block.lastSenderReport());
      to.writeInt((int) block.delaySinceLastSenderReport());
    }
  }

  /** The list of items ends with at least one byte of 0. */
  private static Written sourceDescription(RtcpPacket.SourceDescription description) {
    byte[] name = text(description.canonicalName());
    return written(
        RtcpReader.SOURCE_DESCRIPTION,
        1,
        to -> {
          to.writeInt((int) description.ssrc());
          to.writeByte(RtcpReader.CANONICAL_NAME);
          to.writeByte(name.length);
          to.write(name);
          to.writeByte(0);
        });
  }

  private static Written bye(RtcpPacket.Bye bye) {
    List<Long> ssrcs = bye.ssrcs().subList(0, Math.min(bye.ssrcs().size(), MOST_BLOCKS));
    Optional<byte[]> reason = bye.reason().map(RtcpWriter::text);
    return written(
        RtcpReader.BYE,
        ssrcs.size(),
        to -> {
          for (long ssrc : ssrcs) {
            to.writeInt((int) ssrc);
          }
          if (reason.isPresent()) {
            to.writeByte(reason.get().length);
            to.write(reason.get());
          }
        });
  }

  /** Sequence numbers that follow closely share four bytes. */
  private static Written nack(RtcpPacket.Nack nack) {
    return written(
        RtcpReader.TRANSPORT_FEEDBACK,
        RtcpReader.GENERIC_NACK,
        to -> {
          to.writeInt((int) nack.sender());
          to.writeInt((int) nack.media());
          for (int i = 0; i < nack.lost().size(); ) {
            int sequence = nack.lost().get(i++);
            int following = 0;
            while (i < nack.lost().size()) {
              int ahead = RtpPacket.ahead(nack.lost().get(i), sequence);
              if (ahead < 1 || ahead > 16) {
                break;
              }
              following |= 1 << ahead - 1;
              i++;
            }
            to.writeShort(sequence);
            to.writeShort(following);
          }
        });
  }

  private static byte[] text(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return bytes.length <= MOST_TEXT_BYTES ? bytes : Arrays.copyOf(bytes, MOST_TEXT_BYTES);
  }
}
