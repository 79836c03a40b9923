package org.voiceteller.core.call;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.voiceteller.core.authentication.Level;
import org.voiceteller.core.authentication.Secret;

/** Codes and answers: how often, how long, of whom, and that nothing keeps them. */
class CodesAndAnswersTest extends SteppingUp {

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
    assertThat(call.journal.audit())
        .filteredOn(entry -> entry.flags().contains("TOO_MANY_CODES"))
        .hasSize(1);
    assertThat(call.live().handOff())
        .extracting(HandOff::reason)
        .isEqualTo(HandOff.Reason.AUTHENTICATION_FAILED);
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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "I haven't got it, can you send another one?",
        "Nothing came.",
        "Where's the text?",
        "I'm still waiting",
        "The code has expired.",
        "I deleted the message, sorry"
      })
  void asksAgainWhenNothingWasGivenAndSendsAnotherWhenTheCallerSaysSo(String words) {
    call.use("unfreezeCardTool", "{}");
    assertThat(say(call.use("verifyOtpTool", "{}"))).startsWith("I didn't get the code.");

    call.callerSays(words);

    assertThat(say(call.use("verifyOtpTool", "{}")))
        .startsWith("I'm sending a new verification code to your phone ending in 5678.");
    assertThat(call.codesSent).hasSize(2);
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

  @Test
  void neverTellsASecretByItsOwnName() {
    assertThat(new Secret("123456")).hasToString("Secret[withheld]");
  }
}
