package org.voiceteller.http.problem;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpCharsets;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.MediaTypes;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.model.headers.CacheControl;
import org.apache.pekko.http.javadsl.model.headers.CacheDirectives;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.util.ByteString;

/**
 * Problem details: {@code application/problem+json} (RFC 9457) with {@code type}, {@code title},
 * {@code status}, {@code detail} and, where a problem has them, members of its own. The {@code
 * type} is a stable relative reference, {@code /problems/<name>}; the name alone tells problems
 * apart.
 */
public final class ProblemAnswers {

  private static final ContentType PROBLEM_JSON =
      ContentTypes.create(
          MediaTypes.applicationWithFixedCharset("problem+json", HttpCharsets.UTF_8));
  private static final JsonMapper JSON = new JsonMapper();

  private ProblemAnswers() {}

  /** The answer to a problem. */
  public static HttpResponse answer(Problem problem) {
    return switch (problem) {
      case Problem.NotFound(var path) ->
          respond(404, "not-found", "Not found", "There is nothing at " + path + ".");
      case Problem.MethodNotAllowed(var method, var allowed) ->
          respond(
                  405,
                  "method-not-allowed",
                  "Method not allowed",
                  "%s is not possible here; %s is.".formatted(method, String.join(" or ", allowed)))
              .addHeader(RawHeader.create("Allow", String.join(", ", allowed)));
      case Problem.UpgradeRequired() ->
          respond(
                  426,
                  "upgrade-required",
                  "WebSocket required",
                  "Calls are made over a WebSocket with the subprotocol voice-teller.v1.")
              .addHeader(RawHeader.create("Upgrade", "websocket"));
      case Problem.SubprotocolMissing(var required, var offered) ->
          respond(
              400,
              "subprotocol-missing",
              "Subprotocol missing",
              "Offer the WebSocket subprotocol %s in Sec-WebSocket-Protocol; %s."
                  .formatted(
                      required,
                      offered.isEmpty()
                          ? "none was offered"
                          : "offered was " + String.join(", ", offered)));
      case Problem.OriginForbidden(var origin) ->
          respond(
              403,
              "origin-forbidden",
              "Origin forbidden",
              "Pages of %s may not make calls here; voice-teller.http.allowed-origins names those"
                      .formatted(origin)
                  + " that may.");
      case Problem.ServerFull(var retryAfter) ->
          later(
              respond(
                  503,
                  "server-full",
                  "All lines are busy",
                  "As many calls as this server takes are in progress. Please try again in a"
                      + " moment.",
                  Map.of("reason", "full")),
              retryAfter);
      case Problem.Starting(var retryAfter) ->
          later(
              respond(
                  503,
                  "starting",
                  "Not answering yet",
                  "This server waits for what it needs to answer calls; /health/ready says for"
                      + " what.",
                  Map.of("reason", "starting")),
              retryAfter);
      case Problem.ServerDraining(var retryAfter) ->
          later(
              respond(
                  503,
                  "server-draining",
                  "Going down",
                  "This server is being stopped and takes no new calls.",
                  Map.of("reason", "draining")),
              retryAfter);
      case Problem.NotReady(var members) ->
          respond(
              503,
              "not-ready",
              "Not ready",
              "A call would not be answered now; the dependencies say why.",
              members);
      case Problem.BadRequest(var detail) -> respond(400, "bad-request", "Bad request", detail);
      case Problem.SignInRequired(var ways) ->
          respond(
                  401,
                  "sign-in-required",
                  "Sign-in required",
                  "Sign in, or send an API key as a bearer token.",
                  ways.isEmpty() ? Map.of() : Map.of("ways", ways))
              .addHeader(RawHeader.create("WWW-Authenticate", "Bearer"));
      case Problem.NotPermitted() ->
          respond(
              403,
              "not-permitted",
              "Not permitted",
              "None of your roles, or of the key's scopes, permits this; docs/console-access.md has"
                  + " the table.");
      case Problem.NotFromOurPage() ->
          respond(
              403,
              "not-from-our-page",
              "Not from our page",
              "Within a session requests come from the console's own pages, and changes carry the"
                  + " session's token in X-CSRF-Token.");
      case Problem.ReasonRequired() ->
          respond(
              400,
              "reason-required",
              "Reason required",
              "Say in Access-Reason why this data is needed: 1 to 64 letters, digits, - and _. It"
                  + " stands in the audit log.");
      case Problem.TooManyRequests(var retryAfter) ->
          later(
              respond(
                  429,
                  "too-many-requests",
                  "Too many requests",
                  "More requests came than one may send; Retry-After says when to go on."),
              retryAfter);
      case Problem.TooManyAttempts(var retryAfter) ->
          later(
              respond(
                  429,
                  "too-many-attempts",
                  "Too many attempts",
                  "Too many sign-ins that opened nothing; Retry-After says when the next one is"
                      + " looked at."),
              retryAfter);
      case Problem.TooManySessions(var retryAfter) ->
          later(
              respond(
                  503,
                  "too-many-sessions",
                  "Too many sessions",
                  "As many people are signed in as this bank takes."),
              retryAfter);
      case Problem.SignInFailed(var detail) ->
          respond(401, "sign-in-failed", "Sign-in failed", detail)
              .addHeader(RawHeader.create("WWW-Authenticate", "Bearer"));
      case Problem.NoRole() ->
          respond(
              403,
              "no-role",
              "No role",
              "You are known, but none of your groups has a role in this console. Ask whoever"
                  + " administers the bank's groups for one.");
      case Problem.Unavailable(var detail, var retryAfter) ->
          later(respond(503, "unavailable", "Not available now", detail), retryAfter);
      case Problem.NotAudited(var retryAfter) ->
          later(
              respond(
                  503,
                  "not-audited",
                  "Cannot be audited now",
                  "Personal data is shown, and changes are made, only when that can be audited, and"
                      + " the audit log cannot be reached."),
              retryAfter);
      case Problem.BodyTooLarge(var mostBytes) ->
          respond(
              413,
              "body-too-large",
              "Body too large",
              "A request's body may have " + mostBytes + " bytes.");
      case Problem.BodyTooSlow() ->
          respond(
              408, "body-too-slow", "Body too slow", "The request's body did not come in time.");
      case Problem.NotOfKind(var kind) ->
          kind.equals("application/json")
              ? respond(415, "not-json", "Not JSON", "Send the body as application/json.")
              : respond(415, "not-of-kind", "Not of this kind", "Send the body as " + kind + ".");
      case Problem.PlatformOff(var platform, var setting) ->
          respond(
              404,
              "platform-off",
              "Not configured",
              "Calls by %s are not taken here; %s turns them on.".formatted(platform, setting));
      case Problem.NotFromPlatform(var platform, var check) ->
          respond(
              403,
              "not-from-platform",
              "Not from the platform",
              "This request is not signed by %s, or not with what is configured here; look at %s."
                  .formatted(platform, check));
      case Problem.UnsupportedMedia(var detail) ->
          respond(415, "unsupported-media", "Unsupported media", detail);
      case Problem.Conflict(var detail) -> respond(409, "conflict", "Conflict", detail);
      case Problem.IdempotencyKeyRequired() ->
          respond(
              400,
              "idempotency-key-required",
              "Idempotency-Key required",
              "Send an Idempotency-Key of your own, 8 to 64 letters, digits, - and _, so that the"
                  + " request can be repeated safely.");
      case Problem.SameRequestUnderWay(var retryAfter) ->
          later(
              respond(
                  409,
                  "same-request-under-way",
                  "The same request is under way",
                  "A request with this Idempotency-Key is being done; its answer comes with the next"
                      + " repetition."),
              retryAfter);
      case Problem.IdempotencyKeyReused() ->
          respond(
              422,
              "idempotency-key-reused",
              "Idempotency-Key reused",
              "This Idempotency-Key belongs to another request; a new request needs a new one.");
      case Problem.Unparsable(var status, var detail) ->
          respond(status, "unparsable", "The request cannot be understood", detail);
      case Problem.Unexpected(var reference) ->
          respond(
              500,
              "unexpected",
              "Something went wrong on our side",
              "The cause is in the server's log under the reference " + reference + ".");
    };
  }

  private static HttpResponse later(HttpResponse response, Duration retryAfter) {
    return response.addHeader(
        RawHeader.create("Retry-After", Long.toString(Math.max(1, retryAfter.toSeconds()))));
  }

  private static HttpResponse respond(int status, String name, String title, String detail) {
    return respond(status, name, title, detail, Map.of());
  }

  private static HttpResponse respond(
      int status, String name, String title, String detail, Map<String, Object> members) {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("type", "/problems/" + name);
    body.put("title", title);
    body.put("status", status);
    body.put("detail", detail);
    body.putAll(members);
    HttpHeader noStore = CacheControl.create(CacheDirectives.NO_STORE);
    return HttpResponse.create()
        .withStatus(StatusCodes.get(status))
        .withEntity(HttpEntities.create(PROBLEM_JSON, ByteString.fromArray(json(body))))
        .addHeader(noStore);
  }

  private static byte[] json(Map<String, Object> body) {
    try {
      return JSON.writeValueAsBytes(body);
    } catch (JsonProcessingException impossible) {
      throw new IllegalStateException("Expected a map of plain values", impossible);
    }
  }
}
