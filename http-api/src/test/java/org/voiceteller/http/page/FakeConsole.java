package org.voiceteller.http.page;

import static java.util.concurrent.TimeUnit.NANOSECONDS;
import static java.util.concurrent.TimeUnit.SECONDS;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.typesafe.config.ConfigFactory;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.http.javadsl.Http;
import org.apache.pekko.http.javadsl.ServerBinding;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.server.AllDirectives;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.Materializer;
import org.apache.pekko.stream.OverflowStrategy;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.stream.javadsl.SourceQueueWithComplete;
import org.apache.pekko.util.ByteString;

/**
 * The pages' real routes and beside them the admin API of the contract, with the answers of {@link
 * Fixtures} unless a test says otherwise. It remembers what it was asked.
 */
final class FakeConsole extends AllDirectives implements AutoCloseable {

  static final ObjectMapper JSON = new ObjectMapper();
  private static final long PATIENCE_S = 15;

  /** One request as the bank got it; header names in lower case. */
  record Asked(
      String method,
      String path,
      Map<String, String> query,
      Map<String, String> headers,
      String body) {}

  private final ActorSystem system =
      ActorSystem.create(
          "fake-console",
          ConfigFactory.parseString("pekko { loglevel = OFF, stdout-loglevel = OFF }")
              .withFallback(ConfigFactory.load()));
  private final Map<String, Function<Asked, CompletionStage<HttpResponse>>> told =
      new ConcurrentHashMap<>();
  private final List<Asked> asked = new CopyOnWriteArrayList<>();
  private final BlockingQueue<Stream> streams = new LinkedBlockingQueue<>();
  private final FakeLine line = new FakeLine();
  private final ServerBinding binding;
  private volatile UnaryOperator<String> twist = UnaryOperator.identity();

  FakeConsole(ConsolePage settings) {
    var pages = PageRoutes.create(PageSettings.forBank(settings.bankName(), false), settings);
    var api =
        extractStrictEntity(
            Duration.ofSeconds(5),
            entity ->
                extractRequest(
                    request -> completeWithFuture(answer(request, entity.getData().utf8String()))));
    var route =
        concat(
            path(FakeLine.PATH, _ -> line.door(system, twist)),
            pathPrefix("v1", () -> api),
            pages.routes(),
            pages.notFound());
    binding = await(Http.get(system).newServerAt("127.0.0.1", 0).bind(route));
  }

  String address() {
    return "http://127.0.0.1:" + binding.localAddress().getPort();
  }

  /** Forgets what tests have said. */
  void clear() {
    told.clear();
    asked.clear();
    streams.clear();
    line.clear();
    twist = UnaryOperator.identity();
  }

  /** From now on this request has this answer, e.g. {@code GET /v1/admin/calls}. */
  void answers(String request, int status, String json) {
    told.put(request, _ -> CompletableFuture.completedFuture(json(status, json)));
  }

  void answers(String request, Function<Asked, CompletionStage<HttpResponse>> answer) {
    told.put(request, answer);
  }

  /** Refuses with a problem as the bank writes it. */
  void refuses(String request, int status, String title, String detail) {
    told.put(request, _ -> CompletableFuture.completedFuture(problem(status, title, detail)));
  }

  /** Changes every answer of the fixtures on its way. */
  void twists(UnaryOperator<String> how) {
    twist = how;
  }

  /** The requests to an address so far, in order. */
  List<Asked> askedFor(String method, String path) {
    return asked.stream()
        .filter(it -> it.method().equals(method) && it.path().equals(path))
        .toList();
  }

  /** The WebSocket of one who takes a call over, listens to it or whispers. */
  FakeLine line() {
    return line;
  }

  /** The next stream of the board's events that a page opens. */
  Stream nextStream() throws InterruptedException {
    return nextStream("/v1/admin/events");
  }

