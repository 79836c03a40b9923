package org.voiceteller.http.platform;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.apache.pekko.http.javadsl.model.AttributeKeys;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.ws.WebSocketUpgrade;
import org.apache.pekko.http.javadsl.server.AllDirectives;
import org.apache.pekko.http.javadsl.server.PathMatchers;
import org.apache.pekko.http.javadsl.server.Route;
import org.voiceteller.http.call.Lines;
import org.voiceteller.http.json.Bodies;
import org.voiceteller.http.platform.CallFates.Next;
import org.voiceteller.http.problem.Problem;
import org.voiceteller.http.problem.ProblemAnswers;
import org.voiceteller.streams.platform.JambonzFormat;
import org.voiceteller.streams.platform.PlatformCalls.End;
import org.voiceteller.streams.platform.Ticket;

/**
 * Calls by jambonz. {@code POST /v1/calls/jambonz/answer} is what an application's calling webhook
 * is set to: it answers the verbs that stream the call to {@code GET /v1/calls/jambonz}, or refuses
 * it as busy when no line is free. {@code POST …/next} is asked when the stream is over, and {@code
 * GET …/resume} is where a call whose connection broke comes back to.
 *
 * <p>Webhooks must carry jambonz's signature and sockets the password that the answer document
 * gave, else 403; without a webhook secret in the configuration everything here is 404.
 */
final class JambonzRoutes extends AllDirectives {

  private static final String PATH = "/v1/calls/jambonz";
  private static final String ID = "[A-Za-z0-9-]{1,64}";
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Problem NOT_JAMBONZ =
      new Problem.NotFromPlatform("jambonz", "voice-teller.platforms.jambonz.webhook-secret");

  private final PlatformSettings settings;
  private final PlatformSettings.Jambonz jambonz;
  private final JambonzSignature signature;
  private final SocketPasswords passwords;
  private final Tickets tickets;
  private final CallFates fates;
  private final PlatformLeg leg;
  private final Bodies bodies;
  private final Duration retryAfter;

  /**
   * @param retryAfter what a caller who is refused is told to wait
   */
  JambonzRoutes(
      PlatformSettings settings,
      PlatformSettings.Jambonz jambonz,
      SocketPasswords passwords,
      Tickets tickets,
      CallFates fates,
      PlatformLeg leg,
      Bodies bodies,
      Duration retryAfter) {
    this.settings = settings;
    this.jambonz = jambonz;
    this.signature = new JambonzSignature(jambonz.webhookSecret(), leg.clock());
    this.passwords = passwords;
    this.tickets = tickets;
    this.fates = fates;
    this.leg = leg;
    this.bodies = bodies;
    this.retryAfter = retryAfter;
  }

  /** Answers what is below its path, and rejects all else. */
  Route routes() {
    return pathPrefix(
        PathMatchers.segment("v1").slash("calls").slash("jambonz"),
        () ->
            concat(
                pathEnd(() -> get(() -> socket(Lines.Wish.NEW_CALL))),
                path("resume", () -> get(() -> socket(Lines.Wish.RESUMPTION))),
                path("answer", () -> post(() -> signed(this::answer))),
                path("next", () -> post(() -> signed(this::next)))));
  }

  private Route socket(Lines.Wish wish) {
    return extractRequest(request -> complete(socket(request, wish)));
  }

  private HttpResponse socket(HttpRequest request, Lines.Wish wish) {
    if (!passwords.isRight(PlatformLeg.header(request, "Authorization"))) {
      return ProblemAnswers.answer(NOT_JAMBONZ);
    }
    Optional<WebSocketUpgrade> upgrade = request.getAttribute(AttributeKeys.webSocketUpgrade);
    List<String> offered =
        upgrade.stream()
            .flatMap(
                asked -> StreamSupport.stream(asked.getRequestedProtocols().spliterator(), false))
            .toList();
    if (upgrade.isPresent() && !offered.contains(JambonzFormat.SUBPROTOCOL)) {
      return ProblemAnswers.answer(
          new Problem.SubprotocolMissing(JambonzFormat.SUBPROTOCOL, offered));
    }
    return leg.open(
        request,
        Optional.of(JambonzFormat.SUBPROTOCOL),
        wish,
        JambonzFormat.create(jambonz.playbackRateHz()));
  }

  private interface Answer {
    Route to(HttpRequest request, JsonNode call);
  }

  private Route signed(Answer answer) {
    return extractRequest(
        request ->
            bodies.whole(
                body ->
                    signature.isRight(body, PlatformLeg.header(request, "Jambonz-Signature"))
                        ? answerTo(request, body.utf8String(), answer)
                        : complete(ProblemAnswers.answer(NOT_JAMBONZ))));
  }

  private Route answerTo(HttpRequest request, String body, Answer answer) {
    try {
      JsonNode call = JSON.readTree(body);
      if (call.path("call_sid").asText().matches(ID)) {
        return answer.to(request, call);
      }
    } catch (JsonProcessingException notJson) {
      // the same answer
    }
    return complete(ProblemAnswers.answer(new Problem.BadRequest("There is no call_sid.")));
  }

  private Route answer(HttpRequest request, JsonNode call) {
    Whereabouts where = Whereabouts.of(request);
    if (leg.door().refuses(Lines.Wish.NEW_CALL).isPresent()) {
      return document(JambonzVerbs.application().declineAsBusy(retryAfter.toSeconds()));
    }
    Ticket ticket =
        new Ticket(
            call.path("call_sid").asText(),
            CallerNumber.of(call.path("from").asText()).orElse(null),
            where.jurisdiction(),
            where.locale(),
            null);
    return document(listen(JambonzVerbs.application(), PATH, ticket));
  }

  private JambonzVerbs listen(JambonzVerbs application, String path, Ticket ticket) {
    return application.listen(
        settings.address(PATH + "/next"),
        settings.socketAddress(path),
        passwords.make(),
        tickets.seal(ticket),
        jambonz);
  }

  private Route next(HttpRequest request, JsonNode call) {
    String id = call.path("call_sid").asText();
    if (call.path("call_status").asText().equals("completed")) {
      return document(JambonzVerbs.application().hangUp());
    }
    return onSuccess(fates.next(id), next -> document(whatIsNext(id, next)));
  }

  private JambonzVerbs whatIsNext(String id, Next next) {
    JambonzVerbs application = JambonzVerbs.application();
    return switch (next) {
      case Next.Ended(var end) when end == End.TRANSFERRED && jambonz.handOffTo().isPresent() ->
          application.dial(jambonz.handOffTo().get());
      case Next.Ended _ -> application.hangUp();
      case Next.Broken(var token, var attempt) -> {
        Ticket ticket = new Ticket(id, null, null, null, token);
        yield listen(attempt == 1 ? application : application.pause(1), PATH + "/resume", ticket);
      }
      case Next.Unknown _ -> application.say(settings.unavailableNotice()).hangUp();
    };
  }

  private Route document(JambonzVerbs document) {
    return complete(
        HttpResponse.create()
            .withEntity(HttpEntities.create(ContentTypes.APPLICATION_JSON, document.text())));
  }
}
