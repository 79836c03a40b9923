package org.voiceteller.localsonic.speech;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import javax.sound.sampled.AudioFileFormat;
import javax.sound.sampled.AudioFormat;
import javax.sound.sampled.AudioInputStream;
import javax.sound.sampled.AudioSystem;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/**
 * Speaks sentences into a WAV file, PCM s16 mono 16 kHz, with a pause after each: a caller's
 * recording for trying out calls.
 */
@Command(
    name = "say-to-wav",
    mixinStandardHelpOptions = true,
    description = "Speaks sentences into a 16 kHz mono WAV file, a pause after each.")
public final class SayToWav implements Callable<Integer> {

  private static final int VOICE_RATE_HZ = 24_000;
  private static final int SAMPLE_RATE_HZ = 16_000;

  enum Voice {
    SMOOTH,
    ROBOTIC
  }

  @Parameters(arity = "1..*", paramLabel = "SENTENCE", description = "What to say, in this order.")
  private List<String> sentences = List.of();

  @Option(names = "--out", required = true, paramLabel = "FILE", description = "The WAV file.")
  private Path out = Path.of("caller.wav");

  @Option(
      names = "--pause",
      paramLabel = "SECONDS",
      defaultValue = "8",
      description = "Silence after each sentence, for the answer (default: ${DEFAULT-VALUE}).")
  private double pauseSeconds = 8;

  @Option(
      names = "--voice",
      defaultValue = "SMOOTH",
      description = "One of ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}).")
  private Voice voice = Voice.SMOOTH;

  public static void main(String[] arguments) {
    System.exit(new CommandLine(new SayToWav()).execute(arguments));
  }

  @Override
  public Integer call() throws IOException {
    Synthesizer synthesizer =
        switch (voice) {
          case SMOOTH -> MarySynthesizer.load();
          case ROBOTIC -> FreeTtsSynthesizer.load();
        };
    write(out, recording(synthesizer, sentences, pauseSeconds));
    return CommandLine.ExitCode.OK;
  }

  /** Half a second of silence, then each sentence and the pause after it; 16 kHz. */
  static short[] recording(Synthesizer synthesizer, List<String> sentences, double pauseSeconds) {
    var resampler = Resampler.between(VOICE_RATE_HZ, SAMPLE_RATE_HZ);
    int pause = (int) Math.round(pauseSeconds * SAMPLE_RATE_HZ);
    var recording = new short[SAMPLE_RATE_HZ / 2];
    for (var sentence : sentences) {
      var spoken = resampler.resample(synthesizer.synthesize(sentence));
      int at = recording.length;
      recording = Arrays.copyOf(recording, at + spoken.length + pause);
      System.arraycopy(spoken, 0, recording, at, spoken.length);
    }
    return recording;
  }

  /** One sentence without a pause around it: PCM s16le, mono, 16 kHz. */
  public static byte[] pcm(Synthesizer synthesizer, String sentence) {
    return Pcm.littleEndianBytes(
        Resampler.between(VOICE_RATE_HZ, SAMPLE_RATE_HZ)
            .resample(synthesizer.synthesize(sentence)));
  }

  private static void write(Path file, short[] samples) {
    var format = new AudioFormat(SAMPLE_RATE_HZ, 16, 1, true, false);
    var bytes = new ByteArrayInputStream(Pcm.littleEndianBytes(samples));
    try (var sound = new AudioInputStream(bytes, format, samples.length)) {
      AudioSystem.write(sound, AudioFileFormat.Type.WAVE, file.toFile());
    } catch (IOException e) {
      throw new UncheckedIOException("Expected to write %s, but it failed".formatted(file), e);
    }
  }
}
