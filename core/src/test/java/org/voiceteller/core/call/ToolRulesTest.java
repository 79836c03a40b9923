package org.voiceteller.core.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.voiceteller.core.call.Journal.CALLS;
import static org.voiceteller.core.call.Journal.NOON;
import static org.voiceteller.core.call.Journal.TOKEN;
import static org.voiceteller.core.call.Journal.TOOLS;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;
import org.voiceteller.core.account.AccountKind;
import org.voiceteller.core.audit.AuditEntry;
import org.voiceteller.core.authentication.Level;
import org.voiceteller.core.compliance.ConsentRule;
import org.voiceteller.core.customer.Claim;
import org.voiceteller.core.customer.PhoneNumber;
import org.voiceteller.core.tool.Tool;
import org.voiceteller.core.tool.ToolAnswer;
import org.voiceteller.core.tool.ToolInput;
import org.voiceteller.core.tool.ToolOutcome;
import org.voiceteller.core.tool.ToolUse;

class ToolRulesTest {

  private static final PhoneNumber NUMBER = new PhoneNumber("+15552345678");
  private static final String BALANCE = "{\"accountType\":\"checking\"}";
  private static final Instant LATER = NOON.plusSeconds(60);
  private final Journal call = Journal.ofCallFrom("US-CO");

  @Test
  void refusesAndRemembersAWishAboveTheCallersLevel() {
    ToolOutcome outcome = answered(request("tool-1", "checkBalanceTool", BALANCE));

    assertThat(outcome.result()).isEqualTo(ToolOutcome.Result.REFUSED);
    assertThat(outcome.resultJson())
        .isEqualTo(
            "{\"outcome\":\"refused\",\"say\":\"For your security, may I have your phone number to"
                + " verify your identity?\",\"then\":{\"tool\":\"authenticateTool\"}}");
    assertThat(call.live().agenda().wishes())
        .containsExactly(
            new Agenda.KeptWish("tool-1", "checkBalanceTool", BALANCE, Level.PHONE, LATER, false));
    assertThat(call.audit().getLast().action()).isEqualTo("CHECK_BALANCE");
    assertThat(call.audit().getLast().flags()).containsExactly("LEVEL_TOO_LOW");
    assertThat(call.live().idleDeadline()).isEqualTo(NOON.plus(Duration.ofMinutes(30)));
  }

  @Test
  void carriesTheWishOutAfterTheDisclosureOnceTheNumberIsKnown() {
    request("tool-1", "checkBalanceTool", BALANCE);
    assertThat(request("tool-2", "authenticateTool", "{\"phoneNumber\":\"555-234-5678\"}"))
        .isEqualTo(new Next.Identify(NUMBER));

    Next work = identify("tool-2", new Claim.Granted("CUST-10001"));
    assertThat(work)
        .isEqualTo(
            new Next.Run(
                new Next.Work(
                    "tool-1",
                    "tool-1",
                    Tool.CHECK_BALANCE,
                    BALANCE,
                    "CUST-10001",
                    new ToolInput.CheckBalance(AccountKind.CHECKING, null),
                    Level.PHONE,
                    false)));
    assertThat(call.live().level()).isEqualTo(Level.PHONE);
    assertThat(call.events(CallEvent.DisclosureGiven.class))
        .containsExactly(
            new CallEvent.DisclosureGiven(
                ConsentRule.ONE_PARTY, "call-recording-1", "US-CO", LATER));
    ToolOutcome outcome =
        answered(
            finish("tool-2", work, ToolAnswer.succeeded("You have $1.").with("available", "$1")));

    assertThat(outcome.result()).isEqualTo(ToolOutcome.Result.SUCCEEDED);
    assertThat(outcome.resultJson())
        .isEqualTo(
            "{\"outcome\":\"succeeded\",\"say\":\"This call may be recorded for quality assurance"
                + " and regulatory compliance. You have"
                + " $1.\",\"available\":\"$1\",\"answered\":\"checkBalanceTool\"}");
    assertThat(call.live().agenda().wishes()).isEmpty();
    assertThat(call.live().idleDeadline()).isEqualTo(LATER.plus(Duration.ofMinutes(30)));
    assertThat(call.audit())
        .extracting(AuditEntry::action, AuditEntry::result, AuditEntry::personalDataSeen)
        .containsExactly(
            entry("CALL_STARTED", AuditEntry.Result.SUCCESS, false),
            entry("CHECK_BALANCE", AuditEntry.Result.REFUSED, false),
            entry("AUTHENTICATE", AuditEntry.Result.SUCCESS, true),
            entry("DISCLOSURE_GIVEN", AuditEntry.Result.SUCCESS, false),
            entry("CONSENT_RECORDED", AuditEntry.Result.SUCCESS, false),
            entry("CHECK_BALANCE", AuditEntry.Result.SUCCESS, true));
    assertThat(call.audit()).extracting(AuditEntry::number).containsExactly(1L, 2L, 3L, 4L, 5L, 6L);
  }

