package org.voiceteller.http.call;

import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.event.Logging;
import org.apache.pekko.event.LoggingAdapter;
import org.apache.pekko.http.impl.engine.ws.FrameEvent;
import org.apache.pekko.http.impl.engine.ws.FrameEventOrError;
import org.apache.pekko.http.impl.engine.ws.FrameHandler;
import org.apache.pekko.http.impl.engine.ws.UpgradeToWebSocketLowLevel;
import org.apache.pekko.http.impl.engine.ws.WebSocket;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.ws.Message;
import org.apache.pekko.http.javadsl.model.ws.WebSocketUpgrade;
import org.apache.pekko.http.javadsl.settings.ServerSettings;
import org.apache.pekko.http.scaladsl.settings.WebSocketSettings;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.scaladsl.BidiFlow;
import scala.Option;
import scala.concurrent.duration.FiniteDuration;

/**
 * Upgrades a connection to a WebSocket whose messages are bounded. Pekko HTTP has no such setting:
 * a large message reaches its user as an endless stream, and its user cannot choose the close
 * status. So the same layers that Pekko HTTP stacks are stacked here with {@link MessageLimit}
 * between the frames and the messages. This is the one place that touches Pekko HTTP's internal
 * classes, and a test with a 1 MiB message guards it.
 */
final class BoundedUpgrade {

  private BoundedUpgrade() {}

  /**
   * @param maxBytes per message, fragments added up
   */
  static HttpResponse upgrade(
      ActorSystem system,
      WebSocketUpgrade upgrade,
      String subprotocol,
      int maxBytes,
      Flow<Message, Message, NotUsed> messages) {
    if (!(upgrade instanceof UpgradeToWebSocketLowLevel lowLevel)) {
      throw new IllegalStateException(
          "Expected Pekko HTTP's own WebSocket upgrade, but got " + upgrade.getClass().getName());
    }
    return lowLevel.handleFrames(
        untyped(frames(system, maxBytes).join(untyped(messages.map(Message::asScala)))),
        Option.apply(subprotocol));
  }

  private static BidiFlow<FrameEvent, Object, Object, FrameEvent, NotUsed> frames(
      ActorSystem system, int maxBytes) {
    WebSocketSettings settings =
        (WebSocketSettings) ServerSettings.create(system).getWebsocketSettings();
    LoggingAdapter log = Logging.getLogger(system, BoundedUpgrade.class);
    FiniteDuration closeTimeout = WebSocket.stack$default$3();
    BidiFlow<FrameEvent, FrameEventOrError, FrameEvent, FrameEvent, NotUsed> masking =
        WebSocket.masking(true, settings.randomFactory());
    BidiFlow<FrameHandler.Output, FrameHandler.Output, Object, Object, NotUsed> limit =
        BidiFlow.fromFlows(
            org.apache.pekko.stream.scaladsl.Flow.fromGraph(new MessageLimit(maxBytes)),
            org.apache.pekko.stream.scaladsl.Flow.<Object>apply());
    return masking
        .atop(untyped(WebSocket.frameHandling(true, closeTimeout, log)))
        .atop(untyped(limit))
        .atop(untyped(WebSocket.periodicKeepAlive(settings)))
        .atop(untyped(WebSocket.messageAPI(true, closeTimeout)));
  }

  /** Scala's variance, which Java's type parameters cannot say. */
  @SuppressWarnings("unchecked")
  private static <T> T untyped(Object flow) {
    return (T) flow;
  }
}
