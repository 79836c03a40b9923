package org.voiceteller.streams.call;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;
import org.apache.pekko.util.ByteString;

/**
 * A recorded sentence of the bank's, for when no model can say it.
 *
 * @param pcm s16le, mono, 24 kHz
 */
public record Announcement(ByteString pcm) {

  private static final AudioFormat FORMAT = new AudioFormat(24_000, 16, 1, true, false);
  private static final long MOST_SECONDS = 60;

  /** That the agent cannot be reached, in English: comes with the program. */
  static Announcement unavailable() {
    try (InputStream wav = Announcement.class.getResourceAsStream("unavailable.wav")) {
      return read(Objects.requireNonNull(wav));
    } catch (IOException damaged) {
      throw new UncheckedIOException("The announcement that comes with us is damaged.", damaged);
    }
  }

  /**
   * @param file WAV, PCM of 16 bits, mono, 24 kHz, a minute at most
   * @throws IllegalArgumentException when it is not there or is something else
   */
  static Announcement read(Path file) {
    try (InputStream wav = Files.newInputStream(file)) {
      return read(wav);
    } catch (IOException unreadable) {
      throw new IllegalArgumentException("It cannot be read.", unreadable);
    }
  }

  private static Announcement read(InputStream wav) throws IOException {
    try (AudioInputStream sound = AudioSystem.getAudioInputStream(new BufferedInputStream(wav))) {
      if (!sound.getFormat().matches(FORMAT)
          || sound.getFrameLength() > MOST_SECONDS * FORMAT.getSampleRate()) {
        throw new IllegalArgumentException("It is in another format, or longer than a minute.");
      }
      return new Announcement(ByteString.fromArrayUnsafe(sound.readAllBytes()));
    } catch (UnsupportedAudioFileException noWav) {
      throw new IllegalArgumentException("It is no WAV file.", noWav);
    }
  }
}
