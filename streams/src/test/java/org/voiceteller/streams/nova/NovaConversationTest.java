package org.voiceteller.streams.nova;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import software.amazon.awssdk.core.SdkBytes;
import software.amazon.awssdk.core.async.SdkPublisher;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelWithBidirectionalStreamOutput;

/** A conversation over a service whose threads are the test's. */
class NovaConversationTest {

  private static final ActorTestKit KIT = ActorTestKit.create();
  private static final int EVENTS = 100;

  @AfterAll
  static void stop() {
    KIT.shutdownTestKit();
  }

  /**
   * The SDK gives what is asked for first on its own thread; what it has by then, it gives to
   * whoever asks for more, in that very call.
   */
  private static final class OneThreadThenTheAsker implements Subscription {

    private final Subscriber<? super InvokeModelWithBidirectionalStreamOutput> subscriber;
    private final Deque<InvokeModelWithBidirectionalStreamOutput> events;
    private boolean asked;

    OneThreadThenTheAsker(Subscriber<? super InvokeModelWithBidirectionalStreamOutput> subscriber) {
      this.subscriber = subscriber;
      this.events =
          new ArrayDeque<>(
              IntStream.range(0, EVENTS).mapToObj(NovaConversationTest::event).toList());
    }

    @Override
    public void request(long n) {
      if (asked) {
        give(n);
      } else {
        asked = true;
        CompletableFuture.runAsync(() -> give(n)).join();
      }
    }

    private void give(long n) {
      for (long i = 0; i < n && !events.isEmpty(); i++) {
        subscriber.onNext(events.removeFirst());
      }
    }

    @Override
    public void cancel() {}
  }

  private static InvokeModelWithBidirectionalStreamOutput event(int number) {
    return InvokeModelWithBidirectionalStreamOutput.chunkBuilder()
        .bytes(
            SdkBytes.fromUtf8String(
                """
                {"event":{"textOutput":{"contentId":"c","role":"ASSISTANT","content":"%d"}}}"""
                    .formatted(number)))
        .build();
  }

  @Test
  void keepsTheOrderOfEventsWhoeverBringsThem() throws Exception {
    StreamOpener opener =
        (_, handler) -> {
          handler.onEventStream(
              SdkPublisher.adapt(
                  subscriber -> subscriber.onSubscribe(new OneThreadThenTheAsker(subscriber))));
          return new CompletableFuture<>();
        };
    var conversation =
        new NovaConversation(
            () -> opener,
            NovaCodec.create(),
            Duration.ofSeconds(1),
            Duration.ofSeconds(1),
            Duration.ofSeconds(30),
            _ -> {});

    List<NovaOutput> heard =
        Source.<NovaInput>maybe()
            .via(Flow.fromGraph(conversation))
            .take(EVENTS)
            .runWith(Sink.seq(), KIT.system())
            .toCompletableFuture()
            .get(10, TimeUnit.SECONDS);

    assertThat(heard)
        .extracting(output -> ((NovaOutput.TextSaid) output).content())
        .containsExactlyElementsOf(IntStream.range(0, EVENTS).mapToObj(Integer::toString).toList());
  }
}
