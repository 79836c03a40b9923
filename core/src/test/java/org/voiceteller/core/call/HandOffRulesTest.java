package org.voiceteller.core.call;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.voiceteller.core.audit.AuditEntry;
import org.voiceteller.core.call.CallRules.Joining;
import org.voiceteller.core.call.HandOff.Reason;
import org.voiceteller.core.call.HandOffRules.Taking;
import org.voiceteller.core.tool.ToolAnswer;

/** Who is to be served by a person, and that one person at a time has the call. */
class HandOffRulesTest {

  private static final HandOffRules RULES = Journal.CALLS.handOff();
  private static final String PAT = "Pat Staff (openid:4711)";
  private static final String KIM = "Kim Staff (openid:4712)";

  private final PlayedCall call = PlayedCall.atLevelOne();

  private Instant later() {
    call.now = call.now.plusSeconds(5);
    return call.now;
  }

  private void callerSays(String words) {
    Turn turn = new Turn("caller-" + later(), Turn.Speaker.CALLER, words);
    call.journal.keep(Journal.CALLS.takeTurn(call.journal.call(), "LEG-1", turn, call.now));
  }

  private Taking take(String takeId, String staff) {
    return call.journal.keep(RULES.take(call.journal.call(), takeId, staff, later()));
  }

  private Joining say(String takeId, String staff, Turn turn) {
    return call.journal.keep(RULES.say(call.journal.call(), takeId, staff, turn, later()));
  }

  private List<String> actions() {
    return call.journal.events(CallEvent.Audited.class).stream()
        .map(audited -> audited.entry().action())
        .toList();
  }

  private @Nullable HandOff handOff() {
    return call.journal.live().handOff();
  }

  @Test
  void whoAsksForAPersonWaitsOnce() {
    callerSays("I want to speak to a person");
    Instant since = call.now;
    callerSays("A human, please!");

    assertThat(handOff()).isEqualTo(new HandOff(Reason.ASKED_FOR_PERSON, since, null));
    assertThat(call.journal.events(CallEvent.HandOffQueued.class)).hasSize(1);
    assertThat(actions()).containsOnlyOnce("HAND_OFF_QUEUED");
  }

  @Test
  void whoHasNoAttemptsLeftWaits() {
    PlayedCall stranger = new PlayedCall("US-CO");
    stranger.customerId = "";
    for (int i = 0; stranger.journal.live().handOff() == null; i++) {
      assertThat(i).as("attempts").isLessThan(10);
      stranger.use("authenticateTool", "{\"phoneNumber\":\"555-000-000" + i + "\"}");
    }
    assertThat(stranger.journal.live().handOff())
        .extracting(HandOff::reason)
        .isEqualTo(Reason.AUTHENTICATION_FAILED);
    assertThat(stranger.journal.events(CallEvent.IdentificationFailed.class))
        .hasSize(Journal.POLICY.maximumIdentificationAttempts());
  }

  @Test
  void whoseWishComesToNothingTwiceInTheSameWayWaits() {
    call.bank = _ -> ToolAnswer.failed("I'm sorry, that does not work just now.");
    call.use("checkBalanceTool", "{\"accountType\":\"checking\"}");
    assertThat(handOff()).isNull();
    call.use("checkBalanceTool", "{\"accountType\":\"savings\"}");
    assertThat(handOff()).as("another wish").isNull();

    call.use("checkBalanceTool", "{\"accountType\":\"checking\"}");

    assertThat(handOff()).extracting(HandOff::reason).isEqualTo(Reason.ROUND_IN_CIRCLES);
  }

  @Test
  void anAnsweredWishMayBeRepeated() {
    for (int i = 0; i < 4; i++) {
      call.use("checkBalanceTool", "{\"accountType\":\"checking\"}");
    }
    assertThat(handOff()).isNull();
  }

  @Test
  void onePersonAtATimeHasTheCall() {
    callerSays("I want to speak to a person");
    Instant queued = call.now;

    Taking first = take("TAKE-1", PAT);
    assertThat(first)
        .isEqualTo(
            new Taking.Taken(
                new HandOff(
                    Reason.ASKED_FOR_PERSON, queued, new HandOff.Taken("TAKE-1", PAT, call.now))));
    assertThat(take("TAKE-2", KIM)).isEqualTo(new Taking.TakenByAnother(PAT));
    assertThat(take("TAKE-1", PAT)).isEqualTo(first);
    assertThat(actions()).containsOnlyOnce("CALL_TAKEN_OVER");
  }

  @Test
  void staleWordsAreRefusedAndThatIsKept() {
    take("TAKE-1", PAT);
    Turn kept = new Turn("s1", Turn.Speaker.STAFF, "Good evening.");
    assertThat(say("TAKE-1", PAT, kept)).isEqualTo(Joining.JOINED);
    assertThat(say("TAKE-1", PAT, kept)).as("once more").isEqualTo(Joining.JOINED);
    call.journal.keep(RULES.giveBack(call.journal.call(), "TAKE-1", later()));
    take("TAKE-2", KIM);

    Turn stale = new Turn("s2", Turn.Speaker.STAFF, "As I was saying.");
    assertThat(say("TAKE-1", PAT, stale)).isEqualTo(Joining.REFUSED);

    assertThat(call.journal.live().turns()).contains(kept).doesNotContain(stale);
    assertThat(call.journal.events(CallEvent.TurnTaken.class)).hasSize(1);
    AuditEntry refused = call.journal.events(CallEvent.Audited.class).getLast().entry();
    assertThat(refused.action()).isEqualTo("STAFF_WORDS_REFUSED");
    assertThat(refused.result()).isEqualTo(AuditEntry.Result.REFUSED);
    assertThat(refused.resource()).isEqualTo("TAKE-1 BY " + PAT);
  }

  @Test
  void theAgentHasTheCallAgainWhenItIsGivenBack() {
    callerSays("I want to speak to a person");
    take("TAKE-1", PAT);
    assertThat(call.journal.keep(RULES.giveBack(call.journal.call(), "TAKE-0", later())))
        .isEqualTo(Joining.REFUSED);
    assertThat(call.journal.keep(RULES.giveBack(call.journal.call(), "TAKE-1", later())))
        .isEqualTo(Joining.JOINED);

    assertThat(handOff()).isNull();
    assertThat(actions()).endsWith("CALL_GIVEN_BACK");
  }

  @Test
  void aCallerWhosePersonIsGoneKeepsTheirPlace() {
    callerSays("I want to speak to a person");
    HandOff waiting = handOff();
    take("TAKE-1", PAT);

    call.journal.keep(RULES.loseStaff(call.journal.call(), "TAKE-1", later()));

    assertThat(handOff()).isEqualTo(waiting);
    assertThat(actions()).endsWith("STAFF_LOST");
  }

  @Test
  void nothingThatWasReadBackIsDoneByAYesToAPerson() {
    call.use(
        "transferTool",
        "{\"amount\":\"20\",\"toAccount\":\"savings\",\"fromAccount\":\"checking\"}");
    call.use("sendOtpTool", "{}");
    take("TAKE-1", PAT);

    assertThat(call.journal.live().agenda().proposal()).isNull();
    assertThat(call.journal.live().challenge()).isEmpty();
  }

  @Test
  void aCallThatIsOverIsNotTaken() {
    call.journal.keep(
        Journal.CALLS.end(call.journal.call(), "LEG-1", EndReason.CALLER_HUNG_UP, later()));
    assertThat(take("TAKE-1", PAT)).isEqualTo(new Taking.Over());
  }
}
