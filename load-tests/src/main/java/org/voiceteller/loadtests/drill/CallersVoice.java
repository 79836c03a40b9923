package org.voiceteller.loadtests.drill;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;

/** Sentences as the stand-in's synthesizer speaks them: PCM s16le, mono, 16 kHz. */
final class CallersVoice {

  private static final int BYTES_PER_SECOND = 32_000;
  private static final int PAUSE_SECONDS = 3;

  /** Between sentences; no voice is so still for so long in the middle of one. */
  private static final int SILENCE_BYTES = 2 * BYTES_PER_SECOND;

  private final Map<String, byte[]> recordings;

  private CallersVoice(Map<String, byte[]> recordings) {
    this.recordings = Map.copyOf(recordings);
  }

  /**
   * Speaks them all in a process of its own and returns when it is done.
   *
   * @param home the project's directory, built
   */
  static CallersVoice record(Path home, List<String> sentences)
      throws IOException, InterruptedException {
    Path wav = Files.createTempFile("voice-teller-caller", ".wav");
    Path target = home.resolve("local-sonic/target");
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                target.resolve("local-sonic-0.1.0-SNAPSHOT.jar")
                    + File.pathSeparator
                    + Files.readString(target.resolve("class-path.txt")).strip(),
                "org.voiceteller.localsonic.speech.SayToWav",
                "--out=" + wav,
                "--pause=" + PAUSE_SECONDS));
    command.addAll(sentences);
    var speaker =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (!speaker.waitFor(3, TimeUnit.MINUTES) || speaker.exitValue() != 0) {
      speaker.destroyForcibly();
      throw new IOException("The caller's sentences could not be synthesized");
    }
    byte[] sound;
    try (var audio = AudioSystem.getAudioInputStream(wav.toFile())) {
      sound = audio.readAllBytes();
    } catch (UnsupportedAudioFileException e) {
      throw new IOException("The caller's recording is no WAV file", e);
    } finally {
      Files.delete(wav);
    }
    var pieces = pieces(sound, SILENCE_BYTES);
    if (pieces.size() != sentences.size()) {
      throw new IOException(
          "Expected %d spoken sentences, but there are %d"
              .formatted(sentences.size(), pieces.size()));
    }
    Map<String, byte[]> recordings = new HashMap<>();
    for (int i = 0; i < pieces.size(); i++) {
      recordings.put(sentences.get(i), pieces.get(i));
    }
    return new CallersVoice(recordings);
  }

  /** What stands between stretches of at least so many bytes of silence. */
  static List<byte[]> pieces(byte[] sound, int silenceBytes) {
    var pieces = new ArrayList<byte[]>();
    int begin = -1;
    int end = 0;
    for (int at = 0; at + 1 < sound.length; at += 2) {
      boolean isSilent = sound[at] == 0 && sound[at + 1] == 0;
      if (!isSilent) {
        if (begin >= 0 && at - end >= silenceBytes) {
          pieces.add(Arrays.copyOfRange(sound, begin, end));
          begin = at;
        } else if (begin < 0) {
          begin = at;
        }
        end = at + 2;
      }
    }
    if (begin >= 0) {
      pieces.add(Arrays.copyOfRange(sound, begin, end));
    }
    return pieces;
  }

  byte[] saying(String sentence) {
    var recording = recordings.get(sentence);
    if (recording == null) {
      throw new IllegalArgumentException("Nobody has spoken: " + sentence);
    }
    return recording;
  }
}
