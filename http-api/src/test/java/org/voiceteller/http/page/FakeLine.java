package org.voiceteller.http.page;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.apache.pekko.http.javadsl.server.PathMatchers.segment;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.UnaryOperator;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.ws.Message;
import org.apache.pekko.http.javadsl.server.AllDirectives;
import org.apache.pekko.http.javadsl.server.PathMatcher1;
import org.apache.pekko.http.javadsl.server.Route;
import org.apache.pekko.stream.Materializer;
import org.apache.pekko.stream.OverflowStrategy;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.voiceteller.http.page.FakeTeller.Leg;

/**
 * The WebSocket of docs/hand-off.md: says first what a test wants, or what stands in {@code
 * console/line.json}, and then does what the test tells it.
 */
final class FakeLine extends AllDirectives {

  static final PathMatcher1<String> PATH =
      segment("v1").slash("admin").slash("calls").slash(segment()).slash("line");

  private static final long PATIENCE_S = 15;

  private final BlockingQueue<Leg> legs = new LinkedBlockingQueue<>();
  private volatile Optional<String> opening = Optional.empty();
  private volatile Optional<HttpResponse> refusal = Optional.empty();

  /** What the next lines say first, an array of events. */
  void says(String events) {
    opening = Optional.of(events);
  }

  /** Every line is refused with this from now on. */
  void refuses(HttpResponse answer) {
    refusal = Optional.of(answer);
  }

  void clear() {
    legs.clear();
    opening = Optional.empty();
    refusal = Optional.empty();
  }

  /** The next line that a page opens. */
  Leg next() throws InterruptedException {
    Leg leg = legs.poll(PATIENCE_S, SECONDS);
    if (leg == null) {
      throw new AssertionError("Expected the page to open a line, but it did not");
    }
    return leg;
  }

  Route door(ActorSystem system, UnaryOperator<String> twist) {
    return refusal
        .<Route>map(this::complete)
        .orElseGet(() -> extractUri(uri -> open(system, twist, uri.rawQueryString().orElse(""))));
  }

  private Route open(ActorSystem system, UnaryOperator<String> twist, String query) {
    var materializer = Materializer.matFromSystem(system);
    var queue = Source.<Message>queue(4096, OverflowStrategy.fail()).preMaterialize(materializer);
    var leg = new Leg(queue.first(), query);
    for (JsonNode event : tree(opening.orElseGet(() -> Fixtures.json("line")))) {
      leg.send(twist.apply(event.toString()));
    }
    legs.add(leg);
    Sink<Message, ?> in =
        Flow.<Message>create()
            .mapAsync(1, message -> strict(message, materializer))
            .to(Sink.foreach(leg::take));
    return handleWebSocketMessagesForProtocol(
        Flow.fromSinkAndSourceCoupled(in, queue.second()), "voice-teller.staff.v1");
  }

  private static CompletionStage<? extends Message> strict(
      Message message, Materializer materializer) {
    return message.isText()
        ? message.asTextMessage().toStrict(1000, materializer)
        : message.asBinaryMessage().toStrict(1000, materializer);
  }

  private static JsonNode tree(String json) {
    try {
      return FakeConsole.JSON.readTree(json);
    } catch (JsonProcessingException e) {
      throw new IllegalArgumentException(json, e);
    }
  }
}
