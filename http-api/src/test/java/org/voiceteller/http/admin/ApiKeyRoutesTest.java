package org.voiceteller.http.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.http.javadsl.server.Directives;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.voiceteller.http.json.Bodies;
import org.voiceteller.http.signin.Desk;
import org.voiceteller.http.signin.Permission;
import org.voiceteller.http.signin.Role;
import org.voiceteller.http.signin.Server;

/** Keys of programs, made and revoked by people and used by programs. */
class ApiKeyRoutesTest {

  private static final ActorTestKit KIT = Server.kit();
  private static final String KEYS = "/api-keys";
  private static final String FIGURES = "{\"name\":\"Grafana\",\"scopes\":[\"see-figures\"]}";

  private final Desk desk = Desk.with(null, "voice-teller.console.body-timeout = 300 ms");
  private final MemoryAnswers answers = new MemoryAnswers();
  private @Nullable Server running;
  private Desk.Browser admin = new Desk.Browser("", "");

  @BeforeEach
  void open() throws Exception {
    Guard guard = Guard.create(desk.signIns, desk.clock);
    var routes =
        ApiKeyRoutes.create(
                guard,
                Accesses.create(desk.signIns),
                Idempotency.create(answers, Bodies.within(desk.settings.bodyTimeout()), desk.clock),
                desk.signIns.keys(),
                desk.clock)
            .routes();
    running = Server.of(KIT, guard.around(() -> Directives.concat(routes)));
    admin = desk.browserOf(Role.ADMIN);
  }

  @AfterEach
  void close() throws Exception {
    server().close();
  }

  @AfterAll
  static void stop() {
    KIT.shutdownTestKit();
  }

  @Test
  void tellsTheSecretOnceAndKeepsOnlyItsHash() throws Exception {
    var made = make("key-0001", FIGURES);
    String secret = secret(made);

    assertThat(made.statusCode()).isEqualTo(201);
    assertThat(secret).matches("vt_[A-Za-z0-9_-]{43}");
    assertThat(made.body()).contains("\"madeBy\":\"Pat Staff\"", "\"scopes\":[\"see-figures\"]");
    var listed = server().get(KEYS, "Cookie", admin.cookie());
    assertThat(listed.statusCode()).isEqualTo(200);
    assertThat(listed.body()).contains("\"name\":\"Grafana\"").doesNotContain("secret", secret);
    assertThat(desk.keys.all().toCompletableFuture().join())
        .hasSize(1)
        .allSatisfy(key -> assertThat(key.hash()).matches("[0-9a-f]{64}").doesNotContain(secret));
    assertThat(answers.holds(secret)).isFalse();
  }

  @Test
  void auditsMakingAndRevokingBeforeTheyAreDone() throws Exception {
    String keyId = keyId(make("key-0001", FIGURES));
    var revoked = revoke(keyId);

    assertThat(revoked.statusCode()).isEqualTo(204);
    assertThat(desk.ledger.actions()).containsExactly("API_KEY_MADE", "API_KEY_REVOKED");
    assertThat(desk.ledger.entries())
        .allSatisfy(
            entry -> assertThat(entry.flags()).containsExactly("BY Pat Staff (openid:[ADMIN])"))
        .first()
        .satisfies(entry -> assertThat(entry.resource()).isEqualTo(keyId + " see-figures"));
    assertThat(server().get(KEYS, "Cookie", admin.cookie()).body()).isEqualTo("{\"items\":[]}");
    assertThat(revoke(keyId).statusCode()).isEqualTo(204);
    assertThat(revoke("KEY-0").statusCode()).isEqualTo(404);
    assertThat(desk.ledger.actions()).hasSize(2);
  }

  @Test
  void makesAndRevokesNothingThatCannotBeAudited() throws Exception {
    String keyId = keyId(make("key-0001", FIGURES));
    desk.ledger.goAway(true);

    var refused = make("key-0002", FIGURES);
    var still = revoke(keyId);

    assertThat(refused.statusCode()).isEqualTo(503);
    assertThat(refused.body()).contains("not-audited");
    assertThat(refused.headers().firstValue("Retry-After")).hasValue("5");
    assertThat(still.statusCode()).isEqualTo(503);
    assertThat(desk.keys.all().toCompletableFuture().join()).hasSize(1);
    desk.ledger.goAway(false);
    assertThat(make("key-0002", FIGURES).statusCode()).isEqualTo(201);
  }

  @Test
  void letsNobodyGiveAwayWhatTheyMayNotDoThemselves() throws Exception {
    var refused =
        make("key-0001", "{\"name\":\"x\",\"scopes\":[\"see-figures\",\"see-customers\"]}");

    assertThat(refused.statusCode()).isEqualTo(403);
    assertThat(desk.keys.all().toCompletableFuture().join()).isEmpty();
  }

