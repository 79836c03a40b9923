package org.voiceteller.loadtests.sound;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;
import org.voiceteller.streams.sound.Pcm;
import org.voiceteller.streams.sound.Resampler;

/** Codes of six digits, each spoken by one person: single recordings with pauses between. */
final class SpokenCodes {

  /**
   * @param voice PCM s16, mono, 24 kHz: what the codecs take
   */
  record Code(String digits, short[] voice) {}

  private static final int RATE_HZ = 24_000;
  private static final int DIGITS = 6;
  private static final int PAUSE_MS = 80;
  private static final int BEFORE_MS = 300;
  private static final int AFTER_MS = 600;
  private static final double PEAK = 16_000;
  private static final double BACKGROUND = 8;
  private static final Pattern NAME = Pattern.compile("(\\d)_([a-z]+)_\\d+\\.wav");

  private SpokenCodes() {}

  static List<Code> from(Path directory, int count)
      throws IOException, UnsupportedAudioFileException {
    Map<String, Map<Character, List<Path>>> bySpeaker = new TreeMap<>();
    try (var files = Files.list(directory)) {
      for (Path file : files.sorted().toList()) {
        Matcher name = NAME.matcher(file.getFileName().toString());
        if (name.matches()) {
          bySpeaker
              .computeIfAbsent(name.group(2), _ -> new TreeMap<>())
              .computeIfAbsent(name.group(1).charAt(0), _ -> new ArrayList<>())
              .add(file);
        }
      }
    }
    if (bySpeaker.isEmpty()) {
      throw new IOException("There are no spoken digits in " + directory);
    }
    var random = new Random(6);
    var speakers = List.copyOf(bySpeaker.values());
    var codes = new ArrayList<Code>();
    for (int i = 0; i < count; i++) {
      codes.add(code(speakers.get(i % speakers.size()), random));
    }
    return codes;
  }

  private static Code code(Map<Character, List<Path>> recordings, Random random)
      throws IOException, UnsupportedAudioFileException {
    var digits = new StringBuilder();
    var parts = new ArrayList<short[]>();
    parts.add(silence(BEFORE_MS));
    var known = List.copyOf(recordings.keySet());
    for (int i = 0; i < DIGITS; i++) {
      char digit = known.get(random.nextInt(known.size()));
      var choice = recordings.getOrDefault(digit, List.of());
      digits.append(digit);
      parts.add(spoken(choice.get(random.nextInt(choice.size()))));
      parts.add(silence(PAUSE_MS));
    }
    parts.add(silence(AFTER_MS));
    return new Code(digits.toString(), withBackground(parts, random));
  }

  private static short[] silence(int milliseconds) {
    return new short[RATE_HZ * milliseconds / 1000];
  }

  private static short[] spoken(Path file) throws IOException, UnsupportedAudioFileException {
    try (var wav = AudioSystem.getAudioInputStream(file.toFile())) {
      short[] voice =
          Resampler.whole(
              Pcm.samples(wav.readAllBytes()), (int) wav.getFormat().getSampleRate(), RATE_HZ);
      int peak = 1;
      for (short sample : voice) {
        peak = Math.max(peak, Math.abs((int) sample));
      }
      for (int i = 0; i < voice.length; i++) {
        voice[i] = (short) (voice[i] * PEAK / peak);
      }
      return voice;
    }
  }

  /** Joined, with the faint noise that every line has. */
  private static short[] withBackground(List<short[]> parts, Random random) {
    short[] all = new short[parts.stream().mapToInt(part -> part.length).sum()];
    int at = 0;
    for (short[] part : parts) {
      for (short sample : part) {
        all[at++] = (short) Math.round(sample + BACKGROUND * random.nextGaussian());
      }
    }
    return all;
  }
}
