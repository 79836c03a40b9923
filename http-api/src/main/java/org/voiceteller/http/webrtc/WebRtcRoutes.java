package org.voiceteller.http.webrtc;

import static org.apache.pekko.http.javadsl.server.PathMatchers.segment;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.pekko.http.javadsl.model.AttributeKeys;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.MediaTypes;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.http.javadsl.model.ws.WebSocketUpgrade;
import org.apache.pekko.http.javadsl.server.AllDirectives;
import org.apache.pekko.http.javadsl.server.Route;
import org.apache.pekko.http.scaladsl.model.EntityStreamSizeException;
import org.voiceteller.http.call.CallDoor;
import org.voiceteller.http.call.CallDoorSettings;
import org.voiceteller.http.call.CallRoutes;
import org.voiceteller.http.call.Lines;
import org.voiceteller.http.call.OriginRule;
import org.voiceteller.http.json.Bodies;
import org.voiceteller.http.json.Json;
import org.voiceteller.http.problem.Problem;
import org.voiceteller.http.problem.ProblemAnswers;
import org.voiceteller.http.problem.ProblemException;
import org.voiceteller.streams.webrtc.WebRtcCall;
import org.voiceteller.streams.webrtc.WebRtcDoor;

/**
 * {@code /v1/calls/webrtc}: calls by WebRTC.
 *
 * <table>
 *   <caption>What is answered</caption>
 *   <tr><td>{@code GET}</td><td>200: what a browser's connection is to be made with</td></tr>
 *   <tr><td>{@code POST}</td><td>201: the SDP answer; {@code Location} is the call's address,
 *       {@code Voice-Teller-Events} the secret that opens its events</td></tr>
 *   <tr><td>{@code PATCH} below</td><td>204, or 200 with what answers a new beginning of ICE</td></tr>
 *   <tr><td>{@code DELETE} below</td><td>200: the caller has hung up</td></tr>
 *   <tr><td>{@code GET …/events}</td><td>the WebSocket of its events</td></tr>
 * </table>
 *
 * <p>A POST is refused in this order: a forbidden origin 403, a body that is too large 413 or too
 * slow 408, of another kind or without Opus 415, one that makes no sense 400, a server that is
 * starting, going down or full 503 with {@code Retry-After}.
 */
public final class WebRtcRoutes extends AllDirectives {

  private static final Duration BODY_TIMEOUT = Duration.ofSeconds(5);

  private final OriginRule origins;
  private final CallDoor calls;
  private final TurnServers turn;
  private final InstantSource clock;
  private final Supplier<Optional<WebRtcDoor>> door;

  private WebRtcRoutes(
      CallDoorSettings settings,
      CallDoor calls,
      TurnServers turn,
      InstantSource clock,
      Supplier<Optional<WebRtcDoor>> door) {
    this.origins = OriginRule.create(settings.allowedOrigins());
    this.calls = calls;
    this.turn = turn;
    this.clock = clock;
    this.door = door;
  }

  /**
   * The door's paths.
   *
   * @param calls gives each its line
   * @param door empty while calls cannot be answered yet
   */
  public static WebRtcRoutes create(
      CallDoorSettings settings,
      CallDoor calls,
      TurnServers turn,
      InstantSource clock,
      Supplier<Optional<WebRtcDoor>> door) {
    return new WebRtcRoutes(settings, calls, turn, clock, door);
  }

  /** Answers its paths and rejects all others. */
  public Route routes() {
    return pathPrefix(
        segment("v1").slash("calls").slash("webrtc"),
        () ->
            extractRequest(
                request ->
                    concat(
                        options(() -> complete(preflight(request))),
                        allowed(
                            request,
                            () ->
                                concat(
                                    pathEnd(
                                        () ->
                                            concat(
                                                get(() -> complete(configuration())),
                                                post(() -> withBody(request, this::begin)))),
                                    path(segment(), id -> ofCall(request, id)),
                                    path(
                                        segment().slash("events"),
                                        id ->
                                            get(
                                                () ->
                                                    complete(
                                                        known(
                                                            id,
                                                            call -> events(request, call))))))))));
  }