  @Test
  void endsAKeyWhenItsTimeIsOver() throws Exception {
    String secret =
        secret(
            make(
                "key-0001",
                """
                {"name":"x","scopes":["manage-api-keys"],"expiresAt":"2026-03-02T10:00:00Z"}"""));
    assertThat(server().get(KEYS, "Authorization", "Bearer " + secret).statusCode()).isEqualTo(200);
    desk.clock.pass(Duration.ofHours(1));

    assertThat(server().get(KEYS, "Authorization", "Bearer " + secret).statusCode()).isEqualTo(401);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"name\":\"\",\"scopes\":[\"see-figures\"]}",
        "{\"name\":\"x\",\"scopes\":[]}",
        "{\"name\":\"x\",\"scopes\":[\"everything\"]}",
        "{\"name\":\"x\",\"scopes\":[\"see-figures\"],\"roles\":[]}",
        "{\"name\":\"x\",\"name\":\"y\",\"scopes\":[\"see-figures\"]}",
        "{\"name\":\"x\",\"scopes\":[\"see-figures\"],\"expiresAt\":\"soon\"}",
        "{\"name\":\"x\",\"scopes\":[\"see-figures\"],\"expiresAt\":1900000000}",
        "{\"name\":\"x\",\"scopes\":[\"see-figures\"],\"expiresAt\":\"2026-03-02T09:00:00Z\"}",
        "{\"name\":7,\"scopes\":[\"see-figures\"]}",
        "{\"name\":\"x\",\"scopes\":[null]}",
        "{\"name\":\"x\",\"scopes\":[\"see-figures\"]} {}",
        "null",
        "[[[[[[[[[[[[[[[[[[[["
      })
  void takesOnlyTheBodyThatIsDescribed(String body) throws Exception {
    assertThat(make("key-0001", body).statusCode()).isEqualTo(400);
    assertThat(desk.keys.all().toCompletableFuture().join()).isEmpty();
  }

  @Test
  void answersARepeatedRequestWithoutDoingItAgain() throws Exception {
    var first = make("key-0001", FIGURES);
    var again = make("key-0001", FIGURES);

    assertThat(first.statusCode()).isEqualTo(201);
    assertThat(again.statusCode()).isEqualTo(409);
    assertThat(again.body()).contains("told once").doesNotContain(secret(first));
    assertThat(desk.keys.all().toCompletableFuture().join()).hasSize(1);
  }

  @Test
  void refusesAChangeWithoutAKeyOfItsOwn() throws Exception {
    for (String wrong : List.of("", "short", "with blanks in it", "x".repeat(65))) {
      assertThat(make(wrong, FIGURES).statusCode()).isEqualTo(400);
    }
  }

  @Test
  void takesNoBodyOfMoreThan64KiB() throws Exception {
    String large = "{\"name\":\"" + "x".repeat(70_000) + "\",\"scopes\":[\"see-figures\"]}";

    var refused = make("key-0001", large);

    assertThat(refused.statusCode()).isEqualTo(413);
    assertThat(refused.body()).contains("body-too-large");
    assertThat(refused.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
  }

  @Test
  void takesNothingButJson() throws Exception {
    var refused =
        server()
            .post(
                KEYS,
                FIGURES,
                "Content-Type",
                "text/plain",
                "Cookie",
                admin.cookie(),
                "X-CSRF-Token",
                admin.csrfToken(),
                "Idempotency-Key",
                "key-0001");

    assertThat(refused.statusCode()).isIn(400, 415);
    assertThat(desk.keys.all().toCompletableFuture().join()).isEmpty();
  }

  @Test
  void doesNotWaitForABodyThatDoesNotCome() throws Exception {
    try (Socket socket = new Socket("127.0.0.1", server().port())) {
      socket.setSoTimeout(10_000);
      OutputStream out = socket.getOutputStream();
      out.write(
          String.join(
                  "\r\n",
                  "POST " + KEYS + " HTTP/1.1",
                  "Host: 127.0.0.1",
                  "Cookie: " + admin.cookie(),
                  "X-CSRF-Token: " + admin.csrfToken(),
                  "Idempotency-Key: key-0001",
                  "Content-Type: application/json",
                  "Content-Length: 50",
                  "",
                  "{\"name\":")
              .getBytes(StandardCharsets.US_ASCII));
      out.flush();

      assertThat(firstLine(socket.getInputStream())).isEqualTo("HTTP/1.1 408 Request Timeout");
    }
  }

  @Test
  void letsNobodyElseManageKeys() throws Exception {
    var supervisor = desk.browserOf(Role.SUPERVISOR, Role.COMPLIANCE);
    String program = desk.key(null, Permission.SEE_FIGURES);

    assertThat(server().get(KEYS, "Cookie", supervisor.cookie()).statusCode()).isEqualTo(403);
    assertThat(server().get(KEYS, "Authorization", "Bearer " + program).statusCode())
        .isEqualTo(403);
    assertThat(server().get(KEYS).statusCode()).isEqualTo(401);
    assertThat(server().post(KEYS, FIGURES).statusCode()).isEqualTo(401);
  }

  private HttpResponse<String> make(String idempotencyKey, String body) throws Exception {
    return server()
        .post(
            KEYS,
            body,
            "Cookie",
            admin.cookie(),
            "X-CSRF-Token",
            admin.csrfToken(),
            "Idempotency-Key",
            idempotencyKey);
  }

  private HttpResponse<String> revoke(String keyId) throws Exception {
    return server()
        .send(
            "DELETE",
            KEYS + "/" + keyId,
            "",
            "Cookie",
            admin.cookie(),
            "X-CSRF-Token",
            admin.csrfToken());
  }

  private static String secret(HttpResponse<String> made) {
    return field(made, "secret");
  }

  private static String keyId(HttpResponse<String> made) {
    return field(made, "keyId");
  }

  private static String field(HttpResponse<String> made, String name) {
    return made.body().replaceAll(".*\"" + name + "\":\"([^\"]+)\".*", "$1");
  }

  private static String firstLine(InputStream in) throws Exception {
    var line = new StringBuilder();
    for (int c = in.read(); c >= 0 && c != '\r'; c = in.read()) {
      line.append((char) c);
    }
    return line.toString();
  }

  private Server server() {
    return Objects.requireNonNull(running);
  }
}
