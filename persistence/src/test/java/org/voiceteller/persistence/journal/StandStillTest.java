package org.voiceteller.persistence.journal;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class StandStillTest {

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
  void isWaitedForUntilTheLookAroundIsOver() throws InterruptedException {
    var ahead = new AtomicLong();
    var running = new StandStill(() -> System.nanoTime() + ahead.get());
    ahead.addAndGet(Duration.ofSeconds(25).toNanos());
    running.beat();
    ahead.addAndGet(StandStill.LOOKING_AROUND.minusMillis(100).toNanos());
    assertThat(running.isJustOver()).isTrue();

    running.awaitLookAround();

    assertThat(running.isJustOver()).isFalse();
  }

  private void pass(Duration time) {
    now.addAndGet(time.toNanos());
  }
}
