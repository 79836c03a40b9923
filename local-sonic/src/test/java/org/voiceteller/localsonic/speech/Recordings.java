package org.voiceteller.localsonic.speech;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;

/** Sound for tests: PCM s16, mono, 16 kHz. */
final class Recordings {

  private Recordings() {}

  /** A WAV file of the test resources, brought to 16 kHz. */
  static short[] file(String name) {
    var url = Objects.requireNonNull(Recordings.class.getResource("/speech/" + name), name);
    try (var sound = AudioSystem.getAudioInputStream(url)) {
      var samples = Pcm.samples(sound.readAllBytes(), ByteOrder.LITTLE_ENDIAN);
      return Resampler.between((int) sound.getFormat().getSampleRate(), 16_000).resample(samples);
    } catch (IOException | UnsupportedAudioFileException e) {
      throw new UncheckedIOException(new IOException("Expected a WAV file: " + name, e));
    }
  }

  static short[] silence(int milliseconds) {
    return new short[milliseconds * 16];
  }

  static short[] noise(int milliseconds, double rms) {
    var random = new Random(milliseconds);
    var noise = new short[milliseconds * 16];
    for (int i = 0; i < noise.length; i++) {
      noise[i] = Pcm.clamp(random.nextGaussian() * rms);
    }
    return noise;
  }

  /** A hum with the rise and fall of syllables: four a second. */
  static short[] syllables(int milliseconds, double peak) {
    var sound = new short[milliseconds * 16];
    for (int i = 0; i < sound.length; i++) {
      double envelope = 0.2 + 0.8 * Math.abs(Math.sin(2 * Math.PI * 2 * i / 16_000));
      sound[i] = Pcm.clamp(peak * envelope * Math.sin(2 * Math.PI * 180 * i / 16_000));
    }
    return sound;
  }

  static short[] joined(short[]... parts) {
    var joined = new short[Arrays.stream(parts).mapToInt(part -> part.length).sum()];
    int at = 0;
    for (var part : parts) {
      System.arraycopy(part, 0, joined, at, part.length);
      at += part.length;
    }
    return joined;
  }

  static short[] mixed(short[] sound, double noiseRms) {
    var random = new Random(sound.length);
    var mixed = sound.clone();
    for (int i = 0; i < mixed.length; i++) {
      mixed[i] = Pcm.clamp(mixed[i] + random.nextGaussian() * noiseRms);
    }
    return mixed;
  }
}
