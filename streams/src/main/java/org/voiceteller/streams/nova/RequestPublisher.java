package org.voiceteller.streams.nova;

import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.reactivestreams.Publisher;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelWithBidirectionalStreamInput;

/**
 * The request's events towards the SDK. It serves one subscriber only: an SDK that would send the
 * request a second time subscribes again, and is refused. What it learns it tells its owner, on the
 * SDK's threads; the owner calls the subscriber from one thread at a time.
 */
final class RequestPublisher implements Publisher<InvokeModelWithBidirectionalStreamInput> {

  private final AtomicBoolean taken = new AtomicBoolean();
  private final Consumer<Subscriber<? super InvokeModelWithBidirectionalStreamInput>> onSubscriber;
  private final LongConsumer onDemand;
  private final Runnable onCancel;

  RequestPublisher(
      Consumer<Subscriber<? super InvokeModelWithBidirectionalStreamInput>> onSubscriber,
      LongConsumer onDemand,
      Runnable onCancel) {
    this.onSubscriber = onSubscriber;
    this.onDemand = onDemand;
    this.onCancel = onCancel;
  }

  @Override
  public void subscribe(Subscriber<? super InvokeModelWithBidirectionalStreamInput> subscriber) {
    boolean first = taken.compareAndSet(false, true);
    subscriber.onSubscribe(
        new Subscription() {
          @Override
          public void request(long n) {
            if (first) {
              onDemand.accept(n);
            }
          }

          @Override
          public void cancel() {
            if (first) {
              onCancel.run();
            }
          }
        });
    if (first) {
      onSubscriber.accept(subscriber);
    } else {
      subscriber.onError(
          new IllegalStateException("A conversation's events cannot be sent a second time."));
    }
  }
}
