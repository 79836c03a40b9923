package org.voiceteller.loadtests.sessions;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class BehindTest {

  @Test
  void addsEventsAndKeepsTheOldest() {
    var all =
        Behind.of(
            List.of(
                new Behind(3, Duration.ofSeconds(1)),
                new Behind(0, Duration.ZERO),
                new Behind(4, Duration.ofMillis(2_500))));

    assertThat(all).isEqualTo(new Behind(7, Duration.ofMillis(2_500)));
    assertThat(all.told()).isEqualTo("7 events, 2.5 s");
  }

  @Test
  void isNothingWithoutSlices() {
    assertThat(Behind.of(List.of()).isNothing()).isTrue();
  }
}
