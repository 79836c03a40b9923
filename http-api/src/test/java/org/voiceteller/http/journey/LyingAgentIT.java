package org.voiceteller.http.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A model that lies on purpose: the caller hears the truth, and the audit log tells of the lie. */
class LyingAgentIT {

  @SuppressWarnings("NullAway.Init") // filled before all
  private static RunningTeller teller;

  private static int tablesPort;

  @BeforeAll
  static void start(@TempDir Path data) throws Exception {
    tablesPort = RunningTeller.freePort();
    teller =
        RunningTeller.startWith(
                List.of("-Dvoice-teller.persistence.embedded.dynamodb-port=" + tablesPort),
                data,
                "--text-only")
            .awaitReady();
  }

  @AfterAll
  static void stop() throws Exception {
    teller.close();
  }

  @Test
  void isCutWhenItClaimsWhatWasNotDone() throws Exception {
    order("claims-done", "I've transferred $500 to your savings account.");

    assertThatTheCallerHearsTheTruth("transferred");
  }

  @Test
  void isCutWhenItMakesUpANumber() throws Exception {
    order("invented-number", "Your confirmation number is TXN-20990101-999.");

    assertThatTheCallerHearsTheTruth("TXN-20990101-999");
  }

  @Test
  void isCutWhenItTellsABalanceThatNoToolReturned() throws Exception {
    order("wrong-balance", "Your checking account has an available balance of $9,999.99.");

    assertThatTheCallerHearsTheTruth("$9,999.99");
  }

  /** The lie is the agent's second answer, the one to the wish. */
  private static void assertThatTheCallerHearsTheTruth(String lie) throws Exception {
    try (var caller = new Customer(teller);
        var log = AuditLog.at(tablesPort)) {
      caller.says("What's my checking balance?");
      caller.hears("I'm sorry, I misspoke.");
      caller.says("+1-555-234-5678");
      caller.hears("$5,647.32");

      assertThat(caller.line().events())
          .filteredOn(event -> event.path("type").asText().equals("transcript"))
          .noneMatch(event -> event.path("text").asText().contains(lie));
      log.await(
          caller.callId(),
          lines -> lines.stream().anyMatch(line -> line.action().equals("AGENT_CORRECTED")));
    }
  }

  /** Has the model lie once, on the next call. */
  private static void order(String about, String words) throws Exception {
    try (var client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      var answer =
          client.send(
              HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + modelPort() + "/faults"))
                  .PUT(
                      HttpRequest.BodyPublishers.ofString(
                          """
                          {"conversations":1,"faults":[
                            {"kind":"lie","lie":"%s","atAnswer":2,"words":"%s"}]}"""
                              .formatted(about, words)))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 204);
    }
  }

  /** As it stands in the stand-in's command line, which is too long for {@code ProcessHandle}. */
  private static int modelPort() throws IOException {
    long pid = teller.child("local-sonic").orElseThrow().pid();
    var words = List.of(Files.readString(Path.of("/proc/" + pid + "/cmdline")).split("\0"));
    return Integer.parseInt(words.get(words.indexOf("--port") + 1));
  }
}
