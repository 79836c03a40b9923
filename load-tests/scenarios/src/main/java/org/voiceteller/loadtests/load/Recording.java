package org.voiceteller.loadtests.load;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;

/**
 * A caller's words as sound: frames of 20 ms, PCM s16le, mono, 16 kHz.
 *
 * @param frames the last one filled up with silence
 */
record Recording(List<byte[]> frames) {

  private static final int FRAME_BYTES = 640;

  Recording {
    frames = List.copyOf(frames);
  }

  /**
   * @param name of a WAV file among this package's recordings
   */
  static Recording named(String name) {
    var file = Objects.requireNonNull(Recording.class.getResourceAsStream("/recordings/" + name));
    try (var sound = AudioSystem.getAudioInputStream(new BufferedInputStream(file))) {
      var bytes = sound.readAllBytes();
      var frames = new ArrayList<byte[]>();
      for (int at = 0; at < bytes.length; at += FRAME_BYTES) {
        frames.add(Arrays.copyOfRange(bytes, at, at + FRAME_BYTES));
      }
      return new Recording(frames);
    } catch (UnsupportedAudioFileException e) {
      throw new IllegalStateException("Expected sound in " + name, e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
