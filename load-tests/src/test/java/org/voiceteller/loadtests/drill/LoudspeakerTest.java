package org.voiceteller.loadtests.drill;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LoudspeakerTest {

  /** 100 ms. */
  private static final int FRAME = 4_800;

  private final Loudspeaker loudspeaker = new Loudspeaker();

  @Test
  void hasNoGapWhileThereIsSomethingToPlay() {
    loudspeaker.starts("T1", at(0));
    loudspeaker.plays(FRAME, at(0));
    loudspeaker.plays(FRAME, at(10));
    loudspeaker.plays(FRAME, at(190));
    loudspeaker.ends(at(191));

    assertThat(loudspeaker.turns())
        .containsExactly(new Loudspeaker.Played("T1", at(0), at(300), 300, 0, 180, false));
  }

  @Test
  void tellsHowLongItHadNothingToPlay() {
    loudspeaker.starts("T1", at(0));
    loudspeaker.plays(FRAME, at(0));
    loudspeaker.plays(FRAME, at(350));
    loudspeaker.ends(at(351));

    var turn = loudspeaker.turns().getFirst();
    assertThat(turn.longestGapMs()).isEqualTo(250);
    assertThat(turn.endsNanos()).isEqualTo(at(450));
  }

  @Test
  void countsNoPauseBetweenTurns() {
    loudspeaker.starts("T1", at(0));
    loudspeaker.plays(FRAME, at(0));
    loudspeaker.ends(at(1));
    loudspeaker.starts("T2", at(5_000));
    loudspeaker.plays(FRAME, at(5_000));
    loudspeaker.ends(at(5_001));

    assertThat(loudspeaker.turns())
        .extracting(Loudspeaker.Played::longestGapMs)
        .containsExactly(0L, 0L);
  }

  @Test
  void playsATurnAfterTheOneThatIsStillPlaying() {
    loudspeaker.starts("T1", at(0));
    loudspeaker.plays(FRAME, at(0));
    loudspeaker.ends(at(1));
    loudspeaker.starts("T2", at(20));
    loudspeaker.plays(FRAME, at(20));
    loudspeaker.ends(at(21));

    assertThat(loudspeaker.turns().getLast().beganNanos()).isEqualTo(at(100));
    assertThat(loudspeaker.isSilent(at(199))).isFalse();
    assertThat(loudspeaker.isSilent(at(200))).isTrue();
  }

  @Test
  void isSilentAtOnceWhenItIsCleared() {
    loudspeaker.starts("T1", at(0));
    loudspeaker.plays(10 * FRAME, at(0));
    loudspeaker.clears(at(300));

    assertThat(loudspeaker.isSilent(at(300))).isTrue();
    assertThat(loudspeaker.turns().getFirst().cleared()).isTrue();
  }

  @Test
  void reportsWhatHasBeenPlayed() {
    loudspeaker.starts("T1", at(0));
    loudspeaker.plays(10 * FRAME, at(0));

    assertThat(loudspeaker.position(at(300))).hasValue(new Loudspeaker.Position("T1", 300));
    assertThat(loudspeaker.position(at(5_000))).hasValue(new Loudspeaker.Position("T1", 1_000));
  }

  private static long at(long ms) {
    return TimeUnit.MILLISECONDS.toNanos(ms);
  }
}
