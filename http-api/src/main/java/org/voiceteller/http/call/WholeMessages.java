package org.voiceteller.http.call;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import org.apache.pekko.http.impl.engine.ws.FrameEvent$;
import org.apache.pekko.http.impl.engine.ws.FrameHandler;
import org.apache.pekko.http.impl.engine.ws.FrameStart;
import org.apache.pekko.http.impl.engine.ws.Protocol;
import org.apache.pekko.http.impl.engine.ws.Protocol$Opcode$Binary$;
import org.apache.pekko.http.impl.engine.ws.Protocol$Opcode$Text$;
import org.apache.pekko.http.impl.engine.ws.WebSocket;
import org.apache.pekko.stream.Attributes;
import org.apache.pekko.stream.BidiShape;
import org.apache.pekko.stream.Inlet;
import org.apache.pekko.stream.Outlet;
import org.apache.pekko.stream.stage.AbstractInHandler;
import org.apache.pekko.stream.stage.AbstractOutHandler;
import org.apache.pekko.stream.stage.GraphStage;
import org.apache.pekko.stream.stage.GraphStageLogic;
import org.apache.pekko.stream.stage.TimerGraphStageLogic;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;
import org.voiceteller.streams.media.WireMessage;
import scala.Option;

/**
 * The top of a WebSocket: message parts from below become whole, bounded messages, and whole
 * messages become frames. Whoever takes the messages sees the connection's end: completion after a
 * regular close (RFC 6455 section 7.1.5), failure after any other.
 *
 * <p>It stands in for the message layer of Pekko HTTP, which opens a stream of its own for every
 * message and knows no bound. A message beyond the bound, whether in one frame or in a thousand
 * fragments, is dropped and the connection closed with status 1009 ("message too big", section
 * 7.4.1); one whose fragments take too long closes it with 1008. What the client goes on sending
 * until it has answered the close is read and dropped, so that the close reaches it before the
 * connection goes. Text is counted in UTF-16 units after decoding: never more than the bytes sent.
 */
