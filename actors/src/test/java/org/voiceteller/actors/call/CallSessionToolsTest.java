package org.voiceteller.actors.call;

import static org.assertj.core.api.Assertions.assertThat;

import org.apache.pekko.actor.testkit.typed.javadsl.TestProbe;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.voiceteller.actors.call.CallSession.Command;
import org.voiceteller.actors.call.CallSession.Reply;
import org.voiceteller.core.authentication.Level;
import org.voiceteller.core.call.CallEvent;
import org.voiceteller.core.call.CallListener.Signal;
import org.voiceteller.core.call.Challenge;
import org.voiceteller.core.customer.Claim;
import org.voiceteller.core.tool.ToolAnswer;
import org.voiceteller.core.tool.ToolOutcome;
import org.voiceteller.core.tool.ToolUse;

/** What a call does for its model: tools, codes, repeats, restarts in between. */
class CallSessionToolsTest extends CallSessionCase {

  @RegisterExtension static final SessionKit KIT = new SessionKit();

  CallSessionToolsTest() {
    super(KIT);
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
    assertThat(KIT.journal().persistedInStorage("call|" + callId).toString())
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
    TestProbe<LegLink.Message> second = KIT.actors().createTestProbe();
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
}
