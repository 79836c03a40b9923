package org.voiceteller.streams.nova;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Publisher;
import software.amazon.awssdk.services.bedrockruntime.BedrockRuntimeAsyncClient;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelWithBidirectionalStreamInput;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelWithBidirectionalStreamRequest;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelWithBidirectionalStreamResponseHandler;

class ConnectionsTest {

  private static final NovaEnd STALLED = new NovaEnd.Failed(NovaFailures.stalled());

  private final List<FakeClient> clients = new ArrayList<>();
  private final Connections connections = new Connections("a-model", this::client);

  @Test
  void keepsItsConnectionsWhileStreamsEndInAnyOtherWay() {
    for (NovaEnd end :
        List.of(
            new NovaEnd.Completed(),
            new NovaEnd.Cancelled(),
            new NovaEnd.Failed(NovaFailures.unexpectedEnd()))) {
      open().ended(end);
    }
    open();

    assertThat(clients).extracting(client -> client.asked).containsExactly(4);
  }

  @Test
  void goesOverNewConnectionsAfterAStreamThatStalled() {
    var healthy = open();
    open().ended(STALLED);
    open();

    assertThat(clients).extracting(client -> client.asked).containsExactly(2, 1);
    assertThat(clients.getFirst().closed).as("somebody talks over them").isFalse();

    healthy.ended(new NovaEnd.Completed());

    assertThat(clients).extracting(client -> client.closed).containsExactly(true, false);
  }

  @Test
  void makesNewConnectionsOnceForAllStreamsThatStalledOnTheSame() {
    var streams = Stream.generate(this::open).limit(32).toList();

    streams.forEach(stream -> stream.ended(STALLED));

    assertThat(clients).extracting(client -> client.closed).containsExactly(true, false);
  }

  @Test
  void breaksOffWhatIsOpenWhenItCloses() {
    open();
    open().ended(STALLED);
    var last = open();

    connections.close();
    last.ended(STALLED);

    assertThat(clients).extracting(client -> client.closed).containsExactly(true, true);
  }

  private Connections.Place open() {
    var place = connections.take();
    var unused =
        place.open(
            _ -> {},
            InvokeModelWithBidirectionalStreamResponseHandler.builder()
                .subscriber(_ -> {})
                .build());
    return place;
  }

  private FakeClient client() {
    var client = new FakeClient();
    clients.add(client);
    return client;
  }

  private static final class FakeClient implements BedrockRuntimeAsyncClient {

    private int asked;
    private boolean closed;

    @Override
    public CompletableFuture<Void> invokeModelWithBidirectionalStream(
        InvokeModelWithBidirectionalStreamRequest request,
        Publisher<InvokeModelWithBidirectionalStreamInput> events,
        InvokeModelWithBidirectionalStreamResponseHandler handler) {
      assertThat(request.modelId()).isEqualTo("a-model");
      assertThat(closed).isFalse();
      asked++;
      return new CompletableFuture<>();
    }

    @Override
    public String serviceName() {
      return SERVICE_NAME;
    }

    @Override
    public void close() {
      closed = true;
    }
  }
}
