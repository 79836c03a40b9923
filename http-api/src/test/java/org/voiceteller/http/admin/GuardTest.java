package org.voiceteller.http.admin;

import static org.apache.pekko.http.javadsl.server.Directives.complete;
import static org.apache.pekko.http.javadsl.server.Directives.concat;
import static org.apache.pekko.http.javadsl.server.Directives.delete;
import static org.apache.pekko.http.javadsl.server.Directives.get;
import static org.apache.pekko.http.javadsl.server.Directives.path;
import static org.apache.pekko.http.javadsl.server.Directives.pathPrefix;
import static org.apache.pekko.http.javadsl.server.Directives.post;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.Objects;
import java.util.stream.Stream;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.headers.Cookie;
import org.apache.pekko.http.javadsl.model.headers.HttpCookiePair;
import org.apache.pekko.http.javadsl.server.Route;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.voiceteller.http.signin.Desk;
import org.voiceteller.http.signin.Permission;
import org.voiceteller.http.signin.Role;
import org.voiceteller.http.signin.Secrets;
import org.voiceteller.http.signin.Server;

/** A route for each permission, asked over the wire by everybody. */
class GuardTest {

  private static final ActorTestKit KIT = Server.kit();

  private final Desk desk = Desk.with(null);
  private @Nullable Server running;

  @BeforeEach
  void open() throws Exception {
    running = Server.of(KIT, routes(desk));
  }

  @AfterEach
  void close() throws Exception {
    server().close();
  }

  @AfterAll
  static void stop() {
    KIT.shutdownTestKit();
  }

  private static Route routes(Desk desk) {
    Guard guard = Guard.create(desk.signIns, desk.clock);
    Route[] each =
        Stream.of(Permission.values())
            .map(
                permission ->
                    path(
                        permission.word(),
                        () ->
                            guard.allow(
                                permission,
                                who ->
                                    concat(
                                        get(() -> complete("seen by " + who.name())),
                                        post(() -> complete("done")),
                                        delete(() -> complete("gone"))))))
            .toArray(Route[]::new);
    return pathPrefix(
        "admin",
        () -> guard.around(() -> concat(each[0], Arrays.copyOfRange(each, 1, each.length))));
  }

  @ParameterizedTest
  @EnumSource(Role.class)
  void letsEachRoleDoWhatTheTableSaysAndNothingElse(Role role) throws Exception {
    var browser = desk.browserOf(role);

    for (Permission permission : Permission.values()) {
      var answer = server().get("/admin/" + permission.word(), "Cookie", browser.cookie());

      assertThat(answer.statusCode())
          .as("%s of %s", permission.word(), role)
          .isEqualTo(role.permissions().contains(permission) ? 200 : 403);
    }
  }

  @ParameterizedTest
  @EnumSource(Permission.class)
  void letsAKeyDoWhatItsScopesSayAndNothingElse(Permission scope) throws Exception {
    String key = desk.key(null, scope);

    for (Permission permission : Permission.values()) {
      var answer = server().get("/admin/" + permission.word(), "Authorization", "Bearer " + key);

      assertThat(answer.statusCode()).isEqualTo(permission == scope ? 200 : 403);
    }
  }

  @Test
  void givesWhoIsSeveralThingsWhatEachMay() throws Exception {
    String cookie = desk.browserOf(Role.VIEWER, Role.ADMIN).cookie();

    assertThat(server().get("/admin/see-figures", "Cookie", cookie).statusCode()).isEqualTo(200);
    assertThat(server().get("/admin/manage-api-keys", "Cookie", cookie).statusCode())
        .isEqualTo(200);
    assertThat(server().get("/admin/see-customers", "Cookie", cookie).statusCode()).isEqualTo(403);
  }

  @Test
  void tellsNothingOfWhySomebodyIsNotKnown() throws Exception {
    String revoked = desk.key(null, Permission.SEE_CALLS);
    String expired = desk.key(Duration.ofMinutes(1), Permission.SEE_CALLS);
    var browser = desk.browserOf(Role.VIEWER);
    desk.signIns
        .keys()
        .revoke(
            desk.signIns.keys().all().toCompletableFuture().join().stream()
                .filter(key -> key.expiresAt() == null)
                .findFirst()
                .orElseThrow()
                .keyId())
        .toCompletableFuture()
        .join();
    desk.clock.pass(Duration.ofHours(1));

    var nobody = server().get("/admin/see-calls");
    assertSame(nobody, server().get("/admin/see-calls", "Cookie", browser.cookie()));
    assertSame(nobody, server().get("/admin/see-calls", "Authorization", "Bearer " + revoked));
    assertSame(nobody, server().get("/admin/see-calls", "Authorization", "Bearer " + expired));
    assertSame(nobody, server().get("/admin/see-calls", "Authorization", "Bearer forged"));
    assertSame(nobody, server().get("/admin/see-calls", "Authorization", "Basic cGF0OnBhdA=="));
    assertSame(
        nobody, server().get("/admin/see-calls", "Cookie", "teller-session=" + Secrets.make()));
    assertThat(nobody.statusCode()).isEqualTo(401);
    assertThat(nobody.headers().firstValue("WWW-Authenticate")).hasValue("Bearer");
    assertThat(nobody.headers().firstValue("Cache-Control")).hasValue("no-store");
  }

