package org.voiceteller.http.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * What the bank's people see of a call, while it goes on and afterwards, each answer held against
 * the API's description. It decides a case, so it comes after the journeys that tell of cases.
 */
@Order(Integer.MAX_VALUE)
@ExtendWith(SharedTeller.ThatReads.class)
class ConsoleIT {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String ADMIN = "/v1/admin/";

  private static RunningTeller bank;
  private static StaffMember staff;
  private static ApiDescription description;

  /** How much it is depends on what others at this bank have moved. */
  private static final String BALANCE = "account ending in 4521 has an available balance of $";

  @BeforeAll
  static void signIn(RunningTeller teller) throws Exception {
    bank = teller;
    staff = StaffMember.of(teller);
    description = ApiDescription.load();
  }

  @Test
  void showsACallAsItGoesOnAndAsItWas() throws Exception {
    try (var caller = Caller.call(bank.calls())) {
      String callId = caller.awaitType("call.started").path("callId").asText();
      caller.awaitAgent("How may I help you today?");
      caller.type("What's my checking balance?");
      caller.awaitAgent("may I have your phone number");
      caller.type("+1-555-234-5678");
      caller.awaitAgent(BALANCE);

      JsonNode live =
          Health.await(
              "the call on the board, its caller known",
              () -> onTheBoard(callId),
              call -> call.path("customerId").asText().equals("CUST-10001"));
      assertThat(live.path("level").asInt()).isEqualTo(1);
      List<String> steps = stepsUntil(callId, BALANCE);
      assertThat(steps).anyMatch(step -> step.contains("What's my checking balance?"));

      description.check("post", "/v1/admin/calls/{callId}/end", end(callId));
      assertThat(caller.awaitType("call.ended").path("reason").asText()).isEqualTo("agentEnded");
      assertThat(end(callId).status()).isEqualTo(409);

      JsonNode whole = checked("calls/" + callId, "/v1/admin/calls/{callId}").json();
      assertThat(whole.path("call").path("state").asText()).isEqualTo("ended");
      assertThat(whole.path("steps").findValuesAsText("text"))
          .contains("What's my checking balance?", "Level 1 is reached.");
      Health.await(
          "the staff's end in the audit log",
          () -> checked("audit?action=CALL_ENDED_BY_STAFF", "/v1/admin/audit").text(),
          entries -> entries.contains(callId));
    }
  }

  @Test
  void aPersonTakesACallFromTheQueueAndGivesItBack() throws Exception {
    try (var caller = Caller.call(bank.calls())) {
      String callId = caller.awaitType("call.started").path("callId").asText();
      caller.awaitAgent("How may I help you today?");
      caller.type("I want to speak to a person, please.");
      assertThat(caller.awaitType("handOff.changed").path("state").asText()).isEqualTo("queued");
      caller.awaitAgent("You are in the queue");
      Health.await(
          "the caller in the queue",
          () ->
              checked("hand-offs", "/v1/admin/hand-offs")
                  .json()
                  .path("items")
                  .findParents("callId"),
          waiting -> waiting.stream().anyMatch(one -> one.path("callId").asText().equals(callId)));

      try (var line = staff.line(callId, "take");
          var listening = staff.line(callId, "listen")) {
        assertThat(line.await("line.opened").path("history").findValuesAsText("text"))
            .anyMatch(words -> words.contains("I want to speak to a person"));
        assertThat(caller.awaitType("handOff.changed").path("state").asText()).isEqualTo("taken");
        assertThat(staff.refusedLine(callId, "take")).isEqualTo(409);
        listening.await("line.opened");

        line.say("staff-1", "Good evening, this is Pat.");
        assertThat(said(caller, "staff")).isEqualTo("Good evening, this is Pat.");
        caller.type("My card is stuck in the machine.");
        assertThat(line.await("transcript", ConsoleIT::isCallers).path("text").asText())
            .isEqualTo("My card is stuck in the machine.");
        listening.say("whisper-1", "Ask for the city.");
        assertThat(listening.await("error").path("code").asText()).isEqualTo("not_allowed");

        long before = caller.audioBytes();
        line.send("{\"type\":\"mic\",\"on\":true}");
        line.sound(new byte[4_800]);
        line.send("{\"type\":\"mic\",\"on\":false}");
        Health.await("the person's voice", caller::audioBytes, heard -> heard >= before + 4_800);
        Health.await(
            "the same for who listens", () -> listening.bytesOf(2), heard -> heard >= 4_800);

        line.send("{\"type\":\"give-back\"}");
        assertThat(caller.awaitType("handOff.changed").path("state").asText()).isEqualTo("agent");
        caller.awaitAgent("I'm back with you.");
        line.say("staff-2", "One more thing.");
        assertThat(line.await("words.refused").path("turnId").asText()).isEqualTo("staff-2");
      }
      assertThat(caller.finalWords("staff")).containsExactly("Good evening, this is Pat.");
      var story = checked("calls/" + callId, "/v1/admin/calls/{callId}").json();
      assertThat(story.findValuesAsText("action"))
          .contains("HAND_OFF_QUEUED", "CALL_TAKEN_OVER", "CALL_GIVEN_BACK", "STAFF_WORDS_REFUSED");
      assertThat(staff.refusedLine("CALL-0", "listen")).isEqualTo(404);
    }
  }

