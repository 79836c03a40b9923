package org.voiceteller.loadtests.drill;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.voiceteller.loadtests.drill.RunnersWatch.Stretch;

class RunnersWatchTest {

  private final RunnersWatch watch = RunnersWatch.begin(Map.of(), new Findings());

  @Test
  void seesNothingWrongInAHandOver() {
    watch.note("tables-call-call-0", new Stretch("b", 0, 100));
    watch.note("tables-call-call-0", new Stretch("c", 100, 200));
    watch.note("tables-call-call-1", new Stretch("c", 0, 200));

    assertThat(watch.longestOverlap()).isZero();
  }

  @Test
  void seesWhatTwoNodesRunAtTheSameTime() {
    watch.note("tables-call-call-0", new Stretch("b", 0, 90));
    watch.note("tables-call-call-0", new Stretch("b", 0, 120));
    watch.note("tables-call-call-0", new Stretch("c", 100, 200));

    assertThat(watch.longestOverlap()).isEqualTo(Duration.ofNanos(20));
  }

  @Test
  void keepsTheLatestOfAStretch() {
    watch.note("tables-call-call-0", new Stretch("b", 0, 90));
    watch.note("tables-call-call-0", new Stretch("b", 0, 120));

    assertThat(watch.told()).startsWith("1 projections were seen to run, 1 times on a node anew");
  }
}
