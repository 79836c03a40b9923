package org.voiceteller.http.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

/** A caller who speaks with one of the bank's people when the machine dies. */
final class TakenCaller implements AutoCloseable {

  private final Caller before;
  private final JsonNode started;
  private final StaffsLine person;

  private TakenCaller(Caller before, JsonNode started, StaffsLine person) {
    this.before = before;
    this.started = started;
    this.person = person;
  }

  static TakenCaller taken(RunningTeller teller) throws Exception {
    var caller = Caller.call(teller.calls());
    JsonNode started = caller.awaitType("call.started");
    caller.awaitAgent("How may I help you");
    caller.type("I want to speak to a person, please.");
    caller.awaitHandOff("queued");
    StaffsLine person = StaffMember.of(teller).line(started.path("callId").asText(), "take");
    person.await("line.opened");
    caller.awaitHandOff("taken");
    person.say("staff-1", "Good evening, this is Sam.");
    caller.awaitStaff("Good evening, this is Sam.");
    return new TakenCaller(caller, started, person);
  }

  /**
   * Nobody has the call any more: the caller is told, waits, and another person takes it. That the
   * person's line broke is said to whoever is there when the session notices, some seconds after
   * its start; who comes back later hears that they wait.
   */
  void findsAnotherPerson(RunningTeller teller) throws Exception {
    String callId = started.path("callId").asText();
    try (var back = Caller.resume(teller.calls(), started.path("resumeToken").asText())) {
      assertThat(back.awaitType("call.started").path("callId").asText()).isEqualTo(callId);
      back.awaitHandOff("queued");
      back.awaitAgent("in the queue");
      try (var next = StaffMember.of(teller).line(callId, "take")) {
        next.await("line.opened");
        back.awaitHandOff("taken");
        next.say("staff-2", "Good evening, this is Kim.");
        back.awaitStaff("Good evening, this is Kim.");
        back.type("My card is stuck in the machine.");
        next.awaitCaller("My card is stuck in the machine.");
      }
    }
  }

  @Override
  public void close() {
    before.close();
    person.close();
  }
}
