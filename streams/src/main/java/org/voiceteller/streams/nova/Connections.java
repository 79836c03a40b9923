package org.voiceteller.streams.nova;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelWithBidirectionalStreamInput;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelWithBidirectionalStreamRequest;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelWithBidirectionalStreamResponseHandler;

/**
 * The connections to one target. The SDK shares each among many streams and keeps it as long as
 * pings are answered, even when it takes nothing any more: one whose flow-control window is used up
 * (RFC 9113, section 5.2) fails every stream that it is given. So after a stream that stalled, new
 * ones go over new connections; the old are closed when their last stream is over. Thread-safe.
 */
final class Connections implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Connections.class);

  private final InvokeModelWithBidirectionalStreamRequest request;
  private final Supplier<BedrockRuntimeAsyncClient> client;
  private final Set<Generation> open = new HashSet<>();
  private Generation latest;

  /**
   * @param client makes another one, with connections of its own, each time
   */
  Connections(String modelId, Supplier<BedrockRuntimeAsyncClient> client) {
    this.request = InvokeModelWithBidirectionalStreamRequest.builder().modelId(modelId).build();
    this.client = client;
    this.latest = new Generation(client.get());
    open.add(latest);
  }

  /** Connections that were made together. */
  private static final class Generation {

    private final BedrockRuntimeAsyncClient client;
    private int streams;

    private Generation(BedrockRuntimeAsyncClient client) {
      this.client = client;
    }
  }

  /** A place for one stream; its end gives it back. */
  synchronized Place take() {
    latest.streams++;
    return new Place(latest);
  }

  final class Place implements StreamOpener {

    private final Generation generation;

    private Place(Generation generation) {
      this.generation = generation;
    }

    @Override
    public CompletableFuture<Void> open(
        Publisher<InvokeModelWithBidirectionalStreamInput> events,
        InvokeModelWithBidirectionalStreamResponseHandler handler) {
      return generation.client.invokeModelWithBidirectionalStream(request, events, handler);
    }

    @Override
    public void ended(NovaEnd how) {
      giveBack(generation, how instanceof NovaEnd.Failed(var why) && NovaFailures.isStall(why));
    }
  }

  private void giveBack(Generation generation, boolean stalled) {
    boolean over;
    synchronized (this) {
      generation.streams--;
      if (stalled && generation == latest && open.contains(generation)) {
        LOG.warn("A stream to the model stalled: new ones go over new connections.");
        latest = new Generation(client.get());
        open.add(latest);
      }
      over = generation != latest && generation.streams == 0 && open.remove(generation);
    }
    if (over) {
      generation.client.close();
    }
  }

  /** Breaks off what is still open. */
  @Override
  public void close() {
    List<Generation> last;
    synchronized (this) {
      last = List.copyOf(open);
      open.clear();
    }
    last.forEach(generation -> generation.client.close());
  }
}
