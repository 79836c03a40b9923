package org.voiceteller.actors.call;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.voiceteller.core.tool.ToolOutcome;

/**
 * The spans of the tools that one session works on. The trace comes with the command from the leg's
 * node, in the words of W3C Trace Context ({@code traceparent}), and goes on to whatever the work
 * asks. A use that came without one is not traced. Forgotten when the session starts anew, as the
 * uses are.
 */
final class UseSpans {

  private static final String TRACEPARENT = "traceparent";

  private final Tracer tracer;
  private final Map<String, Span> open = new HashMap<>();

  UseSpans(Tracer tracer) {
    this.tracer = tracer;
  }

  /** The trace that the present thread works for; null when there is none. */
  static @Nullable String traceparent() {
    SpanContext here = Span.current().getSpanContext();
    return here.isValid()
        ? "00-%s-%s-%s".formatted(here.getTraceId(), here.getSpanId(), here.getTraceFlags().asHex())
        : null;
  }

  void begin(String toolUseId, @Nullable String traceparent) {
    if (traceparent != null && !open.containsKey(toolUseId)) {
      Context parent =
          W3CTraceContextPropagator.getInstance()
              .extract(Context.root(), Map.of(TRACEPARENT, traceparent), new Carried());
      open.put(
          toolUseId,
          tracer
              .spanBuilder("session UseTool")
              .setParent(parent)
              .setSpanKind(SpanKind.SERVER)
              .startSpan());
    }
  }

  /** Begins a piece of the use's work as a part of its trace. */
  <T> T within(String toolUseId, Supplier<T> work) {
    try (Scope _ = open.getOrDefault(toolUseId, Span.getInvalid()).makeCurrent()) {
      return work.get();
    }
  }

  void end(String toolUseId, ToolOutcome.Result result) {
    Span span = open.remove(toolUseId);
    if (span != null) {
      span.setAttribute("voiceteller.tool.outcome", result.name());
      span.end();
    }
  }

  void forgetAll() {
    open.values().forEach(Span::end);
    open.clear();
  }

  private static final class Carried implements TextMapGetter<Map<String, String>> {

    @Override
    public Iterable<String> keys(Map<String, String> carrier) {
      return List.copyOf(carrier.keySet());
    }

    @Override
    public @Nullable String get(@Nullable Map<String, String> carrier, String key) {
      return carrier == null ? null : carrier.get(key);
    }
  }
}
