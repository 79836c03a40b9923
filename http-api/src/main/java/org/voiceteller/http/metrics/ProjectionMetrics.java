package org.voiceteller.http.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.voiceteller.persistence.projection.ProjectionObserver;

/** Counts and times the projections. All names begin with {@code voiceteller_projection}. */
public final class ProjectionMetrics implements ProjectionObserver {

  private final MeterRegistry registry;
  private final ConcurrentMap<String, AtomicInteger> running = new ConcurrentHashMap<>();

  private ProjectionMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  public static ProjectionMetrics create(MeterRegistry registry) {
    return new ProjectionMetrics(registry);
  }

  @Override
  public void started(String id) {
    runs(id).set(1);
  }

  @Override
  public void stopped(String id) {
    runs(id).set(0);
  }

  private AtomicInteger runs(String id) {
    return running.computeIfAbsent(
        id,
        _ -> {
          var runs = new AtomicInteger();
          Gauge.builder("voiceteller.projection.running", runs, AtomicInteger::get)
              .description("1 where a projection runs")
              .tag("projection", id)
              .register(registry);
          return runs;
        });
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
