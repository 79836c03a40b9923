package org.voiceteller.core.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.voiceteller.core.call.Journal.CALLS;
import static org.voiceteller.core.call.Journal.NOON;
import static org.voiceteller.core.call.Journal.TOKEN;
import static org.voiceteller.core.call.Journal.TOOLS;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.voiceteller.core.audit.AuditEntry;
import org.voiceteller.core.authentication.Level;
import org.voiceteller.core.call.CallRules.Joining;
import org.voiceteller.core.compliance.ConsentRule;
import org.voiceteller.core.tool.ToolUse;

class CallRulesTest {

  private static final ResumeOrigin HERE = new ResumeOrigin(null, null);
  private static final Instant LATER = NOON.plusSeconds(60);
  private final Journal call = Journal.ofCallFrom("US-CO");

  @Test
  void beginsOnceWithALegADeadlineAndAnAuditEntry() {
    assertThat(call.live().isJoinedBy("LEG-1")).isTrue();
    assertThat(call.live().idleDeadline()).isEqualTo(NOON.plus(Duration.ofMinutes(30)));
    assertThat(call.audit()).extracting(AuditEntry::action).containsExactly("CALL_STARTED");
    assertThat(call.audit().getFirst().auditId()).isEqualTo("AUDIT-20260115120000000-10001");

    var again =
        CALLS.start(
            call.call(), TOKEN.callId(), call.live().origin(), TOKEN.hash(), "LEG-1", LATER);
    assertThat(again).isEqualTo(new Ruling<>(List.of(), Joining.JOINED));
  }

  @Test
  void letsTheNewestLegWin() {
    assertThat(call.keep(CALLS.resume(call.call(), TOKEN.hash(), "LEG-2", HERE, LATER)))
        .isEqualTo(Joining.JOINED);

    assertThat(call.keep(CALLS.takeTurn(call.call(), "LEG-1", turn("t1"), LATER)))
        .isEqualTo(Joining.REFUSED);
    assertThat(call.keep(CALLS.end(call.call(), "LEG-1", EndReason.CALLER_HUNG_UP, LATER)))
        .isEqualTo(Joining.REFUSED);
    assertThat(call.keep(CALLS.loseLeg(call.call(), "LEG-1", LATER))).isEqualTo(Joining.REFUSED);
    assertThat(call.live().isJoinedBy("LEG-2")).isTrue();
    assertThat(call.live().address()).isEqualTo("192.0.2.1");
  }

  @Test
  void refusesAWrongTokenAndAuditsItSoOftenButNotForEver() {
    String wrong = ResumeToken.of(TOKEN.callId(), bytes()).hash();

    for (int i = 0; i < 20; i++) {
      assertThat(call.keep(CALLS.resume(call.call(), wrong, "LEG-2", HERE, LATER)))
          .isEqualTo(Joining.REFUSED);
    }
    assertThat(call.audit())
        .filteredOn(entry -> entry.flags().contains("WRONG_RESUME_TOKEN"))
        .hasSize(10)
        .allSatisfy(entry -> assertThat(entry.result()).isEqualTo(AuditEntry.Result.REFUSED));
  }

  @Test
  void waitsForALostLegAndThenEnds() {
    call.keep(CALLS.loseLeg(call.call(), "LEG-1", NOON));
    Instant until = NOON.plus(Duration.ofMinutes(5));

    call.keep(CALLS.endIfOverdue(call.call(), until.minusMillis(1)));
    assertThat(call.call()).isInstanceOf(Call.Live.class);
    assertThat(call.keep(CALLS.resume(call.call(), TOKEN.hash(), "LEG-2", HERE, until)))
        .isEqualTo(Joining.REFUSED);

    call.keep(CALLS.endIfOverdue(call.call(), until));
    assertOver(EndReason.CALLER_HUNG_UP, until);
  }

