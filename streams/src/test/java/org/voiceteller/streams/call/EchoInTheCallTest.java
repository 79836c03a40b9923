package org.voiceteller.streams.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.Test;
import org.voiceteller.streams.nova.NovaInput;
import org.voiceteller.streams.nova.NovaOutput;
import org.voiceteller.streams.nova.NovaOutput.ContentType;
import org.voiceteller.streams.nova.NovaRole;

/** The agent does not talk to itself on a line that echoes. */
class EchoInTheCallTest extends PlayedPipeline {

  private static final int FRAME = 512;

  @Test
  void theModelHearsSilenceWhereTheLineOnlyGivesTheAgentBack() {
    short[] course = new short[4_000];
    new Random(3).ints(course.length, -6_000, 6_000).forEach(new Filling(course)::add);
    FakeNova.Stream model = join(false);
    model.hearUntil(NovaInput.AudioStart.class);
    model.say(
        new NovaOutput.ContentStarted("a", ContentType.AUDIO, NovaRole.ASSISTANT, null),
        new NovaOutput.AudioSaid("a", held(course, 0, course.length, 6, 1)));
    for (int i = 0; i < 10; i++) {
      until(isAudio());
    }
    agent.request(50);

    for (int i = 0; i < 25; i++) {
      clock.passes(Duration.ofMillis(32));
      caller.sendNext(new CallerFrame.Audio(held(course, i * 128, 128, 4, 0.25)));
      if (i >= 3) {
        var heard = (NovaInput.AudioInput) model.hearUntil(NovaInput.AudioInput.class);
        assertThat(heard.pcm()).as("frame " + (i - 3)).isEqualTo(silence());
      }
    }
    agent.cancel();
  }

  private static ByteString silence() {
    return ByteString.fromArray(new byte[2 * FRAME]);
  }

  private static final class Filling {
    private final short[] sound;
    private int at;

    Filling(short[] sound) {
      this.sound = sound;
    }

    void add(int sample) {
      sound[at++] = (short) sample;
    }
  }

  /** Each sample of the course held so many times: the same sound at any rate. */
  private static ByteString held(short[] course, int from, int length, int times, double gain) {
    byte[] bytes = new byte[2 * length * times];
    for (int i = 0; i < length * times; i++) {
      int sample = (int) (gain * course[Math.min(course.length - 1, from + i / times)]);
      bytes[2 * i] = (byte) sample;
      bytes[2 * i + 1] = (byte) (sample >> 8);
    }
    return ByteString.fromArray(bytes);
  }
}
