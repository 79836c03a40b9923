package org.voiceteller.core.call;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.voiceteller.core.audit.AuditEntry;
import org.voiceteller.core.authentication.Level;
import org.voiceteller.core.authentication.OneTimeCodeSender;
import org.voiceteller.core.authentication.OneTimeCodeSender.Delivery;
import org.voiceteller.core.tool.ToolAnswer;

/** Wishes above the caller's level: kept, stepped up for, and carried out, or dropped. */
class StepUpTest extends SteppingUp {

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
}
