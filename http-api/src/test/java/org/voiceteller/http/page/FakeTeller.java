package org.voiceteller.http.page;

import static java.util.concurrent.TimeUnit.NANOSECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.typesafe.config.ConfigFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeoutException;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.http.javadsl.Http;
import org.apache.pekko.http.javadsl.ServerBinding;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.http.javadsl.model.ws.BinaryMessage;
import org.apache.pekko.http.javadsl.model.ws.Message;
import org.apache.pekko.http.javadsl.model.ws.TextMessage;
import org.apache.pekko.http.javadsl.server.AllDirectives;
import org.apache.pekko.http.javadsl.server.Route;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.Materializer;
import org.apache.pekko.stream.OverflowStrategy;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.stream.javadsl.SourceQueueWithComplete;
import org.apache.pekko.util.ByteString;

/** The pages' real routes and beside them a voice WebSocket that does what a test tells it. */
final class FakeTeller extends AllDirectives implements AutoCloseable {

  static final ObjectMapper JSON = new ObjectMapper();
  private static final long PATIENCE_S = 15;

  private final ActorSystem system =
      ActorSystem.create(
          "fake-teller",
          ConfigFactory.parseString("pekko.loglevel = OFF").withFallback(ConfigFactory.load()));
  private final BlockingQueue<Leg> legs = new LinkedBlockingQueue<>();
  private final ServerBinding binding;
  private volatile String refusal = "";

  FakeTeller(PageSettings settings) {
    var pages = PageRoutes.create(settings);
    Route route =
        concat(
            pathPrefix("v1", () -> path("calls", () -> refusal.isEmpty() ? voice() : refused())),
            pages.routes(),
            pages.notFound());
    binding = await(Http.get(system).newServerAt("127.0.0.1", 0).bind(route));
  }

  String address() {
    return "http://127.0.0.1:" + binding.localAddress().getPort();
  }

  /** From now on every call is refused for this reason, as the voice door does; blank: none is. */
  void refuses(String reason) {
    refusal = reason;
  }

  /** The next connection that a page opens. */
  Leg nextLeg() throws InterruptedException {
    Leg leg = legs.poll(PATIENCE_S, SECONDS);
    if (leg == null) {
      throw new AssertionError("Expected the page to connect, but it did not");
    }
    return leg;
  }

  /** So that no later test takes a connection that nobody has looked at for its own. */
  void forgetLegs() {
    legs.clear();
  }

  private Route refused() {
    return complete(
        HttpResponse.create()
            .withStatus(503)
            .withEntity(ContentTypes.APPLICATION_JSON, "{\"reason\":\"%s\"}".formatted(refusal))
            .addHeader(RawHeader.create("Retry-After", "20")));
  }

  private Route voice() {
    var queue =
        Source.<Message>queue(4096, OverflowStrategy.fail())
            .preMaterialize(Materializer.matFromSystem(system));
    return extractUri(uri -> voice(queue, uri.rawQueryString().orElse("")));
  }

  private Route voice(
      Pair<SourceQueueWithComplete<Message>, Source<Message, NotUsed>> queue, String query) {
    var leg = new Leg(queue.first(), query);
    legs.add(leg);
    Sink<Message, ?> in =
        Flow.<Message>create().mapAsync(1, this::strict).to(Sink.foreach(leg::take));
    return handleWebSocketMessagesForProtocol(
        Flow.fromSinkAndSourceCoupled(in, queue.second()), "voice-teller.v1");
  }

  private CompletionStage<? extends Message> strict(Message message) {
    return message.isText()
        ? message.asTextMessage().toStrict(1000, Materializer.matFromSystem(system))
        : message.asBinaryMessage().toStrict(1000, Materializer.matFromSystem(system));
  }

  @Override
  public void close() {
    await(binding.terminate(Duration.ofSeconds(1)));
    system.terminate();
    await(system.getWhenTerminated());
  }

  private static <T> T await(CompletionStage<T> stage) {
    try {
      return stage.toCompletableFuture().get(PATIENCE_S, SECONDS);
    } catch (InterruptedException | ExecutionException | TimeoutException e) {
      throw new IllegalStateException(e);
    }
  }

  /** One connection as the bank sees it. */
  static final class Leg {
    private final BlockingQueue<JsonNode> events = new LinkedBlockingQueue<>();
    private final BlockingQueue<ByteString> frames = new LinkedBlockingQueue<>();
    private final SourceQueueWithComplete<Message> out;
    private final String query;
    private volatile boolean standsStill;

    Leg(SourceQueueWithComplete<Message> out, String query) {
      this.out = out;
      this.query = query;
    }

    /** What stood behind the door's path. */
    String query() {
      return query;
    }

    void take(Message message) {
      try {
        if (message.isText()) {
          JsonNode event = JSON.readTree(message.asTextMessage().getStrictText());
          events.add(event);
          if (event.path("type").asText().equals("line.check") && !standsStill) {
            send("line.checked", Map.of());
          }
        } else {
          frames.add(message.asBinaryMessage().getStrictData());
        }
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }

    /** The next event of this type; others before it are passed over. */
    JsonNode next(String type) throws InterruptedException {
      long end = System.nanoTime() + SECONDS.toNanos(PATIENCE_S);
      while (true) {
        JsonNode event = events.poll(end - System.nanoTime(), NANOSECONDS);
        if (event == null) {
          throw new AssertionError("Expected the page to send " + type + ", but it did not");
        }
        if (event.path("type").asText().equals(type)) {
          return event;
        }
      }
    }

    /** How many frames have come that nobody has looked at. */
    int framesWaiting() {
      return frames.size();
    }

    ByteString nextFrame() throws InterruptedException {
      ByteString frame = frames.poll(PATIENCE_S, SECONDS);
      if (frame == null) {
        throw new AssertionError("Expected the page to send sound, but it did not");
      }
      return frame;
    }

    void send(String type, Map<String, Object> fields) {
      var event = JSON.createObjectNode().put("type", type);
      fields.forEach((name, value) -> event.set(name, JSON.valueToTree(value)));
      out.offer(TextMessage.create(event.toString()));
    }

    /** An event as it stands. */
    void send(String json) {
      out.offer(TextMessage.create(json));
    }

    void send(byte[] pcm) {
      out.offer(BinaryMessage.create(ByteString.fromArray(pcm)));
    }

    /** Answers the page's first words, so that the call stands. */
    JsonNode answer(String resumeToken) throws InterruptedException {
      JsonNode start = next("call.start");
      send(
          "call.started",
          Map.of(
              "callId",
              "call-1",
              "resumeToken",
              resumeToken,
              "inputSampleRateHz",
              16000,
              "outputSampleRateHz",
              24000));
      return start;
    }

    void says(String turnId, String role, String text, boolean complete) {
      send("transcript", Map.of("turnId", turnId, "role", role, "text", text, "final", complete));
    }

    /** Says nothing more by itself, as a machine that is gone: the connection stays open. */
    void standStill() {
      standsStill = true;
    }

    /** Closes the connection as the bank does when there is no more to say. */
    void close() {
      out.complete();
    }

    /** Breaks the connection as a network does, without a word. */
    void drop() {
      out.fail(new IllegalStateException("dropped by the test"));
    }
  }
}
