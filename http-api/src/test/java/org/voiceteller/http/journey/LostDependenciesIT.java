package org.voiceteller.http.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.typesafe.config.ConfigFactory;
import java.net.ConnectException;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.voiceteller.persistence.PersistenceSettings;
import org.voiceteller.persistence.dynamodb.DynamoDbClients;
import org.voiceteller.persistence.dynamodb.Table;
import software.amazon.awssdk.services.dynamodb.DynamoDbAsyncClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What the server leans on dies while it runs, and comes back. Calls get a clear answer, the server
 * lives, and all is well again without a restart.
 */
@ExtendWith(SharedTeller.ThatReads.class)
class LostDependenciesIT {

  private final RunningTeller teller;
  private final DynamoDbAsyncClient tables;

  LostDependenciesIT(RunningTeller teller) {
    this.teller = teller;
    this.tables =
        DynamoDbClients.create(
            PersistenceSettings.from(
                    ConfigFactory.parseMap(
                            Map.of(
                                "voice-teller.persistence.dynamodb.endpoint",
                                "http://127.0.0.1:" + teller.tablesPort()))
                        .withFallback(ConfigFactory.load("voice-teller-laptop")))
                .dynamoDb());
  }

  @AfterEach
  void nothingIsMissing() throws Exception {
    tables.close();
    Health.awaitAllThere(teller);
  }

  @Test
  void tellsBalancesWithoutTheTablesAndCatchesUpWhenTheyAreBack() throws Exception {
    try (var caller = called()) {
      kill("dynamodb");
      tellsCheckingBalance(caller);

      caller.type("Show me my recent transactions");
      awaitTool(caller, "viewRecentTransactionsTool", "failed");
      caller.type("What is the balance of my savings account?");
      caller.awaitAgent("Your savings account ending in");
      assertThat(Health.ready(teller).statusCode()).isEqualTo(200);

      Health.awaitAllThere(teller);
      caller.type("Show me my recent transactions");
      awaitTool(caller, "viewRecentTransactionsTool", "succeeded");
    }
    tellsOfACallThatBeganWithoutTables();
  }

  private void tellsOfACallThatBeganWithoutTables() throws Exception {
    String callId;
    try (var caller = called()) {
      kill("dynamodb");
      callId = caller.awaitType("call.started").path("callId").asText();
      tellsCheckingBalance(caller);
    }

    Health.await("the call's audit trail", () -> auditEntries(callId), entries -> entries >= 3);
  }

  /** A journal that hangs, and does not even refuse: nothing may be told as done without it. */
  @Test
  void apologisesWhenTheJournalDoesNotAnswerAndGoesOnWhenItDoes() throws Exception {
    try (var caller = called()) {
      tellsCheckingBalance(caller);
      try (var _ = Frozen.freeze(child("cassandra"))) {
        caller.type("What is the balance of my savings account?");

        awaitTool(caller, "checkBalanceTool", "failed");
        caller.awaitAgent("the bank's systems");
        assertThat(Health.live(teller).statusCode()).isEqualTo(200);
      }
    }

    Health.awaitAllThere(teller);

    try (var caller = called()) {
      tellsCheckingBalance(caller);
    }
  }

  @Test
  void isNotReadyWithoutTheJournal() throws Exception {
    kill("cassandra");

    HttpResponse<String> answer =
        Health.await("503", () -> Health.ready(teller), ready -> ready.statusCode() == 503);

    assertThat(answer.body()).contains("\"journal\"").contains("\"down\"");
    assertThat(Health.live(teller).statusCode()).isEqualTo(200);
  }

  @Test
  void goesOnWithTheSameCallWhenTheModelDies() throws Exception {
    try (var caller = called()) {
      tellsCheckingBalance(caller);
      kill("local-sonic");

      var told =
          caller.await(
              "words of the agent or a clear error",
              event ->
                  event.path("type").asText().equals("error")
                      || (event.path("type").asText().equals("transcript")
                          && event.path("role").asText().equals("agent")
                          && event.path("text").asText().contains("connected again")));

      if (told.path("type").asText().equals("error")) {
        assertThat(told.path("code").asText()).isEqualTo("model_unavailable");
        assertThat(told.path("retryable").asBoolean()).isTrue();
      } else {
        caller.type("What is the balance of my savings account?");
        caller.awaitAgent("Your savings account ending in");
      }
    }
    Health.awaitAllThere(teller);
    try (var caller = called()) {
      tellsCheckingBalance(caller);
    }
  }

