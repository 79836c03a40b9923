package org.voiceteller.actors.call;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import io.opentelemetry.api.trace.TracerProvider;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.testkit.typed.javadsl.ManualTime;
import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.SupervisorStrategy;
import org.apache.pekko.persistence.testkit.PersistenceTestKitPlugin;
import org.apache.pekko.persistence.testkit.javadsl.PersistenceTestKit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.voiceteller.actors.call.CallSession.Command;
import org.voiceteller.actors.call.CallSession.Reply;
import org.voiceteller.core.authentication.BankKeys;
import org.voiceteller.core.authentication.InputHashes;
import org.voiceteller.core.authentication.Level;
import org.voiceteller.core.authentication.Secret;
import org.voiceteller.core.call.CallEvent;
import org.voiceteller.core.call.CallListener.Signal;
import org.voiceteller.core.call.CallOrigin;
import org.voiceteller.core.call.CallPolicy;
import org.voiceteller.core.call.CallRules;
import org.voiceteller.core.call.Challenge;
import org.voiceteller.core.call.EndReason;
import org.voiceteller.core.call.ResumeOrigin;
import org.voiceteller.core.call.ToolRules;
import org.voiceteller.core.customer.Claim;
import org.voiceteller.core.recording.RecordingMark;
import org.voiceteller.core.tool.ToolAnswer;
import org.voiceteller.core.tool.ToolCatalogue;
import org.voiceteller.core.tool.ToolOutcome;
import org.voiceteller.core.tool.ToolUse;

class CallSessionTest {

  private static final ActorTestKit KIT =
      ActorTestKit.create(
          ManualTime.config()
              .withFallback(PersistenceTestKitPlugin.config())
              .withFallback(ConfigFactory.load()));
  private static final ManualTime TIME = ManualTime.get(KIT.system());
  private static final PersistenceTestKit JOURNAL = PersistenceTestKit.create(KIT.system());
  private static final CallPolicy POLICY = CallPolicy.standard();
  private static final ToolCatalogue CATALOGUE = ToolCatalogue.create();
  private static final CallOrigin COLORADO =
      new CallOrigin("browser", null, "US-CO", "en-US", "192.0.2.1");
  private static final ResumeOrigin HERE = new ResumeOrigin(null, null);
  private static final BankKeys KEYS = BankKeys.create("1", Map.of("1", new byte[32]));
  private static final ToolUse AUTHENTICATE =
      new ToolUse("tool-1", "authenticateTool", "{\"phoneNumber\":\"5552345678\"}");

  private final String callId = "CALL-" + UUID.randomUUID();
  private volatile Instant now = Instant.parse("2026-01-15T12:00:00Z");
  private final FakeToolRunner tools = new FakeToolRunner();
  private final FakeProofs proofs = new FakeProofs(KEYS);
  private final TestProbe<LegLink.Message> leg = KIT.createTestProbe();
  private final TestProbe<Reply> replies = KIT.createTestProbe();
  private final TestProbe<ActorRef<Command>> over = KIT.createTestProbe();

  /** Longer than any test, unless silence is what it is about. */
  private Duration legSilence = Duration.ofDays(1);

  private ActorRef<Command> session = start();

  @AfterAll
  static void stop() {
    KIT.shutdownTestKit();
  }

  @Test
  void endsTheCallWhenNothingWasAuthorisedForThirtyMinutes() {
    open();

    pass(Duration.ofMinutes(10));
    tools.decides(new Claim.Granted("CUST-1"));
    authenticate(ToolOutcome.Result.SUCCEEDED);
    leg.expectMessage(new LegLink.Message.Deliver(new Signal.LevelReached(Level.PHONE)));
    leg.expectMessage(new LegLink.Message.Deliver(new Signal.RecordingConsent(true)));
    pass(Duration.ofMinutes(29));
    leg.expectNoMessage(Duration.ofMillis(50));
    pass(Duration.ofMinutes(1));

    leg.expectMessage(new LegLink.Message.Deliver(new Signal.CallEnded(EndReason.IDLE_TIMEOUT)));
    over.expectMessage(session);
  }

