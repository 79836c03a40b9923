package org.voiceteller.localsonic.conversation;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.apache.pekko.japi.function.Procedure;
import org.apache.pekko.stream.Attributes;
import org.apache.pekko.stream.FlowShape;
import org.apache.pekko.stream.Inlet;
import org.apache.pekko.stream.Outlet;
import org.apache.pekko.stream.stage.AbstractInHandler;
import org.apache.pekko.stream.stage.AbstractOutHandler;
import org.apache.pekko.stream.stage.AsyncCallback;
import org.apache.pekko.stream.stage.GraphStage;
import org.apache.pekko.stream.stage.GraphStageLogic;
import org.apache.pekko.stream.stage.TimerGraphStageLogic;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceteller.localsonic.fault.Fault;
import org.voiceteller.localsonic.wire.EventFrames;
import org.voiceteller.localsonic.wire.FrameSplitter;
import org.voiceteller.localsonic.wire.InputEvents;
import org.voiceteller.localsonic.wire.OutputEvent;
import org.voiceteller.localsonic.wire.OutputEvents;
import org.voiceteller.localsonic.wire.ServiceError;
import org.voiceteller.localsonic.wire.ServiceException;

/**
 * One stream: request bytes in, answer bytes out, one frame per demand.
 *
 * <p>An error becomes an exception frame, after which the answer ends. The rest of the request is
 * still read for a moment, so that the client sees the exception and not a reset. A client that
 * goes away ends the conversation without a word.
 */
public final class ConversationStage extends GraphStage<FlowShape<ByteString, ByteString>> {

  /** A stream that was told to break off. */
  public static final class Dropped extends RuntimeException {
    private static final long serialVersionUID = 1L;

    Dropped() {
      super("dropped on request", null, false, false);
    }
  }

  private static final Logger LOG = LoggerFactory.getLogger(ConversationStage.class);
  private static final String DUE = "due";
  private static final String GIVE_UP_READING = "give up reading";
  private static final Duration READ_ON = Duration.ofSeconds(5);

  private final Inlet<ByteString> in = Inlet.create("Conversation.in");
  private final Outlet<ByteString> out = Outlet.create("Conversation.out");
  private final FlowShape<ByteString, ByteString> shape = FlowShape.of(in, out);
  private final Function<Executor, Exchange> exchanges;
  private final StreamLimits limits;
  private final List<Fault> faults;
  private final LongSupplier nanoClock;

  /**
   * @param exchanges makes the conversation; it is given the executor of its own thread
   * @param faults what goes wrong on this stream
   * @param nanoClock a clock that never goes back
   */
  public ConversationStage(
      Function<Executor, Exchange> exchanges,
      StreamLimits limits,
      List<Fault> faults,
      LongSupplier nanoClock) {
    this.exchanges = exchanges;
    this.limits = limits;
    this.faults = List.copyOf(faults);
    this.nanoClock = nanoClock;
  }

  @Override
  public FlowShape<ByteString, ByteString> shape() {
    return shape;
  }

  @Override
  public GraphStageLogic createLogic(Attributes inherited) {
    return new Logic();
  }

  private final class Logic extends TimerGraphStageLogic {

    private final FrameSplitter frames = new FrameSplitter(limits.maxFrameBytes());
    private final AsyncCallback<Runnable> ownWork =
        createAsyncCallback((Procedure<Runnable>) work -> guarded(work));
    private final Exchange exchange = exchanges.apply(ownWork::invoke);
    private final FaultWatch watch;
    private final LimitWatch limit;
    private long timerNanos = Exchange.NEVER;
    private boolean requestEnded;
    private boolean stalled;
    private @Nullable ServiceException failure;

    Logic() {
      super(shape);
      var now = nanoClock.getAsLong();
      watch = new FaultWatch(faults, now);
      limit = new LimitWatch(limits, now);
      setHandler(in, new Request());
      setHandler(
          out,
          new AbstractOutHandler() {
            @Override
            public void onPull() {
              guarded(() -> {});
            }
          });
    }

    @Override
    public void preStart() {
      guarded(() -> {});
    }

    private final class Request extends AbstractInHandler {
      @Override
      public void onPush() {
        var bytes = grab(in);
        if (isClosed(out)) {
          pull(in);
        } else {
          guarded(() -> read(bytes));
        }
      }

