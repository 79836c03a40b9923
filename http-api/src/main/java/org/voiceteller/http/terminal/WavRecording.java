package org.voiceteller.http.terminal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * A WAV file as sound: mono samples from -1 to 1 at the file's own rate. Channels are averaged.
 *
 * <p>Read are RIFF/WAVE files of PCM with 8, 16, 24 or 32 bits, 32-bit float, and G.711 mu-law and
 * A-law, plain or as WAVE_FORMAT_EXTENSIBLE ("Multimedia Programming Interface and Data
 * Specifications 1.0", IBM and Microsoft 1991; RFC 2361 for the format tags).
 *
 * @param samples mono, -1 to 1
 * @param sampleRateHz 4000 to 192000
 */
public record WavRecording(float[] samples, int sampleRateHz) {

  private static final long MAX_FILE_BYTES = 256L * 1024 * 1024;
  private static final int MIN_RATE_HZ = 4_000;
  private static final int MAX_RATE_HZ = 192_000;
  private static final int MAX_CHANNELS = 8;
  private static final int EXTENSIBLE = 0xFFFE;
  private static final long UNKNOWN_LENGTH = 0xFFFF_FFFFL;

  /**
   * @throws UnusableRecordingException in one sentence, whatever is wrong with the file
   */
  public static WavRecording read(Path file) throws UnusableRecordingException {
    return new Reader(file).read();
  }

  /** The samples as PCM s16. */
  short[] pcm() {
    short[] pcm = new short[samples.length];
    for (int i = 0; i < pcm.length; i++) {
      long sample = Math.round(samples[i] * 32_767.0);
      pcm[i] = (short) Math.clamp(sample, Short.MIN_VALUE, Short.MAX_VALUE);
    }
    return pcm;
  }

  /** The file's {@code fmt} chunk. */
  private record Format(SampleCoding coding, int channels, int rateHz, int blockBytes) {}

  private static final class Reader {

    private final Path file;

    private Reader(Path file) {
      this.file = file;
    }

    private WavRecording read() throws UnusableRecordingException {
      ByteBuffer bytes = ByteBuffer.wrap(load()).order(ByteOrder.LITTLE_ENDIAN);
      if (bytes.remaining() < 12 || !name(bytes).equals("RIFF")) {
        throw unusable("it is no WAV file, for it does not begin with RIFF.");
      }
      bytes.getInt();
      if (!name(bytes).equals("WAVE")) {
        throw unusable("it is a RIFF file, but not of the kind WAVE.");
      }
      return chunks(bytes);
    }

    private WavRecording chunks(ByteBuffer bytes) throws UnusableRecordingException {
      @Nullable Format format = null;
      while (bytes.remaining() >= 8) {
        String name = name(bytes);
        long claimed = Integer.toUnsignedLong(bytes.getInt());
        boolean isData = name.equals("data");
        long length = isData && claimed == UNKNOWN_LENGTH ? bytes.remaining() : claimed;
        if (length > bytes.remaining()) {
          throw unusable(
              "its %s chunk claims %d bytes, but only %d follow."
                  .formatted(printable(name), length, bytes.remaining()));
        }
        ByteBuffer chunk =
            bytes.slice(bytes.position(), (int) length).order(ByteOrder.LITTLE_ENDIAN);
        if (isData) {
          if (format == null) {
            throw unusable("its sound stands before its fmt chunk.");
          }
          return sound(format, chunk);
        }
        if (name.equals("fmt ")) {
          format = format(chunk);
        }
        bytes.position((int) Math.min(bytes.limit(), bytes.position() + length + (length & 1)));
      }
      throw unusable(
          format == null ? "it has no fmt chunk." : "it has no data chunk, hence no sound.");
    }

    private Format format(ByteBuffer chunk) throws UnusableRecordingException {
      if (chunk.remaining() < 16) {
        throw unusable(
            "its fmt chunk has %d bytes instead of at least 16.".formatted(chunk.remaining()));
      }
      int tag = Short.toUnsignedInt(chunk.getShort(0));
      int channels = Short.toUnsignedInt(chunk.getShort(2));
      long rateHz = Integer.toUnsignedLong(chunk.getInt(4));
      int blockBytes = Short.toUnsignedInt(chunk.getShort(12));
      int bits = Short.toUnsignedInt(chunk.getShort(14));
      if (tag == EXTENSIBLE && chunk.remaining() >= 26) {
        tag = Short.toUnsignedInt(chunk.getShort(24));
      }
      SampleCoding coding = SampleCoding.of(tag, bits).orElse(null);
      if (coding == null) {
        throw unusable(
            "its sound is coded as format %d with %d bits; PCM, 32-bit float and G.711 are read."
                .formatted(tag, bits));
      }
      if (channels < 1 || channels > MAX_CHANNELS) {
        throw unusable(
            "it claims %d channels; 1 to %d are read.".formatted(channels, MAX_CHANNELS));
      }
      if (rateHz < MIN_RATE_HZ || rateHz > MAX_RATE_HZ) {
        throw unusable(
            "it claims %d samples a second; %d to %d are read."
                .formatted(rateHz, MIN_RATE_HZ, MAX_RATE_HZ));
      }
      if (blockBytes != channels * coding.bytes()) {
        throw unusable(
            "its fmt chunk contradicts itself: %d channels of %d bytes are not blocks of %d bytes."
                .formatted(channels, coding.bytes(), blockBytes));
      }
      return new Format(coding, channels, (int) rateHz, blockBytes);
    }

    private WavRecording sound(Format format, ByteBuffer data) throws UnusableRecordingException {
      int blocks = data.remaining() / format.blockBytes();
      if (blocks == 0) {
        throw unusable("it holds no sound.");
      }
      float[] mono = new float[blocks];
      for (int block = 0; block < blocks; block++) {
        float sum = 0;
        for (int channel = 0; channel < format.channels(); channel++) {
          int at = block * format.blockBytes() + channel * format.coding().bytes();
          sum += format.coding().sample(data, at);
        }
        mono[block] = sum / format.channels();
      }
      return new WavRecording(mono, format.rateHz());
    }

    private byte[] load() throws UnusableRecordingException {
      try {
        if (Files.isDirectory(file)) {
          throw unusable("it is a directory.");
        }
        if (Files.size(file) > MAX_FILE_BYTES) {
          throw unusable("it is larger than %d MiB.".formatted(MAX_FILE_BYTES >> 20));
        }
        return Files.readAllBytes(file);
      } catch (NoSuchFileException missing) {
        throw unusable("there is no such file.");
      } catch (IOException unreadable) {
        throw unusable("it cannot be read (" + unreadable.getClass().getSimpleName() + ").");
      }
    }

    private UnusableRecordingException unusable(String why) {
      return new UnusableRecordingException(file, why);
    }

    private static String name(ByteBuffer bytes) {
      byte[] name = new byte[4];
      bytes.get(name);
      return new String(name, StandardCharsets.ISO_8859_1);
    }

    private static String printable(String name) {
      return name.replaceAll("[^\\x20-\\x7e]", "?").strip();
    }
  }
}