  private static boolean isCallers(JsonNode transcript) {
    return transcript.path("speaker").asText().equals("caller");
  }

  private static String said(Caller caller, String role) throws InterruptedException {
    return caller
        .await(
            "words of " + role,
            event ->
                event.path("type").asText().equals("transcript")
                    && event.path("role").asText().equals(role))
        .path("text")
        .asText();
  }

  private static JsonNode onTheBoard(String callId) throws Exception {
    return StreamSupport.stream(
            checked("live", "/v1/admin/live").json().path("calls").spliterator(), false)
        .filter(call -> call.path("callId").asText().equals(callId))
        .findFirst()
        .orElse(JSON.createObjectNode());
  }

  /** Reads the call's events until one holds these words. */
  private static List<String> stepsUntil(String callId, String words) throws Exception {
    try (Stream<String> lines = staff.events(ADMIN + "calls/" + callId + "/events")) {
      var steps = new ArrayList<String>();
      var each = lines.iterator();
      while (each.hasNext()) {
        String line = each.next();
        steps.add(line);
        if (line.contains(words)) {
          return steps;
        }
      }
      throw new AssertionError("Expected " + words + " among " + steps);
    }
  }

  private static StaffMember.Answer end(String callId) throws Exception {
    return staff.post(ADMIN + "calls/" + callId + "/end", "");
  }

  @Test
  void answersEveryListAndFigureAsDescribed() throws Exception {
    checked("calls?limit=1", "/v1/admin/calls");
    checked("customers?q=Ri", "/v1/admin/customers");
    checked("customers?q=5678", "/v1/admin/customers");
    checked("customers/CUST-10001", "/v1/admin/customers/{customerId}");
    checked("customers/CUST-10001?unmasked=true", "/v1/admin/customers/{customerId}");
    checked("customers/CUST-0", "/v1/admin/customers/{customerId}");
    checked("disputes", "/v1/admin/disputes");
    checked("consents", "/v1/admin/consents");
    checked("audit?personalData=true", "/v1/admin/audit");
    checked("summary", "/v1/admin/summary");
    checked("api-keys", "/v1/admin/api-keys");
    for (String topic :
        List.of(
            "overview", "authentication", "tools", "disputes", "compliance", "accounts", "cards")) {
      checked("figures/" + topic, "/v1/admin/figures/{topic}");
    }
  }

  @Test
  void decidesACaseAndProvesTheAuditLog() throws Exception {
    String caseId =
        checked("disputes", "/v1/admin/disputes")
            .json()
            .path("items")
            .path(0)
            .path("caseId")
            .asText();
    String decision = "{\"finding\":\"FOR_CUSTOMER\",\"explanation\":\"It never came.\"}";

    var decided = staff.post(ADMIN + "disputes/" + caseId + "/decision", decision);

    description.check("post", "/v1/admin/disputes/{caseId}/decision", decided);
    Health.await(
        "the decision",
        () -> checked("disputes/" + caseId, "/v1/admin/disputes/{caseId}").json(),
        one -> one.path("case").path("finding").asText().equals("FOR_CUSTOMER"));
    description.check(
        "post", "/v1/admin/audit/verification", staff.post(ADMIN + "audit/verification", ""));
    JsonNode found =
        Health.await(
            "the check's end",
            () -> checked("audit/verification", "/v1/admin/audit/verification").json(),
            check -> !check.path("state").asText().equals("running"));
    assertThat(found.path("state").asText()).as(found.toString()).isEqualTo("whole");
  }

  private static StaffMember.Answer checked(String path, String described) throws Exception {
    var answer = staff.get(ADMIN + path);
    description.check("get", described, answer);
    return answer;
  }
}
