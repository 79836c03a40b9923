package org.voiceteller.http.metrics;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import org.voiceteller.streams.webrtc.WebRtcCounts;
import org.voiceteller.streams.webrtc.WebRtcDoor;

/** What happens at the port of WebRTC. All names begin with {@code voiceteller_webrtc}. */
public final class WebRtcMetrics {

  private WebRtcMetrics() {}

  public static void watch(WebRtcDoor door, MeterRegistry registry) {
    Gauge.builder("voiceteller.webrtc.calls", door, WebRtcDoor::size)
        .description("Calls by WebRTC that are connected or on their way to it")
        .register(registry);
    count(
        registry,
        door,
        "connected",
        "Calls whose sound was connected",
        of -> of.counts().connectedCalls());
    count(
        registry,
        door,
        "handshakes.failed",
        "Handshakes that failed",
        of -> of.counts().failedHandshakes());
    count(
        registry,
        door,
        "handshakes.postponed",
        "Handshakes that had to wait for room",
        WebRtcDoor::handshakesPostponed);
    count(
        registry,
        door,
        "network.changes",
        "Callers who went on from another address",
        of -> of.counts().networkChanges());
    count(
        registry,
        door,
        "consents.lost",
        "Callers who were not there any more",
        of -> of.counts().lostConsents());
    count(
        registry,
        door,
        "packets.received",
        "Packets of sound and reports that opened",
        of -> of.counts().receivedPackets());
    for (WebRtcCounts.Refused why : WebRtcCounts.Refused.values()) {
      FunctionCounter.builder(
              "voiceteller.webrtc.packets.refused", door, of -> of.counts().refusedPackets(why))
          .description(
              "Packets of sound and reports that were not taken, by what is wrong with them")
          .tag("reason", why.name().toLowerCase(Locale.ROOT))
          .register(registry);
    }
    count(
        registry,
        door,
        "datagrams.ignored",
        "Datagrams of no call, or without sense",
        of -> of.counts().ignoredDatagrams());
    count(
        registry,
        door,
        "datagrams.not.sent",
        "Datagrams that the network did not take",
        WebRtcDoor::notSent);
    count(
        registry,
        door,
        "ticks.left.out",
        "20 ms that were left out since the machine was held up",
        WebRtcDoor::ticksLeftOut);
  }

  private static void count(
      MeterRegistry registry,
      WebRtcDoor door,
      String name,
      String description,
      ToDoubleFunction<WebRtcDoor> count) {
    FunctionCounter.builder("voiceteller.webrtc." + name, door, count)
        .description(description)
        .register(registry);
  }
}
