package org.voiceteller.core.call;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.voiceteller.core.audit.AuditEntry;
import org.voiceteller.core.authentication.Level;
import org.voiceteller.core.authentication.OneTimeCodeSender;
import org.voiceteller.core.authentication.OneTimeCodeSender.Delivery;
import org.voiceteller.core.authentication.Secret;
import org.voiceteller.core.tool.ToolAnswer;

class StepUpTest {

  private static final String TRANSFER =
      "{\"amount\":\"500\",\"fromAccountType\":\"checking\",\"toAccountType\":\"savings\"}";
  private static final String CHEQUE = "{\"checkNumber\":\"1234\"}";

  private final PlayedCall call = PlayedCall.atLevelOne();

  @Test
  void sendsTheCodeByItselfAndCarriesTheWishOutWhenItIsRight() {
    JsonNode asked = call.use("unfreezeCardTool", "{}");

    assertThat(asked.path("say").asText())
        .isEqualTo(
            "For your security, I'm sending a verification code to your phone ending in 5678."
                + " Please provide the 6-digit code when ready. You can also key it in.");
    assertThat(asked.path("then").toString())
        .isEqualTo("{\"tool\":\"verifyOtpTool\",\"fill\":[\"code\"]}");
    assertThat(call.codesSent).hasSize(1);

    JsonNode done = call.enterCode();

    assertThat(done.path("say").asText()).isEqualTo("Code verified! UNFREEZE_CARD done.");
    assertThat(done.path("answered").asText()).isEqualTo("unfreezeCardTool");
    assertThat(call.live().level()).isEqualTo(Level.ONE_TIME_CODE);
    assertThat(call.live().agenda().wishes()).isEmpty();
    assertThat(call.live().challenge()).isEmpty();
    assertThat(call.journal.audit())
        .extracting(AuditEntry::action)
        .endsWith("UNFREEZE_CARD", "SEND_OTP", "VERIFY_OTP", "UNFREEZE_CARD");
  }

  @Test
  void asksTheNumberThenTheCodeThenTheQuestionWithoutTheWishBeingSaidAgain() {
    PlayedCall caller = new PlayedCall("US-CO");
    assertThat(say(caller.use("stopPaymentTool", CHEQUE))).contains("may I have your phone number");
    assertThat(say(caller.use("authenticateTool", PlayedCall.PHONE)))
        .isEqualTo(
            "This call may be recorded for quality assurance and regulatory compliance. Stop"
                + " payments require enhanced verification for your security. I'm sending you a"
                + " verification code now. Please provide the 6-digit code when ready. You can"
                + " also key it in.");
    JsonNode question = caller.enterCode();
    assertThat(say(question))
        .isEqualTo(
            "Code verified. Now I need to ask you a security question. What is your mother's"
                + " maiden name?");
    assertThat(question.path("then").toString())
        .isEqualTo("{\"tool\":\"stepUpAuthenticationTool\",\"fill\":[\"answer\"]}");

    JsonNode readBack = caller.answerQuestion();

    assertThat(say(readBack)).isEqualTo("Thank you. Shall I?");
    assertThat(readBack.path("outcome").asText()).isEqualTo("proposed");
    assertThat(readBack.path("then").toString())
        .isEqualTo("{\"tool\":\"stopPaymentTool\",\"fill\":[\"confirmed\"]}");
    assertThat(caller.live().level()).isEqualTo(Level.SECURITY_QUESTION);
    assertThat(caller.works.getLast().jobId()).isEqualTo("use-1");
  }

  @Test
  void stepsUpWhenTheWorkFindsThatMoreIsNeeded() {
    call.use("unfreezeCardTool", "{}");
    call.enterCode();
    call.bank =
        work ->
            work.level().reaches(Level.SECURITY_QUESTION)
                ? ToolAnswer.proposed(work.tool(), "Shall I?")
                : ToolAnswer.needs(Level.SECURITY_QUESTION);

    assertThat(say(call.use("internalTransferTool", TRANSFER)))
        .isEqualTo(
            "For your security, I need to ask you a security question. What is your mother's"
                + " maiden name?");
    assertThat(say(call.answerQuestion())).isEqualTo("Thank you. Shall I?");
    assertThat(call.works.getLast().jobId()).isEqualTo("use-4");
  }

