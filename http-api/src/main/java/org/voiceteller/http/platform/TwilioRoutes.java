package org.voiceteller.http.platform;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.MediaTypes;
import org.apache.pekko.http.javadsl.server.AllDirectives;
import org.apache.pekko.http.javadsl.server.PathMatchers;
import org.apache.pekko.http.javadsl.server.Route;
import org.voiceteller.http.call.Lines;
import org.voiceteller.http.json.Bodies;
import org.voiceteller.http.platform.CallFates.Next;
import org.voiceteller.http.problem.Problem;
import org.voiceteller.http.problem.ProblemAnswers;
import org.voiceteller.streams.platform.PlatformCalls.End;
import org.voiceteller.streams.platform.Ticket;
import org.voiceteller.streams.platform.TwilioFormat;

/**
 * Calls by Twilio. {@code POST /v1/calls/twilio/answer} is what a number's voice webhook is set to:
 * it answers the TwiML that streams the call to {@code GET /v1/calls/twilio}, or refuses it as busy
 * when no line is free. {@code POST …/next} is asked when the stream is over, and {@code GET
 * …/resume} is where a call whose connection broke comes back to: Twilio strips a query from a
 * stream's address.
 *
 * <p>Every request must carry Twilio's signature, else 403; without an auth token in the
 * configuration everything here is 404.
 */
final class TwilioRoutes extends AllDirectives {

  private static final String PATH = "/v1/calls/twilio";
  private static final String SID = "[A-Za-z0-9]{1,64}";
  private static final Problem NOT_TWILIO =
      new Problem.NotFromPlatform(
          "Twilio",
          "voice-teller.platforms.twilio.auth-token and voice-teller.platforms.public-url");

  private final PlatformSettings settings;
  private final PlatformSettings.Twilio twilio;
  private final TwilioSignature signature;
  private final Tickets tickets;
  private final CallFates fates;
  private final PlatformLeg leg;
  private final Bodies bodies;

  TwilioRoutes(
      PlatformSettings settings,
      PlatformSettings.Twilio twilio,
      Tickets tickets,
      CallFates fates,
      PlatformLeg leg,
      Bodies bodies) {
    this.settings = settings;
    this.twilio = twilio;
    this.signature = new TwilioSignature(twilio.authToken());
    this.tickets = tickets;
    this.fates = fates;
    this.leg = leg;
    this.bodies = bodies;
  }

  /** Answers what is below its path, and rejects all else. */
  Route routes() {
    return pathPrefix(
        PathMatchers.segment("v1").slash("calls").slash("twilio"),
        () ->
            concat(
                pathEnd(() -> get(() -> socket(PATH, Lines.Wish.NEW_CALL))),
                path("resume", () -> get(() -> socket(PATH + "/resume", Lines.Wish.RESUMPTION))),
                path("answer", () -> post(() -> signed(PATH + "/answer", this::answer))),
                path("next", () -> post(() -> signed(PATH + "/next", this::next)))));
  }

  private Route socket(String path, Lines.Wish wish) {
    return extractRequest(
        request ->
            complete(
                isSigned(request, settings.socketAddress(path), new Form(new TreeMap<>()))
                    ? leg.open(request, Optional.empty(), wish, new TwilioFormat())
                    : ProblemAnswers.answer(NOT_TWILIO)));
  }

  private interface Answer {
    Route to(HttpRequest request, Form form);
  }

  private Route signed(String path, Answer answer) {
    return extractRequest(
        request ->
            bodies.whole(
                MediaTypes.APPLICATION_X_WWW_FORM_URLENCODED,
                body -> {
                  Form form = Form.read(body);
                  if (!isSigned(request, settings.address(path), form)) {
                    return complete(ProblemAnswers.answer(NOT_TWILIO));
                  }
                  return form.one("CallSid").matches(SID)
                      ? answer.to(request, form)
                      : complete(
                          ProblemAnswers.answer(new Problem.BadRequest("There is no CallSid.")));
                }));
  }

  private boolean isSigned(HttpRequest request, String address, Form form) {
    String query = request.getUri().rawQueryString().map(raw -> "?" + raw).orElse("");
    return signature.isRight(
        address + query, form.fields(), PlatformLeg.header(request, "X-Twilio-Signature"));
  }

  private Route answer(HttpRequest request, Form form) {
    Whereabouts where = Whereabouts.of(request);
    if (leg.door().refuses(Lines.Wish.NEW_CALL).isPresent()) {
      return document(Twiml.response().rejectAsBusy());
    }
    Ticket ticket =
        new Ticket(
            form.one("CallSid"),
            callersNumber(form).orElse(null),
            where.jurisdiction(),
            where.locale(),
            null);
    return document(stream(Twiml.response(), PATH, ticket));
  }

  /** A number that its own network disowns (STIR/SHAKEN, RFC 8224) is as good as none. */
  private static Optional<String> callersNumber(Form form) {
    return form.one("StirVerstat").contains("Failed")
        ? Optional.empty()
        : CallerNumber.of(form.one("From"));
  }

  private Twiml stream(Twiml response, String path, Ticket ticket) {
    return response.connectStream(
        settings.address(PATH + "/next"),
        settings.socketAddress(path),
        Map.of(TwilioFormat.TICKET, tickets.seal(ticket)));
  }

  private Route next(HttpRequest request, Form form) {
    String call = form.one("CallSid");
    String status = form.one("CallStatus");
    if (!status.isEmpty() && !status.equals("in-progress")) {
      return document(Twiml.response().hangUp());
    }
    return onSuccess(fates.next(call), next -> document(whatIsNext(call, next)));
  }

  private Twiml whatIsNext(String call, Next next) {
    Twiml response = Twiml.response();
    return switch (next) {
      case Next.Ended(var end) when end == End.TRANSFERRED && twilio.handOffTo().isPresent() ->
          response.dial(twilio.handOffTo().get());
      case Next.Ended _ -> response.hangUp();
      case Next.Broken(var token, var attempt) -> {
        Ticket ticket = new Ticket(call, null, null, null, token);
        yield stream(attempt == 1 ? response : response.pause(1), PATH + "/resume", ticket);
      }
      case Next.Unknown _ -> response.say(settings.unavailableNotice()).hangUp();
    };
  }

  private Route document(Twiml document) {
    return complete(
        HttpResponse.create()
            .withEntity(HttpEntities.create(ContentTypes.TEXT_XML_UTF8, document.text())));
  }
}