  /**
   * The next stream of events that a page opens at this address; others before it are passed over.
   */
  Stream nextStream(String path) throws InterruptedException {
    long end = System.nanoTime() + SECONDS.toNanos(PATIENCE_S);
    while (true) {
      Stream stream = streams.poll(end - System.nanoTime(), NANOSECONDS);
      if (stream == null) {
        throw new AssertionError("Expected the page to open " + path + ", but it did not");
      }
      if (stream.asked().path().equals(path)) {
        return stream;
      }
    }
  }

  private CompletionStage<HttpResponse> answer(HttpRequest request, String body) {
    var uri = request.getUri();
    var it =
        new Asked(
            request.method().value(), uri.path(), uri.query().toMap(), headers(request), body);
    asked.add(it);
    var answer = told.get(it.method() + " " + it.path());
    return answer != null ? answer.apply(it) : CompletableFuture.completedFuture(usual(it));
  }

  private static Map<String, String> headers(HttpRequest request) {
    return StreamSupport.stream(request.getHeaders().spliterator(), false)
        .collect(
            Collectors.toMap(HttpHeader::lowercaseName, HttpHeader::value, (first, _) -> first));
  }

  private HttpResponse usual(Asked it) {
    if (it.path().endsWith("/events")) {
      return events(it);
    }
    if (it.path().endsWith("/recording")) {
      return HttpResponse.create().withEntity(ContentTypes.parse("audio/wav"), Sounds.wav());
    }
    if (it.path().endsWith("/export")) {
      return HttpResponse.create()
          .withEntity(
              ContentTypes.parse("application/x-ndjson"),
              "{\"kind\":\"header\"}\n".getBytes(StandardCharsets.UTF_8));
    }
    return ConsoleAnswers.of(it)
        .map(found -> json(found.status(), twist.apply(found.json())))
        .orElseGet(() -> problem(404, "Not found", "There is no " + it.path()));
  }

  private HttpResponse events(Asked it) {
    Pair<SourceQueueWithComplete<ByteString>, Source<ByteString, NotUsed>> queue =
        Source.<ByteString>queue(1024, OverflowStrategy.fail())
            .preMaterialize(Materializer.matFromSystem(system));
    var stream = new Stream(it, queue.first());
    if (it.path().equals("/v1/admin/events")) {
      stream.send("board", twist.apply(Fixtures.json("board")));
    }
    streams.add(stream);
    return HttpResponse.create()
        .withEntity(
            HttpEntities.createChunked(
                ContentTypes.parse("text/event-stream; charset=UTF-8"), queue.second()));
  }

  static HttpResponse json(int status, String json) {
    return HttpResponse.create().withStatus(status).withEntity(ContentTypes.APPLICATION_JSON, json);
  }

  static HttpResponse problem(int status, String title, String detail) {
    var problem =
        JSON.createObjectNode()
            .put("type", "/problems/test")
            .put("title", title)
            .put("status", status)
            .put("detail", detail);
    return HttpResponse.create()
        .withStatus(status)
        .withEntity(
            ContentTypes.parse("application/problem+json"),
            problem.toString().getBytes(StandardCharsets.UTF_8));
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

  /** One reader of server-sent events. */
  record Stream(Asked asked, SourceQueueWithComplete<ByteString> out) {

    void send(String event, String json) {
      String data = tree(json).toString();
      out.offer(ByteString.fromString("event: " + event + "\ndata: " + data + "\n\n"));
    }

    /** Breaks off as a network does. */
    void drop() {
      out.fail(new IllegalStateException("dropped by the test"));
    }

    private static JsonNode tree(String json) {
      try {
        return JSON.readTree(json);
      } catch (JsonProcessingException e) {
        throw new IllegalArgumentException(json, e);
      }
    }
  }

  /** Of the fixtures' answers: what stands for an address. */
  record Answer(int status, String json) {
    static Optional<Answer> of(int status, String fixture) {
      return Optional.of(new Answer(status, Fixtures.json(fixture)));
    }
  }
}