  @Test
  void takesBackALegThatWasOnlyThoughtToBeLost() {
    call.keep(CALLS.loseLeg(call.call(), "LEG-1", NOON));

    assertThat(call.keep(CALLS.legIsAlive(call.call(), "LEG-1", LATER))).isEqualTo(Joining.JOINED);
    assertThat(call.audit().getLast().flags()).containsExactly("LEG_RETURNED");
    assertThat(call.keep(CALLS.legIsAlive(call.call(), "LEG-0", LATER))).isEqualTo(Joining.REFUSED);
  }

  @Test
  void endsAfterThirtyMinutesWithoutAnAuthorisedOperation() {
    Instant deadline = NOON.plus(Duration.ofMinutes(30));
    call.keep(CALLS.takeTurn(call.call(), "LEG-1", turn("t1"), deadline.minusSeconds(1)));

    call.keep(CALLS.endIfOverdue(call.call(), deadline));

    assertOver(EndReason.IDLE_TIMEOUT, deadline);
    assertThat(call.audit().getLast().action()).isEqualTo("CALL_ENDED");
    assertThat(call.keep(CALLS.resume(call.call(), TOKEN.hash(), "LEG-2", HERE, deadline)))
        .isEqualTo(Joining.REFUSED);
  }

  @Test
  void closesWhatStillRunsWhenItEnds() {
    call.keep(
        TOOLS.request(
            call.call(),
            "LEG-1",
            new ToolUse("tool-1", "authenticateTool", "{\"phoneNumber\":\"5552345678\"}"),
            null,
            NOON));

    call.keep(CALLS.end(call.call(), "LEG-1", EndReason.CALLER_HUNG_UP, LATER));

    assertThat(call.events(CallEvent.ToolFinished.class))
        .extracting(CallEvent.ToolFinished::tookMs)
        .containsExactly(Duration.between(NOON, LATER).toMillis());
    assertThat(call.audit())
        .extracting(AuditEntry::action)
        .containsExactly("CALL_STARTED", "AUTHENTICATE", "CALL_ENDED");
  }

  @Test
  void keepsATurnOnce() {
    call.keep(CALLS.takeTurn(call.call(), "LEG-1", turn("t1"), LATER));
    call.keep(CALLS.takeTurn(call.call(), "LEG-1", turn("t1"), LATER));

    assertThat(call.live().turns()).containsExactly(turn("t1"));
  }

  @Test
  void takesGoingOnAfterTheGreetingsDisclosureAsConsentWhereAllMustAgree() {
    Journal washington = Journal.ofCallFrom("US-WA");
    String greeting = SystemPrompt.load("First National Bank", Journal.POLICY).greeting("US-WA");
    assertThat(greeting)
        .isEqualTo(
            "Welcome to First National Bank! This call may be recorded for quality assurance and"
                + " regulatory compliance. How may I help you today?");

    washington.keep(
        CALLS.takeTurn(
            washington.call(), "LEG-1", new Turn("t1", Turn.Speaker.AGENT, greeting), LATER));
    assertThat(washington.events(CallEvent.DisclosureGiven.class))
        .containsExactly(
            new CallEvent.DisclosureGiven(
                ConsentRule.ALL_PARTY, "call-recording-1", "US-WA", LATER));
    assertThat(washington.events(CallEvent.ConsentRecorded.class)).isEmpty();

    washington.keep(CALLS.takeTurn(washington.call(), "LEG-1", turn("t2"), LATER));
    washington.keep(CALLS.takeTurn(washington.call(), "LEG-1", turn("t3"), LATER));
    assertThat(washington.events(CallEvent.ConsentRecorded.class))
        .singleElement()
        .extracting(CallEvent.ConsentRecorded::basis)
        .isEqualTo("CONTINUED_AFTER_DISCLOSURE");
  }