  @Test
  void setsTheDeadlineAgainAfterARestart() {
    open();
    restart();
    session.tell(new Command.LegIsAlive("LEG-1", leg.getRef()));

    pass(Duration.ofMinutes(30));

    leg.expectMessage(new LegLink.Message.Deliver(new Signal.CallEnded(EndReason.IDLE_TIMEOUT)));
  }

  @Test
  void endsAnOverdueCallAsSoonAsItIsTakenUpAgain() {
    open();
    KIT.stop(session);
    now = now.plus(Duration.ofHours(2));
    session = start();
    TIME.timePasses(Duration.ofMillis(1));
    awaitEvent(CallEvent.LegLost.class, false);

    TIME.timePasses(Duration.ofSeconds(1));

    awaitEvent(CallEvent.Ended.class, true);
  }

  @Test
  void takesALegForLostThatDiedWithItsProcessAndWaitsForTheCaller() {
    open();
    legSilence = Duration.ofSeconds(20);
    restart();

    pass(Duration.ofSeconds(20));
    awaitEvent(CallEvent.LegLost.class, true);
    pass(Duration.ofMinutes(5));

    awaitEvent(CallEvent.Ended.class, true);
    over.expectMessage(session);
  }

  @Test
  void keepsALegThatSaysThatItIsStillThere() {
    legSilence = Duration.ofSeconds(20);
    restart();
    open();

    for (int beat = 0; beat < 4; beat++) {
      pass(Duration.ofSeconds(15));
      session.tell(new Command.LegIsAlive("LEG-1", leg.getRef()));
    }

    awaitEvent(CallEvent.LegLost.class, false);
  }

  @Test
  void closesAToolThatARestartCutOffAndAnswersItsRepeat() {
    open();
    session.tell(new Command.UseTool("LEG-1", AUTHENTICATE, null, replies.getRef()));
    awaitEvent(CallEvent.ToolRequested.class, true);
    restart();

    session.tell(new Command.UseTool("LEG-1", AUTHENTICATE, null, replies.getRef()));

    assertThat(outcome().result()).isEqualTo(ToolOutcome.Result.FAILED);
    awaitEvent(CallEvent.ToolFinished.class, true);
  }

  @Test
  void answersEverybodyWhoWaitsForTheSameUse() {
    open();
    tools.decides(new Claim.Granted("CUST-1"));
    session.tell(new Command.UseTool("LEG-1", AUTHENTICATE, null, replies.getRef()));
    session.tell(new Command.UseTool("LEG-1", AUTHENTICATE, null, replies.getRef()));

    assertThat(outcome()).isEqualTo(outcome());
  }

  @Test
  void apologisesWhenNobodyCanTellWhoseNumberItIs() {
    open();
    tools.cannotDecide();

    authenticate(ToolOutcome.Result.FAILED);
  }

  @Test
  void carriesOutTheKeptWish() {
    open();
    tools.decides(new Claim.Granted("CUST-1"));
    tools.answers(ToolAnswer.succeeded("You have $1."));
    session.tell(
        new Command.UseTool(
            "LEG-1", new ToolUse("tool-0", "checkBalanceTool", "{}"), null, replies.getRef()));
    assertThat(outcome().result()).isEqualTo(ToolOutcome.Result.REFUSED);

    session.tell(new Command.UseTool("LEG-1", AUTHENTICATE, null, replies.getRef()));

    assertThat(outcome().resultJson()).contains("compliance. You have $1.");
  }

