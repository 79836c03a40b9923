package org.voiceteller.localsonic.dialogue;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Codes and security answers, and what must never be said on the telephone. */
class ProvingCallersTest {

  private static final String WISH = "I want to transfer $500 from checking to savings";
  private static final String TRANSFER =
      "internalTransferTool"
          + " {'amount':'500.00','fromAccountType':'checking','toAccountType':'savings'}";
  private static final String CODE_SENT =
      "For your security, I'm sending a verification code to your phone ending in 5678. Please"
          + " provide the 6-digit code when ready.";
  private static final String QUESTION = "What is your mother's maiden name?";

  private final Conversation call = Conversation.withBank();

  private void askForTheCode() {
    assertThat(call.says(WISH)).isEqualTo(TRANSFER);
    call.toolAsks(CODE_SENT, "verifyOtpTool", "code");
  }

  private void askTheQuestion() {
    call.says("I need to stop payment on check number 1234");
    call.toolAsks(QUESTION, "stepUpAuthenticationTool", "answer");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "123456",
        "123 456",
        "1-2-3-4-5-6",
        "one two three four five six",
        "twelve thirty-four fifty-six",
        "it's one two three, four five six",
        "the code is 123456",
        "sure, one twenty three four fifty six"
      })
  void codesAreHeardInAnyWording(String words) {
    askForTheCode();

    assertThat(call.expects()).isEqualTo(new Expectation.Digits(6, 6));
    assertThat(call.says(words)).isEqualTo("verifyOtpTool {'code':'123456'}");
  }

  @Test
  void codesWithRepeatedDigitsAreHeard() {
    askForTheCode();

    assertThat(call.says("double five, triple one, oh"))
        .isEqualTo("verifyOtpTool {'code':'551110'}");
  }

  @Test
  void aCodeIsNeverSaidBack() {
    askForTheCode();

    assertThat(call.says("one two three four five"))
        .isEqualTo("I heard 5 digits, but I need 6. Please say them again.");
    assertThat(call.says("[The caller is back.]")).doesNotContain("1").contains("6-digit code");
  }

  @Test
  void aCodeInTwoPartsIsPutTogether() {
    askForTheCode();
    call.says("one two three");

    assertThat(call.says("four five six")).isEqualTo("verifyOtpTool {'code':'123456'}");
  }

  @Test
  void aCodeIsWaitedForAlsoWhenTheToolDoesNotNameTheField() {
    call.says(WISH);
    call.toolAsks("I'm sending you a verification code now.", "verifyOtpTool");

    assertThat(call.expects()).isEqualTo(new Expectation.Digits(6, 6));
    assertThat(call.says("123456")).isEqualTo("verifyOtpTool {'code':'123456'}");
  }

  @Test
  void whatTheSystemTookIsNotAskedOfTheCaller() {
    askForTheCode();
    assertThat(call.says("[The caller keyed the code.]")).isEqualTo("verifyOtpTool {}");

    call.toolAsks(QUESTION, "stepUpAuthenticationTool", "answer");
    assertThat(call.says("[The caller typed the answer.]"))
        .isEqualTo("stepUpAuthenticationTool {}");
  }

  @Test
  void theSystemTakesACodeAlsoWhileAnotherWishIsDone() {
    askForTheCode();
    call.says("wait, what's my balance?");
    call.toolSays("You have $20.");

    assertThat(call.says("[The caller keyed the code.]")).isEqualTo("verifyOtpTool {}");
  }

  @Test
  void aWrongCodeIsAskedForAgain() {
    askForTheCode();
    call.says("111111");

    assertThat(call.toolAsks("That is not the code. Please try again.", "verifyOtpTool", "code"))
        .isEqualTo("That is not the code. Please try again.");
    assertThat(call.says("123456")).isEqualTo("verifyOtpTool {'code':'123456'}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "I didn't get a code, can you send it again?",
        "I didn't get the code",
        "I did not get it",
        "send it again",
        "Can you resend that please?",
        "the code never arrived",
        "no code has come",
        "nothing came through",
        "nothing yet",
        "still nothing",
        "I haven't received anything",
        "it hasn't shown up",
        "where's the text?",
        "I'm still waiting for it",
        "could I have a new code",
        "text me another one",
        "the code has expired",
        "I deleted the message",
        "I never got a message from you"
      })
  void aCallerWhoGotNoCodeIsSentAnother(String words) {
    askForTheCode();

    assertThat(call.says(words)).isEqualTo("verifyOtpTool {}");
    assertThat(call.toolAsks("I'm sending a new one.", "verifyOtpTool", "code"))
        .isEqualTo("I'm sending a new one.");
    assertThat(call.says("123456")).isEqualTo("verifyOtpTool {'code':'123456'}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "I didn't get it at first but now it's 123456",
        "the new code is 123 456",
        "sorry, another one came: one two three four five six"
      })
  void aCodeIsTakenWhateverElseIsSaidOfIt(String words) {
    askForTheCode();

    assertThat(call.says(words)).isEqualTo("verifyOtpTool {'code':'123456'}");
  }

  @Test
  void aBankWithAToolThatSendsCodesHasItUsed() {
    var bank = Conversation.with("code-tools.json");
    bank.says("what's my balance");
    bank.toolAsks("Your code, please?", "verifyCodeTool", "code");

    assertThat(bank.says("I didn't get one")).isEqualTo("requestCodeTool {}");
    bank.toolAsks("I sent another. Your code, please?", "verifyCodeTool", "code");
    assertThat(bank.says("123456")).isEqualTo("verifyCodeTool {'code':'123456'}");
  }

  @Test
  void aQuestionIsNoCodeThatCouldBeSentAgain() {
    askTheQuestion();

    assertThat(call.says("I never got it")).doesNotContain("{}");
  }

  @Test
  void theAnswerOfAKeptWishIsToldWithTheCodes() {
    askForTheCode();
    call.says("123456");

    assertThat(
            call.toolAsks(
                "Code verified. Shall I transfer $500?", "internalTransferTool", "confirmed"))
        .isEqualTo("Code verified. Shall I transfer $500?");
    assertThat(call.says("yes")).endsWith("'toAccountType':'savings','confirmed':'yes'}");
  }

  @ParameterizedTest
  @CsvSource({
    "Johnson,Johnson",
    "It's Johnson.,Johnson",
    "my mother's maiden name is Johnson,Johnson",
    "'Um, I think it was O''Brien',O'Brien",
    "her maiden name was Van der Berg,Van der Berg",
    "My first pet was called Rex,Rex",
    "one two three four five six,123456"
  })
  void answersAreTakenWithoutTheWordsAroundThem(String words, String answer) {
    askTheQuestion();

    assertThat(call.expects()).isEqualTo(new Expectation.Name());
    assertThat(call.says(words)).isEqualTo("stepUpAuthenticationTool {'answer':'" + answer + "'}");
  }

  @Test
  void theCodeOfAnAuthenticatorAppIsExpectedAsDigits() {
    call.says("I need to stop payment on check number 1234");
    call.toolAsks(
        "Please tell me the code of your authenticator app. Please say its 6 digits, or key them"
            + " in.",
        "stepUpAuthenticationTool",
        "answer");

    assertThat(call.expects()).isEqualTo(new Expectation.Digits(6, 6));
    assertThat(call.says("one two three four five six"))
        .isEqualTo("stepUpAuthenticationTool {'answer':'123456'}");
  }

  @Test
  void anAnswerAndAnotherWishAreBothTaken() {
    askTheQuestion();

    assertThat(call.says("Johnson, and what's my balance?"))
        .isEqualTo("stepUpAuthenticationTool {'answer':'Johnson'}");
    assertThat(call.toolSays("Thank you.")).isEqualTo("Thank you.\ncheckBalanceTool {}");
  }

  @Test
  void aCallerWithoutAnAnswerIsLetGo() {
    askTheQuestion();

    assertThat(call.says("I don't remember")).startsWith("I'm sorry, without");
    assertThat(call.expects()).isEqualTo(new Expectation.Wish());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "my card number is 4111 1111 1111 1111",
        "it's four one one one, one one one one, one one one one, one one one one",
        "my pin is 1234",
        "my social security number is 123 45 6789"
      })
  void whoeverTellsWhatNobodyShouldIsAskedNotTo(String words) {
    assertThat(call.says(words)).startsWith("Please don't tell me that.").doesNotContain("1111");
    askForTheCode();
    assertThat(call.says(words))
        .startsWith("Please don't tell me that.")
        .endsWith("Please provide the 6-digit code when ready.");
  }
}