  private static void assertSame(HttpResponse<String> one, HttpResponse<String> other) {
    assertThat(other.statusCode()).isEqualTo(one.statusCode());
    assertThat(other.body()).isEqualTo(one.body());
  }

  @Test
  void doesNotMakeAWrongKeyGoodByACookieBesideIt() throws Exception {
    var browser = desk.browserOf(Role.VIEWER);

    assertThat(
            server()
                .get(
                    "/admin/see-calls",
                    "Cookie",
                    browser.cookie(),
                    "Authorization",
                    "Bearer vt_" + Secrets.make())
                .statusCode())
        .isEqualTo(401);
  }

  @Test
  void revokesAKeyAtOnce() throws Exception {
    String key = desk.key(null, Permission.SEE_CALLS);
    assertThat(ask(key)).isEqualTo(200);

    String keyId = desk.signIns.keys().all().toCompletableFuture().join().getFirst().keyId();
    desk.signIns.keys().revoke(keyId).toCompletableFuture().join();

    assertThat(ask(key)).isEqualTo(401);
  }

  @Test
  void learnsWithinSecondsOfAKeyThatAnotherNodeRevoked() throws Exception {
    String key = desk.key(null, Permission.SEE_CALLS);
    assertThat(ask(key)).isEqualTo(200);
    String keyId = desk.signIns.keys().all().toCompletableFuture().join().getFirst().keyId();

    desk.keys.revoke(keyId, desk.clock.instant()).toCompletableFuture().join();
    desk.clock.pass(Duration.ofSeconds(5));

    assertThat(ask(key)).isEqualTo(401);
  }

  @Test
  void saysThatKeysCannotBeLookedUpAndLetsSessionsGoOn() throws Exception {
    String key = desk.key(null, Permission.SEE_CALLS);
    var browser = desk.browserOf(Role.VIEWER);
    desk.keys.away = true;

    for (int i = 0; i < 10; i++) {
      assertThat(ask(key)).isEqualTo(503);
    }
    assertThat(server().get("/admin/see-calls", "Cookie", browser.cookie()).statusCode())
        .isEqualTo(200);
    desk.keys.away = false;
    assertThat(ask(key)).isEqualTo(200);
  }

  @Test
  void tellsWhetherAStreamMayGoOnWithoutKeepingItsSessionAlive() throws Exception {
    Guard guard = Guard.create(desk.signIns, desk.clock);
    var browser = desk.browserOf(Role.AGENT);
    String[] pair = browser.cookie().split("=", 2);
    HttpRequest request =
        HttpRequest.GET("/").addHeader(Cookie.create(HttpCookiePair.create(pair[0], pair[1])));

    assertThat(still(guard, request, Permission.SEE_CONVERSATIONS)).isTrue();
    assertThat(still(guard, request, Permission.END_CALLS)).isFalse();
    assertThat(still(guard, HttpRequest.GET("/"), Permission.SEE_CALLS)).isFalse();
    for (int i = 0; i < 3; i++) {
      desk.clock.pass(Duration.ofMinutes(10));
      assertThat(still(guard, request, Permission.SEE_CONVERSATIONS)).isEqualTo(i < 2);
    }
  }

  private static boolean still(Guard guard, HttpRequest request, Permission permission) {
    return guard.stillAllows(request, permission).toCompletableFuture().join();
  }

  @Test
  void notesWhenAKeyWasUsedLast() throws Exception {
    String key = desk.key(null, Permission.SEE_CALLS);
    desk.clock.pass(Duration.ofMinutes(3));
    ask(key);

    assertThat(desk.signIns.keys().all().toCompletableFuture().join().getFirst().lastUsedAt())
        .isEqualTo(desk.clock.instant());
  }

  @Test
  void takesChangesInASessionOnlyFromItsOwnPage() throws Exception {
    var browser = desk.browserOf(Role.SUPERVISOR);
    String other = desk.browserOf(Role.SUPERVISOR).csrfToken();

    assertThat(change(browser)).isEqualTo(403);
    assertThat(change(browser, "X-CSRF-Token", other)).isEqualTo(403);
    assertThat(change(browser, "X-CSRF-Token", "")).isEqualTo(403);
    assertThat(
            change(browser, "X-CSRF-Token", browser.csrfToken(), "Origin", "https://evil.example"))
        .isEqualTo(403);
    assertThat(change(browser, "X-CSRF-Token", browser.csrfToken(), "Origin", "null"))
        .isEqualTo(403);
    assertThat(change(browser, "X-CSRF-Token", browser.csrfToken(), "Sec-Fetch-Site", "same-site"))
        .isEqualTo(403);
    assertThat(
            change(
                browser,
                "X-CSRF-Token",
                browser.csrfToken(),
                "Origin",
                server().url(),
                "Sec-Fetch-Site",
                "same-origin"))
        .isEqualTo(200);
    assertThat(
            server()
                .send("DELETE", "/admin/end-calls", "", "Cookie", browser.cookie())
                .statusCode())
        .isEqualTo(403);
  }