  @Test
  void takesNoConsentFromACallerWhoHasNotHeardTheDisclosureToItsEnd() {
    Journal washington = Journal.ofCallFrom("US-WA");
    Turn cutOff = new Turn("t1", Turn.Speaker.AGENT, "Welcome! This call may be recorded for…");
    washington.keep(CALLS.takeTurn(washington.call(), "LEG-1", cutOff, LATER));
    washington.keep(CALLS.takeTurn(washington.call(), "LEG-1", turn("t2"), LATER));
    assertThat(washington.events(CallEvent.DisclosureGiven.class)).isEmpty();

    washington.keep(
        new Recording((Call.Live) washington.call(), Journal.POLICY, LATER)
            .giveDisclosure()
            .answer(CallRules.Joining.JOINED));
    washington.keep(CALLS.takeTurn(washington.call(), "LEG-1", turn("t3"), LATER));
    assertThat(washington.events(CallEvent.ConsentRecorded.class))
        .as("it was given to the agent, and not heard")
        .isEmpty();

    Turn heard = new Turn("t4", Turn.Speaker.AGENT, Journal.POLICY.disclosure().text() + " Yes?");
    washington.keep(CALLS.takeTurn(washington.call(), "LEG-1", heard, LATER));
    washington.keep(CALLS.takeTurn(washington.call(), "LEG-1", turn("t5"), LATER));
    assertThat(washington.events(CallEvent.ConsentRecorded.class)).hasSize(1);
  }

  private static Turn turn(String turnId) {
    return new Turn(turnId, Turn.Speaker.CALLER, "What's my balance?");
  }

  private static byte[] bytes() {
    byte[] secret = new byte[ResumeToken.SECRET_BYTES];
    secret[0] = 1;
    return secret;
  }

  @Test
  void asksWhoeverComesBackFromElsewhereWhoTheyAreAndTellsThemNothing() {
    PlayedCall played = PlayedCall.atLevelOne();
    played.use("unfreezeCardTool", "{}");
    played.callerSays("my balance is none of your business");

    resume(played, new ResumeOrigin("US-CO", "198.51.100.9"));

    assertThat(played.live().level()).isEqualTo(Level.NONE);
    assertThat(played.live().identity().customerId()).isNull();
    assertThat(played.live().turns()).isEmpty();
    assertThat(played.live().challenge()).isEmpty();
    assertThat(played.live().agenda().wishes()).isEmpty();
    assertThat(played.live().disclosed()).isNotNull();
    assertThat(played.journal.audit().getLast().flags()).containsExactly("ADDRESS_CHANGED");
  }

  @Test
  void givesTheDisclosureAgainToWhoeverComesBackFromAnotherJurisdiction() {
    PlayedCall played = PlayedCall.atLevelOne();

    resume(played, new ResumeOrigin("US-CA", "192.0.2.1"));

    assertThat(played.live().level()).isEqualTo(Level.NONE);
    assertThat(played.live().origin().jurisdiction()).isEqualTo("US-CA");
    assertThat(played.live().disclosed()).isNull();
    assertThat(played.journal.audit().getLast().flags()).containsExactly("JURISDICTION_CHANGED");
  }

  @Test
  void keepsTheLevelOfWhoeverComesBackFromTheSamePlace() {
    PlayedCall played = PlayedCall.atLevelOne();

    resume(played, new ResumeOrigin("US-CO", "192.0.2.1"));

    assertThat(played.live().level()).isEqualTo(Level.PHONE);
  }

  private static void resume(PlayedCall played, ResumeOrigin origin) {
    played.journal.keep(
        CALLS.resume(played.journal.call(), TOKEN.hash(), "LEG-2", origin, played.now));
  }

  private void assertOver(EndReason reason, Instant at) {
    assertThat(call.call())
        .isInstanceOfSatisfying(
            Call.Over.class,
            over -> {
              assertThat(over.callId()).isEqualTo(TOKEN.callId());
              assertThat(over.reason()).isEqualTo(reason);
              assertThat(over.at()).isEqualTo(at);
            });
  }
}
