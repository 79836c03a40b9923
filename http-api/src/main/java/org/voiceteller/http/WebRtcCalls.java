package org.voiceteller.http;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.pekko.Done;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.http.javadsl.server.Directives;
import org.apache.pekko.http.javadsl.server.Route;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceteller.http.call.CallDoor;
import org.voiceteller.http.metrics.WebRtcMetrics;
import org.voiceteller.http.webrtc.WebRtcRoutes;
import org.voiceteller.streams.media.MediaSocket;
import org.voiceteller.streams.observe.CallObserver;
import org.voiceteller.streams.webrtc.WebRtcDoor;

/** A node's calls by WebRTC, if it takes any: their port opens when calls can be answered. */
final class WebRtcCalls {

  private static final Logger LOG = LoggerFactory.getLogger(WebRtcCalls.class);

  private final ActorSystem<?> system;
  private final NodeSettings settings;
  private final AtomicReference<@Nullable WebRtcDoor> door = new AtomicReference<>();

  WebRtcCalls(ActorSystem<?> system, NodeSettings settings) {
    this.system = system;
    this.settings = settings;
  }

  /** Opens the port; it is closed when the last call is gone. */
  void begin(MediaSocket socket, CallObserver observer, MeterRegistry registry) {
    if (!settings.webRtc().enabled()) {
      return;
    }
    WebRtcDoor opened;
    try {
      opened = WebRtcDoor.open(settings.webRtc(), system, socket, observer, InstantSource.system());
    } catch (UncheckedIOException taken) {
      LOG.error(
          "No calls by WebRTC: {}; choose another port with voice-teller.webrtc.port",
          taken.getMessage());
      return;
    }
    WebRtcMetrics.watch(opened, registry);
    CoordinatedShutdown.get(system)
        .addTask(
            CoordinatedShutdown.PhaseServiceStop(),
            "close-webrtc",
            () -> {
              opened.close();
              return CompletableFuture.completedFuture(Done.getInstance());
            });
    door.set(opened);
  }

  /**
   * Rejects everything when no such calls are taken.
   *
   * @param calls gives them their lines
   */
  Route routes(CallDoor calls) {
    return settings.webRtc().enabled()
        ? WebRtcRoutes.create(
                settings.door(),
                calls,
                settings.turn(),
                InstantSource.system(),
                () -> Optional.ofNullable(door.get()))
            .routes()
        : Directives.reject();
  }
}
