package org.voiceteller.http.signin;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.voiceteller.core.audit.AuditEntry;

/** Signing in at a real provider on this machine, and being deceived by one. */
class OpenIdRoutesTest {

  private static final ActorTestKit KIT = Server.kit();
  private static @Nullable StaffProvider started;
  private static final HttpClient BROWSER = HttpClient.newHttpClient();
  private static final String SECRET = "a-secret-of-the-client-as-random-as-can-be";

  private @Nullable Server running;
  private Desk desk = Desk.with(null);

  @BeforeAll
  static void start() throws Exception {
    started = StaffProvider.start();
  }

  @AfterAll
  static void stop() {
    provider().close();
    KIT.shutdownTestKit();
  }

  @BeforeEach
  void open() throws Exception {
    desk = desk(provider().issuer());
    running = Server.of(KIT, desk.signIns.routes().routes());
  }

  @AfterEach
  void close() throws Exception {
    server().close();
  }

  private static StaffProvider provider() {
    return Objects.requireNonNull(started);
  }

  private static Desk desk(String issuer) {
    return Desk.with(
        null,
        "voice-teller.console {",
        "  public-url = \"http://127.0.0.1:8080\"",
        "  openid {",
        "    issuer = \"" + issuer + "\"",
        "    client-id = teller-console",
        "    client-secret = " + SECRET,
        "    timeout = 20 s",
        "    roles = [",
        "      { group = bank-fraud-desk, role = supervisor }",
        "      { group = bank-fraud-desk, role = agent }",
        "      { group = bank-audit, role = compliance }",
        "    ]",
        "  }",
        "}");
  }

  @Test
  void signsInWhoTheProviderKnowsWithTheRolesOfTheirGroups() throws Exception {
    provider()
        .tells(Map.of("name", "Pat Staff", "groups", List.of("bank-fraud-desk", "everybody")));
    Begun begun = begin();

    var ended = end(begun, atTheProvider(begun.address()));

    assertThat(ended.statusCode()).isEqualTo(303);
    assertThat(ended.headers().firstValue("Location")).hasValue("/console");
    String session = cookie(ended, "teller-session");
    assertThat(session).isNotEmpty();
    assertThat(ended.headers().allValues("Set-Cookie"))
        .anySatisfy(
            set ->
                assertThat(set)
                    .startsWith("teller-session=")
                    .contains("HttpOnly", "SameSite=Strict"))
        .anySatisfy(set -> assertThat(set).startsWith("teller-sign-in=;").contains("Max-Age=0"));
    var known = server().get("/v1/session", "Cookie", session);
    assertThat(known.body())
        .contains("\"name\":\"Pat Staff\"", "\"roles\":[\"agent\",\"supervisor\"]")
        .contains("\"decide-cases\"")
        .doesNotContain("\"search-audit\"");
    assertThat(desk.ledger.entries())
        .singleElement()
        .satisfies(entry -> assertThat(entry.action()).isEqualTo("SIGNED_IN"))
        .extracting(AuditEntry::flags)
        .isEqualTo(List.of("BY Pat Staff (openid:pat)"));
  }

  @Test
  void asksTheProviderWithAllThatTiesTheEndToTheBeginning() throws Exception {
    Begun begun = begin();

    assertThat(begun.answer().statusCode()).isEqualTo(302);
    assertThat(begun.address().toString()).startsWith(provider().issuer() + "/authorize?");
    Map<String, String> query = query(begun.address());
    assertThat(query)
        .containsEntry("response_type", "code")
        .containsEntry("client_id", "teller-console")
        .containsEntry("redirect_uri", "http://127.0.0.1:8080/v1/session/openid/callback")
        .containsEntry("scope", "openid profile email")
        .containsEntry("code_challenge_method", "S256")
        .containsKeys("code_challenge", "state", "nonce");
    assertThat(begun.answer().headers().firstValue("Set-Cookie").orElse(""))
        .startsWith("teller-sign-in=")
        .contains("; HttpOnly; SameSite=Lax")
        .doesNotContain(query.get("state"), query.get("nonce"), SECRET);
    assertThat(query(begin().address()).get("state")).isNotEqualTo(query.get("state"));
  }

  @Test
  void takesNoForgedState() throws Exception {
    Begun begun = begin();
    Map<String, String> query = query(atTheProvider(begun.address()));

    assertRefused(callback("?code=" + query.get("code") + "&state=forged", begun.cookie()));
    assertRefused(callback("?code=" + query.get("code"), begun.cookie()));
  }

