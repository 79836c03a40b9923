package org.voiceteller.persistence.recording;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.voiceteller.persistence.personal.CallKeys;
import org.voiceteller.persistence.personal.DataKey;

/** Reads a part's file and checks all of it. */
final class PartReader {

  private PartReader() {}

  /**
   * Sound that lies together.
   *
   * @param firstSample in the part
   * @param pcm s16le, 16 kHz, two channels
   */
  record Sound(long firstSample, byte[] pcm) {}

  /** Takes sound, in its order. */
  @FunctionalInterface
  interface Listener {

    void heard(Sound sound) throws IOException;
  }

  /**
   * What was found of a part.
   *
   * @param samples from its first to its last
   * @param whole whether it has its end; else it broke off, or was cut
   */
  record Found(long samples, boolean whole) {}

  /**
   * @param callId whose it must be
   * @throws UnreadableRecordingException when it is not what was written, or cannot be read
   * @throws IOException when the listener throws it
   */
  static Found read(Path file, String callId, String part, CallKeys keys, Listener listener)
      throws IOException {
    try (InputStream bytes = open(file)) {
      DataInputStream in = new DataInputStream(bytes);
      PartFormat.Header header = header(in, file);
      if (!header.callId().equals(callId) || !header.part().equals(part)) {
        throw new UnreadableRecordingException(
            "The file " + file + " is of another recording: " + header.part());
      }
      return chunks(in, file, header, key(header, keys), listener);
    }
  }

  private static InputStream open(Path file) {
    try {
      return new BufferedInputStream(Files.newInputStream(file), 1 << 17);
    } catch (IOException e) {
      throw new UnreadableRecordingException("The file " + file + " cannot be read: " + e, e);
    }
  }

  private static PartFormat.Header header(DataInputStream in, Path file) {
    try {
      return PartFormat.Header.read(in);
    } catch (IOException | DateTimeException e) {
      throw new UnreadableRecordingException(
          "The file " + file + " does not begin as a recording", e);
    }
  }

  private static DataKey key(PartFormat.Header header, CallKeys keys) {
    try {
      return keys.open(header.callId(), header.keyBound(), header.wrapped())
          .orElseThrow(
              () ->
                  new UnreadableRecordingException(
                      "The key of "
                          + header.callId()
                          + " was destroyed: a customer who was on this call was erased"));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      throw new UnreadableRecordingException(
          "The key of "
              + header.part()
              + " is not one that this bank has wrapped for it: the file was changed",
          e);
    }
  }

  private static Found chunks(
      DataInputStream in, Path file, PartFormat.Header header, DataKey key, Listener listener)
      throws IOException {
    long end = 0;
    for (long index = 0; ; index++) {
      int kind = in.read();
      byte[] sealed = kind < 0 ? null : sealed(in, file, index);
      if (sealed == null) {
        return new Found(end, false);
      }
      ByteBuffer text = text(key, sealed, header, index, (byte) kind, file);
      long place = text.getLong();
      if (kind == PartFormat.END) {
        if (place != end || in.read() >= 0) {
          throw changed(file, index, null);
        }
        return new Found(end, true);
      }
      byte[] pcm = new byte[text.remaining()];
      text.get(pcm);
      listener.heard(new Sound(place, pcm));
      end = place + pcm.length / 4;
    }
  }

  /** Null when the file breaks off within the chunk. */
  private static byte @Nullable [] sealed(DataInputStream in, Path file, long index)
      throws IOException {
    try {
      int length = in.readInt();
      if (length < Long.BYTES || length > PartFormat.MOST_BYTES) {
        throw changed(file, index, null);
      }
      byte[] sealed = in.readNBytes(length);
      return sealed.length < length ? null : sealed;
    } catch (EOFException _) {
      return null;
    }
  }

  private static ByteBuffer text(
      DataKey key, byte[] sealed, PartFormat.Header header, long index, byte kind, Path file) {
    try {
      return ByteBuffer.wrap(key.open(sealed, header.chunkBound(index, kind)));
    } catch (GeneralSecurityException e) {
      throw changed(file, index, e);
    }
  }

  private static UnreadableRecordingException changed(
      Path file, long index, @Nullable Throwable cause) {
    return new UnreadableRecordingException(
        "The file %s was changed: its chunk %d is not what was written there"
            .formatted(file, index + 1),
        cause);
  }

  /**
   * SHA-256 of a file, in hexadecimal.
   *
   * @throws UnreadableRecordingException when it cannot be read
   */
  static String sha256(Path file) {
    MessageDigest digest = PartFile.sha256();
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
      in.transferTo(OutputStream.nullOutputStream());
    } catch (IOException e) {
      throw new UnreadableRecordingException("The file " + file + " cannot be read: " + e, e);
    }
    return HexFormat.of().formatHex(digest.digest());
  }
}
