package org.voiceteller.http.call;

import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.StreamSupport;
import org.apache.pekko.NotUsed;
import org.apache.pekko.actor.Cancellable;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.http.javadsl.model.AttributeKeys;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.ws.WebSocketUpgrade;
import org.apache.pekko.http.javadsl.server.AllDirectives;
import org.apache.pekko.http.javadsl.server.PathMatchers;
import org.apache.pekko.http.javadsl.server.Route;
import org.apache.pekko.stream.javadsl.Flow;
import org.voiceteller.http.problem.Problem;
import org.voiceteller.http.problem.ProblemAnswers;
import org.voiceteller.streams.media.Peer;
import org.voiceteller.streams.media.WireMessage;

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

  private final ActorSystem<?> system;
  private final CallDoorSettings settings;
  private final OriginRule origins;
  private final Lines lines;
  private final Supplier<Optional<Conversations>> conversations;

  private CallRoutes(
      ActorSystem<?> system,
      CallDoorSettings settings,
      Lines lines,
      Supplier<Optional<Conversations>> conversations) {
    this.system = system;
    this.settings = settings;
    this.origins = OriginRule.create(settings.allowedOrigins());
    this.lines = lines;
    this.conversations = conversations;
  }

  /**
   * @param conversations empty while calls cannot be answered yet
   */
  public static CallRoutes create(
      ActorSystem<?> system,
      CallDoorSettings settings,
      Lines lines,
      Supplier<Optional<Conversations>> conversations) {
    return new CallRoutes(system, settings, lines, conversations);
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
    List<String> offered =
        StreamSupport.stream(upgrade.get().getRequestedProtocols().spliterator(), false).toList();
    if (!offered.contains(SUBPROTOCOL)) {
      return ProblemAnswers.answer(new Problem.SubprotocolMissing(SUBPROTOCOL, offered));
    }
    Optional<Conversations> answering = conversations.get();
    Lines.Answer answer =
        answering.isEmpty() ? lines.refuse(Lines.Refusal.STARTING) : lines.take(wish(request));
    return switch (answer) {
      case Lines.Answer.Refused(var why) -> refused(why);
      case Lines.Answer.Taken(var line, var mayBegin) ->
          BoundedUpgrade.upgrade(
              Adapter.toClassic(system),
              upgrade.get(),
              SUBPROTOCOL,
              settings.maxMessageBytes(),
              settings.messageTimeout(),
              onLine(line, answering.orElseThrow().answer(peer(request, origin, mayBegin))));
    };
  }

  /**
   * A browser does not tell its page why a WebSocket was refused, so the page asks again, plainly.
   */
  private HttpResponse withoutUpgrade(HttpRequest request) {
    if (conversations.get().isEmpty()) {
      return refused(Lines.Refusal.STARTING);
    }
    if (lines.isFree(wish(request))) {
      return ProblemAnswers.answer(new Problem.UpgradeRequired());
    }
    return refused(lines.isClosed() ? Lines.Refusal.DRAINING : Lines.Refusal.FULL);
  }

  private HttpResponse refused(Lines.Refusal why) {
    Duration later = settings.retryAfter();
    return ProblemAnswers.answer(
        switch (why) {
          case FULL -> new Problem.ServerFull(later);
          case DRAINING -> new Problem.ServerDraining(later);
          case STARTING -> new Problem.Starting(later);
        });
  }

  private static Lines.Wish wish(HttpRequest request) {
    return request.getUri().query().get("resume").isPresent()
        ? Lines.Wish.RESUMPTION
        : Lines.Wish.NEW_CALL;
  }

  /**
   * Frees the line when the connection is over, or when it never came to be: a client may leave
   * between its request and the upgrade.
   */
  private Flow<WireMessage, WireMessage, NotUsed> onLine(
      Lines.Line line, Flow<WireMessage, WireMessage, NotUsed> conversation) {
    Cancellable never =
        system
            .scheduler()
            .scheduleOnce(settings.upgradeTimeout(), line::free, system.executionContext());
    return conversation.watchTermination(
        (notUsed, over) -> {
          never.cancel();
          over.whenComplete((done, failure) -> line.free());
          return notUsed;
        });
  }

  private static Peer peer(HttpRequest request, Optional<String> origin, boolean mayBegin) {
    String address =
        request
            .getAttribute(AttributeKeys.remoteAddress)
            .flatMap(remote -> remote.getAddress())
            .map(InetAddress::getHostAddress)
            .orElse(null);
    return new Peer(address, origin.isPresent() ? "browser" : "terminal", mayBegin);
  }

  private static Optional<String> header(HttpRequest request, String name) {
    return request.getHeader(name).map(HttpHeader::value);
  }
}
