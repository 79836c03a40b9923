package org.voiceteller.localsonic.wire;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.zip.CRC32;
import org.apache.pekko.util.ByteString;
import software.amazon.eventstream.HeaderValue;

/**
 * Writes event-stream frames: total length, headers' length, checksum of both, headers, payload,
 * checksum of all. The AWS library decodes rightly but, when it encodes, leaves out the values of
 * byte and short headers (1.0.1).
 */
final class FrameEncoder {

  private static final int PRELUDE_BYTES = 12;
  private static final int CHECKSUM_BYTES = 4;

  private FrameEncoder() {}

  static ByteString encode(Map<String, HeaderValue> headers, byte[] payload) {
    var headerBytes = encode(headers);
    int length = PRELUDE_BYTES + headerBytes.length + payload.length + CHECKSUM_BYTES;
    var frame = ByteBuffer.allocate(length);
    frame.putInt(length).putInt(headerBytes.length);
    frame.putInt(checksum(frame.duplicate().flip()));
    frame.put(headerBytes).put(payload);
    frame.putInt(checksum(frame.duplicate().flip()));
    return ByteString.fromByteBuffer(frame.flip());
  }

  private static int checksum(ByteBuffer written) {
    var checksum = new CRC32();
    checksum.update(written);
    return (int) checksum.getValue();
  }

  private static byte[] encode(Map<String, HeaderValue> headers) {
    var bytes = new ByteArrayOutputStream();
    try (var out = new DataOutputStream(bytes)) {
      for (var header : headers.entrySet()) {
        var name = header.getKey().getBytes(StandardCharsets.UTF_8);
        out.writeByte(name.length);
        out.write(name);
        write(out, header.getValue());
      }
    } catch (IOException e) {
      throw new UncheckedIOException("an array takes all bytes", e);
    }
    return bytes.toByteArray();
  }

  private static void write(DataOutputStream out, HeaderValue value) throws IOException {
    // the library keeps its enum of types to itself
    var type = String.valueOf((Object) value.getType());
    switch (type) {
      case "TRUE" -> out.writeByte(0);
      case "FALSE" -> out.writeByte(1);
      case "BYTE" -> {
        out.writeByte(2);
        out.writeByte(value.getByte());
      }
      case "SHORT" -> {
        out.writeByte(3);
        out.writeShort(value.getShort());
      }
      case "INTEGER" -> {
        out.writeByte(4);
        out.writeInt(value.getInteger());
      }
      case "LONG" -> {
        out.writeByte(5);
        out.writeLong(value.getLong());
      }
      case "BYTE_ARRAY" -> {
        out.writeByte(6);
        out.writeShort(value.getByteArray().length);
        out.write(value.getByteArray());
      }
      case "STRING" -> {
        out.writeByte(7);
        var text = value.getString().getBytes(StandardCharsets.UTF_8);
        out.writeShort(text.length);
        out.write(text);
      }
      case "TIMESTAMP" -> {
        out.writeByte(8);
        out.writeLong(value.getTimestamp().toEpochMilli());
      }
      case "UUID" -> {
        out.writeByte(9);
        out.writeLong(value.getUuid().getMostSignificantBits());
        out.writeLong(value.getUuid().getLeastSignificantBits());
      }
      default -> throw new IllegalArgumentException("no header type of the protocol: " + type);
    }
  }
}
