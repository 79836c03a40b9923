package org.voiceteller.streams.nova;

import java.util.function.Consumer;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelWithBidirectionalStreamOutput;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelWithBidirectionalStreamResponseHandler;

/** Hands what the SDK calls on its event loop over to a conversation; does nothing itself. */
final class ResponseReceiver implements Subscriber<InvokeModelWithBidirectionalStreamOutput> {

  private final Consumer<Subscription> onSubscribed;
  private final Consumer<InvokeModelWithBidirectionalStreamOutput> onEvent;
  private final Consumer<Throwable> onFailure;
  private final Runnable onDrained;

  /**
   * @param onFailure called more than once for one failure
   * @param onDrained the last event was given
   */
  static InvokeModelWithBidirectionalStreamResponseHandler handler(
      Consumer<Subscription> onSubscribed,
      Consumer<InvokeModelWithBidirectionalStreamOutput> onEvent,
      Consumer<Throwable> onFailure,
      Runnable onDrained) {
    return InvokeModelWithBidirectionalStreamResponseHandler.builder()
        .onEventStream(
            events ->
                events.subscribe(new ResponseReceiver(onSubscribed, onEvent, onFailure, onDrained)))
        .onError(onFailure)
        .build();
  }

  private ResponseReceiver(
      Consumer<Subscription> onSubscribed,
      Consumer<InvokeModelWithBidirectionalStreamOutput> onEvent,
      Consumer<Throwable> onFailure,
      Runnable onDrained) {
    this.onSubscribed = onSubscribed;
    this.onEvent = onEvent;
    this.onFailure = onFailure;
    this.onDrained = onDrained;
  }

  @Override
  public void onSubscribe(Subscription subscription) {
    onSubscribed.accept(subscription);
  }

  @Override
  public void onNext(InvokeModelWithBidirectionalStreamOutput event) {
    onEvent.accept(event);
  }

  @Override
  public void onError(Throwable thrown) {
    onFailure.accept(thrown);
    onDrained.run();
  }

  @Override
  public void onComplete() {
    onDrained.run();
  }
}