  @Test
  void asksAProgramForNoTokenOfAPage() throws Exception {
    String key = desk.key(null, Permission.END_CALLS);

    assertThat(server().post("/admin/end-calls", "", "Authorization", "Bearer " + key).statusCode())
        .isEqualTo(200);
  }

  @Test
  void answersNoOtherSiteThatMakesABrowserAsk() throws Exception {
    var browser = desk.browserOf(Role.VIEWER);

    assertThat(
            server()
                .get("/admin/see-calls", "Cookie", browser.cookie(), "Sec-Fetch-Site", "cross-site")
                .statusCode())
        .isEqualTo(403);
    assertThat(
            server()
                .get("/admin/see-calls", "Cookie", browser.cookie(), "Sec-Fetch-Site", "none")
                .statusCode())
        .isEqualTo(200);
  }

  @Test
  void takesNoCookieThatStandsThereTwice() throws Exception {
    var browser = desk.browserOf(Role.VIEWER);

    assertThat(
            server()
                .get(
                    "/admin/see-calls",
                    "Cookie",
                    browser.cookie() + "; teller-session=" + Secrets.make())
                .statusCode())
        .isEqualTo(401);
  }

  @Test
  void makesWhoTriesKeysWaitAndStillKnowsThoseOfTheSamePlace() throws Exception {
    var browser = desk.browserOf(Role.VIEWER);
    String familiar = desk.key(null, Permission.SEE_CALLS);
    ask(familiar);
    for (int i = 0; i < 6; i++) {
      assertThat(ask("vt_" + Secrets.make())).isEqualTo(401);
    }
    int looked = desk.keys.lookedUp.get();

    var refused = server().get("/admin/see-calls", "Authorization", "Bearer vt_" + Secrets.make());

    assertThat(refused.statusCode()).isEqualTo(429);
    assertThat(refused.headers().firstValue("Retry-After")).hasValue("1");
    assertThat(desk.keys.lookedUp.get()).isEqualTo(looked);
    assertThat(ask(familiar)).isEqualTo(200);
    assertThat(server().get("/admin/see-calls", "Cookie", browser.cookie()).statusCode())
        .isEqualTo(200);
    desk.clock.pass(Duration.ofMinutes(15));
    assertThat(ask("vt_" + Secrets.make())).isEqualTo(401);
  }

  @Test
  void countsTheSameWrongSecretOnce() throws Exception {
    String old = "teller-session=" + Secrets.make();

    for (int i = 0; i < 20; i++) {
      assertThat(server().get("/admin/see-calls", "Cookie", old).statusCode()).isEqualTo(401);
    }
  }

  @Test
  void boundsHowOftenOneMayAsk() throws Exception {
    Desk slow = Desk.with(null, "voice-teller.console.requests-per-minute = 12");
    String cookie = slow.browserOf(Role.VIEWER).cookie();
    String other = slow.key(null, Permission.SEE_CALLS);
    try (Server bounded = Server.of(KIT, routes(slow))) {
      for (int i = 0; i < 3; i++) {
        assertThat(bounded.get("/admin/see-calls", "Cookie", cookie).statusCode()).isEqualTo(200);
      }
      var refused = bounded.get("/admin/see-calls", "Cookie", cookie);

      assertThat(refused.statusCode()).isEqualTo(429);
      assertThat(refused.headers().firstValue("Retry-After")).hasValue("5");
      assertThat(bounded.get("/admin/see-calls", "Authorization", "Bearer " + other).statusCode())
          .isEqualTo(200);
      slow.clock.pass(Duration.ofSeconds(5));
      assertThat(bounded.get("/admin/see-calls", "Cookie", cookie).statusCode()).isEqualTo(200);
    }
  }

  @Test
  void answersUnknownPathsAndMethodsWithItsHeadersToo() throws Exception {
    var browser = desk.browserOf(Role.VIEWER);

    var path = server().get("/admin/nothing", "Cookie", browser.cookie());
    var method =
        server()
            .send(
                "PUT",
                "/admin/see-calls",
                "{}",
                "Cookie",
                browser.cookie(),
                "X-CSRF-Token",
                browser.csrfToken());

    assertThat(path.statusCode()).isEqualTo(404);
    assertThat(path.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
    assertThat(method.statusCode()).isEqualTo(405);
    assertThat(method.headers().firstValue("Content-Security-Policy")).isPresent();
  }

  private int ask(String key) throws Exception {
    return server().get("/admin/see-calls", "Authorization", "Bearer " + key).statusCode();
  }

  private int change(Desk.Browser browser, String... headers) throws Exception {
    String[] all =
        Stream.concat(Stream.of("Cookie", browser.cookie()), Stream.of(headers))
            .toArray(String[]::new);
    return server().post("/admin/end-calls", "", all).statusCode();
  }

  private Server server() {
    return Objects.requireNonNull(running);
  }
}
