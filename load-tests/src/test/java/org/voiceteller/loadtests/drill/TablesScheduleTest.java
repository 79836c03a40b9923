package org.voiceteller.loadtests.drill;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.voiceteller.loadtests.drill.TablesSchedule.Next;

class TablesScheduleTest {

  private static final Duration SPAN = Duration.ofMinutes(6);

  @Test
  void isTheSameForTheSameSeedOnly() {
    assertThat(of(1)).isEqualTo(of(1)).isNotEqualTo(of(2));
  }

  @Test
  void throttlesStopsAndKillsWithinTheDrill() {
    assertThat(of(1).subList(0, 3))
        .satisfiesExactly(
            first ->
                assertThat(first)
                    .isInstanceOfSatisfying(
                        Next.Throttled.class,
                        throttled -> {
                          assertThat(throttled.share()).isBetween(0.2, 0.9);
                          assertThat(throttled.lasting()).isEqualTo(Duration.ofMinutes(1));
                        }),
            second -> assertThat(second).isEqualTo(new Next.Unreachable(Duration.ofMinutes(2))),
            third -> assertThat(third).isEqualTo(new Next.Killed()));
  }

  private static List<Next> of(long seed) {
    var schedule = new TablesSchedule(seed, SPAN);
    return Stream.generate(schedule::next).limit(12).toList();
  }
}