final class WholeMessages
    extends GraphStage<BidiShape<FrameHandler.Output, WireMessage, WireMessage, Object>> {

  private static final int MESSAGE_TOO_BIG = 1009;
  private static final int POLICY_VIOLATED = 1008;

  private enum Timer {
    FRAGMENTS,
    TICK
  }

  private final int maxBytes;
  private final Duration fragmentsWithin;
  private final Duration tick;
  private final Inlet<FrameHandler.Output> parts = Inlet.create("WholeMessages.parts");
  private final Outlet<WireMessage> received = Outlet.create("WholeMessages.received");
  private final Inlet<WireMessage> sent = Inlet.create("WholeMessages.sent");
  private final Outlet<Object> frames = Outlet.create("WholeMessages.frames");

  /**
   * @param maxBytes per message, fragments added up
   * @param fragmentsWithin how long the fragments of one message may take
   * @param tick how often the layer below looks whether a close was answered
   */
  WholeMessages(int maxBytes, Duration fragmentsWithin, Duration tick) {
    this.maxBytes = maxBytes;
    this.fragmentsWithin = fragmentsWithin;
    this.tick = tick;
  }

  @Override
  public BidiShape<FrameHandler.Output, WireMessage, WireMessage, Object> shape() {
    return new BidiShape<>(parts, received, sent, frames);
  }

  @Override
  public GraphStageLogic createLogic(Attributes attributes) {
    return new Logic();
  }

  /** The connection ended otherwise than by a regular close. */
  static final class BrokenConnectionException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private BrokenConnectionException(String message) {
      super(message, null, false, false);
    }
  }

  private final class Logic extends TimerGraphStageLogic {

    private final Queue<Object> control = new ArrayDeque<>();
    private final StringBuilder text = new StringBuilder();
    private ByteString sound = ByteString.emptyByteString();
    private @Nullable WireMessage whole;
    private long messageBytes;
    private boolean inMessage;
    private boolean closing;
    private boolean closedByPeer;
    private boolean tickDue;

    private Logic() {
      super(WholeMessages.this.shape());
      setHandler(parts, new Parts());
      setHandler(received, new Received());
      setHandler(sent, new Sent());
      setHandler(frames, new Frames());
    }

    @Override
    public void preStart() {
      scheduleWithFixedDelay(Timer.TICK, tick, tick);
      pull(parts);
    }

    @Override
    public void onTimer(Object timer) {
      switch ((Timer) timer) {
        case TICK -> tickDue = true;
        case FRAGMENTS -> close(POLICY_VIOLATED, "A message took too long");
      }
      flow();
    }

    private final class Parts extends AbstractInHandler {

      @Override
      public void onPush() {
        receive(grab(parts));
        flow();
      }

      @Override
      public void onUpstreamFinish() {
        flow();
      }
    }

    private final class Received extends AbstractOutHandler {

      @Override
      public void onPull() {
        flow();
      }

      @Override
      public void onDownstreamFinish(Throwable cause) {
        // who takes no more messages may still send some; what comes is dropped
        whole = null;
        flow();
      }
    }

    private final class Sent extends AbstractInHandler {

      @Override
      public void onPush() {
        flow();
      }

      @Override
      public void onUpstreamFinish() {
        control.add(FrameHandler.UserHandlerCompleted$.MODULE$);
        flow();
      }

      @Override
      public void onUpstreamFailure(Throwable thrown) {
        control.add(new FrameHandler.UserHandlerErredOut(thrown));
        flow();
      }
    }

    private final class Frames extends AbstractOutHandler {

      @Override
      public void onPull() {
        flow();
      }
    }

    private void receive(FrameHandler.Output part) {
      switch (part) {
        case FrameHandler.BinaryMessagePart binary when isTaken(binary.data().size()) -> {
          sound = inMessage ? sound.concat(binary.data()) : binary.data();
          if (isComplete(binary)) {
            whole = new WireMessage.Binary(sound);
            sound = ByteString.emptyByteString();
          }
        }
        case FrameHandler.TextMessagePart words when isTaken(words.data().length()) -> {
          text.append(words.data());
          if (isComplete(words)) {
            whole = new WireMessage.Text(text.toString());
            text.setLength(0);
          }
        }
        case FrameHandler.PeerClosed closed -> {
          control.add(closed);
          peerClosed(closed);
        }
        case FrameHandler.ActivelyCloseWithCode protocolError when !closing -> {
          control.add(protocolError);
          broken("The client broke the WebSocket protocol: " + protocolError.reason());
        }
        case FrameHandler.DirectAnswer pong when !closing -> control.add(pong);
        default -> {
          // the end of a message, and what comes after our own close
        }
      }
    }

    private boolean isTaken(int size) {
      if (closing) {
        return false;
      }
      messageBytes += size;
      if (messageBytes > maxBytes) {
        close(MESSAGE_TOO_BIG, "A message may have " + maxBytes + " bytes");
        return false;
      }
      return true;
    }

    private boolean isComplete(FrameHandler.MessageDataPart part) {
      if (part.last()) {
        cancelTimer(Timer.FRAGMENTS);
        messageBytes = 0;
      } else if (!inMessage) {
        scheduleOnce(Timer.FRAGMENTS, fragmentsWithin);
      }
      inMessage = !part.last();
      return part.last();
    }

    private void close(int code, String reason) {
      control.add(new FrameHandler.ActivelyCloseWithCode(Option.apply(code), reason));
      broken(reason);
    }

    private void peerClosed(FrameHandler.PeerClosed closed) {
      closedByPeer = true;
      boolean isError =
          closed.code().exists(code -> Protocol.CloseCodes$.MODULE$.isError((Integer) code));
      if (isError || inMessage) {
        broken("The client closed the connection with an error, or in the middle of a message");
      } else {
        complete(received);
      }
    }

    private void broken(String why) {
      closing = true;
      cancelTimer(Timer.FRAGMENTS);
      if (!isClosed(received)) {
        fail(received, new BrokenConnectionException(why));
      }
    }

    /** Moves what can move: a whole message up, one thing down, the next part in. */
    private void flow() {
      if (whole != null && (isClosed(received) || isAvailable(received))) {
        if (!isClosed(received)) {
          push(received, whole);
        }
        whole = null;
      }
      if (isAvailable(frames)) {
        next();
      }
      if (isClosed(parts)) {
        finishIfOver();
      } else if (whole == null && control.isEmpty() && !hasBeenPulled(parts)) {
        pull(parts);
      }
    }

    private void next() {
      Object first = control.poll();
      if (first != null) {
        push(frames, first);
      } else if (tickDue) {
        tickDue = false;
        push(frames, WebSocket.Tick$.MODULE$);
      } else if (isAvailable(sent)) {
        push(frames, frame(grab(sent)));
      } else if (!isClosed(sent) && !hasBeenPulled(sent)) {
        pull(sent);
      }
    }

    private void finishIfOver() {
      if (whole == null && !isClosed(received)) {
        if (closedByPeer) {
          complete(received);
        } else {
          broken("The connection ended without a close");
        }
      }
      if (isClosed(sent) && control.isEmpty() && !isAvailable(sent)) {
        completeStage();
      }
    }

    private static FrameStart frame(WireMessage message) {
      return switch (message) {
        case WireMessage.Text(var words) ->
            FrameEvent$.MODULE$.fullFrame(
                Protocol$Opcode$Text$.MODULE$,
                Option.empty(),
                ByteString.fromString(words),
                true,
                false,
                false,
                false);
        case WireMessage.Binary(var bytes) ->
            FrameEvent$.MODULE$.fullFrame(
                Protocol$Opcode$Binary$.MODULE$, Option.empty(), bytes, true, false, false, false);
      };
    }
  }
}
