package org.voiceteller.streams.nova;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.LongConsumer;
import org.apache.pekko.stream.stage.AbstractInHandler;
import org.apache.pekko.stream.stage.AbstractOutHandler;
import org.apache.pekko.stream.stage.AsyncCallback;
import org.apache.pekko.stream.stage.TimerGraphStageLogic;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.services.bedrockruntime.model.BidirectionalOutputPayloadPart;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelWithBidirectionalStreamInput;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelWithBidirectionalStreamOutput;

/**
 * What {@link NovaConversation} does while it runs. The SDK's callbacks come on Netty's event loop
 * and only hand over; everything else happens on the stream's own thread.
 */
final class NovaConversationLogic extends TimerGraphStageLogic {

  private static final int AHEAD = 16;

  /** After the last event the SDK completes its future; this long is waited for it. */
  private static final Duration LAST_WORD = Duration.ofSeconds(2);

  private enum Timer {
    LISTEN,
    SILENCE,
    LAST_WORD
  }

  private final NovaConversation shape;
  private final StreamOpener opener;
  private final NovaCodec codec;
  private final SendQueue sendQueue;
  private final Duration silenceAfter;
  private final long stallTicks;
  private final LongConsumer droppedMs;
  private final CompletableFuture<NovaEnd> end;

  /**
   * In the order in which the SDK gave them. It gives some on its event loop and some to this
   * stage's own thread, while that asks for more; the latter's callbacks overtake the former's.
   */
  private final Queue<InvokeModelWithBidirectionalStreamOutput> received =
      new ConcurrentLinkedQueue<>();

  private final Deque<NovaOutput> arrived = new ArrayDeque<>();
  private final CallersSilence silence = new CallersSilence();
  private @Nullable CompletableFuture<Void> call;
  private @Nullable Subscriber<? super InvokeModelWithBidirectionalStreamInput> sdk;
  private @Nullable Subscription response;
  private @Nullable Throwable failure;
  private long demand;
  private long ticksWithoutTaking;
  private boolean sessionEndTaken;
  private boolean sessionEndSent;
  private boolean requestOver;
  private boolean completionOpen;
  private boolean responseOver;

  NovaConversationLogic(
      NovaConversation shape,
      StreamOpener opener,
      NovaCodec codec,
      SendQueue sendQueue,
      Duration silenceAfter,
      Duration stallAfter,
      LongConsumer droppedMs,
      CompletableFuture<NovaEnd> end) {
    super(shape.shape());
    this.shape = shape;
    this.opener = opener;
    this.codec = codec;
    this.sendQueue = sendQueue;
    this.silenceAfter = silenceAfter;
    this.stallTicks = Math.max(1, stallAfter.dividedBy(silenceAfter));
    this.droppedMs = droppedMs;
    this.end = end;
    setHandler(
        shape.in,
        new AbstractInHandler() {
          @Override
          public void onPush() {
            take(grab(shape.in));
            pullIfRoom();
          }

          @Override
          public void onUpstreamFinish() {
            if (!sessionEndTaken) {
              letGo();
              completeStage();
            }
          }

          @Override
          public void onUpstreamFailure(Throwable cause) {
            letGo();
            failStage(cause);
          }
        });
    setHandler(
        shape.out,
        new AbstractOutHandler() {
          @Override
          public void onPull() {
            deliver();
          }

          @Override
          public void onDownstreamFinish(Throwable cause) {
            letGo();
            cancelStage(cause);
          }
        });
  }

  @Override
  public void preStart() {
    AsyncCallback<Subscriber<? super InvokeModelWithBidirectionalStreamInput>> subscribed =
        createAsyncCallback(
            subscriber -> {
              sdk = subscriber;
              send();
            });
    AsyncCallback<Long> demanded =
        createAsyncCallback(
            more -> {
              demand = demand + more < 0 ? Long.MAX_VALUE : demand + more;
              send();
            });
    AsyncCallback<Boolean> unsubscribed = createAsyncCallback(_ -> requestOver = true);
    AsyncCallback<Ended> ended = createAsyncCallback(this::responseEnded);
    AsyncCallback<Throwable> failed = createAsyncCallback(this::noteFailure);
    AsyncCallback<Subscription> responding =
        createAsyncCallback(
            subscription -> {
              response = subscription;
              subscription.request(AHEAD);
            });
    AsyncCallback<Boolean> somethingReceived = createAsyncCallback(_ -> takeReceived());
    AsyncCallback<Boolean> drained =
        createAsyncCallback(_ -> scheduleOnce(Timer.LAST_WORD, LAST_WORD));

    pull(shape.in);
    scheduleWithFixedDelay(Timer.LISTEN, silenceAfter, silenceAfter);
    try {
      CompletableFuture<Void> opened =
          opener.open(
              new RequestPublisher(
                  subscribed::invoke, demanded::invoke, () -> unsubscribed.invoke(true)),
              ResponseReceiver.handler(
                  responding::invoke,
                  event -> {
                    received.add(event);
                    somethingReceived.invoke(true);
                  },
                  failed::invoke,
                  () -> drained.invoke(true)));
      call = opened;
      opened.whenComplete((_, thrown) -> ended.invoke(new Ended(thrown)));
    } catch (RuntimeException refused) {
      // the SDK throws for what it finds before it begins, as missing credentials
      responseEnded(new Ended(refused));
    }
  }

