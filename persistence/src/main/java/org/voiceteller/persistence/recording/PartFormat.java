package org.voiceteller.persistence.recording;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.Arrays;

/**
 * A part's file: a header, then chunks. Numbers are big-endian.
 *
 * <pre>
 *   header: "VTREC001", call id, part, since (epoch seconds, nanoseconds), the key as it is wrapped
 *   chunk:  kind (1 byte), length (4 bytes), so many bytes of AES-256-GCM: nonce, text, tag
 *   text of a sound chunk: first sample (8 bytes), PCM s16le, 16 kHz, caller and agent in turn
 *   text of the end: how many samples there are (8 bytes); nothing follows
 * </pre>
 *
 * Each chunk is bound to its part, its place among the chunks and its kind, so that none can be
 * changed, moved, taken out or put in; a file without an end broke off, or was cut.
 */
final class PartFormat {

  static final byte SOUND = 0;
  static final byte END = 1;

  /** More than a chunk ever has. */
  static final int MOST_BYTES = 1 << 20;

  private static final byte[] MAGIC = "VTREC001".getBytes(UTF_8);

  private PartFormat() {}

  /**
   * @param wrapped the part's key
   */
  record Header(String callId, String part, Instant since, String wrapped) {

    byte[] bytes() {
      ByteArrayOutputStream bytes = new ByteArrayOutputStream();
      DataOutputStream out = new DataOutputStream(bytes);
      try {
        out.write(MAGIC);
        out.writeUTF(callId);
        out.writeUTF(part);
        out.writeLong(since.getEpochSecond());
        out.writeInt(since.getNano());
        out.writeUTF(wrapped);
      } catch (IOException e) {
        throw new UncheckedIOException("Expected memory to take what is written", e);
      }
      return bytes.toByteArray();
    }

    /**
     * @throws IOException when it is no header
     */
    static Header read(DataInputStream in) throws IOException {
      byte[] magic = in.readNBytes(MAGIC.length);
      if (!Arrays.equals(magic, MAGIC)) {
        throw new IOException("Not the file of a recording");
      }
      return new Header(
          in.readUTF(),
          in.readUTF(),
          Instant.ofEpochSecond(in.readLong(), in.readInt()),
          in.readUTF());
    }

    /** What the part's key is bound to. */
    String keyBound() {
      return "recording-key|%s|%s".formatted(callId, part);
    }

    String chunkBound(long index, byte kind) {
      return "recording|%s|%s|%s|%d|%d".formatted(callId, part, since, index, kind);
    }
  }

  /** A chunk's text: the place, then the sound. */
  static byte[] text(long place, byte[] pcm) {
    return ByteBuffer.allocate(Long.BYTES + pcm.length).putLong(place).put(pcm).array();
  }

  static byte[] chunk(byte kind, byte[] sealed) {
    return ByteBuffer.allocate(1 + Integer.BYTES + sealed.length)
        .put(kind)
        .putInt(sealed.length)
        .put(sealed)
        .array();
  }
}
