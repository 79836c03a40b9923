package org.voiceteller.http;

import java.time.Duration;
import org.apache.pekko.Done;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpEntity;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.stream.Attributes;
import org.apache.pekko.stream.BidiShape;
import org.apache.pekko.stream.Inlet;
import org.apache.pekko.stream.Outlet;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.stage.AbstractInHandler;
import org.apache.pekko.stream.stage.AbstractOutHandler;
import org.apache.pekko.stream.stage.AsyncCallback;
import org.apache.pekko.stream.stage.GraphStage;
import org.apache.pekko.stream.stage.GraphStageLogic;
import org.apache.pekko.stream.stage.TimerGraphStageLogic;
import org.apache.pekko.util.ByteString;

/**
 * Closes a connection on which a request's head does not come in time. The server's idle timeout
 * does so only when nothing comes at all: with a byte now and then, one client could hold all the
 * connections that there may be, for as long as it likes.
 *
 * <p>Time counts from the connection's beginning, and again from the moment that an answer has gone
 * out as a whole; never while a request is answered, and not on a WebSocket.
 */
final class HeadsInTime
    extends GraphStage<BidiShape<HttpRequest, HttpRequest, HttpResponse, HttpResponse>> {

  private static final String TIMER = "head";

  private final Inlet<HttpRequest> requestIn = Inlet.create("requestIn");
  private final Outlet<HttpRequest> requestOut = Outlet.create("requestOut");
  private final Inlet<HttpResponse> responseIn = Inlet.create("responseIn");
  private final Outlet<HttpResponse> responseOut = Outlet.create("responseOut");
  private final Duration limit;

  /**
   * @param limit for one head
   */
  HeadsInTime(Duration limit) {
    this.limit = limit;
  }

  @Override
  public BidiShape<HttpRequest, HttpRequest, HttpResponse, HttpResponse> shape() {
    return BidiShape.of(requestIn, requestOut, responseIn, responseOut);
  }

  @Override
  public GraphStageLogic createLogic(Attributes inherited) {
    return new Logic();
  }

  private final class Logic extends TimerGraphStageLogic {

    /** Requests whose answers have not gone out as a whole. */
    private int unanswered;

    /** An answer in one piece was handed on; it has gone out when the next is asked for. */
    private boolean inOnePiece;

    private final AsyncCallback<Done> streamed = createAsyncCallback(_ -> answered());

    Logic() {
      super(shape());
      setHandler(requestIn, new Requests());
      setHandler(requestOut, new RequestsWanted());
      setHandler(responseIn, new Responses());
      setHandler(responseOut, new ResponsesWanted());
    }

    @Override
    public void preStart() {
      scheduleOnce(TIMER, limit);
    }

    @Override
    public void onTimer(Object key) {
      completeStage();
    }

    private void answered() {
      unanswered--;
      if (unanswered == 0 && !isClosed(requestIn)) {
        scheduleOnce(TIMER, limit);
      }
    }

    /** The next answer may be asked for long before the last byte of a stream has gone out. */
    private HttpResponse watched(HttpResponse response) {
      var watch =
          Flow.of(ByteString.class)
              .watchTermination(
                  (notUsed, over) -> {
                    over.whenComplete((_, _) -> streamed.invoke(Done.getInstance()));
                    return notUsed;
                  });
      return response.entity() instanceof HttpEntity.Default sized
          ? response.withEntity(
              HttpEntities.create(
                  sized.getContentType(),
                  sized.getContentLength(),
                  sized.getDataBytes().via(watch)))
          : response.transformEntityDataBytes(watch);
    }

    private final class Requests extends AbstractInHandler {
      @Override
      public void onPush() {
        cancelTimer(TIMER);
        unanswered++;
        push(requestOut, grab(requestIn));
      }

      @Override
      public void onUpstreamFinish() {
        cancelTimer(TIMER);
        complete(requestOut); // what was asked is still answered
      }
    }

    private final class RequestsWanted extends AbstractOutHandler {
      @Override
      public void onPull() {
        pull(requestIn);
      }

      @Override
      public void onDownstreamFinish(Throwable cause) {
        cancel(requestIn, cause);
      }
    }

    private final class Responses extends AbstractInHandler {
      @Override
      public void onPush() {
        HttpResponse response = grab(responseIn);
        if (response.status().equals(StatusCodes.SWITCHING_PROTOCOLS)) {
          push(responseOut, response); // and is never answered
        } else if (response.entity().isStrict()) {
          inOnePiece = true;
          push(responseOut, response);
        } else {
          push(responseOut, watched(response));
        }
      }
    }

    private final class ResponsesWanted extends AbstractOutHandler {
      @Override
      public void onPull() {
        if (inOnePiece) {
          inOnePiece = false;
          answered();
        }
        pull(responseIn);
      }
    }
  }
}
