package org.voiceteller.http.metrics;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import org.voiceteller.streams.platform.PlatformObserver;

/** What the sockets of telephone platforms could not make sense of. */
public final class PlatformMetrics implements PlatformObserver {

  private final MeterRegistry registry;

  private PlatformMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  public static PlatformMetrics create(MeterRegistry registry) {
    return new PlatformMetrics(registry);
  }

  @Override
  public void messageDropped(String channel) {
    Counter.builder("voiceteller.platform.messages.dropped")
        .description("Messages of telephone platforms that were not understood")
        .tag("platform", channel)
        .register(registry)
        .increment();
  }
}
