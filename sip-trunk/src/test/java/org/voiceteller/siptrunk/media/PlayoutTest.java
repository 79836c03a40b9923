package org.voiceteller.siptrunk.media;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PlayoutTest {

  private static final short[] HUNDRED_MS = new short[2_400];

  private final Playout playout = new Playout(1_000);

  @Test
  void playsATurnToItsEndAndSaysHowMuchWasHeard() {
    playout.begin("T1");
    playout.hear(HUNDRED_MS);
    playout.end("T1");
    for (int i = 1; i <= 5; i++) {
      assertThat(requireNonNull(playout.next()).playedMs()).isEqualTo(20 * i);
    }
    assertThat(playout.next()).isNull();
    assertThat(playout.isEmpty()).isTrue();
  }

  @Test
  void waitsForALittleSoundBeforeItBeginsSoThatItNeedNotStopAtOnce() {
    playout.begin("T1");
    playout.hear(new short[480]);
    assertThat(playout.next()).isNull();
    playout.hear(new short[480]);
    assertThat(playout.next()).isNotNull();
  }

  @Test
  void forgetsATurnThatIsClearedAndPlaysTheNext() {
    playout.begin("T1");
    playout.hear(HUNDRED_MS);
    playout.clear("T1");
    playout.hear(HUNDRED_MS);
    playout.begin("T2");
    playout.hear(HUNDRED_MS);
    assertThat(requireNonNull(playout.next()).turnId()).isEqualTo("T2");
    assertThat(playout.queuedMs()).isEqualTo(80);
  }

  @Test
  void dropsWhatHasNoPlaceToWait() {
    playout.begin("T1");
    for (int i = 0; i < 12; i++) {
      playout.hear(HUNDRED_MS);
    }
    assertThat(playout.queuedMs()).isEqualTo(1_000);
    assertThat(playout.droppedMs()).isEqualTo(200);
  }

  @Test
  void endsATurnInSilenceThatIsNoWholeFrame() {
    playout.begin("T1");
    playout.hear(new short[] {1, 2, 3});
    playout.end("T1");
    var last = requireNonNull(playout.next());
    assertThat(last.turnEnded()).isTrue();
    assertThat(last.frame()).hasSize(480).startsWith((short) 1, (short) 2, (short) 3, (short) 0);
  }
}
