package org.voiceteller.http.metrics;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import org.voiceteller.persistence.projection.ProjectionObserver;

/** Counts and times the projections. All names begin with {@code voiceteller_projection}. */
public final class ProjectionMetrics implements ProjectionObserver {

  private final MeterRegistry registry;

  private ProjectionMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  public static ProjectionMetrics create(MeterRegistry registry) {
    return new ProjectionMetrics(registry);
  }

  @Override
  public void projected(String projection, Duration lag) {
    Timer.builder("voiceteller.projection.lag")
        .description("From an event to its place in the tables")
        .tag("projection", projection)
        .register(registry)
        .record(lag.isNegative() ? Duration.ZERO : lag);
  }

  @Override
  public void failed(String projection, Throwable cause) {
    registry
        .counter(
            "voiceteller.projection.failures",
            "projection",
            projection,
            "type",
            cause.getClass().getSimpleName())
        .increment();
  }

  @Override
  public void evidenceDiffers(String table, String key) {
    registry.counter("voiceteller.projection.evidence.differs", "table", table).increment();
  }
}
