package org.voiceteller.http.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the server leans on dies while it runs. Calls get a clear answer and the server lives. */
class LostDependenciesIT {

  @SuppressWarnings("NullAway.Init") // filled before each
  private RunningTeller teller;

  @BeforeEach
  void start(@TempDir Path data) throws Exception {
    teller = RunningTeller.start(data);
  }

  @AfterEach
  void stop() throws Exception {
    teller.close();
  }

  @Test
  void tellsBalancesWithoutTheTablesAndSaysSoForLists() throws Exception {
    try (var caller = Caller.call(teller.calls())) {
      caller.type("What's my checking balance?");
      caller.awaitAgent("may I have your phone number");
      teller.child("dynamodb").orElseThrow().destroyForcibly();
      caller.type("+1-555-234-5678");
      caller.awaitAgent("$5,647.32");

      caller.type("Show me my recent transactions");
      var finished =
          caller.await(
              "the list to fail",
              event ->
                  event.path("type").asText().equals("tool.finished")
                      && event.path("tool").asText().equals("viewRecentTransactionsTool"));
      assertThat(finished.path("outcome").asText()).isEqualTo("failed");

      caller.type("What is the balance of my savings account?");
      caller.awaitAgent("Your savings account ending in");
    }
  }

  @Test
  void saysThatItCannotGoOnWithoutTheJournalAndStaysAlive() throws Exception {
    try (var caller = Caller.call(teller.calls())) {
      caller.awaitAgent("How may I help you today?");
      teller.child("cassandra").orElseThrow().destroyForcibly();

      caller.type("What's my checking balance?");

      caller.await(
          "a failed tool or a clear error",
          event ->
              event.path("type").asText().equals("error")
                  || event.path("outcome").asText().equals("failed"));
    }
    assertThat(get("/health/live").statusCode()).isEqualTo(200);
    assertThat(get("/health/ready").statusCode()).isEqualTo(503);
  }

  private HttpResponse<String> get(String path) throws Exception {
    try (var client = HttpClient.newHttpClient()) {
      return client.send(
          HttpRequest.newBuilder(URI.create(teller.home() + path)).build(),
          HttpResponse.BodyHandlers.ofString());
    }
  }
}
