package org.voiceteller.streams.webrtc;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.Test;
import org.voiceteller.streams.call.AgentFrame;
import org.voiceteller.streams.call.CallerFrame;

class PlayoutTest {

  private static final long TICK = 20_000_000L;

  private final Playout playout = new Playout(Duration.ofMillis(200), Duration.ofMillis(100));

  private static ByteString sound(int ms) {
    return ByteString.fromArray(new byte[48 * ms]);
  }

  private void begin(String turnId, int ms) {
    playout.mark(new AgentFrame.AudioStarted(turnId));
    playout.add(turnId, sound(ms));
  }

  @Test
  void givesOutTwentyMillisecondsEachTickAndFillsTheLastUp() {
    playout.add("t", sound(50));

    for (int tick = 0; tick < 3; tick++) {
      assertThat(playout.next(tick * TICK).pcm()).hasSize(480);
    }
    assertThat(playout.next(3 * TICK).pcm()).isNull();
  }

  @Test
  void tellsOfATurnWhenItsSoundGoesOut() {
    begin("first", 40);
    playout.mark(new AgentFrame.AudioEnded("first", 40));
    begin("second", 20);

    assertThat(playout.next(0).marks()).containsExactly(new AgentFrame.AudioStarted("first"));
    assertThat(playout.next(TICK).marks()).isEmpty();
    assertThat(playout.next(2 * TICK).marks())
        .containsExactly(
            new AgentFrame.AudioEnded("first", 40), new AgentFrame.AudioStarted("second"));
  }

  @Test
  void aBargeInLeavesNothingToBeSent() {
    begin("t", 150);
    playout.next(0);

    assertThat(playout.clear("t")).isTrue();

    assertThat(playout.next(TICK).pcm()).isNull();
    assertThat(playout.heard(10 * TICK)).isEmpty();
    assertThat(playout.add("u", sound(190))).isZero();
  }

  @Test
  void aTurnThatWasNotBegunNeedsNoEnd() {
    begin("t", 100);

    assertThat(playout.clear("t")).isFalse();
    assertThat(playout.next(0).marks()).isEmpty();
  }

  @Test
  void dropsTheNewestBeyondItsBound() {
    assertThat(playout.add("t", sound(100))).isZero();
    assertThat(playout.add("t", sound(100))).isZero();

    assertThat(playout.add("t", sound(60))).isEqualTo(60);
  }

  @Test
  void whatWentOutIsHeardAfterTheEstimate() {
    playout.add("t", sound(60));
    playout.next(0);
    playout.next(TICK);
    playout.next(2 * TICK);

    assertThat(playout.heard(4 * TICK)).isEmpty();
    assertThat(playout.heard(6 * TICK)).contains(new CallerFrame.PlaybackPosition("t", 40));
    assertThat(playout.heard(6 * TICK)).isEmpty();
    assertThat(playout.heard(20 * TICK)).contains(new CallerFrame.PlaybackPosition("t", 60));
  }
}