      @Override
      public void onUpstreamFinish() {
        if (isClosed(out)) {
          completeStage();
        } else {
          guarded(() -> endRequest());
        }
      }

      @Override
      public void onUpstreamFailure(Throwable cause) {
        LOG.debug("the client went away");
        completeStage();
      }
    }

    private void read(ByteString bytes) {
      limit.heard(nanoClock.getAsLong());
      frames.add(bytes, this::read);
    }

    private void read(ByteBuffer frame) {
      var event = EventFrames.event(frame);
      if (requestEnded) {
        throw ServiceException.validation("Unexpected frame: the request has ended");
      }
      if (event.isEmpty()) {
        endRequest();
      } else {
        exchange.receive(InputEvents.parse(event.get()));
      }
    }

    private void endRequest() {
      requestEnded = true;
      if (frames.holdsPart()) {
        throw ServiceException.validation("Malformed frame: the request ended inside of it");
      }
      if (!exchange.allHeard()) {
        throw ServiceException.validation(
            "Expected sessionEnd before the end of the request, but it is missing");
      }
    }

    /** Does work and whatever follows from it; an error of the work becomes the answer's end. */
    private void guarded(Runnable work) {
      if (stalled || isClosed(out)) {
        return;
      }
      if (failure == null) {
        try {
          work.run();
          long now = nanoClock.getAsLong();
          limit.check(now);
          exchange.tick();
        } catch (ServiceException e) {
          failure = e;
        } catch (RuntimeException e) {
          LOG.error("a conversation failed", withoutMessage(e));
          failure =
              new ServiceException(
                  ServiceError.INTERNAL_SERVER, "The conversation failed unexpectedly");
        }
      }
      act();
    }

    /** Where it failed and how, but none of the words that a message may quote. */
    private static Throwable withoutMessage(RuntimeException e) {
      var shown = new IllegalStateException(e.getClass().getName());
      shown.setStackTrace(e.getStackTrace());
      return shown;
    }

    private void act() {
      switch (watch.due(nanoClock.getAsLong())) {
        case FaultWatch.Due.Nothing _ -> {
          send();
          if (!isClosed(in) && !hasBeenPulled(in) && (isClosed(out) || exchange.wantsMore())) {
            pull(in);
          }
          schedule();
        }
        case FaultWatch.Due.Stall _ -> {
          stalled = true;
          cancelTimer(DUE);
        }
        case FaultWatch.Due.Drop _ -> failStage(new Dropped());
        case FaultWatch.Due.Fail(var error) -> {
          failure = error;
          send();
        }
      }
    }

    private void send() {
      if (!isAvailable(out)) {
        if (failure == null && exchange.ended()) {
          finish();
        }
        return;
      }
      if (failure != null) {
        push(out, EventFrames.exception(failure));
        finish();
        return;
      }
      nextEvent()
          .ifPresent(
              event -> {
                push(out, EventFrames.chunk(OutputEvents.json(event, exchange.ids())));
                watch.sent();
              });
      if (exchange.ended()) {
        finish();
      }
    }

    private Optional<OutputEvent> nextEvent() {
      var event = exchange.next();
      while (event.isPresent() && watch.hides(event.get())) {
        event = exchange.next();
      }
      return event;
    }

    private void finish() {
      cancelTimer(DUE);
      complete(out);
      if (isClosed(in)) {
        completeStage();
      } else {
        scheduleOnce(GIVE_UP_READING, READ_ON);
        if (!hasBeenPulled(in)) {
          pull(in);
        }
      }
    }

    /** One timer for all; it is only moved when something is due earlier. */
    private void schedule() {
      if (isClosed(out)) {
        return;
      }
      long now = nanoClock.getAsLong();
      long due =
          Math.min(
              Math.min(exchange.nextDeadlineNanos(), limit.nextDeadlineNanos()),
              watch.nextDeadlineNanos());
      if (due != Exchange.NEVER && due < timerNanos) {
        timerNanos = due;
        scheduleOnce(DUE, Duration.ofNanos(Math.max(0, due - now)));
      }
    }

    @Override
    public void onTimer(Object key) {
      if (GIVE_UP_READING.equals(key)) {
        completeStage();
      } else {
        timerNanos = Exchange.NEVER;
        guarded(() -> {});
      }
    }
  }
}