  @Test
  void givesTheDisclosureOnlyOnce() {
    authenticate();

    var work = request("tool-9", "checkBalanceTool", "{}");
    assertThat(work).isInstanceOf(Next.Run.class);
    assertThat(answered(finish("tool-9", work, ToolAnswer.succeeded("You have $1."))).resultJson())
        .contains("\"say\":\"You have $1.\"");
  }

  @Test
  void dropsWhatWasOnlyLookedUpForAWishTakenBackAndKeepsThatItDid() {
    authenticate();
    finish("tool-9", request("tool-9", "checkBalanceTool", "{}"), ToolAnswer.succeeded("$1."));
    CallRules calls = new CallRules(Journal.POLICY);

    assertThat(call.keep(calls.withdraw(call.call(), "LEG-1", "tool-9", LATER)).resultJson())
        .contains("All right")
        .doesNotContain("$1");
    assertThat(call.audit().getLast().action()).isEqualTo("RESULT_DROPPED");
    assertThat(call.audit().getLast().resource()).isEqualTo("checkBalanceTool");
  }

  @Test
  void tellsWhatWasDoneThoughTheWishWasTakenBack() {
    authenticate();
    ToolAnswer frozen = ToolAnswer.succeeded("Your card is frozen.");
    finish("tool-9", request("tool-9", "freezeCardTool", "{\"cardEnding\":\"4521\"}"), frozen);
    int entries = call.audit().size();

    assertThat(
            call.keep(new CallRules(Journal.POLICY).withdraw(call.call(), "LEG-1", "tool-9", LATER))
                .resultJson())
        .contains("Your card is frozen.");
    assertThat(call.audit()).hasSize(entries);
  }

  @Test
  void saysTheSameWhetherANumberIsUnknownAmbiguousOrBlocked() {
    String unknown = denied("tool-1", Claim.Denial.UNKNOWN);
    String ambiguous = denied("tool-2", Claim.Denial.AMBIGUOUS);

    assertThat(ambiguous).isEqualTo(unknown);
    assertThat(unknown).contains("\"then\":{\"tool\":\"authenticateTool\"}");
    Journal other = Journal.ofCallFrom("US-CO");
    other.keep(
        TOOLS.request(other.call(), "LEG-1", authenticateUse("tool-1", "5552345678"), null, LATER));
    assertThat(
            other.keep(
                TOOLS.proceed(
                    other.call(),
                    "tool-1",
                    new Found.NumberClaimed(NUMBER, new Claim.Denied(Claim.Denial.BLOCKED)),
                    LATER)))
        .isInstanceOfSatisfying(
            Next.Answer.class,
            answer -> assertThat(answer.outcome().resultJson()).isEqualTo(unknown));
    assertThat(call.audit().get(1).flags()).containsExactly("UNKNOWN_NUMBER");
    assertThat(call.audit().get(2).flags()).containsExactly("AMBIGUOUS_NUMBER");
  }

  @Test
  void letsNoFurtherNumberBeTriedAfterThree() {
    denied("tool-1", Claim.Denial.UNKNOWN);
    denied("tool-2", Claim.Denial.UNKNOWN);
    assertThat(denied("tool-3", Claim.Denial.UNKNOWN)).doesNotContain("then");

    ToolOutcome outcome =
        answered(request("tool-4", "authenticateTool", "{\"phoneNumber\":\"5552345678\"}"));

    assertThat(outcome.result()).isEqualTo(ToolOutcome.Result.REFUSED);
    assertThat(call.audit().getLast().flags()).containsExactly("TOO_MANY_ATTEMPTS");
    assertThat(call.live().level()).isEqualTo(Level.NONE);
  }

