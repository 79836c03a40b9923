package org.voiceteller.streams.nova;

import java.util.concurrent.CompletableFuture;
import org.reactivestreams.Publisher;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelWithBidirectionalStreamInput;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelWithBidirectionalStreamResponseHandler;

/** Opens one stream of the service; what {@code BedrockRuntimeAsyncClient} does for a model. */
@FunctionalInterface
interface StreamOpener {

  /**
   * @return completes when the stream is over; cancelling it resets the stream
   */
  CompletableFuture<Void> open(
      Publisher<InvokeModelWithBidirectionalStreamInput> request,
      InvokeModelWithBidirectionalStreamResponseHandler handler);

  /** The conversation is over, whether its stream was opened or not. */
  default void ended(NovaEnd how) {}
}