  @Test
  void carriesOutTwoWishesOfOneSentenceInTheirOrder() {
    call.use("unfreezeCardTool", "{}");
    assertThat(say(call.use("disputeChargeTool", "{\"merchant\":\"XYZ\"}")))
        .isEqualTo("I'll do that as well, as soon as you're verified.");

    JsonNode both = call.enterCode();

    assertThat(say(both)).isEqualTo("Code verified! UNFREEZE_CARD done. DISPUTE_CHARGE done.");
    assertThat(call.codesSent).hasSize(1);
    assertThat(call.live().agenda().wishes()).isEmpty();
    assertThat(call.journal.events(CallEvent.WishAnswered.class)).hasSize(2);
  }

  @Test
  void waitsWithTheSecondWishUntilTheFirstIsConfirmed() {
    call.use("internalTransferTool", TRANSFER);
    call.use("unfreezeCardTool", "{}");
    assertThat(say(call.enterCode())).isEqualTo("Code verified! Shall I?");
    call.callerSays("yes please");

    JsonNode done =
        call.use("internalTransferTool", TRANSFER.replace("}", ",\"confirmed\":\"yes\"}"));

    assertThat(say(done)).isEqualTo("INTERNAL_TRANSFER done. UNFREEZE_CARD done.");
    assertThat(call.live().agenda().wishes()).isEmpty();
  }

  @Test
  void replacesAWishThatTheCallerCorrects() {
    call.use("unfreezeCardTool", "{\"cardEnding\":\"1111\"}");
    call.callerSays("no, the other one, ending 2222");
    call.use("unfreezeCardTool", "{\"cardEnding\":\"2222\"}");
    call.enterCode();

    assertThat(call.works)
        .extracting(Next.Work::inputJson)
        .containsExactly("{\"cardEnding\":\"2222\"}");
  }

  @Test
  void keepsAFewWishesAndSaysSoOfTheRest() {
    call.use("unfreezeCardTool", "{\"cardEnding\":\"1111\"}");
    for (int i = 2; i <= 4; i++) {
      call.use("unfreezeCardTool", "{\"cardEnding\":\"%d111\"}".formatted(i));
    }

    JsonNode tooMany = call.use("unfreezeCardTool", "{\"cardEnding\":\"5111\"}");

    assertThat(say(tooMany)).contains("a few things in mind");
    assertThat(call.live().agenda().wishes()).hasSize(4);
    assertThat(call.journal.audit().getLast().flags()).containsExactly("TOO_MANY_WISHES");
  }

  @Test
  void sendsAnotherCodeAfterThreeWrongOnesAndAcceptsOnlyThat() {
    call.use("unfreezeCardTool", "{}");
    assertThat(say(wrong())).contains("that code isn't right");
    wrong();
    JsonNode third = wrong();

    assertThat(say(third)).startsWith("I'm sorry, that code isn't right either.");
    assertThat(call.codesSent).hasSize(2);
    assertThat(
            say(
                call.use(
                    "verifyOtpTool", "{\"code\":\"%s\"}".formatted(call.codesSent.getFirst()))))
        .contains("isn't right");
    assertThat(call.live().level()).isEqualTo(Level.PHONE);
    assertThat(say(call.enterCode())).isEqualTo("Code verified! UNFREEZE_CARD done.");
  }

  @Test
  void sendsNoMoreCodesThanAreSet() {
    call.use("unfreezeCardTool", "{}");
    for (int i = 0; i < 14; i++) {
      wrong();
    }
    assertThat(call.codesSent).hasSize(5);

    JsonNode last = wrong();

    assertThat(say(last)).contains("can't send another verification code on this call");
    assertThat(call.live().challenge()).isEmpty();
    assertThat(call.live().agenda().wishes()).isEmpty();
    assertThat(call.journal.audit().getLast().flags()).containsExactly("TOO_MANY_CODES");
    assertThat(say(call.use("unfreezeCardTool", "{}"))).contains("can't send another");
    assertThat(call.codesSent).hasSize(5);
  }

  @Test
  void sendsAnotherCodeForOneThatHasExpired() {
    call.use("unfreezeCardTool", "{}");
    call.pass(Duration.ofMinutes(5));

    assertThat(say(call.enterCode())).startsWith("That code has expired. I'm sending a new");
    assertThat(call.live().level()).isEqualTo(Level.PHONE);
    assertThat(say(call.enterCode())).isEqualTo("Code verified! UNFREEZE_CARD done.");
  }

