package org.voiceteller.http.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocketHandshakeException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.WeakHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.voiceteller.http.signin.OneTimeLinks;

/**
 * One of the bank's people, who signed in with a link as the terminal shows it: each is good for
 * ten minutes.
 */
final class StaffMember {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String REASON = "CASE-2026-17";
  private static final Map<RunningTeller, StaffMember> MEMBERS = new WeakHashMap<>();

  private final URI home;
  private final HttpClient client = HttpClient.newHttpClient();
  private final String cookie;
  private final String csrfToken;

  private StaffMember(URI home, String cookie, String csrfToken) {
    this.home = home;
    this.cookie = cookie;
    this.csrfToken = csrfToken;
  }

  /** The one of this bank. */
  static synchronized StaffMember of(RunningTeller teller) throws Exception {
    StaffMember known = MEMBERS.get(teller);
    if (known == null) {
      known = signIn(teller);
      MEMBERS.put(teller, known);
    }
    return known;
  }

  /** One who has signed in elsewhere and has this cookie. */
  static StaffMember with(RunningTeller teller, String cookie) throws Exception {
    String session = new StaffMember(teller.home(), cookie, "").get("/v1/session").text();
    return new StaffMember(
        teller.home(), cookie, JSON.readTree(session).path("csrfToken").asText());
  }

  private static StaffMember signIn(RunningTeller teller) throws Exception {
    String link = OneTimeLinks.in(teller.data(), InstantSource.system()).make();
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpResponse<String> answer =
          client.send(
              HttpRequest.newBuilder(URI.create(teller.home() + "/v1/session"))
                  .header("Content-Type", "application/json")
                  .header("Origin", teller.home().toString())
                  .POST(HttpRequest.BodyPublishers.ofString("{\"link\":\"" + link + "\"}"))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
      String cookie = answer.headers().firstValue("Set-Cookie").orElseThrow().replaceAll(";.*", "");
      return new StaffMember(
          teller.home(), cookie, JSON.readTree(answer.body()).path("csrfToken").asText());
    }
  }

  /** The same at another node, which knows who has signed in at one. */
  StaffMember at(URI node) {
    return new StaffMember(node, cookie, csrfToken);
  }

  /** An answer of the admin API. */
  record Answer(int status, String text) {

    JsonNode json() throws IOException {
      return JSON.readTree(text);
    }
  }

  String cookie() {
    return cookie;
  }

  String csrfToken() {
    return csrfToken;
  }

  Answer delete(String path) throws Exception {
    return send(
        request(path)
            .header("X-CSRF-Token", csrfToken)
            .header("Origin", home.toString())
            .header("Idempotency-Key", UUID.randomUUID().toString())
            .DELETE()
            .build());
  }

  /**
   * How this is answered, without what it is answered with: events go on for ever.
   *
   * @param method as {@code get}; one that changes something has no body
   */
  int status(String method, String path) throws Exception {
    HttpResponse<InputStream> answer =
        client.send(
            request(path)
                .header("X-CSRF-Token", csrfToken)
                .header("Origin", home.toString())
                .method(method.toUpperCase(Locale.ROOT), HttpRequest.BodyPublishers.noBody())
                .build(),
            HttpResponse.BodyHandlers.ofInputStream());
    answer.body().close();
    return answer.statusCode();
  }

  Answer get(String path) throws Exception {
    return send(request(path).GET().build());
  }

  /** For what is no text. */
  HttpResponse<byte[]> bytes(String path) throws Exception {
    return client.send(request(path).GET().build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  Answer post(String path, String body) throws Exception {
    HttpRequest.Builder request =
        request(path)
            .header("X-CSRF-Token", csrfToken)
            .header("Origin", home.toString())
            .header("Idempotency-Key", UUID.randomUUID().toString());
    return send(
        body.isEmpty()
            ? request.POST(HttpRequest.BodyPublishers.noBody()).build()
            : request
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build());
  }

  /** Events as they come; read in their order, each a name and its JSON. */
  Stream<String> events(String path) throws Exception {
    return client
        .send(
            request(path).header("Accept", "text/event-stream").GET().build(),
            HttpResponse.BodyHandlers.ofLines())
        .body();
  }

  /**
   * Opens a line to a call.
   *
   * @throws ExecutionException when it is refused
   */
  StaffsLine line(String callId, String mode) throws Exception {
    StaffsLine line = new StaffsLine();
    return line.open(
        client
            .newWebSocketBuilder()
            .header("Cookie", cookie)
            .header("Origin", home.toString())
            .subprotocols("voice-teller.staff.v1")
            .buildAsync(
                URI.create(
                    "ws://%s:%d/v1/admin/calls/%s/line?mode=%s&reason=%s"
                        .formatted(home.getHost(), home.getPort(), callId, mode, REASON)),
                line.listener())
            .get(60, TimeUnit.SECONDS));
  }

  /** The status with which a line is refused. */
  int refusedLine(String callId, String mode) throws Exception {
    try (StaffsLine line = line(callId, mode)) {
      throw new AssertionError("Expected no line, but there came " + line.await("line.opened"));
    } catch (ExecutionException refused) {
      if (refused.getCause() instanceof WebSocketHandshakeException answered) {
        return answered.getResponse().statusCode();
      }
      throw refused;
    }
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(home + path))
        .timeout(Duration.ofSeconds(60))
        .header("Cookie", cookie)
        .header("Access-Reason", REASON);
  }

  private Answer send(HttpRequest request) throws Exception {
    HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
    return new Answer(answer.statusCode(), answer.body());
  }
}