  @Test
  void takesNoEndThatWasNotBegunInThisBrowser() throws Exception {
    URI back = atTheProvider(begin().address());

    assertRefused(callback("?" + back.getRawQuery(), ""));
    assertRefused(callback("?" + back.getRawQuery(), begin().cookie()));
    assertRefused(callback("?" + back.getRawQuery(), "teller-sign-in=" + Secrets.make()));
  }

  @Test
  void countsEachSignInOnce() throws Exception {
    Begun begun = begin();
    URI back = atTheProvider(begun.address());
    provider().gives(genuine(begun));
    assertThat(end(begun, back).statusCode()).isEqualTo(303);
    provider().gives(genuine(begun));

    assertRefused(end(begun, back));
    provider().givesNothingMore();
  }

  @Test
  void takesNoSignInOfMoreThanTenMinutes() throws Exception {
    Begun begun = begin();
    URI back = atTheProvider(begun.address());
    desk.clock.pass(Duration.ofMinutes(10));

    assertRefused(end(begun, back));
  }

  @Test
  void takesNoTokenOfAnotherSignIn() throws Exception {
    provider().tells(Map.of("groups", "bank-audit"));
    Begun begun = begin();
    String nonce = Objects.requireNonNull(query(begun.address()).get("nonce"));
    URI other = URI.create(begun.address().toString().replace(nonce, Secrets.make()));

    assertRefused(end(begun, atTheProvider(other)));
  }

  @Test
  void takesNoCodeThatAnotherProgramHasAskedFor() throws Exception {
    provider().tells(Map.of("groups", "bank-audit"));
    Begun begun = begin();
    String challenge = Objects.requireNonNull(query(begun.address()).get("code_challenge"));
    URI other = URI.create(begun.address().toString().replace(challenge, Secrets.make()));

    assertRefused(end(begun, atTheProvider(other)));
  }

  @Test
  void takesNoTokenOfAnotherIssuer() throws Exception {
    assertRefused(endWith(claims -> claims.issuer("http://127.0.0.1:1/staff"), provider().key()));
  }

  @Test
  void takesATokenOnlyWithinItsTime() throws Exception {
    Instant now = Instant.now();
    assertRefused(
        endWith(
            claims -> claims.expirationTime(Date.from(now.minusSeconds(31))), provider().key()));
    assertRefused(
        endWith(claims -> claims.issueTime(Date.from(now.plusSeconds(120))), provider().key()));

    assertThat(
            endWith(
                    claims -> claims.expirationTime(Date.from(now.minusSeconds(5))),
                    provider().key())
                .statusCode())
        .as("the provider's clock may be off by 30 s")
        .isEqualTo(303);
  }

  @Test
  void takesNoTokenForAnotherClient() throws Exception {
    assertRefused(endWith(claims -> claims.audience("another-client"), provider().key()));
    assertRefused(
        endWith(
            claims -> claims.audience(List.of("teller-console", "other")).claim("azp", "other"),
            provider().key()));
  }

  @Test
  void takesNoTokenSignedByAnotherKey() throws Exception {
    assertRefused(endWith(claims -> claims, StaffProvider.newKey("a-key-of-somebody-else")));
    assertRefused(endWith(claims -> claims, StaffProvider.newKey(provider().key().getKeyID())));
    assertThat(desk.ledger.actions()).isEmpty();
  }

  @Test
  void findsTheNewKeyWhenTheProviderHasChangedIt() throws Exception {
    assertThat(endWith(claims -> claims, provider().key()).statusCode()).isEqualTo(303);
    provider().changeKey();

    assertThat(endWith(claims -> claims, provider().key()).statusCode()).isEqualTo(303);
  }

  @Test
  void takesNoTokenWithoutASignature() throws Exception {
    Begun begun = begin();
    URI back = atTheProvider(begun.address());
    var claims = claims(begun).build();
    provider().gives(new PlainJWT(claims).serialize());

    assertRefused(end(begun, back));
  }

  @Test
  void letsNobodyInWhoHasNoRoleAndSaysSo() throws Exception {
    provider().tells(Map.of("name", "Pat <script>", "groups", List.of("everybody")));
    Begun begun = begin();
    URI back = atTheProvider(begun.address());

    var page =
        server()
            .get(
                "/v1/session/openid/callback?" + back.getRawQuery(),
                "Cookie",
                begun.cookie(),
                "Accept",
                "text/html,application/xhtml+xml");

    assertThat(page.statusCode()).isEqualTo(403);
    assertThat(page.headers().firstValue("Content-Type").orElse("")).startsWith("text/html");
    assertThat(page.body())
        .contains("none of your groups has a role in this console")
        .doesNotContain("<script");
    assertThat(page.headers().allValues("Content-Security-Policy"))
        .singleElement()
        .asString()
        .startsWith("default-src 'none'; style-src 'sha256-");
    assertThat(page.headers().allValues("Set-Cookie"))
        .noneMatch(set -> set.startsWith("teller-session="));
    assertThat(desk.ledger.actions()).containsExactly("SIGN_IN_REFUSED");
  }

