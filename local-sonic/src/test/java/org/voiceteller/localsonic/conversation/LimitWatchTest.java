package org.voiceteller.localsonic.conversation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.voiceteller.localsonic.wire.ServiceError;
import org.voiceteller.localsonic.wire.ServiceException;

class LimitWatchTest {

  private static final long START = 5_000;

  private final LimitWatch watch =
      new LimitWatch(new StreamLimits(Duration.ofMinutes(8), Duration.ofSeconds(55), 1024), START);

  @Test
  void endsAStreamThatIsIdleTooLong() {
    watch.check(START + seconds(54));
    watch.heard(START + seconds(54));
    watch.check(START + seconds(108));
    assertThat(watch.nextDeadlineNanos()).isEqualTo(START + seconds(109));

    assertThatThrownBy(() -> watch.check(START + seconds(109)))
        .isInstanceOfSatisfying(
            ServiceException.class,
            ended -> assertThat(ended.error()).isEqualTo(ServiceError.MODEL_TIMEOUT))
        .hasMessage("Timed out waiting for input events: nothing came for 55 seconds");
  }

  @Test
  void endsAStreamThatLastsTooLongHoweverBusy() {
    for (int second = 0; second < 480; second++) {
      watch.heard(START + seconds(second));
      watch.check(START + seconds(second));
    }

    assertThatThrownBy(() -> watch.check(START + seconds(480)))
        .hasMessage(
            "The connection has reached its longest duration of 480 seconds; open a new one");
  }

  private static long seconds(int seconds) {
    return Duration.ofSeconds(seconds).toNanos();
  }
}