  @Test
  void acceptsACodeOnce() {
    call.use("unfreezeCardTool", "{}");
    call.enterCode();
    int attempts = call.journal.events(CallEvent.CodeAttempted.class).size();

    call.enterCode();

    assertThat(call.journal.events(CallEvent.CodeAttempted.class)).hasSize(attempts);
    assertThat(call.journal.events(CallEvent.CodeVerified.class)).hasSize(1);
  }

  @Test
  void opensNothingWithAVerdictOnACodeThatIsVoidByNow() {
    call.use("unfreezeCardTool", "{}");
    Next right =
        call.request(
            "slow", "verifyOtpTool", "{\"code\":\"%s\"}".formatted(call.codesSent.getLast()), null);
    wrong();
    wrong();
    wrong();
    assertThat(call.codesSent).hasSize(2);

    call.proceed("slow", call.found((Next.Task) right));

    assertThat(call.live().level()).isEqualTo(Level.PHONE);
  }

  @Test
  void allowsNoMoreThanThreeAttemptsAtOneCodeHoweverManyComeAtOnce() {
    call.use("unfreezeCardTool", "{}");
    for (int i = 0; i < 3; i++) {
      assertThat(
              call.request(
                  "guess-" + i, "verifyOtpTool", "{\"code\":\"00000%d\"}".formatted(i), null))
          .isInstanceOf(Next.TryCode.class);
    }

    assertThat(call.request("guess-4", "verifyOtpTool", "{\"code\":\"000004\"}", null))
        .isInstanceOf(Next.DrawCode.class);
  }

  @Test
  void drawsOneCodeForTwoWishesThatComeAtOnce() {
    Next first = call.request("a", "unfreezeCardTool", "{}", null);
    Next second = call.request("b", "disputeChargeTool", "{}", null);

    assertThat(first).isInstanceOf(Next.DrawCode.class);
    assertThat(second).isInstanceOf(Next.Answer.class);
  }

  @Test
  void takesTheKeyedCodeThatTheModelNeverHeard() {
    call.use("unfreezeCardTool", "{}");

    assertThat(say(call.useWithKeyed("verifyOtpTool", call.codesSent.getLast())))
        .isEqualTo("Code verified! UNFREEZE_CARD done.");
  }

  @Test
  void asksAgainWhenNothingWasGivenAndSendsAnotherWhenTheCallerSaysSo() {
    call.use("unfreezeCardTool", "{}");
    assertThat(say(call.use("verifyOtpTool", "{}"))).startsWith("I didn't get the code.");

    call.callerSays("I haven't got it, can you send another one?");

    assertThat(say(call.use("verifyOtpTool", "{}")))
        .startsWith("I'm sending a new verification code to your phone ending in 5678.");
    assertThat(call.codesSent).hasSize(2);
  }

  @Test
  void saysHonestlyThatACodeCannotBeSentAndDropsTheWish() {
    call.delivery = new Delivery.TryLater();
    JsonNode later = call.use("unfreezeCardTool", "{}");

    assertThat(later.path("outcome").asText()).isEqualTo("failed");
    assertThat(say(later)).contains("can't send a verification code right now");
    assertThat(call.live().challenge()).isEmpty();
    assertThat(call.live().agenda().wishes()).isEmpty();
    assertThat(call.journal.audit().getLast().flags()).containsExactly("CODE_NOT_SENT");

    call.delivery = new Delivery.Refused(OneTimeCodeSender.Reason.OPTED_OUT);
    assertThat(say(call.use("unfreezeCardTool", "{}")))
        .contains("the phone number we have on file");
  }

  @Test
  void keepsTheCodeAsAKeyedHashBeforeItIsSent() {
    Next draw = call.request("a", "unfreezeCardTool", "{}", null);
    Next send = call.proceed("a", call.found((Next.Task) draw));

    assertThat(send).isEqualTo(new Next.SendCode("CODE-1"));
    assertThat(call.journal.events(CallEvent.CodeIssued.class)).hasSize(1);
    assertThat(call.journal.events().toString()).doesNotContain(call.codesSent.getLast());
  }

  @Test
  void voidsACodeWhoseSendingARestartCutOffAndSendsAnotherWhenAsked() {
    Next draw = call.request("a", "unfreezeCardTool", "{}", null);
    call.proceed("a", call.found((Next.Task) draw));

    call.journal.keep(Journal.TOOLS.closeInterrupted(call.journal.call(), Set.of(), call.now));

    assertThat(call.live().challenge()).isEmpty();
    assertThat(say(call.use("verifyOtpTool", "{}"))).startsWith("I'm sending a new verification");
    assertThat(say(call.enterCode())).isEqualTo("Code verified! UNFREEZE_CARD done.");
  }