  @Test
  void tellsNothingOfWhatTheProviderSaysAgainst() throws Exception {
    Begun begun = begin();
    String state = query(begun.address()).get("state");

    var refused =
        callback("?error=access_denied&error_description=<b>no</b>&state=" + state, begun.cookie());

    assertRefused(refused);
    assertThat(refused.body()).doesNotContain("<b>", "access_denied");
  }

  @Test
  void saysThatTheProviderIsDownAndGoesOnAnswering() throws Exception {
    StaffProvider gone = StaffProvider.start();
    String issuer = gone.issuer();
    gone.close();
    Desk alone = desk(issuer);
    try (Server server = Server.of(KIT, alone.signIns.routes().routes())) {
      var answer = server.get("/v1/session/openid");

      assertThat(answer.statusCode()).isEqualTo(503);
      assertThat(answer.headers().firstValue("Retry-After")).isPresent();
      assertThat(answer.body()).contains("/problems/unavailable").doesNotContain(issuer);
      assertThat(server.get("/v1/session").body()).contains("\"ways\":[\"openid\"]");
    }
  }

  @Test
  void isNotThereWithoutAProvider() throws Exception {
    try (Server without = Server.of(KIT, Desk.with(null).signIns.routes().routes())) {
      assertThat(without.get("/v1/session/openid").statusCode()).isEqualTo(404);
    }
  }

  /** A sign-in that was begun. */
  private record Begun(HttpResponse<String> answer, URI address, String cookie) {}

  private Begun begin() throws Exception {
    var answer = server().get("/v1/session/openid");
    return new Begun(
        answer,
        URI.create(answer.headers().firstValue("Location").orElse("")),
        cookie(answer, "teller-sign-in"));
  }

  /** Signs in there, which its user need not do anything for; gives where it sends back to. */
  private static URI atTheProvider(URI address) throws Exception {
    var answer = BROWSER.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
    return URI.create(answer.headers().firstValue("Location").orElse(""));
  }

  private HttpResponse<String> end(Begun begun, URI back) throws Exception {
    return callback("?" + back.getRawQuery(), begun.cookie());
  }

  private HttpResponse<String> callback(String query, String cookie) throws Exception {
    return cookie.isEmpty()
        ? server()
            .get("/v1/session/openid/callback" + query.replace("<", "%3C").replace(">", "%3E"))
        : server()
            .get(
                "/v1/session/openid/callback" + query.replace("<", "%3C").replace(">", "%3E"),
                "Cookie",
                cookie);
  }

  /** Has the provider answer with a token that is right but for this. */
  private HttpResponse<String> endWith(UnaryOperator<JWTClaimsSet.Builder> change, RSAKey key)
      throws Exception {
    Begun begun = begin();
    URI back = atTheProvider(begun.address());
    provider().gives(StaffProvider.signed(change.apply(claims(begun)), key));
    return end(begun, back);
  }

  /** The token that the provider would give. */
  private static String genuine(Begun begun) throws Exception {
    return StaffProvider.signed(claims(begun), provider().key());
  }

  private static JWTClaimsSet.Builder claims(Begun begun) {
    return provider().claims(Objects.requireNonNull(query(begun.address()).get("nonce")));
  }

  private static void assertRefused(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).isEqualTo(401);
    assertThat(answer.body()).contains("/problems/sign-in-failed");
    assertThat(answer.headers().allValues("Set-Cookie"))
        .noneMatch(set -> set.startsWith("teller-session="));
  }

  private static String cookie(HttpResponse<String> answer, String name) {
    return answer.headers().allValues("Set-Cookie").stream()
        .map(set -> set.split(";", 2)[0])
        .filter(pair -> pair.startsWith(name + "=") && pair.length() > name.length() + 1)
        .findFirst()
        .orElse("");
  }

  private static Map<String, String> query(URI address) {
    return Arrays.stream(address.getRawQuery().split("&"))
        .map(pair -> pair.split("=", 2))
        .collect(
            Collectors.toMap(
                pair -> pair[0], pair -> URLDecoder.decode(pair[1], StandardCharsets.UTF_8)));
  }

  private Server server() {
    return Objects.requireNonNull(running);
  }
}