  @Test
  void flagsANumberThatTheCallDoesNotComeFrom() {
    request("tool-1", "authenticateTool", "{\"phoneNumber\":\"555-999-0000\"}");

    call.keep(
        TOOLS.proceed(
            call.call(),
            "tool-1",
            new Found.NumberClaimed(new PhoneNumber("+15559990000"), new Claim.Granted("CUST-2")),
            LATER));

    assertThat(call.audit().get(1).flags()).containsExactly("CALLER_ID_MISMATCH");
  }

  @Test
  void asksAgainForANumberThatIsNotWholeWithoutCountingIt() {
    ToolOutcome outcome =
        answered(request("tool-1", "authenticateTool", "{\"phoneNumber\":\"234 5678\"}"));

    assertThat(outcome.resultJson()).contains("with the area code");
    assertThat(call.live().identity().attempts()).isZero();
  }

  @Test
  void takesAnotherCustomerForAnotherAndSaysSoInTheAudit() {
    authenticate();
    request("tool-5", "authenticateTool", "{\"phoneNumber\":\"555-345-6789\"}");

    call.keep(
        TOOLS.proceed(
            call.call(),
            "tool-5",
            new Found.NumberClaimed(
                new PhoneNumber("+15553456789"), new Claim.Granted("CUST-10002")),
            LATER));

    assertThat(call.live().identity().customerId()).isEqualTo("CUST-10002");
    assertThat(call.audit().getLast().flags())
        .containsExactly("CALLER_ID_MISMATCH", "CUSTOMER_CHANGED");
  }

  @Test
  void answersARepeatWithTheFirstOutcomeAndRefusesAnotherInput() {
    ToolOutcome first = answered(request("tool-1", "checkBalanceTool", BALANCE));
    int kept = call.events().size();

    assertThat(answered(request("tool-1", "checkBalanceTool", BALANCE))).isEqualTo(first);
    assertThat(call.events()).hasSize(kept);
    assertThat(answered(request("tool-1", "checkBalanceTool", "{}")).resultJson())
        .contains("toolUseId");
    assertThat(answered(request("tool-1", "explainPendingTool", BALANCE)).resultJson())
        .contains("toolUseId");
    assertThat(call.audit().getLast().flags()).containsExactly("TOOL_USE_ID_REUSED");
  }

  @Test
  void waitsForAUseThatIsUnderWay() {
    request("tool-1", "authenticateTool", "{\"phoneNumber\":\"5552345678\"}");

    assertThat(request("tool-1", "authenticateTool", "{\"phoneNumber\":\"5552345678\"}"))
        .isEqualTo(new Next.Wait());
  }

  @Test
  void refusesUnknownToolsAndUnreadableInputWithANoteForTheModel() {
    assertThat(answered(request("tool-1", "launderMoneyTool", "{}")).resultJson())
        .contains("no such tool")
        .doesNotContain("say");
    assertThat(answered(request("tool-2", "checkBalanceTool", "{\"x\":1}")).resultJson())
        .contains("takes only");
    assertThat(call.audit())
        .extracting(AuditEntry::action)
        .containsExactly("CALL_STARTED", "USE_UNKNOWN_TOOL", "CHECK_BALANCE");
  }

  @Test
  void refusesALegThatWasSuperseded() {
    call.keep(
        CALLS.resume(call.call(), TOKEN.hash(), "LEG-2", new ResumeOrigin(null, null), LATER));

    ToolOutcome outcome = answered(request("tool-1", "checkBalanceTool", BALANCE));

    assertThat(outcome.result()).isEqualTo(ToolOutcome.Result.REFUSED);
    assertThat(call.audit().getLast().flags()).containsExactly("SUPERSEDED_LEG");
    assertThat(call.live().tools()).isEmpty();
  }