  @Test
  void sendsTheCodeTakesWhatWasKeyedAndCarriesOutTheWish() {
    verifiedByNumber();
    use("tool-2", "unfreezeCardTool", "{}");
    assertThat(outcome().resultJson()).contains("sending a verification code", "ending in 5678");
    leg.expectMessage(
        new LegLink.Message.Deliver(
            new Signal.ChallengeOpened(Challenge.Kind.ONE_TIME_CODE, "***-***-5678")));
    tools.answers(ToolAnswer.succeeded("Your card is active again."));

    give(proofs.lastCode());
    use("tool-3", "verifyOtpTool", "{}");

    assertThat(outcome().resultJson()).contains("Code verified! Your card is active again.");
    leg.expectMessage(new LegLink.Message.Deliver(new Signal.LevelReached(Level.ONE_TIME_CODE)));
    leg.expectMessage(new LegLink.Message.Deliver(new Signal.ChallengeClosed()));
    assertThat(JOURNAL.persistedInStorage("call|" + callId).toString())
        .doesNotContain(proofs.lastCode());
  }

  @Test
  void keepsALookupAndWhatWasFoundInOneWrite() {
    verifiedByNumber();
    var found = tools.answersLater();
    use("tool-2", "checkBalanceTool", "{\"accountType\":\"checking\"}");
    settled();
    assertThat(requested("tool-2")).isZero();

    found.complete(ToolAnswer.succeeded("It is $5."));

    assertThat(outcome().resultJson()).contains("It is $5.");
    assertThat(requested("tool-2")).isOne();
    awaitEvent(CallEvent.ToolFinished.class, true);
  }

  @Test
  void answersRepeatsOfALookupWithItsOutcomeAndRefusesItsIdToAnotherInput() {
    verifiedByNumber();
    var found = tools.answersLater();
    use("tool-2", "checkBalanceTool", "{\"accountType\":\"checking\"}");
    use("tool-2", "checkBalanceTool", "{\"accountType\":\"checking\"}");
    use("tool-2", "checkBalanceTool", "{\"accountType\":\"savings\"}");
    settled();

    found.complete(ToolAnswer.succeeded("It is $5."));

    assertThat(outcome().resultJson()).contains("It is $5.");
    assertThat(outcome().resultJson()).contains("It is $5.");
    assertThat(outcome().result()).isEqualTo(ToolOutcome.Result.REFUSED);
    assertThat(requested("tool-2")).isOne();
  }

  @Test
  void tellsALegThatWasReplacedMeanwhileNothingOfWhatWasFound() {
    verifiedByNumber();
    var found = tools.answersLater();
    use("tool-2", "checkBalanceTool", "{\"accountType\":\"checking\"}");
    settled();
    TestProbe<LegLink.Message> second = KIT.createTestProbe();
    session.tell(new Command.Resume("hash", "LEG-2", HERE, second.getRef(), replies.getRef()));
    assertThat(replies.receiveMessage()).isInstanceOf(Reply.Joined.class);

    found.complete(ToolAnswer.succeeded("It is $5."));

    ToolOutcome told = outcome();
    assertThat(told.result()).isEqualTo(ToolOutcome.Result.REFUSED);
    assertThat(told.resultJson()).doesNotContain("$5");
    assertThat(requested("tool-2")).isZero();
  }

  @Test
  void looksAgainAfterARestartThatCutALookupOff() {
    verifiedByNumber();
    var unused = tools.answersLater();
    use("tool-2", "checkBalanceTool", "{\"accountType\":\"checking\"}");
    settled();
    restart();
    tools.answers(ToolAnswer.succeeded("It is $5."));

    use("tool-2", "checkBalanceTool", "{\"accountType\":\"checking\"}");

    assertThat(outcome().resultJson()).contains("It is $5.");
  }

  @Test
  void takesNoSecretThatNobodyAskedFor() {
    verifiedByNumber();
    give("123456");
    use("tool-2", "unfreezeCardTool", "{}");
    outcome();

    use("tool-3", "verifyOtpTool", "{}");

    assertThat(outcome().resultJson()).contains("I didn't get the code.");
  }