  @Test
  void tellsCallersToTryLaterWhereNobodyIsBehindTheModelsAddress(@TempDir Path data)
      throws Exception {
    var nobody = "http://127.0.0.1:" + RunningTeller.freePort();
    try (var alone =
        RunningTeller.startWith(List.of("-Dvoice-teller.nova.endpoint=" + nobody), data)) {
      Health.awaitStart("an open door", () -> opened(alone), open -> open);
      var answer =
          Health.awaitStart(
              "only the model to be missing",
              () -> Health.ready(alone).body(),
              body -> body.split("\"down\"", -1).length == 2);
      assertThat(answer).contains("\"model\"");

      JsonNode error =
          Health.awaitStart(
              "a call that reaches as far as the model",
              () -> errorOfACall(alone),
              told -> !told.path("code").asText().equals("call_unavailable"));
      assertThat(error.path("code").asText()).isEqualTo("model_unavailable");
      assertThat(error.path("retryable").asBoolean()).isTrue();
    }
  }

  /** The server has only just begun: at first it may have nobody who takes calls. */
  private static JsonNode errorOfACall(RunningTeller alone) throws Exception {
    try (var caller = Caller.call(alone.calls())) {
      var error = caller.awaitType("error");
      if (error.path("code").asText().equals("model_unavailable")) {
        assertThat(caller.awaitType("call.ended").path("reason").asText()).isEqualTo("failed");
      }
      return error;
    }
  }

  private static boolean opened(RunningTeller alone) throws Exception {
    assertThat(alone.isAlive()).as("%s", alone.output()).isTrue();
    try {
      return Health.live(alone).statusCode() == 200;
    } catch (ConnectException notYet) {
      return false;
    }
  }

  /** Calls until a call is taken, as the answer says one should. */
  private Caller called() throws Exception {
    return Health.await("a call to be taken", this::call, Optional::isPresent).orElseThrow();
  }

  private Optional<Caller> call() throws Exception {
    var caller = Caller.call(teller.calls());
    var answer =
        caller.await(
            "a call or a refusal",
            event -> List.of("call.started", "error").contains(event.path("type").asText()));
    if (answer.path("type").asText().equals("call.started")) {
      return Optional.of(caller.again());
    }
    assertThat(answer.path("retryable").asBoolean()).as(answer.toString()).isTrue();
    caller.close();
    return Optional.empty();
  }

  private static void tellsCheckingBalance(Caller caller) throws Exception {
    caller.awaitAgent("How may I help you");
    caller.type("What's my checking balance?");
    caller.awaitAgent("may I have your phone number");
    caller.type("+1-555-234-5678");
    caller.awaitAgent("$5,647.32");
  }

  private static JsonNode awaitTool(Caller caller, String tool, String outcome) throws Exception {
    var finished =
        caller.await(
            tool + " to be finished",
            event ->
                event.path("type").asText().equals("tool.finished")
                    && event.path("tool").asText().equals(tool));
    assertThat(finished.path("outcome").asText()).isEqualTo(outcome);
    return finished;
  }

  /** As {@code kill -9}; returns when it is gone. */
  private void kill(String name) throws Exception {
    var process = child(name);
    process.destroyForcibly();
    process.onExit().get(10, TimeUnit.SECONDS);
  }

  private ProcessHandle child(String name) {
    return teller.child(name).orElseThrow();
  }

  /** A process that is there and does nothing, until it is thawed. */
  private record Frozen(ProcessHandle process) implements AutoCloseable {

    static Frozen freeze(ProcessHandle process) throws Exception {
      signal(process, "-STOP");
      return new Frozen(process);
    }

    @Override
    public void close() throws Exception {
      signal(process, "-CONT");
    }

    private static void signal(ProcessHandle process, String signal) throws Exception {
      var sent = new ProcessBuilder("kill", signal, Long.toString(process.pid())).start();
      assertThat(sent.waitFor()).isZero();
    }
  }

  /** None, too, while the tables are away. */
  private int auditEntries(String callId) {
    return tables
        .query(
            query ->
                query
                    .tableName(Table.AUDIT_LOGS.tableName())
                    .keyConditionExpression("sessionId = :call")
                    .expressionAttributeValues(Map.of(":call", AttributeValue.fromS(callId))))
        .handle((answer, failure) -> failure == null ? answer.count() : 0)
        .join();
  }
}