  @Test
  void closesWhatAnInterruptionCutOffAndGivesTheUnsaidDisclosureLater() {
    request("tool-1", "checkBalanceTool", BALANCE);
    request("tool-2", "authenticateTool", "{\"phoneNumber\":\"5552345678\"}");
    identify("tool-2", new Claim.Granted("CUST-10001"));

    var closed = call.keep(TOOLS.closeInterrupted(call.call(), Set.of(), LATER));

    assertThat(closed).containsOnlyKeys("tool-2");
    assertThat(closed.get("tool-2"))
        .isNotNull()
        .extracting(ToolOutcome::result)
        .isEqualTo(ToolOutcome.Result.FAILED);
    assertThat(call.audit().getLast().flags()).containsExactly("INTERRUPTED");
    assertThat(call.live().level()).isEqualTo(Level.PHONE);
    Next work = request("tool-3", "checkBalanceTool", BALANCE);
    assertThat(work).isInstanceOf(Next.Run.class);
    assertThat(answered(finish("tool-3", work, ToolAnswer.succeeded("You have $1."))).resultJson())
        .contains("This call may be recorded");
    assertThat(call.live().agenda().wishes()).isEmpty();
  }

  @Test
  void ignoresAnAnswerThatComesAfterTheUseWasClosed() {
    authenticate();
    Next work = request("tool-3", "checkBalanceTool", "{}");
    call.keep(TOOLS.closeInterrupted(call.call(), Set.of(), LATER));
    int kept = call.events().size();

    assertThat(answered(finish("tool-3", work, ToolAnswer.succeeded("You have $1."))).result())
        .isEqualTo(ToolOutcome.Result.FAILED);
    assertThat(call.events()).hasSize(kept);
  }

  @Test
  void countsNoAttemptWhenTheBankItselfCouldNotFindOut() {
    request("tool-1", "checkBalanceTool", BALANCE);
    request("tool-2", "authenticateTool", "{\"phoneNumber\":\"5552345678\"}");

    ToolOutcome outcome =
        answered(
            call.keep(TOOLS.proceed(call.call(), "tool-2", new Found.NumberNotClaimed(), LATER)));

    assertThat(outcome.result()).isEqualTo(ToolOutcome.Result.FAILED);
    assertThat(call.live().identity().attempts()).isZero();
    assertThat(call.live().agenda().wishes()).hasSize(1);
  }

  @Test
  void doesNothingOnACallThatIsOver() {
    call.keep(CALLS.end(call.call(), "LEG-1", EndReason.CALLER_HUNG_UP, LATER));
    int kept = call.events().size();

    assertThat(answered(request("tool-1", "checkBalanceTool", BALANCE)).result())
        .isEqualTo(ToolOutcome.Result.REFUSED);
    assertThat(call.events()).hasSize(kept);
  }

  private void authenticate() {
    request("tool-0", "authenticateTool", "{\"phoneNumber\":\"5552345678\"}");
    identify("tool-0", new Claim.Granted("CUST-10001"));
  }

  private Next request(String toolUseId, String tool, String input) {
    return call.keep(
        TOOLS.request(call.call(), "LEG-1", new ToolUse(toolUseId, tool, input), null, LATER));
  }

  private Next identify(String toolUseId, Claim claim) {
    return call.keep(
        TOOLS.proceed(call.call(), toolUseId, new Found.NumberClaimed(NUMBER, claim), LATER));
  }

  private Next finish(String toolUseId, Next work, ToolAnswer answer) {
    return call.keep(
        TOOLS.proceed(
            call.call(), toolUseId, new Found.Done(((Next.Run) work).work(), answer), LATER));
  }

  private String denied(String toolUseId, Claim.Denial reason) {
    call.keep(
        TOOLS.request(call.call(), "LEG-1", authenticateUse(toolUseId, "5552345678"), null, LATER));
    return answered(identify(toolUseId, new Claim.Denied(reason))).resultJson();
  }

  private static ToolUse authenticateUse(String toolUseId, String number) {
    return new ToolUse(toolUseId, "authenticateTool", "{\"phoneNumber\":\"%s\"}".formatted(number));
  }

  private static Tuple entry(Object... values) {
    return Tuple.tuple(values);
  }

  private static ToolOutcome answered(Next next) {
    assertThat(next).isInstanceOf(Next.Answer.class);
    return ((Next.Answer) next).outcome();
  }
}
