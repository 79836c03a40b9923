package org.voiceteller.localsonic.speech;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import javax.sound.sampled.AudioSystem;
import javax.sound.sampled.UnsupportedAudioFileException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class SayToWavTest {

  @Test
  void leavesAPauseAfterEachSentence() {
    Synthesizer second = _ -> new short[24_000];

    assertThat(SayToWav.recording(second, List.of("one", "two"), 3)).hasSize(16_000 * 17 / 2);
  }

  @Test
  void writesWhatACallerWouldSend(@TempDir Path folder)
      throws IOException, UnsupportedAudioFileException {
    var file = folder.resolve("caller.wav");
    int exit =
        new CommandLine(new SayToWav())
            .execute("--out", file.toString(), "--voice", "ROBOTIC", "--pause", "1", "Hello.");

    assertThat(exit).isZero();
    try (var sound = AudioSystem.getAudioInputStream(file.toFile())) {
      assertThat(sound.getFormat().getSampleRate()).isEqualTo(16_000);
      assertThat(sound.getFormat().getChannels()).isEqualTo(1);
      assertThat(sound.getFrameLength()).isBetween(16_000L, 64_000L);
    }
  }
}
