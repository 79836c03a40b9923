package org.voiceteller.http.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.ActorSystem;
import org.voiceteller.http.health.HealthRoutes;
import org.voiceteller.http.health.Readiness;

/** How each thing that calls need was found when it was last asked. */
public final class HealthMetrics {

  private static final Duration EVERY = Duration.ofSeconds(15);

  private final MeterRegistry registry;
  private final Map<String, AtomicInteger> up = new ConcurrentHashMap<>();

  private HealthMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  public static HealthMetrics create(MeterRegistry registry) {
    return new HealthMetrics(registry);
  }

  /**
   * Asks all dependencies every 15 s from now on.
   *
   * @param other is told each time, too
   */
  public void watch(ActorSystem<?> system, HealthRoutes health, Consumer<Readiness> other) {
    system
        .scheduler()
        .scheduleWithFixedDelay(
            Duration.ZERO,
            EVERY,
            () -> health.readiness().thenAccept(other.andThen(this::found)),
            system.executionContext());
  }

  /** Keeps what was found. */
  public void found(Readiness readiness) {
    for (Readiness.Finding finding : readiness.findings()) {
      up.computeIfAbsent(finding.name(), this::gauge).set(finding.isUp() ? 1 : 0);
    }
  }

  private AtomicInteger gauge(String dependency) {
    AtomicInteger isUp = new AtomicInteger();
    Gauge.builder("voiceteller.dependency.up", isUp, AtomicInteger::get)
        .description("1 when this dependency answered when it was last asked, 0 when not")
        .tag("dependency", dependency)
        .register(registry);
    return isUp;
  }
}