  private Route ofCall(HttpRequest request, String id) {
    return concat(
        patch(
            () ->
                withBody(request, (type, body) -> known(id, call -> continued(call, type, body)))),
        delete(
            () ->
                complete(
                    known(
                        id,
                        call -> {
                          call.hangUp();
                          return HttpResponse.create().withStatus(200);
                        }))));
  }

  /** A page of ours or of an origin that may call; others are told that they may not. */
  private Route allowed(HttpRequest request, Supplier<Route> inner) {
    Optional<String> origin = header(request, "Origin");
    if (!origins.allows(origin, header(request, "Host").orElse(""))) {
      return complete(ProblemAnswers.answer(new Problem.OriginForbidden(origin.orElse(""))));
    }
    return respondWithHeaders(forPagesOf(origin), inner);
  }

  /** A page of another origin may read the answers too (the Fetch standard, CORS). */
  private static List<HttpHeader> forPagesOf(Optional<String> origin) {
    List<HttpHeader> headers = new ArrayList<>();
    headers.add(RawHeader.create("Cache-Control", "no-store"));
    origin.ifPresent(
        page -> {
          headers.add(RawHeader.create("Access-Control-Allow-Origin", page));
          headers.add(
              RawHeader.create(
                  "Access-Control-Expose-Headers", "Location, Link, Voice-Teller-Events"));
          headers.add(RawHeader.create("Vary", "Origin"));
        });
    return headers;
  }

  private HttpResponse preflight(HttpRequest request) {
    Optional<String> origin = header(request, "Origin");
    if (!origins.allows(origin, header(request, "Host").orElse(""))) {
      return ProblemAnswers.answer(new Problem.OriginForbidden(origin.orElse("")));
    }
    return HttpResponse.create()
        .withStatus(204)
        .addHeaders(forPagesOf(origin))
        .addHeader(RawHeader.create("Access-Control-Allow-Methods", "GET, POST, PATCH, DELETE"))
        .addHeader(RawHeader.create("Access-Control-Allow-Headers", "Content-Type"))
        .addHeader(RawHeader.create("Accept-Post", WebRtcOffer.SDP));
  }

  private HttpResponse configuration() {
    return HttpResponse.create()
        .withEntity(
            HttpEntities.create(
                ContentTypes.APPLICATION_JSON,
                Json.write(Map.of("iceServers", turn.at(clock.instant())))));
  }

  /** What a request with a body is answered. */
  private interface Answering {
    HttpResponse answer(org.apache.pekko.http.javadsl.model.ContentType type, Body body);
  }

  private record Body(String text, HttpRequest request) {}

  private Route withBody(HttpRequest request, Answering answering) {
    return extractMaterializer(
        materializer -> {
          CompletionStage<HttpResponse> answer =
              request
                  .entity()
                  .withSizeLimit(Bodies.MOST_BYTES)
                  .toStrict(BODY_TIMEOUT.toMillis(), materializer)
                  .thenApply(
                      whole ->
                          answering.answer(
                              whole.getContentType(),
                              new Body(
                                  whole.getData().decodeString(StandardCharsets.UTF_8), request)))
                  .exceptionally(WebRtcRoutes::refused);
          return completeWithFuture(answer);
        });
  }

  private static HttpResponse refused(Throwable thrown) {
    Throwable cause =
        thrown instanceof CompletionException && thrown.getCause() != null
            ? thrown.getCause()
            : thrown;
    return switch (cause) {
      case ProblemException known -> ProblemAnswers.answer(known.problem());
      case EntityStreamSizeException _ ->
          ProblemAnswers.answer(new Problem.BodyTooLarge(Bodies.MOST_BYTES));
      case TimeoutException _ -> ProblemAnswers.answer(new Problem.BodyTooSlow());
      default -> throw new CompletionException(cause);
    };
  }