  private record Ended(@Nullable Throwable thrown) {}

  @Override
  public void onTimer(Object timer) {
    switch ((Timer) timer) {
      case LISTEN -> {
        if (silence.beganSinceLastLook() && !isTimerActive(Timer.SILENCE)) {
          scheduleAtFixedRate(Timer.SILENCE, Duration.ZERO, silence.begin());
        }
        watchForStall();
      }
      case SILENCE -> silence.next().ifPresentOrElse(this::give, () -> cancelTimer(Timer.SILENCE));
      case LAST_WORD -> responseEnded(new Ended(null));
    }
  }

  private void give(NovaInput.AudioInput frameOfSilence) {
    if (!sendQueue.holdsAudio()) {
      sendQueue.add(frameOfSilence);
      send();
    }
    silence.nextLength().ifPresent(length -> scheduleAtFixedRate(Timer.SILENCE, length, length));
  }

  private void watchForStall() {
    boolean waits = sdk != null && !requestOver && !sendQueue.isEmpty();
    ticksWithoutTaking = waits ? ticksWithoutTaking + 1 : 0;
    if (ticksWithoutTaking > stallTicks) {
      responseEnded(new Ended(new NovaException(NovaFailures.stalled(), null)));
    }
  }

  private void take(NovaInput input) {
    if (sessionEndTaken) {
      return;
    }
    sessionEndTaken = input instanceof NovaInput.SessionEnd;
    if (silence.isBrokenBy(input)) {
      cancelTimer(Timer.SILENCE);
    }
    long dropped = sendQueue.add(input);
    if (dropped > 0) {
      droppedMs.accept(dropped);
    }
    send();
  }

  private void send() {
    while (sdk != null && !requestOver && demand > 0 && !sendQueue.isEmpty()) {
      NovaInput next = sendQueue.poll();
      if (next == null) {
        break;
      }
      demand--;
      ticksWithoutTaking = 0;
      sdk.onNext(
          InvokeModelWithBidirectionalStreamInput.chunkBuilder()
              .bytes(SdkBytes.fromByteArrayUnsafe(codec.encode(next)))
              .build());
      if (next instanceof NovaInput.SessionEnd) {
        sessionEndSent = true;
        requestOver = true;
        sdk.onComplete();
      }
    }
    pullIfRoom();
  }

  private void pullIfRoom() {
    if (!isClosed(shape.in) && !hasBeenPulled(shape.in) && !sendQueue.isCrowded()) {
      pull(shape.in);
    }
  }

  private void takeReceived() {
    for (var event = received.poll(); event != null; event = received.poll()) {
      receive(event);
    }
  }

  private void receive(InvokeModelWithBidirectionalStreamOutput event) {
    if (responseOver || !(event instanceof BidirectionalOutputPayloadPart part)) {
      askFor(1);
      return;
    }
    try {
      codec.decode(part.bytes().asInputStream()).ifPresentOrElse(this::arrived, () -> askFor(1));
    } catch (MalformedNovaEventException malformed) {
      noteFailure(malformed);
      responseEnded(new Ended(malformed));
    }
  }

  private void arrived(NovaOutput output) {
    switch (output) {
      case NovaOutput.CompletionStarted _ -> completionOpen = true;
      case NovaOutput.CompletionEnded _ -> completionOpen = false;
      case NovaOutput.ContentStarted _,
          NovaOutput.TextSaid _,
          NovaOutput.Interrupted _,
          NovaOutput.AudioSaid _,
          NovaOutput.ToolRequested _,
          NovaOutput.ContentEnded _,
          NovaOutput.Usage _ -> {
        // these change nothing about how the stream may end
      }
    }
    arrived.addLast(output);
    deliver();
  }

  private void askFor(int more) {
    if (response != null) {
      response.request(more);
    }
  }

  private void deliver() {
    if (isAvailable(shape.out)) {
      NovaOutput next = arrived.pollFirst();
      if (next != null) {
        push(shape.out, next);
        askFor(1);
      }
    }
    if (responseOver && arrived.isEmpty()) {
      finish();
    }
  }

  /** The SDK tells a failure several times, raw and wrapped: the first one counts. */
  private void noteFailure(Throwable thrown) {
    if (failure == null) {
      failure = thrown;
    }
  }

  private void responseEnded(Ended how) {
    takeReceived();
    if (responseOver) {
      return;
    }
    if (how.thrown() != null) {
      noteFailure(how.thrown());
    }
    responseOver = true;
    deliver();
  }

  private void finish() {
    if (failure != null) {
      fail(NovaFailures.of(failure));
    } else if (!sessionEndSent) {
      fail(NovaFailures.unexpectedEnd());
    } else if (completionOpen) {
      fail(NovaFailures.missingCompletionEnd());
    } else {
      end.complete(new NovaEnd.Completed());
      completeStage();
    }
  }

  private void fail(NovaFailure why) {
    end.complete(new NovaEnd.Failed(why));
    failStage(new NovaException(why, failure));
  }

  private void letGo() {
    end.complete(new NovaEnd.Cancelled());
  }

  @Override
  public void postStop() {
    end.complete(new NovaEnd.Cancelled());
    if (call != null && !call.isDone()) {
      call.cancel(true);
    }
  }
}
