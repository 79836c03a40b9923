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
