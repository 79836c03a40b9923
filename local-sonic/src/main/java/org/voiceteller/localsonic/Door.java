package org.voiceteller.localsonic;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpMethod;
import org.apache.pekko.http.javadsl.model.HttpMethods;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.MediaTypes;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.stream.Materializer;
import org.apache.pekko.stream.javadsl.Flow;
import org.apache.pekko.stream.javadsl.Keep;
import org.apache.pekko.stream.javadsl.Sink;
import org.apache.pekko.util.ByteString;
import org.voiceteller.localsonic.conversation.Conversation;
import org.voiceteller.localsonic.conversation.ConversationStage;
import org.voiceteller.localsonic.conversation.Echo;
import org.voiceteller.localsonic.conversation.Exchange;
import org.voiceteller.localsonic.conversation.WrittenDown;
import org.voiceteller.localsonic.dialogue.Bankers;
import org.voiceteller.localsonic.fault.Fault;
import org.voiceteller.localsonic.fault.Faults;
import org.voiceteller.localsonic.fault.FaultsJson;
import org.voiceteller.localsonic.fault.LyingBankers;
import org.voiceteller.localsonic.wire.EventFrames;
import org.voiceteller.localsonic.wire.ServiceError;
import org.voiceteller.localsonic.wire.ServiceException;

/**
 * What is answered to which HTTP request: conversations at {@code
 * /model/{modelId}/invoke-with-bidirectional-stream}, {@code GET /health}, and {@code GET}, {@code
 * PUT} and {@code DELETE /faults}. The latter over HTTP/1.1 or HTTP/2 with prior knowledge; a
 * client that asks for an upgrade with a body is not understood.
 */
final class Door {

  /** Models that can be talked to. */
  static final Set<String> MODELS = Set.of("amazon.nova-2-sonic-v1:0");

  /** Models past the end of their life. */
  static final Set<String> RETIRED_MODELS = Set.of("amazon.nova-sonic-v1:0");

  private static final String HTTP_2 = "HTTP/2.0";
  private static final Pattern INVOKE =
      Pattern.compile("/model/([^/]+)/invoke-with-bidirectional-stream");
  private static final ContentType EVENT_STREAM =
      MediaTypes.applicationBinary("vnd.amazon.eventstream", MediaTypes.NOT_COMPRESSIBLE)
          .toContentType();
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration READ_ON = Duration.ofSeconds(5);
  private static final Duration BODY_TIMEOUT = Duration.ofSeconds(5);

  private final LocalSonicSettings settings;
  private final Bankers bankers;
  private final Engines engines;
  private final SpeechPool voice;
  private final Faults faults;
  private final Materializer materializer;
  private final AtomicInteger openStreams = new AtomicInteger();

  Door(
      LocalSonicSettings settings,
      Bankers bankers,
      Engines engines,
      SpeechPool voice,
      Faults faults,
      Materializer materializer) {
    this.settings = settings;
    this.bankers = bankers;
    this.engines = engines;
    this.voice = voice;
    this.faults = faults;
    this.materializer = materializer;
  }

  CompletionStage<HttpResponse> answer(HttpRequest request) {
    var path = request.getUri().path();
    return switch (path) {
      case "/health" ->
          only(request, Set.of(HttpMethods.GET), () -> done(request, json(200, health())));
      case "/ears" -> only(request, Set.of(HttpMethods.PUT), () -> ears(request));
      case "/faults" ->
          only(
              request,
              Set.of(HttpMethods.GET, HttpMethods.PUT, HttpMethods.DELETE),
              () -> faults(request));
      default -> {
        var invoke = INVOKE.matcher(path);
        yield invoke.matches()
            ? CompletableFuture.completedFuture(invoke(request, invoke.group(1)))
            : done(
                request, error(ServiceError.RESOURCE_NOT_FOUND, "There is nothing at this path"));
      }
    };
  }

  private HttpResponse invoke(HttpRequest request, String modelId) {
    List<Fault> due;
    try {
      check(request, modelId);
      due = faults.begin();
      for (var fault : due) {
        if (fault instanceof Fault.Refuse(var error, var message)) {
          throw new ServiceException(error, message);
        }
      }
      if (openStreams.incrementAndGet() > settings.maxStreams()) {
        openStreams.decrementAndGet();
        throw new ServiceException(
            ServiceError.THROTTLING,
            "Too many streams: %d are open already, please wait before trying again"
                .formatted(settings.maxStreams()));
      }
    } catch (ServiceException e) {
      // to cancel it now would reset the stream before the client has read the answer
      request
          .entity()
          .withoutSizeLimit()
          .getDataBytes()
          .takeWithin(READ_ON)
          .runWith(Sink.ignore(), materializer);
      return error(e.error(), e.reason());
    }
    var conversation =
        Flow.fromGraph(
                new ConversationStage(
                    own -> exchange(own, due), settings.streamLimits(), due, System::nanoTime))
            .watchTermination(
                (_, ended) -> ended.whenComplete((_, _) -> openStreams.decrementAndGet()));
    var frames =
        request.entity().withoutSizeLimit().getDataBytes().viaMat(conversation, Keep.none());
    return HttpResponse.create()
        .withStatus(StatusCodes.OK)
        .addHeader(requestId())
        .withEntity(HttpEntities.create(EVENT_STREAM, frames));
  }

