package org.voiceteller.http.trace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import com.typesafe.config.ConfigFactory;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.voiceteller.streams.settings.WrongSettingsException;

class TracingTest {

  private static final AttributeKey<String> NAME = AttributeKey.stringKey("customer.name");

  @Test
  void takesOutWhatIsNotOnTheList() {
    var sent = InMemorySpanExporter.create();
    Tracing tracing = Tracing.to(sent, 1.0, SimpleSpanProcessor::create);

    tracing
        .tracer()
        .spanBuilder("tool")
        .setAttribute(NAME, "Pat Example")
        .setAttribute("voiceteller.tool", "checkBalanceTool")
        .startSpan()
        .addEvent("said", Attributes.of(NAME, "Pat Example"))
        .end();

    SpanData span = sent.getFinishedSpanItems().getFirst();
    assertThat(span.getAttributes())
        .isEqualTo(Attributes.of(AttributeKey.stringKey("voiceteller.tool"), "checkBalanceTool"));
    assertThat(span.getEvents().getFirst().getAttributes().isEmpty()).isTrue();
  }

  @Test
  void tracesNothingWithoutAnAddress() {
    TraceSettings settings = TraceSettings.from(ConfigFactory.load());

    assertThat(settings.endpoint()).isEmpty();
    try (Tracing tracing = Tracing.create(settings)) {
      assertThat(tracing.tracer().spanBuilder("call").startSpan().isRecording()).isFalse();
    }
  }

  @Test
  void sendsToTheReceiverWhatIsTraced() throws Exception {
    BlockingQueue<String> received = new LinkedBlockingQueue<>();
    HttpServer receiver =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.createContext(
        "/v1/traces",
        exchange -> {
          received.add(
              new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.ISO_8859_1));
          exchange.sendResponseHeaders(200, -1);
          exchange.close();
        });
    receiver.start();
    try {
      URI address =
          URI.create("http://127.0.0.1:" + receiver.getAddress().getPort() + "/v1/traces");
      try (Tracing tracing = Tracing.create(new TraceSettings(Optional.of(address), 1.0))) {
        tracing.tracer().spanBuilder("a call to be seen").startSpan().end();
      }

      assertThat(received.poll(10, TimeUnit.SECONDS)).contains("a call to be seen", "voice-teller");
    } finally {
      receiver.stop(0);
    }
  }

  @Test
  void namesWhatIsWrongWithTheAddress() {
    var config =
        ConfigFactory.parseString("voice-teller.tracing.endpoint = \"somewhere\"")
            .withFallback(ConfigFactory.load());

    assertThatThrownBy(() -> TraceSettings.from(config))
        .isInstanceOf(WrongSettingsException.class)
        .hasMessageContaining("voice-teller.tracing.endpoint")
        .hasMessageContaining("http://127.0.0.1:4318/v1/traces");
  }
}
