package org.voiceteller.http.call;

import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.apache.pekko.http.javadsl.model.AttributeKeys;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.ws.WebSocketUpgrade;
import org.apache.pekko.http.javadsl.server.AllDirectives;
import org.apache.pekko.http.javadsl.server.PathMatchers;
import org.apache.pekko.http.javadsl.server.Route;
import org.voiceteller.http.problem.Problem;
import org.voiceteller.http.problem.ProblemAnswers;

/**
 * {@code GET /v1/calls}: a call by WebSocket.
 *
 * <p>Refused before the upgrade, in this order: no WebSocket 426, a forbidden origin 403, our
 * subprotocol not offered 400, a server that is starting, going down or full 503 with {@code
 * Retry-After}. A request without the upgrade is told the same 503. After the upgrade, a message
 * over the limit closes with 1009.
 *
 * <p>{@code GET /v1/calls?resume} says that a call shall be come back to: such a caller is let in
 * when new ones are not, on lines that are kept for it. It is a word only; the token stays out of
 * addresses, which are logged everywhere.
 */
public final class CallRoutes extends AllDirectives {

  /** The one subprotocol of this door; a change that breaks clients gets another name. */
  public static final String SUBPROTOCOL = "voice-teller.v1";

  private final OriginRule origins;
  private final CallDoor door;

  private CallRoutes(OriginRule origins, CallDoor door) {
    this.origins = origins;
    this.door = door;
  }

  /** The door takes the calls whose origin and subprotocol are right. */
  public static CallRoutes create(CallDoorSettings settings, CallDoor door) {
    return new CallRoutes(OriginRule.create(settings.allowedOrigins()), door);
  }

  /** Answers its one path and rejects all others. */
  public Route routes() {
    return path(
        PathMatchers.segment("v1").slash("calls"),
        () -> get(() -> extractRequest(request -> complete(answer(request)))));
  }

  private HttpResponse answer(HttpRequest request) {
    Optional<WebSocketUpgrade> upgrade = request.getAttribute(AttributeKeys.webSocketUpgrade);
    if (upgrade.isEmpty()) {
      return withoutUpgrade(request);
    }
    Optional<String> origin = header(request, "Origin");
    if (!origins.allows(origin, header(request, "Host").orElse(""))) {
      return ProblemAnswers.answer(new Problem.OriginForbidden(origin.orElse("")));
    }
    Optional<Problem> notOurs = missing(upgrade.get());
    if (notOurs.isPresent()) {
      return ProblemAnswers.answer(notOurs.get());
    }
    return door.open(
        upgrade.get(),
        Optional.of(SUBPROTOCOL),
        wish(request),
        (conversations, mayBegin) ->
            conversations.answer(
                CallDoor.peer(request, origin.isPresent() ? "browser" : "terminal", mayBegin)));
  }

  /** What is wrong with a client that does not offer our subprotocol. */
  public static Optional<Problem> missing(WebSocketUpgrade upgrade) {
    List<String> offered =
        StreamSupport.stream(upgrade.getRequestedProtocols().spliterator(), false).toList();
    return offered.contains(SUBPROTOCOL)
        ? Optional.empty()
        : Optional.of(new Problem.SubprotocolMissing(SUBPROTOCOL, offered));
  }

  /**
   * A browser does not tell its page why a WebSocket was refused, so the page asks again, plainly.
   */
  private HttpResponse withoutUpgrade(HttpRequest request) {
    return door.obstacle(wish(request))
        .map(door::refusal)
        .orElseGet(() -> ProblemAnswers.answer(new Problem.UpgradeRequired()));
  }

  private static Lines.Wish wish(HttpRequest request) {
    return request.getUri().query().get("resume").isPresent()
        ? Lines.Wish.RESUMPTION
        : Lines.Wish.NEW_CALL;
  }

  private static Optional<String> header(HttpRequest request, String name) {
    return request.getHeader(name).map(HttpHeader::value);
  }
}