  @Test
  void acceptsAfterARestartTheCodeThatWasSentBeforeIt() {
    verifiedByNumber();
    use("tool-2", "unfreezeCardTool", "{}");
    outcome();
    tools.answers(ToolAnswer.succeeded("Your card is active again."));
    restart();

    use("tool-3", "verifyOtpTool", "{\"code\":\"%s\"}".formatted(proofs.lastCode()));

    assertThat(outcome().resultJson()).contains("Code verified! Your card is active again.");
  }

  @Test
  void forgetsWhatWasKeyedBeforeARestart() {
    verifiedByNumber();
    use("tool-2", "unfreezeCardTool", "{}");
    outcome();
    give(proofs.lastCode());
    restart();

    use("tool-3", "verifyOtpTool", "{}");

    assertThat(outcome().resultJson()).contains("I didn't get the code.");
  }

  @Test
  void offersAnotherCodeWhenARestartCutTheSendingOff() {
    verifiedByNumber();
    proofs.neverSends();
    use("tool-2", "unfreezeCardTool", "{}");
    leg.expectMessage(
        new LegLink.Message.Deliver(
            new Signal.ChallengeOpened(Challenge.Kind.ONE_TIME_CODE, "***-***-5678")));
    restart();
    proofs.sends();
    use("tool-2", "unfreezeCardTool", "{}");
    assertThat(outcome().result()).isEqualTo(ToolOutcome.Result.FAILED);
    awaitEvent(CallEvent.CodeNotSent.class, true);

    use("tool-3", "verifyOtpTool", "{}");

    assertThat(outcome().resultJson()).contains("sending a new verification code");
  }

  @Test
  void tellsALegThatComesBackWhatTheBankWaitsFor() {
    verifiedByNumber();
    use("tool-2", "unfreezeCardTool", "{}");
    outcome();
    TestProbe<LegLink.Message> second = KIT.createTestProbe();

    session.tell(new Command.Resume("hash", "LEG-2", HERE, second.getRef(), replies.getRef()));

    second.expectMessage(
        new LegLink.Message.Deliver(
            new Signal.ChallengeOpened(Challenge.Kind.ONE_TIME_CODE, "***-***-5678")));
    // after that: nothing secret may be in a recording that begins with it
    second.expectMessage(new LegLink.Message.Deliver(new Signal.RecordingConsent(true)));
  }

  @Test
  void keepsTheEndOfARecordingThatIsClosedAfterItsCall() {
    RecordingMark started = RecordingMark.started("LEG-1-1", now);
    open();
    session.tell(new Command.MarkRecording("LEG-1", started, replies.getRef()));
    replies.expectMessage(new Reply.NotJoined());
    tools.decides(new Claim.Granted("CUST-1"));
    authenticate(ToolOutcome.Result.SUCCEEDED);
    session.tell(new Command.MarkRecording("LEG-1", started, replies.getRef()));
    replies.expectMessage(new Reply.Noted());
    session.tell(new Command.End("LEG-1", EndReason.CALLER_HUNG_UP, replies.getRef()));
    replies.expectMessage(new Reply.Noted());
    over.expectMessage(session);
    restart();

    session.tell(
        new Command.MarkRecording(
            "LEG-1",
            RecordingMark.ended(
                "LEG-1-1", now, "CALLER_HUNG_UP", new RecordingMark.Kept("f", 1_000, "0")),
            replies.getRef()));

    replies.expectMessage(new Reply.Noted());
    awaitEvent(CallEvent.RecordingMarked.class, true);
    over.expectMessage(session);
  }

  @Test
  void asksWhoeverComesBackFromElsewhereWhoTheyAre() {
    verifiedByNumber();
    TestProbe<LegLink.Message> second = KIT.createTestProbe();

    session.tell(
        new Command.Resume(
            "hash",
            "LEG-2",
            new ResumeOrigin(null, "198.51.100.9"),
            second.getRef(),
            replies.getRef()));

    Reply.Joined joined = (Reply.Joined) replies.receiveMessage();
    assertThat(joined.level()).isEqualTo(Level.NONE);
    assertThat(joined.history()).isEmpty();
    awaitEvent(CallEvent.AuthenticationDropped.class, true);
  }