  @Test
  void makesACustomerWaitOrTurnsThemAwayWhenTheirCountSaysSo() {
    call.use("unfreezeCardTool", "{}");
    call.hindrance = new Found.Attempt.TooSoon(call.now.plusSeconds(90));
    assertThat(say(call.enterCode())).contains("Please wait 2 minutes");
    assertThat(call.live().challenge()).isPresent();

    call.hindrance = new Found.Attempt.Locked();
    assertThat(say(call.enterCode())).contains("can't verify you any further by phone");
    assertThat(call.live().challenge()).isEmpty();
    assertThat(call.live().agenda().wishes()).isEmpty();
    assertThat(call.journal.audit().getLast().flags()).containsExactly("LOCKED_OUT");
  }

  @Test
  void asksAQuestionAtMostThreeTimesOnACallHoweverOftenItIsBegun() {
    call.use("stopPaymentTool", CHEQUE);
    call.enterCode();
    wrongAnswer();
    assertThat(say(wrongAnswer())).contains("isn't the answer we have on file");
    assertThat(say(wrongAnswer())).contains("couldn't verify your answer");

    assertThat(say(call.use("stopPaymentTool", CHEQUE))).contains("couldn't verify your answer");
    assertThat(call.live().level()).isEqualTo(Level.ONE_TIME_CODE);
  }

  @Test
  void saysThatNothingIsOnFileToBeAsked() {
    call.question = Optional.empty();
    call.use("stopPaymentTool", CHEQUE);

    assertThat(say(call.enterCode()))
        .startsWith("Code verified! I'm sorry, we have no security question on file");
    assertThat(call.live().agenda().wishes()).isEmpty();
  }

  @Test
  void dropsAWishThatWaitedTooLong() {
    call.use("unfreezeCardTool", "{}");
    call.pass(Duration.ofMinutes(11));
    call.use("verifyOtpTool", "{}");
    call.enterCode();

    assertThat(call.works).isEmpty();
  }

  @Test
  void forgetsEverythingOpenForAnotherCustomer() {
    call.use("unfreezeCardTool", "{}");
    call.customerId = "CUST-10002";

    call.use("authenticateTool", "{\"phoneNumber\":\"555-345-6789\"}");

    assertThat(call.live().level()).isEqualTo(Level.PHONE);
    assertThat(call.live().challenge()).isEmpty();
    assertThat(call.live().agenda().wishes()).isEmpty();
    assertThat(call.works).isEmpty();
  }

  @Test
  void dropsALevelThatWasReachedWhenAnotherCustomerSpeaks() {
    call.use("unfreezeCardTool", "{}");
    call.enterCode();
    call.customerId = "CUST-10002";

    call.use("authenticateTool", "{\"phoneNumber\":\"555-345-6789\"}");

    assertThat(call.live().level()).isEqualTo(Level.PHONE);
  }

  @Test
  void holdsNoSecretInAnyEvent() {
    call.use("stopPaymentTool", CHEQUE);
    call.callerSays("it's " + call.codesSent.getLast());
    call.enterCode();
    call.callerSays("Johnson");
    call.answerQuestion();
    call.callerSays("my card is 4111 1111 1111 1111");

    assertThat(call.journal.events().toString())
        .doesNotContain(call.codesSent.getLast(), "Johnson", "4111 1111");
  }

  @Test
  void withholdsAnAnswerThatIsKeptOnlyAfterItWasRight() {
    call.use("stopPaymentTool", CHEQUE);
    call.enterCode();
    call.answerQuestion();
    call.callerSays("Johnson");
    call.agentSays("Thank you.");
    call.callerSays("great");

    assertThat(call.live().turns())
        .extracting(Turn::text)
        .containsExactly("[withheld]", "Thank you.", "great");
  }

  private JsonNode wrong() {
    return call.use("verifyOtpTool", "{\"code\":\"999999\"}");
  }

  private JsonNode wrongAnswer() {
    return call.use("stepUpAuthenticationTool", "{\"answer\":\"Smith\"}");
  }

  private static String say(JsonNode result) {
    return result.path("say").asText();
  }

  @Test
  void neverTellsASecretByItsOwnName() {
    assertThat(new Secret("123456")).hasToString("Secret[withheld]");
  }
}
