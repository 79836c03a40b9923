package org.voiceteller.http.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.voiceteller.core.audit.AuditEntry;

/** Signing in with a link, as a browser on this machine does it. */
class SignInRoutesTest {

  private static final ActorTestKit KIT = Server.kit();

  @TempDir private Path data = Path.of("unset");
  private Desk desk = Desk.with(null);
  private OneTimeLinks links = OneTimeLinks.in(data, desk.clock);
  private @Nullable Server running;

  @BeforeEach
  void open() throws Exception {
    desk = Desk.with(data, "voice-teller.console.one-time-link-roles = \"compliance, admin\"");
    links = OneTimeLinks.in(data, desk.clock);
    running = Server.of(KIT, desk.signIns.routes().routes());
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
  void signsInOnceWithALink() throws Exception {
    String link = links.make();

    var first = signIn(link);
    var second = signIn(link);

    assertThat(first.statusCode()).isEqualTo(201);
    assertThat(first.body())
        .contains("\"name\":\"laptop\"", "\"roles\":[\"compliance\",\"admin\"]")
        .contains("\"erase-customers\"", "\"manage-api-keys\"", "\"csrfToken\":\"")
        .doesNotContain("\"end-calls\"", link);
    assertThat(second.statusCode()).isEqualTo(401);
    assertThat(second.body()).contains("sign-in-failed");
    assertThat(desk.ledger.actions()).containsExactly("SIGNED_IN", "SIGN_IN_REFUSED");
    assertThat(desk.ledger.entries().getFirst())
        .extracting(AuditEntry::flags, AuditEntry::address, AuditEntry::callId)
        .satisfies(
            fields -> {
              assertThat(fields.get(0)).isEqualTo(List.of("BY laptop (link:laptop)"));
              assertThat(fields.get(1)).isEqualTo("127.0.0.1");
              assertThat(fields.get(2).toString()).startsWith("STAFF-");
            });
  }

  @Test
  void takesNoLinkOfMoreThanTenMinutes() throws Exception {
    String link = links.make();
    desk.clock.pass(Duration.ofMinutes(10));

    assertThat(signIn(link).statusCode()).isEqualTo(401);
  }

  @Test
  void givesACookieThatOnlyThisServerReads() throws Exception {
    var answer = signIn(links.make());

    assertThat(answer.headers().allValues("Set-Cookie")).hasSize(1);
    assertThat(answer.headers().firstValue("Set-Cookie").orElse(""))
        .matches("teller-session=[A-Za-z0-9_-]{43}; Path=/; HttpOnly; SameSite=Strict");
  }

  @Test
  void bindsTheCookieToTheHostWhereTheConsoleIsServedOverHttps() throws Exception {
    Desk overHttps =
        Desk.with(data, "voice-teller.console.public-url = \"https://teller.bank.example\"");
    try (Server secured = Server.of(KIT, overHttps.signIns.routes().routes())) {
      var answer =
          secured.post(
              "/v1/session",
              "{\"link\":\"" + OneTimeLinks.in(data, overHttps.clock).make() + "\"}",
              "Origin",
              "https://teller.bank.example");

      assertThat(answer.headers().firstValue("Set-Cookie").orElse(""))
          .matches(
              "__Host-teller-session=[A-Za-z0-9_-]{43}; Path=/; HttpOnly; SameSite=Strict; Secure");
      assertThat(secured.get("/v1/session", "Cookie", cookie(answer)).statusCode()).isEqualTo(200);
      assertThat(
              secured
                  .get("/v1/session", "Cookie", cookie(answer).replace("__Host-", ""))
                  .statusCode())
          .isEqualTo(401);
    }
  }

  @Test
  void tellsWhoIsSignedInAndHowOneDoesIt() throws Exception {
    String cookie = cookie(signIn(links.make()));

    var known = server().get("/v1/session", "Cookie", cookie);
    var unknown = server().get("/v1/session");

    assertThat(known.statusCode()).isEqualTo(200);
    assertThat(known.body()).contains("\"expiresAt\":\"2026-03-02T09:30:00Z\"");
    assertThat(unknown.statusCode()).isEqualTo(401);
    assertThat(unknown.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
    assertThat(unknown.body()).contains("/problems/sign-in-required", "\"ways\":[\"link\"]");
  }

  @Test
  void endsASessionForACopyOfItsCookieToo() throws Exception {
    var signedIn = signIn(links.make());
    String cookie = cookie(signedIn);

    var without = server().send("DELETE", "/v1/session", "", "Cookie", cookie);
    var ended =
        server()
            .send(
                "DELETE", "/v1/session", "", "Cookie", cookie, "X-CSRF-Token", csrfToken(signedIn));

    assertThat(without.statusCode()).isEqualTo(403);
    assertThat(ended.statusCode()).isEqualTo(204);
    assertThat(ended.headers().firstValue("Set-Cookie").orElse(""))
        .startsWith("teller-session=; ")
        .endsWith("; Max-Age=0");
    assertThat(server().get("/v1/session", "Cookie", cookie).statusCode()).isEqualTo(401);
  }

  @Test
  void givesANewSecretAtEachSignInAndEndsTheOneBefore() throws Exception {
    String before = cookie(signIn(links.make()));
    var again =
        server().post("/v1/session", "{\"link\":\"" + links.make() + "\"}", "Cookie", before);

    assertThat(cookie(again)).isNotEqualTo(before);
    assertThat(server().get("/v1/session", "Cookie", before).statusCode()).isEqualTo(401);
    assertThat(server().get("/v1/session", "Cookie", cookie(again)).statusCode()).isEqualTo(200);
  }

  @Test
  void letsASessionGoOnWhileItIsUsedButNotForLongerThanAWorkingDay() throws Exception {
    String cookie = cookie(signIn(links.make()));

    for (int i = 0; i < 16; i++) {
      assertThat(server().get("/v1/session", "Cookie", cookie).statusCode()).isEqualTo(200);
      desk.clock.pass(Duration.ofMinutes(29));
    }
    assertThat(server().get("/v1/session", "Cookie", cookie).statusCode()).isEqualTo(200);
    desk.clock.pass(Duration.ofMinutes(16));

    assertThat(server().get("/v1/session", "Cookie", cookie).statusCode()).isEqualTo(401);
  }

  @Test
  void endsASessionThatNobodyUses() throws Exception {
    String cookie = cookie(signIn(links.make()));
    desk.clock.pass(Duration.ofMinutes(30));

    assertThat(server().get("/v1/session", "Cookie", cookie).statusCode()).isEqualTo(401);
  }

  @Test
  void takesNoSignInThatAnotherSiteSends() throws Exception {
    String body = "{\"link\":\"" + links.make() + "\"}";

    var foreign = server().post("/v1/session", body, "Origin", "https://evil.example");
    var fetched = server().post("/v1/session", body, "Sec-Fetch-Site", "cross-site");
    var own = server().post("/v1/session", body, "Origin", server().url());

    assertThat(foreign.statusCode()).isEqualTo(403);
    assertThat(fetched.statusCode()).isEqualTo(403);
    assertThat(own.statusCode()).isEqualTo(201);
  }

  @Test
  void makesWhoTriesLinksWaitEverLonger() throws Exception {
    for (int i = 0; i < 6; i++) {
      assertThat(signIn(Secrets.make()).statusCode()).isEqualTo(401);
    }
    String right = links.make();
    var tooEarly = signIn(right);
    desk.clock.pass(Duration.ofSeconds(1));
    assertThat(signIn(Secrets.make()).statusCode()).isEqualTo(401);
    var again = signIn(right);
    desk.clock.pass(Duration.ofSeconds(2));

    assertThat(tooEarly.statusCode()).isEqualTo(429);
    assertThat(tooEarly.headers().firstValue("Retry-After")).hasValue("1");
    assertThat(again.headers().firstValue("Retry-After")).hasValue("2");
    assertThat(signIn(right).statusCode()).isEqualTo(201);
  }

  @Test
  void takesOnlyTheBodyThatIsDescribed() throws Exception {
    assertThat(server().post("/v1/session", "{\"link\":\"short\"}").statusCode()).isEqualTo(400);
    assertThat(server().post("/v1/session", "{\"link\":5}").statusCode()).isEqualTo(400);
    assertThat(server().post("/v1/session", "{}").statusCode()).isEqualTo(400);
    assertThat(server().post("/v1/session", "[").statusCode()).isEqualTo(400);
    var more = server().post("/v1/session", "{\"link\":\"" + links.make() + "\",\"<b>\":1}");
    assertThat(more.statusCode()).isEqualTo(400);
    assertThat(more.body()).contains("not known").doesNotContain("<b>");
  }

  @Test
  void keepsItsAnswersOutOfEveryStoreAndFrame() throws Exception {
    var answer = server().get("/v1/session");

    assertThat(answer.headers().firstValue("Cache-Control")).hasValue("no-store");
    assertThat(answer.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    assertThat(answer.headers().firstValue("Content-Security-Policy"))
        .hasValue("default-src 'none'; frame-ancestors 'none'");
    assertThat(server().send("PUT", "/v1/session", "{}").headers().firstValue("Cache-Control"))
        .hasValue("no-store");
  }

  @Test
  void hasNoLinksWhereTheyAreOff() throws Exception {
    try (Server other = Server.of(KIT, Desk.with(null).signIns.routes().routes())) {
      assertThat(other.post("/v1/session", "{\"link\":\"" + links.make() + "\"}").statusCode())
          .isEqualTo(404);
    }
  }

  private Server server() {
    return Objects.requireNonNull(running);
  }

  private HttpResponse<String> signIn(String link) throws Exception {
    return server().post("/v1/session", "{\"link\":\"" + link + "\"}");
  }

  private static String cookie(HttpResponse<String> answer) {
    return answer.headers().firstValue("Set-Cookie").orElse("").split(";", 2)[0];
  }

  private static String csrfToken(HttpResponse<String> answer) {
    return answer.body().replaceAll(".*\"csrfToken\":\"([^\"]+)\".*", "$1");
  }
}
