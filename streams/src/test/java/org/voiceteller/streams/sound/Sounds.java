package org.voiceteller.streams.sound;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.Random;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;

/** Sound for tests. */
public final class Sounds {

  private Sounds() {}

  public static byte[] resource(String name) {
    try (var file = Objects.requireNonNull(Sounds.class.getResourceAsStream("/" + name), name)) {
      return file.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Every recording in a folder of the resources, joined, at the wished rate. */
  static short[] recordings(String folder, int rateHz) {
    var url = Objects.requireNonNull(Sounds.class.getResource("/" + folder), folder);
    try (var files = Files.list(Path.of(url.getPath()))) {
      return joined(
          files
              .filter(file -> file.toString().endsWith(".wav"))
              .sorted()
              .map(file -> wav(folder + "/" + file.getFileName(), rateHz))
              .toArray(short[][]::new));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public static short[] wav(String name, int rateHz) {
    try (var wav = AudioSystem.getAudioInputStream(new ByteArrayInputStream(resource(name)))) {
      return Resampler.whole(
          Pcm.samples(wav.readAllBytes()), (int) wav.getFormat().getSampleRate(), rateHz);
    } catch (IOException | UnsupportedAudioFileException e) {
      throw new UncheckedIOException(new IOException("Expected a WAV file: " + name, e));
    }
  }

  public static short[] tone(double hz, int rateHz, int milliseconds, double peak) {
    short[] tone = new short[rateHz * milliseconds / 1000];
    for (int i = 0; i < tone.length; i++) {
      tone[i] = Pcm.clamp(peak * Math.sin(2 * Math.PI * hz * i / rateHz));
    }
    return tone;
  }

  static short[] noise(int samples, double rms, long seed) {
    var random = new Random(seed);
    short[] noise = new short[samples];
    for (int i = 0; i < samples; i++) {
      noise[i] = Pcm.clamp(random.nextGaussian() * rms);
    }
    return noise;
  }

  static short[] mixed(short[] one, short[] other) {
    short[] mixed = one.clone();
    for (int i = 0; i < mixed.length; i++) {
      mixed[i] = Pcm.clamp(one[i] + other[i]);
    }
    return mixed;
  }

  static short[] scaled(short[] pcm, double gain) {
    short[] scaled = new short[pcm.length];
    for (int i = 0; i < pcm.length; i++) {
      scaled[i] = Pcm.clamp(pcm[i] * gain);
    }
    return scaled;
  }

  public static short[] joined(short[]... parts) {
    short[] joined = new short[Arrays.stream(parts).mapToInt(part -> part.length).sum()];
    int at = 0;
    for (short[] part : parts) {
      System.arraycopy(part, 0, joined, at, part.length);
      at += part.length;
    }
    return joined;
  }

  public static double rms(short[] pcm) {
    return rms(pcm, 0, pcm.length);
  }

  public static double rms(short[] pcm, int from, int to) {
    double energy = 0;
    for (int i = from; i < to; i++) {
      energy += (double) pcm[i] * pcm[i];
    }
    return Math.sqrt(energy / (to - from));
  }

  /** How much of one frequency is in a stretch, as the peak of a sine. */
  static double peakAt(double hz, short[] pcm, int from, int to, int rateHz) {
    double real = 0;
    double imaginary = 0;
    double weight = 0;
    for (int i = from; i < to; i++) {
      double window = 0.5 - 0.5 * Math.cos(2 * Math.PI * (i - from + 0.5) / (to - from));
      real += pcm[i] * window * Math.cos(2 * Math.PI * hz * i / rateHz);
      imaginary += pcm[i] * window * Math.sin(2 * Math.PI * hz * i / rateHz);
      weight += window;
    }
    return 2 * Math.hypot(real, imaginary) / weight;
  }

  static double decibels(double ratio) {
    return 20 * Math.log10(Math.max(ratio, 1e-9));
  }
}
