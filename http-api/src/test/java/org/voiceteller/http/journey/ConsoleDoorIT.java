package org.voiceteller.http.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.voiceteller.http.signin.Permission;

/** Every route of the admin API, from outside, as one who has no business there. */
@Order(Integer.MAX_VALUE)
@ExtendWith(SharedTeller.ThatReads.class)
class ConsoleDoorIT {

  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private static RunningTeller bank;
  private static List<ApiDescription.Operation> operations;

  @BeforeAll
  static void describe(RunningTeller teller) throws Exception {
    bank = teller;
    operations = ApiDescription.load().operations();
    assertThat(operations).hasSizeGreaterThan(24);
  }

  @AfterAll
  static void leave() {
    CLIENT.shutdownNow();
  }

  /**
   * @param headers names and values in turn
   */
  private static HttpResponse<InputStream> send(
      ApiDescription.Operation operation, String... headers) throws Exception {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(bank.home() + operation.example()))
            .timeout(Duration.ofSeconds(30))
            .header("Access-Reason", "CASE-2026-17")
            .method(
                operation.method().toUpperCase(Locale.ROOT), HttpRequest.BodyPublishers.noBody());
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    HttpResponse<InputStream> answer =
        CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofInputStream());
    if (answer.statusCode() == 200) {
      answer.body().close(); // events go on for ever
    }
    return answer;
  }

  private static void assertThatNothingLeaks(HttpResponse<InputStream> refusal) throws Exception {
    String body = new String(refusal.body().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(refusal.headers().firstValue("Content-Type"))
        .as(body)
        .contains("application/problem+json");
    assertThat(body).doesNotContainIgnoringCase("exception", "org.voiceteller", "CUST-");
    assertThat(refusal.headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(refusal.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
    assertThat(refusal.headers().firstValue("Content-Security-Policy")).isPresent();
  }

  @Test
  void opensNothingWithoutASignIn() throws Exception {
    for (ApiDescription.Operation operation : operations) {
      var refusal = send(operation);
      assertThat(refusal.statusCode()).as(operation.toString()).isEqualTo(401);
      assertThatNothingLeaks(refusal);
    }
  }

  @Test
  void opensNothingWithAForgedSignIn() throws Exception {
    for (ApiDescription.Operation operation : operations) {
      var cookie = send(operation, "Cookie", "vt-session=" + "A".repeat(43));
      assertThat(cookie.statusCode()).as(operation.toString()).isEqualTo(401);
      assertThatNothingLeaks(cookie);
    }
    var key = send(operations.getFirst(), "Authorization", "Bearer vtk_forged");
    assertThat(key.statusCode()).isEqualTo(401);
    assertThatNothingLeaks(key);
  }

  @Test
  void opensToEachPermissionWhatIsDescribedAndNothingElse() throws Exception {
    StaffMember staff = StaffMember.of(bank);
    for (Permission permission : Permission.values()) {
      JsonNode made =
          staff
              .post(
                  "/v1/admin/api-keys",
                  "{\"name\":\"door\",\"scopes\":[\"" + permission.word() + "\"]}")
              .json();
      String bearer = "Bearer " + made.path("secret").asText();
      for (ApiDescription.Operation operation : operations) {
        var answer = send(operation, "Authorization", bearer);
        if (operation.permission().equals(permission.word())) {
          assertThat(answer.statusCode())
              .as("%s with %s", operation, permission.word())
              .isNotIn(401, 403, 500);
        } else {
          assertThat(answer.statusCode())
              .as("%s with %s", operation, permission.word())
              .isEqualTo(403);
          assertThatNothingLeaks(answer);
        }
      }
      assertThat(staff.delete("/v1/admin/api-keys/" + made.path("keyId").asText()).status())
          .isEqualTo(204);
      assertThat(send(operations.getFirst(), "Authorization", bearer).statusCode())
          .as("a revoked key")
          .isEqualTo(401);
    }
  }

  @Test
  void changesNothingForAnotherSite() throws Exception {
    StaffMember staff = StaffMember.of(bank);
    for (ApiDescription.Operation operation : operations) {
      if (operation.method().equals("get")) {
        continue;
      }
      var elsewhere =
          send(
              operation,
              "Cookie",
              staff.cookie(),
              "X-CSRF-Token",
              staff.csrfToken(),
              "Origin",
              "https://evil.example");
      assertThat(elsewhere.statusCode()).as(operation.toString()).isEqualTo(403);
      assertThatNothingLeaks(elsewhere);
      var withoutToken =
          send(operation, "Cookie", staff.cookie(), "Origin", bank.home().toString());
      assertThat(withoutToken.statusCode()).as(operation.toString()).isEqualTo(403);
      assertThatNothingLeaks(withoutToken);
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/console/../../../../etc/passwd",
        "/console/%2e%2e/%2e%2e/%2e%2e/etc/passwd",
        "/console/..%2f..%2fapplication.conf",
        "/console/..\\..\\application.conf",
        "/web/console/../../application.conf",
        "/lib/..%5c..%5capplication.conf",
        "/console/%00main.js"
      })
  void givesNoFileThatIsNotAPage(String path) throws Exception {
    String answer =
        raw("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n");

    assertThat(answer).doesNotContain("root:", "voice-teller {", "pekko {");
    assertThat(answer).matches("(?s)HTTP/1.1 (200|400|404).*");
    if (answer.startsWith("HTTP/1.1 200")) {
      assertThat(answer).as("the console's own page").contains("<!doctype html>");
    }
  }

  @Test
  void readsNoBodyThatIsTooLarge() throws Exception {
    StaffMember staff = StaffMember.of(bank);

    var answer =
        staff.post(
            "/v1/admin/disputes/CASE-0/decision",
            "{\"finding\":\"FOR_CUSTOMER\",\"explanation\":\"" + "x".repeat(2 << 20) + "\"}");

    assertThat(answer.status()).isEqualTo(413);
  }

  /** A body may take ten seconds, however it comes; a head as long as a connection may be idle. */
  @Test
  void waitsForNoSlowClientAndServesTheOthersMeanwhile() throws Exception {
    StaffMember staff = StaffMember.of(bank);
    String head =
        String.join(
            "\r\n",
            "POST /v1/admin/disputes/CASE-0/decision HTTP/1.1",
            "Host: 127.0.0.1",
            "Origin: " + bank.home(),
            "Cookie: " + staff.cookie(),
            "X-CSRF-Token: " + staff.csrfToken(),
            "Access-Reason: CASE-2026-17",
            "Idempotency-Key: slow-0001",
            "Content-Type: application/json",
            "Content-Length: 60000",
            "",
            "{\"finding\":\"FOR_CUSTOMER\",\"explanation\":\"");
    List<Socket> stopped = new ArrayList<>();
    try (Socket stops = begun(head);
        Socket dribbles = begun(head);
        var sending = Executors.newSingleThreadScheduledExecutor()) {
      var byByte =
          sending.scheduleAtFixedRate(() -> send(dribbles, "x"), 0, 50, TimeUnit.MILLISECONDS);
      for (int i = 0; i < 200; i++) {
        stopped.add(begun(head.substring(0, head.indexOf("Cookie") + i % 60)));
      }

      assertThat(staff.get("/v1/admin/summary").status()).isEqualTo(200);
      try (var caller = Caller.call(bank.calls())) {
        caller.awaitAgent("How may I help you today?");
      }
      for (Socket slow : List.of(stops, dribbles)) {
        assertThat(firstLine(slow)).isEqualTo("HTTP/1.1 408 Request Timeout");
      }
      byByte.cancel(false);
      assertThat(staff.get("/v1/admin/summary").status()).isEqualTo(200);
    } finally {
      for (Socket each : stopped) {
        each.close();
      }
    }
  }

  private static Socket begun(String request) throws IOException {
    Socket socket = new Socket(bank.home().getHost(), bank.home().getPort());
    socket.setSoTimeout(30_000);
    send(socket, request);
    return socket;
  }

  private static void send(Socket socket, String text) {
    try {
      socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
    } catch (IOException closed) {
      throw new UncheckedIOException(closed); // ends the sending: nobody listens any more
    }
  }

  private static String firstLine(Socket socket) throws IOException {
    return new BufferedReader(
            new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1))
        .readLine();
  }

  private static String raw(String request) throws Exception {
    try (Socket socket = new Socket(bank.home().getHost(), bank.home().getPort())) {
      socket.setSoTimeout(30_000);
      socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
      byte[] answer = socket.getInputStream().readNBytes(64 << 10);
      return new String(answer, StandardCharsets.UTF_8);
    }
  }
}
