package org.voiceteller.streams.nova;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.stream.BoundedSourceQueue;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.reactivestreams.Subscriber;
import org.reactivestreams.Subscription;
import org.voiceteller.streams.call.HandTurnedScheduler;
import software.amazon.awssdk.services.bedrockruntime.model.BidirectionalInputPayloadPart;
import software.amazon.awssdk.services.bedrockruntime.model.InvokeModelWithBidirectionalStreamInput;

/** What the service hears of a leg that gives no sound, in time that the test moves. */
class SilentLegTest {

  private static final ActorTestKit KIT =
      ActorTestKit.create(
          ConfigFactory.parseString(HandTurnedScheduler.CONFIG).withFallback(ConfigFactory.load()));
  private static final int MS = NovaInput.AudioInput.BYTES_PER_MS;

  private final HandTurnedScheduler time =
      (HandTurnedScheduler) Adapter.toClassic(KIT.system()).scheduler();
  private final Service service = new Service();
  private final BoundedSourceQueue<NovaInput> leg =
      Source.<NovaInput>queue(16)
          .via(
              new NovaConversation(
                  () ->
                      (request, _) -> {
                        request.subscribe(service);
                        return new CompletableFuture<>();
                      },
                  NovaCodec.create(),
                  Duration.ofSeconds(2),
                  Duration.ofMillis(160),
                  Duration.ofSeconds(30),
                  _ -> {}))
          .to(Sink.ignore())
          .run(KIT.system());

  @AfterAll
  static void stop() {
    KIT.shutdownTestKit();
  }

  @Test
  void isFollowedBySilenceInShortFramesAndAfterAWhileInLongOnes() {
    leg.offer(new NovaInput.AudioStart("p", "caller"));
    time.timePasses(Duration.ofSeconds(20));

    assertThat(service.heardMs().stream().limit(93)).containsOnly(32);
    assertThat(service.heardMs().stream().skip(95)).isNotEmpty().containsOnly(480);
    assertThat(service.heardMs().stream().mapToInt(ms -> ms).sum()).isBetween(19_000, 20_000);
  }

  @Test
  void isHeardAtOnceWhenItSpeaksAgainAndThenInShortSilenceAnew() {
    leg.offer(new NovaInput.AudioStart("p", "caller"));
    time.timePasses(Duration.ofSeconds(10));
    service.heard.clear();

    leg.offer(sound());
    assertThat(service.heardMs()).containsExactly(20);
    time.timePasses(Duration.ofMillis(500));

    assertThat(service.heardMs().stream().skip(1)).isNotEmpty().containsOnly(32);
  }

  private static NovaInput sound() {
    return new NovaInput.AudioInput("p", "caller", ByteString.fromArray(new byte[20 * MS]));
  }

  /** Takes whatever comes, and notes how long each sound is. */
  private static final class Service
      implements Subscriber<InvokeModelWithBidirectionalStreamInput> {

    private final List<String> heard = new ArrayList<>();

    private List<Integer> heardMs() {
      return heard.stream()
          .filter(json -> json.contains("audioInput\""))
          .map(json -> json.replaceAll(".*\"content\":\"([^\"]*)\".*", "$1"))
          .map(base64 -> Base64.getDecoder().decode(base64).length / MS)
          .toList();
    }

    @Override
    public void onSubscribe(Subscription subscription) {
      subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(InvokeModelWithBidirectionalStreamInput event) {
      heard.add(((BidirectionalInputPayloadPart) event).bytes().asUtf8String());
    }

    @Override
    public void onError(Throwable thrown) {
      throw new AssertionError(thrown);
    }

    @Override
    public void onComplete() {}
  }
}
