package org.voiceteller.http.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.server.AllDirectives;
import org.apache.pekko.http.javadsl.server.Route;
import org.voiceteller.http.call.Lines;

/** {@code GET /metrics}: everything that is counted, in Prometheus' text format 0.0.4. */
public final class MetricsRoutes extends AllDirectives {

  private static final ContentType TEXT =
      ContentTypes.parse("text/plain; version=0.0.4; charset=UTF-8");

  private final PrometheusMeterRegistry registry;

  private MetricsRoutes(PrometheusMeterRegistry registry) {
    this.registry = registry;
  }

  /** A registry of its own, which already watches the JVM, and its door. */
  public static MetricsRoutes create(Lines lines) {
    var registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    List.of(
            new ClassLoaderMetrics(),
            new JvmMemoryMetrics(),
            new JvmThreadMetrics(),
            new ProcessorMetrics(),
            new FileDescriptorMetrics(),
            new UptimeMetrics())
        .forEach(binder -> binder.bindTo(registry));
    Gauge.builder("voiceteller.calls.in.progress", lines, Lines::inUse)
        .description("Calls in progress on this server")
        .register(registry);
    Gauge.builder("voiceteller.calls.max", lines, of -> of.capacity().calls())
        .description("Calls that this server takes at once")
        .register(registry);
    Gauge.builder("voiceteller.calls.reserve", lines, of -> of.capacity().reserve())
        .description("Lines beyond these for callers who come back to their call")
        .register(registry);
    for (Lines.Refusal why : Lines.Refusal.values()) {
      FunctionCounter.builder("voiceteller.calls.refused", lines, of -> of.refused(why))
          .description("Calls that were not answered, by the reason that their callers were told")
          .tag("reason", why.name().toLowerCase(Locale.ROOT))
          .register(registry);
    }
    Gauge.builder("voiceteller.draining", lines, of -> of.isClosed() ? 1 : 0)
        .description("1 while this server goes down and takes no calls any more")
        .register(registry);
    return new MetricsRoutes(registry);
  }

  /** Where others count. */
  public PrometheusMeterRegistry registry() {
    return registry;
  }

  /** Answers its one path and rejects all others. */
  public Route routes() {
    return path(
        "metrics",
        () ->
            get(
                () ->
                    complete(
                        HttpResponse.create()
                            .withEntity(
                                HttpEntities.create(
                                    TEXT, registry.scrape().getBytes(StandardCharsets.UTF_8))))));
  }
}
