package org.voiceteller.http.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The machine dies in the middle of a call. The caller comes back to the same call. */
class KilledInMidCallIT {

  @Test
  void goesOnWithTheSameCallAtTheSameLevelAfterAKill(@TempDir Path data) throws Exception {
    JsonNode before;
    try (var teller = RunningTeller.start(data);
        var caller = Caller.call(teller.calls())) {
      before = caller.awaitType("call.started");
      caller.type("What's my checking balance?");
      caller.awaitAgent("may I have your phone number");
      caller.type("+1-555-234-5678");
      caller.awaitAgent("$5,647.32");
      var children = teller.children();

      teller.kill();

      assertThat(children).isNotEmpty().noneMatch(ProcessHandle::isAlive);
    }

    var tablesPort = RunningTeller.freePort();
    var atThatPort = List.of("-Dvoice-teller.persistence.embedded.dynamodb-port=" + tablesPort);
    try (var teller = RunningTeller.startWith(atThatPort, data).awaitReady();
        var caller = Caller.resume(teller.calls(), before.path("resumeToken").asText())) {
      var after = caller.awaitType("call.started");
      assertThat(after.path("callId")).isEqualTo(before.path("callId"));
      assertThat(caller.awaitType("authentication.level").path("level").asInt()).isEqualTo(1);

      caller.type("What is the balance of my savings account?");

      caller.awaitAgent("Your savings account ending in");
      assertThat(caller.events())
          .noneMatch(event -> event.path("tool").asText().equals("authenticateTool"));
      assertThatTheAuditHasNoGap(tablesPort, after.path("callId").asText());
    }
  }

  private static void assertThatTheAuditHasNoGap(int tablesPort, String callId)
      throws InterruptedException {
    try (var audit = AuditLog.at(tablesPort)) {
      var lines =
          audit.await(
              callId,
              soFar ->
                  soFar.stream().filter(line -> line.action().equals("CHECK_BALANCE")).count()
                      >= 3);

      assertThat(lines)
          .extracting(AuditLog.Line::number)
          .containsExactlyElementsOf(LongStream.rangeClosed(1, lines.size()).boxed().toList());
      assertThat(lines)
          .extracting(AuditLog.Line::action)
          .contains("CALL_STARTED", "AUTHENTICATE", "CALL_RESUMED");
    }
  }
}
