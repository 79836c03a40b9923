package org.voiceteller.persistence.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.EnumSet;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class StandStillTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final AtomicLong now = new AtomicLong(Long.MAX_VALUE - 1_000); // it runs over
  private final StandStill standStill = new StandStill(now::get);

  @Test
  void isNothingWhileTheProcessRuns() {
    for (int beat = 0; beat < 100; beat++) {
      assertThat(standStill.isJustOver()).isFalse();
      pass(Duration.ofSeconds(1));
      standStill.beat();
    }
  }

  @Test
  void isNoticedBeforeTheNextBeat() {
    pass(StandStill.LONGEST_PAUSE);
    assertThat(standStill.isJustOver()).isFalse();

    pass(Duration.ofMillis(1));

    assertThat(standStill.isJustOver()).isTrue();
  }

  @Test
  void isOverAfterALookAround() {
    pass(Duration.ofSeconds(25));
    standStill.beat();

    pass(StandStill.LOOKING_AROUND.minusMillis(1));
    standStill.beat();
    assertThat(standStill.isJustOver()).isTrue();

    pass(Duration.ofMillis(1));
    assertThat(standStill.isJustOver()).isFalse();
  }

  @Test
  void isWaitedForUntilTheBeatAfterTheLookAround() throws Exception {
    pass(Duration.ofSeconds(25));
    standStill.beat();
    var waiting = waiting(Duration.ofSeconds(60));

    pass(StandStill.LOOKING_AROUND.minusMillis(1));
    standStill.beat();
    assertThat(waiting.getState()).isNotEqualTo(Thread.State.TERMINATED);
    pass(Duration.ofMillis(1));
    standStill.beat();

    assertThat(waiting.join(PATIENCE)).isTrue();
  }

  @Test
  void isWaitedForNoLongerThanAllowedWhenNoBeatComes() throws Exception {
    Duration allowed = Duration.ofMillis(50);
    pass(Duration.ofSeconds(25));
    var waiting = waiting(allowed);

    pass(allowed);

    assertThat(waiting.join(PATIENCE)).isTrue();
    assertThat(standStill.isJustOver()).isTrue();
  }

  /** Somebody who waits already. */
  private Thread waiting(Duration atMost) {
    var thread =
        Thread.ofPlatform()
            .start(
                () -> {
                  try {
                    standStill.awaitLookAround(atMost);
                  } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                  }
                });
    while (!EnumSet.of(Thread.State.TIMED_WAITING, Thread.State.TERMINATED)
        .contains(thread.getState())) {
      Thread.onSpinWait();
    }
    return thread;
  }

  private void pass(Duration time) {
    now.addAndGet(time.toNanos());
  }
}
