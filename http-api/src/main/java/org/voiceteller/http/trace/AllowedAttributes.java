package org.voiceteller.http.trace;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.DelegatingSpanData;
import io.opentelemetry.sdk.trace.data.EventData;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * Lets spans out with the attributes on the list only. The list holds what says nothing about a
 * customer; whoever needs another attribute adds it here, where it is seen.
 */
final class AllowedAttributes implements SpanExporter {

  /** All that a span or an event of it may tell. */
  static final Set<String> NAMES =
      Set.of(
          "voiceteller.call.id",
          "voiceteller.call.resumed",
          "voiceteller.call.end",
          "voiceteller.tool",
          "voiceteller.tool.outcome",
          "voiceteller.model.failure",
          "error.type");

  private final SpanExporter next;

  AllowedAttributes(SpanExporter next) {
    this.next = next;
  }

  @Override
  public CompletableResultCode export(Collection<SpanData> spans) {
    return next.export(spans.stream().<SpanData>map(Allowed::new).toList());
  }

  @Override
  public CompletableResultCode flush() {
    return next.flush();
  }

  @Override
  public CompletableResultCode shutdown() {
    return next.shutdown();
  }

  private static Attributes allowed(Attributes attributes) {
    return attributes.toBuilder().removeIf(key -> !NAMES.contains(key.getKey())).build();
  }

  private static final class Allowed extends DelegatingSpanData {

    private final Attributes attributes;
    private final List<EventData> events;

    private Allowed(SpanData span) {
      super(span);
      this.attributes = allowed(span.getAttributes());
      this.events =
          span.getEvents().stream()
              .map(
                  event ->
                      EventData.create(
                          event.getEpochNanos(), event.getName(), allowed(event.getAttributes())))
              .toList();
    }

    @Override
    public Attributes getAttributes() {
      return attributes;
    }

    @Override
    public List<EventData> getEvents() {
      return events;
    }
  }
}
