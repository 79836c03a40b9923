package org.voiceteller.http.terminal;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Writes what was heard as a WAV file: PCM s16le, mono. The sizes are filled in at the end. */
final class VoiceRecorder implements AutoCloseable {

  private static final int HEADER_BYTES = 44;

  private final RandomAccessFile file;
  private final int sampleRateHz;
  private int dataBytes;

  private VoiceRecorder(RandomAccessFile file, int sampleRateHz) {
    this.file = file;
    this.sampleRateHz = sampleRateHz;
  }

  /** Begins the file anew, whatever it held. */
  static VoiceRecorder create(Path path, int sampleRateHz) throws IOException {
    var file = new RandomAccessFile(path.toFile(), "rw");
    file.setLength(0);
    file.write(new byte[HEADER_BYTES]);
    return new VoiceRecorder(file, sampleRateHz);
  }

  void write(byte[] pcm) throws IOException {
    file.write(pcm);
    dataBytes += pcm.length;
  }

  @Override
  public void close() throws IOException {
    ByteBuffer header = ByteBuffer.allocate(HEADER_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    header.put(ascii("RIFF")).putInt(HEADER_BYTES - 8 + dataBytes).put(ascii("WAVE"));
    header.put(ascii("fmt ")).putInt(16).putShort((short) 1).putShort((short) 1);
    header.putInt(sampleRateHz).putInt(sampleRateHz * 2).putShort((short) 2).putShort((short) 16);
    header.put(ascii("data")).putInt(dataBytes);
    file.seek(0);
    file.write(header.array());
    file.close();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
