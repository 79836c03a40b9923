package org.voiceteller.http.call;

import java.time.Duration;
import java.util.Optional;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.event.Logging;
import org.apache.pekko.event.LoggingAdapter;
import org.apache.pekko.http.impl.engine.ws.FrameEvent;
import org.apache.pekko.http.impl.engine.ws.FrameEventOrError;
import org.apache.pekko.http.impl.engine.ws.UpgradeToWebSocketLowLevel;
import org.apache.pekko.http.impl.engine.ws.WebSocket;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.ws.WebSocketUpgrade;
import org.apache.pekko.http.javadsl.settings.ServerSettings;
import org.apache.pekko.http.scaladsl.settings.WebSocketSettings;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.scaladsl.BidiFlow;
import org.voiceteller.streams.media.WireMessage;
import scala.Option;
import scala.concurrent.duration.FiniteDuration;

/**
 * Upgrades a connection to a WebSocket of whole, bounded messages. Pekko HTTP has no bound: a large
 * message reaches its user as an endless stream, and its user cannot choose the close status. So
 * the same layers that Pekko HTTP stacks are stacked here, with {@link WholeMessages} at the top.
 * These two are the only ones that touch Pekko HTTP's internal classes, and a test with a 1 MiB
 * message guards them.
 */
public final class BoundedUpgrade {

  private BoundedUpgrade() {}

  /**
   * @param subprotocol empty for a client that names none
   * @param maxBytes per message, fragments added up
   * @param fragmentsWithin how long the fragments of one message may take
   */
  public static HttpResponse upgrade(
      ActorSystem system,
      WebSocketUpgrade upgrade,
      Optional<String> subprotocol,
      int maxBytes,
      Duration fragmentsWithin,
      Flow<WireMessage, WireMessage, NotUsed> messages) {
    if (!(upgrade instanceof UpgradeToWebSocketLowLevel lowLevel)) {
      throw new IllegalStateException(
          "Expected Pekko HTTP's own WebSocket upgrade, but got " + upgrade.getClass().getName());
    }
    return lowLevel.handleFrames(
        untyped(frames(system, maxBytes, fragmentsWithin).join(messages.asScala())),
        Option.apply(subprotocol.orElse(null)));
  }

  private static BidiFlow<FrameEvent, WireMessage, WireMessage, FrameEvent, NotUsed> frames(
      ActorSystem system, int maxBytes, Duration fragmentsWithin) {
    WebSocketSettings settings =
        (WebSocketSettings) ServerSettings.create(system).getWebsocketSettings();
    LoggingAdapter log = Logging.getLogger(system, BoundedUpgrade.class);
    FiniteDuration closeTimeout = WebSocket.stack$default$3();
    BidiFlow<FrameEvent, FrameEventOrError, FrameEvent, FrameEvent, NotUsed> masking =
        WebSocket.masking(true, settings.randomFactory());
    return masking
        .atop(untyped(WebSocket.frameHandling(true, closeTimeout, log)))
        .atop(untyped(WebSocket.periodicKeepAlive(settings)))
        .atop(
            untyped(
                BidiFlow.fromGraph(
                    new WholeMessages(
                        maxBytes, fragmentsWithin, Duration.ofNanos(closeTimeout.toNanos())))));
  }

  /** Scala's variance, which Java's type parameters cannot say. */
  @SuppressWarnings("unchecked")
  private static <T> T untyped(Object flow) {
    return (T) flow;
  }
}
