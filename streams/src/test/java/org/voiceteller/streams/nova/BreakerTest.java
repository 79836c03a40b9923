package org.voiceteller.streams.nova;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.pattern.CircuitBreaker;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.voiceteller.streams.call.HandTurnedScheduler;
import org.voiceteller.streams.observe.CallObserver;

/** How long a target that fails is left alone, in time that the test moves. */
class BreakerTest {

  private static final ActorTestKit KIT =
      ActorTestKit.create(
          ConfigFactory.parseString(HandTurnedScheduler.CONFIG).withFallback(ConfigFactory.load()));
  private static final Duration PAUSE = Duration.ofSeconds(5);

  private final HandTurnedScheduler time =
      (HandTurnedScheduler) KIT.system().classicSystem().scheduler();

  @AfterAll
  static void stop() {
    KIT.shutdownTestKit();
  }

  @Test
  void pausesLongerAndLongerWhereCallsCanGoElsewhere() {
    CircuitBreaker breaker = opened(false);
    time.timePasses(PAUSE);
    assertThat(breaker.isHalfOpen()).isTrue();

    breaker.fail();
    time.timePasses(PAUSE);
    assertThat(breaker.isOpen()).isTrue();
    time.timePasses(PAUSE);
    assertThat(breaker.isHalfOpen()).isTrue();
  }

  @Test
  void pausesNoLongerWhereTheyCannot() {
    CircuitBreaker breaker = opened(true);
    for (int i = 0; i < 10; i++) {
      assertThat(breaker.isOpen()).isTrue();
      time.timePasses(PAUSE);
      assertThat(breaker.isHalfOpen()).isTrue();
      breaker.fail();
    }
  }

  private static CircuitBreaker opened(boolean alone) {
    CircuitBreaker breaker =
        NovaTargets.breaker(
            "model@region",
            new NovaSettings.Breaker(2, PAUSE),
            alone,
            CallObserver.none(),
            KIT.system());
    breaker.fail();
    breaker.fail();
    return breaker;
  }
}
