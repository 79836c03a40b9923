package org.voiceteller.streams.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.voiceteller.localsonic.speech.FreeTtsSynthesizer;

/**
 * The agent's echo against a caller who speaks with the very same voice, the hardest to tell apart.
 */
class EchoGateTest {

  private static final int FRAME = 512;
  private static final int SILENCE_FIRST = 16_000;

  private static short[] agent = {};
  private static short[] caller = {};

  private final Clock clock = new Clock();
  private final List<ByteString> heard = new ArrayList<>();
  private final EchoGate gate = new EchoGate(Duration.ofMillis(300), clock, heard::add);

  @BeforeAll
  static void speak() throws IOException {
    FreeTtsSynthesizer voice = FreeTtsSynthesizer.load();
    agent =
        voice.synthesize(
            "Your checking account ending in four five two one has an available balance of five"
                + " thousand six hundred forty seven dollars and thirty two cents.");
    caller = to16kHz(voice.synthesize("No, wait, I meant my savings account, please."));
  }

  private static short[] to16kHz(short[] sound) {
    short[] out = new short[sound.length * 2 / 3];
    for (int i = 0; i < out.length; i++) {
      int at = i * 3 / 2;
      out[i] =
          i % 2 == 0
              ? sound[at]
              : (short) ((sound[at] + sound[Math.min(at + 1, sound.length - 1)]) / 2);
    }
    return out;
  }

  private static short[] echo(double db, int delayMs, double noise) {
    double gain = Math.pow(10, db / 20);
    short[] sound = to16kHz(agent);
    Random random = new Random(7);
    short[] line = new short[SILENCE_FIRST + sound.length + delayMs * 16];
    for (int i = 0; i < line.length; i++) {
      int at = i - SILENCE_FIRST - delayMs * 16;
      line[i] =
          (short)
              ((at >= 0 && at < sound.length ? gain * sound[at] : 0)
                  + noise * random.nextGaussian());
    }
    return line;
  }

  private static short[] with(short[] line, short[] speech, int fromMs, double gain) {
    short[] mixed = Arrays.copyOf(line, line.length);
    for (int i = 0; i < speech.length && fromMs * 16 + i < line.length; i++) {
      int sum = (int) (mixed[fromMs * 16 + i] + gain * speech[i]);
      mixed[fromMs * 16 + i] = (short) Math.max(-32_768, Math.min(32_767, sum));
    }
    return mixed;
  }

  /** Plays the agent from the first second on, while the caller's line gives this. */
  private void listen(short[] line) {
    ByteString sound = bytes(agent, 0, agent.length);
    gate.played(clock.instant().plusMillis(1_000), sound);
    for (int from = 0; from + FRAME <= line.length; from += FRAME) {
      clock.passes(Duration.ofMillis(32));
      gate.hear(bytes(line, from, FRAME));
    }
    for (int i = 0; i < 20; i++) {
      clock.passes(Duration.ofMillis(32));
      gate.hear(bytes(new short[FRAME], 0, FRAME));
    }
  }

  private static ByteString bytes(short[] sound, int from, int length) {
    byte[] bytes = new byte[length * 2];
    for (int i = 0; i < length; i++) {
      bytes[2 * i] = (byte) sound[from + i];
      bytes[2 * i + 1] = (byte) (sound[from + i] >> 8);
    }
    return ByteString.fromArray(bytes);
  }

  private static double rms(ByteString frame) {
    double sum = 0;
    for (float sample : PlayedSound.decimated(frame, 1)) {
      sum += sample * sample;
    }
    return Math.sqrt(sum / (frame.size() / 2.0));
  }

  /** Frames of the line that are loud, and how many of them the model hears. */
  private long[] passed(short[] line, int fromMs, int toMs) {

    long loud = 0;
    long through = 0;
    for (int i = fromMs / 32; i < toMs / 32 && (i + 1) * FRAME <= line.length; i++) {
      if (rms(bytes(line, i * FRAME, FRAME)) > 100) {
        loud++;
        through += rms(heard.get(i)) > 0 ? 1 : 0;
      }
    }
    return new long[] {loud, through};
  }

  @ParameterizedTest
  @CsvSource({
    "-12, 150, 0",
    "-12, 150, 20",
    "-12, 0, 0",
    "-12, 290, 20",
    "-6, 80, 20",
    "-24, 150, 10"
  })
  void isSilentForAnEcho(double db, int delayMs, double noise) {
    short[] line = echo(db, delayMs, noise);
    listen(line);

    long[] frames = passed(line, 0, 20_000);
    assertThat(frames[0]).isGreaterThan(50);
    assertThat(frames[1]).isZero();
  }

  @ParameterizedTest
  @CsvSource({"0, 85", "-6, 70"})
  void letsACallerThroughWhoSpeaksOverTheEcho(double callerDb, int percent) {
    short[] line = with(echo(-12, 150, 20), caller, 4_000, Math.pow(10, callerDb / 20));
    listen(line);

    int ends = 4_000 + caller.length / 16;
    long[] frames = passed(with(new short[line.length], caller, 4_000, 1), 4_000, ends);
    assertThat(frames[1]).isGreaterThanOrEqualTo(frames[0] * percent / 100);
    long[] first = passed(line, 4_000, 4_400);
    assertThat(first[1]).as("within 400 ms").isPositive();
  }

  @Test
  void letsEverythingThroughAsItIsWhileTheAgentIsSilent() {
    for (int from = 0; from + FRAME <= caller.length; from += FRAME) {
      clock.passes(Duration.ofMillis(32));
      gate.hear(bytes(caller, from, FRAME));
      assertThat(heard).last().isEqualTo(bytes(caller, from, FRAME));
    }
  }

  @Test
  void letsACallerThroughOnALineWithoutEcho() {
    short[] line = with(echo(-90, 150, 20), caller, 3_000, 1);
    listen(line);

    long[] frames = passed(line, 3_000, 3_000 + caller.length / 16);
    assertThat(frames[1]).isGreaterThanOrEqualTo(frames[0] * 9 / 10);
  }
}