  private HttpResponse begin(org.apache.pekko.http.javadsl.model.ContentType type, Body body) {
    Optional<WebRtcDoor> open = door.get();
    if (open.isEmpty()) {
      return calls.refuse(Lines.Refusal.STARTING);
    }
    WebRtcOffer offered = WebRtcOffer.read(type, body.text(), open.get().wire());
    Lines.Wish wish =
        offered.start().resume() == null ? Lines.Wish.NEW_CALL : Lines.Wish.RESUMPTION;
    return switch (calls.take(wish)) {
      case Lines.Answer.Refused(var why) -> calls.refusal(why);
      case Lines.Answer.Taken(var line, var mayBegin) -> {
        WebRtcCall call =
            open.get()
                .answer(
                    offered.offer(),
                    offered.start(),
                    CallDoor.peer(body.request(), "webrtc", mayBegin));
        var _ = call.whenGone().thenRun(line::free);
        yield created(call);
      }
    };
  }

  private HttpResponse created(WebRtcCall call) {
    List<HttpHeader> headers = new ArrayList<>();
    headers.add(RawHeader.create("Location", "/v1/calls/webrtc/" + call.id()));
    headers.add(RawHeader.create("Voice-Teller-Events", call.eventToken()));
    turn.links(clock.instant()).forEach(link -> headers.add(RawHeader.create("Link", link)));
    return sdp(201, WebRtcOffer.SDP, call.answer()).addHeaders(headers);
  }

  private static HttpResponse continued(
      WebRtcCall call, org.apache.pekko.http.javadsl.model.ContentType type, Body body) {
    return switch (WebRtcOffer.mediaType(type)) {
      case WebRtcOffer.FRAGMENT ->
          call.heard(WebRtcOffer.fragment(body.text()))
              .map(answer -> sdp(200, WebRtcOffer.FRAGMENT, answer))
              .orElseGet(() -> HttpResponse.create().withStatus(204));
      case WebRtcOffer.SDP ->
          call.heard(WebRtcOffer.offer(body.text()))
              .map(answer -> sdp(200, WebRtcOffer.SDP, answer))
              .orElseGet(
                  () ->
                      ProblemAnswers.answer(
                          new Problem.Conflict(
                              "Another offer of a call must come with the same certificate and the"
                                  + " same Opus.")));
      default ->
          ProblemAnswers.answer(
              new Problem.UnsupportedMedia(
                  "Send %s, or %s for another offer."
                      .formatted(WebRtcOffer.FRAGMENT, WebRtcOffer.SDP)));
    };
  }

  private HttpResponse known(String id, Function<WebRtcCall, HttpResponse> answer) {
    return door.get()
        .flatMap(open -> open.find(id))
        .map(answer)
        .orElseGet(() -> ProblemAnswers.answer(new Problem.NotFound("/v1/calls/webrtc/…")));
  }

  private HttpResponse events(HttpRequest request, WebRtcCall call) {
    Optional<WebSocketUpgrade> upgrade = request.getAttribute(AttributeKeys.webSocketUpgrade);
    if (upgrade.isEmpty()) {
      return ProblemAnswers.answer(new Problem.UpgradeRequired());
    }
    return CallRoutes.missing(upgrade.get())
        .map(ProblemAnswers::answer)
        .orElseGet(
            () -> calls.upgrade(upgrade.get(), Optional.of(CallRoutes.SUBPROTOCOL), call.events()));
  }

  private static HttpResponse sdp(int status, String type, String text) {
    String subtype = type.substring(type.indexOf('/') + 1);
    return HttpResponse.create()
        .withStatus(status)
        .withEntity(
            HttpEntities.create(
                ContentTypes.create(MediaTypes.applicationBinary(subtype, false, "sdp")),
                text.getBytes(StandardCharsets.UTF_8)));
  }

  private static Optional<String> header(HttpRequest request, String name) {
    return request.getHeader(name).map(HttpHeader::value);
  }
}
