package org.voiceteller.http.trace;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.TracerProvider;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.SpanProcessor;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/**
 * Makes the spans of this process and sends them. Nothing waits for the receiver: when it does not
 * take spans, at most 2,048 wait and further ones are dropped.
 */
public final class Tracing implements AutoCloseable {

  private static final String SCOPE = "org.voiceteller";
  private static final long LAST_WORD_S = 2;

  private final Tracer tracer;
  private final Runnable end;

  private Tracing(Tracer tracer, Runnable end) {
    this.tracer = tracer;
    this.end = end;
  }

  /** As set; without an address nothing is traced. */
  public static Tracing create(TraceSettings settings) {
    return settings
        .endpoint()
        .map(
            endpoint ->
                to(
                    OtlpHttpSpanExporter.builder().setEndpoint(endpoint.toString()).build(),
                    settings.sampled(),
                    exporter -> BatchSpanProcessor.builder(exporter).build()))
        .orElseGet(() -> new Tracing(TracerProvider.noop().get(SCOPE), () -> {}));
  }

  /**
   * @param sampled the part of traces that is kept; what begins elsewhere is kept when it was there
   */
  static Tracing to(
      SpanExporter exporter, double sampled, Function<SpanExporter, SpanProcessor> processor) {
    SdkTracerProvider provider =
        SdkTracerProvider.builder()
            .setResource(
                Resource.getDefault()
                    .merge(
                        Resource.create(
                            Attributes.of(AttributeKey.stringKey("service.name"), "voice-teller"))))
            .setSampler(Sampler.parentBased(Sampler.traceIdRatioBased(sampled)))
            .addSpanProcessor(processor.apply(new AllowedAttributes(exporter)))
            .build();
    return new Tracing(
        provider.get(SCOPE),
        () -> {
          var _ = provider.shutdown().join(LAST_WORD_S, TimeUnit.SECONDS);
        });
  }

  /** Makes spans; of no effect when nothing is traced. */
  public Tracer tracer() {
    return tracer;
  }

  /** Sends what waits, for two seconds at most. */
  @Override
  public void close() {
    end.run();
  }
}
