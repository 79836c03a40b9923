package org.voiceteller.loadtests.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Whether memory grows. */
class HeapWatchTest {

  @Test
  void seesNoGrowthInWhatGoesUpAndDown() {
    assertThat(HeapWatch.growth(List.of(90L, 95L, 100L, 104L, 99L, 101L, 103L, 100L)))
        .isLessThanOrEqualTo(0);
  }

  @Test
  void seesALeak() {
    assertThat(HeapWatch.growth(List.of(100L, 110L, 120L, 130L, 140L, 150L, 160L, 170L)))
        .isEqualTo(40);
  }

  @Test
  void doesNotTakeTheWarmingUpForALeak() {
    assertThat(HeapWatch.growth(List.of(10L, 60L, 100L, 100L, 100L, 100L, 100L, 100L))).isZero();
  }
}
