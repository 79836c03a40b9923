package org.voiceteller.http.call;

import org.apache.pekko.http.impl.engine.ws.FrameHandler;
import org.apache.pekko.stream.Attributes;
import org.apache.pekko.stream.FlowShape;
import org.apache.pekko.stream.Inlet;
import org.apache.pekko.stream.Outlet;
import org.apache.pekko.stream.stage.AbstractInHandler;
import org.apache.pekko.stream.stage.AbstractOutHandler;
import org.apache.pekko.stream.stage.GraphStage;
import org.apache.pekko.stream.stage.GraphStageLogic;
import scala.Option;

/**
 * Bounds one WebSocket message, whether it comes in one frame or in a thousand fragments. The part
 * that crosses the bound is dropped and the connection closed with status 1009 ("message too big",
 * RFC 6455 section 7.4.1); what the client goes on sending until it has answered the close is read
 * and dropped, so that the close reaches it before the connection goes.
 *
 * <p>Bytes are counted as they arrive, for text in UTF-16 units after decoding: never more than the
 * bytes sent.
 */
final class MessageLimit extends GraphStage<FlowShape<FrameHandler.Output, FrameHandler.Output>> {

  private static final int MESSAGE_TOO_BIG = 1009;

  private final int maxBytes;
  private final Inlet<FrameHandler.Output> in = Inlet.create("MessageLimit.in");
  private final Outlet<FrameHandler.Output> out = Outlet.create("MessageLimit.out");

  MessageLimit(int maxBytes) {
    this.maxBytes = maxBytes;
  }

  @Override
  public FlowShape<FrameHandler.Output, FrameHandler.Output> shape() {
    return FlowShape.of(in, out);
  }

  @Override
  public GraphStageLogic createLogic(Attributes attributes) {
    return new Logic();
  }

  private final class Logic extends GraphStageLogic {

    private long messageBytes;
    private boolean closing;

    private Logic() {
      super(MessageLimit.this.shape());
      setHandler(
          in,
          new AbstractInHandler() {
            @Override
            public void onPush() {
              receive(grab(in));
            }
          });
      setHandler(
          out,
          new AbstractOutHandler() {
            @Override
            public void onPull() {
              pull(in);
            }
          });
    }

    private void receive(FrameHandler.Output part) {
      if (closing) {
        drain(part);
        return;
      }
      messageBytes += size(part);
      if (messageBytes > maxBytes) {
        closing = true;
        push(
            out,
            new FrameHandler.ActivelyCloseWithCode(
                Option.apply(MESSAGE_TOO_BIG), "A message may have " + maxBytes + " bytes"));
        return;
      }
      if (part instanceof FrameHandler.MessagePart message && message.isMessageEnd()) {
        messageBytes = 0;
      }
      push(out, part);
    }

    /** Only the client's answer to our close still matters. */
    private void drain(FrameHandler.Output part) {
      if (part instanceof FrameHandler.PeerClosed) {
        push(out, part);
      } else {
        pull(in);
      }
    }

    private static long size(FrameHandler.Output part) {
      return switch (part) {
        case FrameHandler.BinaryMessagePart binary -> binary.data().size();
        case FrameHandler.TextMessagePart text -> text.data().length();
        default -> 0;
      };
    }
  }
}
