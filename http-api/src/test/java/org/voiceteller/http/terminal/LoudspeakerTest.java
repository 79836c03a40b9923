package org.voiceteller.http.terminal;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LoudspeakerTest {

  private static final int BYTES_OF_20_MS = 960;

  private final Loudspeaker loudspeaker = new Loudspeaker();

  @Test
  void playsTwentyMillisecondsATick() {
    loudspeaker.begin("turn-1");
    loudspeaker.hear(new byte[BYTES_OF_20_MS + 480]);
    loudspeaker.end("turn-1");

    assertThat(loudspeaker.tick().orElseThrow().playedMs()).isEqualTo(20);
    var last = loudspeaker.tick().orElseThrow();
    assertThat(last.playedMs()).isEqualTo(30);
    assertThat(last.pcm()).hasSize(480);
    assertThat(last.turnEnded()).isTrue();
    assertThat(loudspeaker.isSilent()).isTrue();
  }

  @Test
  void dropsWhatIsQueuedWhenTheCallerSpeaksOverIt() {
    loudspeaker.begin("turn-1");
    loudspeaker.hear(new byte[10 * BYTES_OF_20_MS]);
    loudspeaker.tick();

    loudspeaker.clear("turn-1");
    loudspeaker.hear(new byte[BYTES_OF_20_MS]);

    assertThat(loudspeaker.isSilent()).isTrue();
    assertThat(loudspeaker.tick()).isEmpty();
  }

  @Test
  void endsATurnWithoutSound() {
    loudspeaker.begin("turn-1");
    loudspeaker.end("turn-1");

    assertThat(loudspeaker.tick().orElseThrow().turnEnded()).isTrue();
    assertThat(loudspeaker.isSilent()).isTrue();
  }
}
