package org.voiceteller.persistence.recording;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.voiceteller.core.recording.RecordingStore;

/**
 * A WAV file of 16 kHz, 16 bits, two channels, while it is written: sound at places in its time,
 * and silence between. Its owner's only.
 */
final class StereoWav implements AutoCloseable {

  private static final int HEADER = 44;
  private static final int BYTES = RecordingStore.BYTES_PER_SAMPLE;
  private static final FileAttribute<?> OWNERS_ONLY =
      PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

  private final FileChannel channel;
  private long samples;

  private StereoWav(FileChannel channel) {
    this.channel = channel;
  }

  /**
   * @throws IOException when it cannot be made
   */
  static StereoWav create(Path file) throws IOException {
    return new StereoWav(
        FileChannel.open(
            file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), OWNERS_ONLY));
  }

  /** How long it is, in samples. */
  long samples() {
    return samples;
  }

  /** What lies between what was written before and this place is silence. */
  void put(long place, byte[] pcm) throws IOException {
    // a place that nothing was written to reads as zeros
    write(HEADER + place * BYTES, ByteBuffer.wrap(pcm));
    samples = Math.max(samples, place + pcm.length / BYTES);
  }

  private void write(long at, ByteBuffer buffer) throws IOException {
    for (long place = at; buffer.hasRemaining(); ) {
      place += channel.write(buffer, place);
    }
  }

  @Override
  public void close() throws IOException {
    int rate = RecordingStore.SAMPLES_PER_S;
    int length = (int) Math.min(samples * BYTES, 0xFFFF_FFFFL - HEADER);
    ByteBuffer header = ByteBuffer.allocate(HEADER).order(ByteOrder.LITTLE_ENDIAN);
    header.put("RIFF".getBytes(US_ASCII)).putInt(HEADER - 8 + length);
    header.put("WAVEfmt ".getBytes(US_ASCII)).putInt(16).putShort((short) 1).putShort((short) 2);
    header.putInt(rate).putInt(rate * BYTES).putShort((short) BYTES).putShort((short) 16);
    header.put("data".getBytes(US_ASCII)).putInt(length).flip();
    write(0, header);
    channel.close();
  }
}
