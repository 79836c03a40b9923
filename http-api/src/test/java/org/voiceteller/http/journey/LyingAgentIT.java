package org.voiceteller.http.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A model that lies on purpose: the caller hears the truth, and the audit log tells of the lie. */
@ExtendWith(SharedTeller.ThatReads.class)
class LyingAgentIT {

  private final RunningTeller teller;

  LyingAgentIT(RunningTeller teller) {
    this.teller = teller;
  }

  @AfterEach
  void isHonestAgain() throws Exception {
    faults(HttpRequest.newBuilder().DELETE());
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
  private void assertThatTheCallerHearsTheTruth(String lie) throws Exception {
    try (var caller = new Customer(teller);
        var log = AuditLog.of(teller)) {
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

  /** Has the model lie from now on, once on each stream. */
  private void order(String about, String words) throws Exception {
    faults(
        HttpRequest.newBuilder()
            .PUT(
                HttpRequest.BodyPublishers.ofString(
                    """
                    {"faults":[{"kind":"lie","lie":"%s","atAnswer":2,"words":"%s"}]}"""
                        .formatted(about, words))));
  }

  private void faults(HttpRequest.Builder request) throws Exception {
    try (var client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
      var answer =
          client.send(
              request.uri(teller.model().resolve("/faults")).build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 204);
    }
  }
}
