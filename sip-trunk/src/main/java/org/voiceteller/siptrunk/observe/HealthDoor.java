package org.voiceteller.siptrunk.observe;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.typesafe.config.Config;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.ToDoubleFunction;
import org.voiceteller.siptrunk.media.MediaCounts;
import org.voiceteller.siptrunk.signal.Counts;
import org.voiceteller.siptrunk.signal.SipTrunks;
import org.voiceteller.streams.settings.SettingsReader;

/**
 * {@code GET /health/live}, {@code /health/ready} (503 while it drains or is full) and {@code
 * /metrics} in Prometheus' text.
 */
public final class HealthDoor implements AutoCloseable {

  private static final int BACKLOG = 16;

  /** Where it is; {@code voice-teller.sip.health}. */
  public record Settings(String host, int port) {

    /**
     * @throws org.voiceteller.streams.settings.WrongSettingsException with a sentence for each
     *     value that cannot be used
     */
    public static Settings from(Config root) {
      SettingsReader reader = SettingsReader.at(root, "voice-teller.sip.health");
      var settings = new Settings(reader.text("host"), reader.number("port", 0, 65_535));
      reader.finish();
      return settings;
    }
  }

  private final HttpServer server;
  private final ExecutorService thread =
      Executors.newSingleThreadExecutor(Thread.ofPlatform().name("health").daemon().factory());

  /**
   * @throws IOException when the port is taken
   */
  public HealthDoor(Settings settings, SipTrunks trunks) throws IOException {
    var registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    register(registry, trunks);
    server = HttpServer.create(new InetSocketAddress(settings.host(), settings.port()), BACKLOG);
    server.setExecutor(thread);
    server.createContext("/health/live", exchange -> answer(exchange, 200, "alive\n"));
    server.createContext(
        "/health/ready",
        exchange ->
            answer(
                exchange,
                trunks.isReady() ? 200 : 503,
                trunks.isReady() ? "ready\n" : trunks.isDraining() ? "draining\n" : "full\n"));
    server.createContext("/metrics", exchange -> answer(exchange, 200, registry.scrape()));
    server.start();
  }

  private static void answer(HttpExchange exchange, int status, String body) throws IOException {
    try (exchange) {
      byte[] bytes = body.getBytes(UTF_8);
      exchange.getResponseHeaders().set("Content-Type", "text/plain; version=0.0.4; charset=utf-8");
      exchange.sendResponseHeaders(status, bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  private static void register(MeterRegistry registry, SipTrunks trunks) {
    Gauge.builder("voiceteller.sip.calls.active", trunks, SipTrunks::callsInProgress)
        .description("Calls in progress, ringing ones included")
        .register(registry);
    Counts counts = trunks.counts();
    for (Counts.End end : Counts.End.values()) {
      FunctionCounter.builder("voiceteller.sip.calls.ended", counts, c -> c.howMany(end))
          .description("Calls by how they ended, or why they never began")
          .tag("end", end.name().toLowerCase(Locale.ROOT))
          .register(registry);
    }
    count(
        registry, "calls.answered", "Calls that an agent has spoken to", counts, Counts::answered);
    count(
        registry,
        "strangers",
        "Datagrams and requests of unknown addresses",
        counts,
        Counts::strangers);
    count(registry, "challenges", "Requests told to authenticate", counts, Counts::challenges);
    count(
        registry, "bank.resumed", "Connections to the bank lost and back", counts, Counts::resumed);
    count(
        registry,
        "transfers.failed",
        "Callers who stayed with the agent",
        counts,
        Counts::transfersFailed);
    MediaCounts media = trunks.media().counts();
    count(registry, "rtp.received", "RTP packets taken", media, MediaCounts::received);
    count(registry, "rtp.sent", "RTP packets sent", media, MediaCounts::sent);
    count(
        registry,
        "rtp.refused",
        "Packets that were not what was agreed on",
        media,
        MediaCounts::refused);
    count(registry, "rtp.late", "RTP packets that came too late", media, MediaCounts::late);
    count(registry, "rtp.lost.ms", "Callers' sound that was missing", media, MediaCounts::lostMs);
    count(
        registry,
        "playout.dropped.ms",
        "Agents' sound that had no place",
        media,
        MediaCounts::overflowMs);
    count(registry, "keys", "Keys that callers pressed", media, MediaCounts::keys);
    count(
        registry,
        "jitter.buffer.delay.ms.sum",
        "Samples of the jitter buffers' delay, added up",
        media,
        MediaCounts::delaySumMs);
    count(
        registry,
        "jitter.buffer.delay.samples",
        "How many samples these are",
        media,
        MediaCounts::delayCount);
    count(
        registry,
        "sound.ticks.skipped",
        "20 ms that this machine had no time for",
        trunks.media(),
        m -> m.skippedTicks());
  }

  private static <T> void count(
      MeterRegistry registry, String name, String what, T of, ToDoubleFunction<T> how) {
    FunctionCounter.builder("voiceteller.sip." + name, of, how)
        .description(what)
        .register(registry);
  }

  public int port() {
    return server.getAddress().getPort();
  }

  @Override
  public void close() {
    server.stop(0);
    thread.shutdownNow();
  }
}