  @Test
  void tellsAnOldLegThatItWasReplaced() {
    open();
    TestProbe<LegLink.Message> second = KIT.createTestProbe();
    session.tell(new Command.Resume("hash", "LEG-2", HERE, second.getRef(), replies.getRef()));
    assertThat(replies.receiveMessage()).isInstanceOf(Reply.Joined.class);
    leg.expectMessage(new LegLink.Message.Deliver(new Signal.Superseded()));

    session.tell(new Command.LegIsAlive("LEG-1", leg.getRef()));

    leg.expectMessage(new LegLink.Message.Deliver(new Signal.Superseded()));
  }

  @Test
  void goesWhenItWasWokenForACallThatNeverWas() {
    session.tell(new Command.Resume("hash", "LEG-1", HERE, leg.getRef(), replies.getRef()));

    replies.expectMessage(new Reply.NotJoined());
    over.expectMessage(session);
  }

  private void verifiedByNumber() {
    open();
    tools.decides(new Claim.Granted("CUST-1"));
    authenticate(ToolOutcome.Result.SUCCEEDED);
    leg.expectMessage(new LegLink.Message.Deliver(new Signal.LevelReached(Level.PHONE)));
    leg.expectMessage(new LegLink.Message.Deliver(new Signal.RecordingConsent(true)));
  }

  private void use(String toolUseId, String tool, String input) {
    session.tell(
        new Command.UseTool("LEG-1", new ToolUse(toolUseId, tool, input), null, replies.getRef()));
  }

  private void give(String secret) {
    session.tell(new Command.GiveSecret("LEG-1", new Secret(secret), replies.getRef()));
    replies.expectMessage(new Reply.Noted());
  }

  private ActorRef<Command> start() {
    return KIT.spawn(
        CallSession.create(
            callId,
            new SessionSetup(
                new CallRules(POLICY),
                new ToolRules(POLICY, CATALOGUE, new InputHashes(KEYS)),
                tools,
                proofs,
                legSilence,
                () -> now,
                SupervisorStrategy.restartWithBackoff(
                    Duration.ofMillis(10), Duration.ofMillis(10), 0),
                TracerProvider.noop().get("none")),
            over.getRef()::tell));
  }

  private void restart() {
    KIT.stop(session);
    session = start();
  }

  private void open() {
    session.tell(new Command.Open(COLORADO, "hash", "LEG-1", leg.getRef(), replies.getRef()));
    assertThat(replies.receiveMessage()).isInstanceOf(Reply.Joined.class);
  }

  private void authenticate(ToolOutcome.Result expected) {
    session.tell(new Command.UseTool("LEG-1", AUTHENTICATE, null, replies.getRef()));
    assertThat(outcome().result()).isEqualTo(expected);
  }

  private ToolOutcome outcome() {
    return ((Reply.ToolUsed) replies.receiveMessage()).outcome();
  }

  private void pass(Duration time) {
    settled();
    now = now.plus(time);
    TIME.timePasses(time);
    settled();
  }

  /** The session has handled everything so far: a question after it is answered. */
  private void settled() {
    session.tell(new Command.LoseLeg("NO-LEG", replies.getRef()));
    replies.expectMessage(new Reply.Noted());
  }

  private long requested(String toolUseId) {
    return JOURNAL.persistedInStorage("call|" + callId).stream()
        .filter(
            event ->
                event instanceof CallEvent.ToolRequested asked
                    && asked.toolUseId().equals(toolUseId))
        .count();
  }

  private void awaitEvent(Class<? extends CallEvent> type, boolean isExpected) {
    settled();
    assertThat(JOURNAL.persistedInStorage("call|" + callId).stream().anyMatch(type::isInstance))
        .isEqualTo(isExpected);
  }
}
