package org.voiceteller.http.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;

/**
 * Two nodes over one Cassandra: the caller is at one, the session lives on the other. A person
 * takes the call. The caller's node dies, and the caller comes back at the other, to the person
 * first. Who was with a person of the node that died waits for the next one.
 */
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock("a teller of its own")
class TwoNodesIT {

  private static final int ASKED_AT_MOST = 3;
  private static final Pattern ANSWERED =
      Pattern.compile("Your savings account ending in|try again in a few minutes");
  private static final int MAX_CALLS = 12;

  private final List<Caller> callers = new ArrayList<>();

  @Test
  void conversesAcrossNodesAndGoesOnWhenTheCallersNodeDies(@TempDir Path data) throws Exception {
    // Of two, the node with the lower address survives the other's crash.
    try (var bank = BankOfNodes.begin(data)) {
      RunningTeller first = bank.first();
      BankOfNodes.Node second = bank.add("127.0.0.2");
      bank.awaitReady(second);
      var caller = callUntilItsSessionIsElsewhere(first.home(), second);
      JsonNode before = caller.awaitType("call.started");
      caller.type("What's my checking balance?");
      caller.awaitAgent("may I have your phone number");
      caller.type("+1-555-234-5678");
      caller.awaitAgent("$5,647.32");

      var staff = StaffMember.of(first);
      String callId = before.path("callId").asText();
      try (var person = staff.line(callId, "take");
          var alone = Caller.call(first.calls())) {
        person.await("line.opened");
        person.say("staff-1", "Good evening, this is Pat.");
        caller.awaitStaff("Good evening, this is Pat.");
        caller.type("My card is stuck in the machine.");
        person.awaitCaller("My card is stuck in the machine.");
        loseThePersonsNode(staff.at(second.home()), alone, second);
        bank.awaitMembers(1);

        comeBackToThePerson(first, before, person);
      }
    } finally {
      callers.forEach(Caller::close);
    }
  }

  /** The person is at the node that dies, the caller at the other: they wait on in the queue. */
  private static void loseThePersonsNode(StaffMember staff, Caller caller, BankOfNodes.Node node)
      throws Exception {
    String callId = caller.awaitType("call.started").path("callId").asText();
    caller.awaitAgent("How may I help you");
    caller.type("I want to speak to a person, please.");
    caller.awaitHandOff("queued");
    try (var person = staff.line(callId, "take")) {
      person.await("line.opened");
      caller.awaitHandOff("taken");
      person.say("staff-1", "Good evening, this is Sam.");
      caller.awaitStaff("Good evening, this is Sam.");

      node.kill();

      caller.awaitHandOff("queued");
      caller.awaitAgent("my colleague's line broke");
    }
  }

  /** The caller's node died while a person had the call: they have it still. */
  private static void comeBackToThePerson(RunningTeller first, JsonNode before, StaffsLine person)
      throws Exception {
    try (var back = Caller.resume(first.calls(), before.path("resumeToken").asText())) {
      assertThat(back.awaitType("call.started").path("callId")).isEqualTo(before.path("callId"));
      assertThat(back.awaitType("authentication.level").path("level").asInt()).isEqualTo(1);
      back.type("Are you still there?");
      person.awaitCaller("Are you still there?");
      person.send("{\"type\":\"give-back\"}");
      back.awaitAgent("I'm back with you.");
      assertThat(savingsAskedFor(back)).contains("Your savings account ending in");
      assertThat(back.events())
          .noneMatch(event -> event.path("tool").asText().equals("authenticateTool"));
    }
  }

  /** What moves from the dead node may take longer than a caller waits: they are asked to retry. */
  private static String savingsAskedFor(Caller caller) throws Exception {
    String answer = "";
    for (int i = 0; i < ASKED_AT_MOST && !answer.contains("Your savings"); i++) {
      caller.type("What is the balance of my savings account?");
      answer =
          caller
              .await(
                  "the balance, or that it must be asked for again",
                  event ->
                      event.path("role").asText().equals("agent")
                          && ANSWERED.matcher(event.path("text").asText()).find())
              .path("text")
              .asText();
    }
    return answer;
  }

  /** Calls the second node until the session lives on the first. */
  private Caller callUntilItsSessionIsElsewhere(URI first, BankOfNodes.Node second)
      throws Exception {
    for (int made = 1; made <= MAX_CALLS; made++) {
      double before = Child.metric(first, "voiceteller_sessions");
      var caller = Caller.call(second.calls());
      callers.add(caller);
      caller.awaitAgent("How may I help you");
      double expected = made;
      Child.await(
          "the new session to be counted on one of the nodes",
          () ->
              Child.metric(first, "voiceteller_sessions") + second.metric("voiceteller_sessions")
                  == expected);
      if (Child.metric(first, "voiceteller_sessions") > before) {
        return caller.again();
      }
    }
    throw new AssertionError("Expected one of " + MAX_CALLS + " sessions on the other node");
  }
}