  private static void check(HttpRequest request, String modelId) {
    if (!request.method().equals(HttpMethods.POST)) {
      throw ServiceException.validation("Expected POST, but it is another method");
    }
    if (!request.protocol().value().equals(HTTP_2)) {
      throw ServiceException.validation("Expected HTTP/2, but it is " + request.protocol().value());
    }
    if (request.getHeader("authorization").isEmpty()) {
      throw new ServiceException(ServiceError.ACCESS_DENIED, "Missing Authentication Token");
    }
    if (RETIRED_MODELS.contains(modelId)) {
      throw new ServiceException(
          ServiceError.RESOURCE_NOT_FOUND, "This model version has reached the end of its life");
    }
    if (!MODELS.contains(modelId)) {
      throw ServiceException.validation("The provided model identifier is invalid");
    }
  }

  private Exchange exchange(Executor own, List<Fault> due) {
    var answering =
        settings
            .echo()
            .<Exchange>map(manner -> new Echo(newId(), newId(), newId(), manner))
            .orElseGet(() -> conversation(own, due));
    return settings
        .inputDirectory()
        .<Exchange>map(directory -> new WrittenDown(answering, directory, newId()))
        .orElse(answering);
  }

  private Conversation conversation(Executor own, List<Fault> due) {
    var manner = Conversation.Manner.NORMAL;
    var speakers = bankers;
    for (var fault : due) {
      switch (fault) {
        case Fault.LateAnswers(var delay) ->
            manner = new Conversation.Manner(delay, manner.silentDuringTools());
        case Fault.SilentDuringTools _ ->
            manner = new Conversation.Manner(manner.answerDelay(), true);
        case Fault.Lie lie -> speakers = new LyingBankers(speakers, lie);
        case Fault.Refuse _,
            Fault.Stall _,
            Fault.Drop _,
            Fault.Fail _,
            Fault.NoCompletionEnd _ -> {}
      }
    }
    return new Conversation(speakers, voice, manner, own, System::nanoTime, Door::newId);
  }

  private CompletionStage<HttpResponse> ears(HttpRequest request) {
    engines.listen();
    return done(request, json(200, health()));
  }

  private CompletionStage<HttpResponse> faults(HttpRequest request) {
    if (request.method().equals(HttpMethods.PUT)) {
      return request
          .entity()
          .toStrict(BODY_TIMEOUT.toMillis(), materializer)
          .thenApply(body -> setFaults(body.getData()));
    }
    if (request.method().equals(HttpMethods.DELETE)) {
      faults.clear();
    }
    return done(request, json(200, FaultsJson.json(faults.current())));
  }

  private HttpResponse setFaults(ByteString body) {
    try {
      faults.set(FaultsJson.parse(body.toArray()));
      return json(200, FaultsJson.json(faults.current()));
    } catch (FaultsJson.Invalid e) {
      return error(ServiceError.VALIDATION, String.valueOf(e.getMessage()));
    }
  }

  private String health() {
    var health = new LinkedHashMap<String, Object>();
    health.put("status", "ready");
    health.put("recognizer", engines.recognizerState());
    health.put("synthesizer", engines.synthesizerState());
    health.put("echo", settings.echo().isPresent());
    health.put("openStreams", openStreams.get());
    health.put("maxStreams", settings.maxStreams());
    try {
      return JSON.writeValueAsString(health);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("a map can always be written as JSON", e);
    }
  }

  private interface Answer {
    CompletionStage<HttpResponse> get();
  }

  private CompletionStage<HttpResponse> only(
      HttpRequest request, Set<HttpMethod> methods, Answer answer) {
    return methods.contains(request.method())
        ? answer.get()
        : done(request, json(405, "{\"message\":\"This method is not allowed here\"}"));
  }

  private CompletionStage<HttpResponse> done(HttpRequest request, HttpResponse response) {
    request.discardEntityBytes(materializer);
    return CompletableFuture.completedFuture(response);
  }

  private static HttpResponse json(int status, String body) {
    return HttpResponse.create().withStatus(status).withEntity(ContentTypes.APPLICATION_JSON, body);
  }

  private static HttpResponse error(ServiceError error, String message) {
    var body = new String(EventFrames.messageJson(message), StandardCharsets.UTF_8);
    return json(error.status(), body)
        .addHeader(requestId())
        .addHeader(RawHeader.create("x-amzn-ErrorType", error.httpName()));
  }

  private static HttpHeader requestId() {
    return RawHeader.create("x-amzn-RequestId", newId());
  }

  private static String newId() {
    return UUID.randomUUID().toString();
  }
}
