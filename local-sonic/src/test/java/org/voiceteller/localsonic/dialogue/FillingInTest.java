package org.voiceteller.localsonic.dialogue;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Answers to what a tool asked for, and wishes interrupted and corrected. */
class FillingInTest {

  private final Conversation call = Conversation.withBank();

  @Test
  void aBareAnswerGoesToTheFieldThatWasAskedFor() {
    call.says("transfer $500 to savings");
    call.toolAsks("From which account?", "internalTransferTool", "fromAccountType");

    assertThat(call.says("checking"))
        .isEqualTo(
            "internalTransferTool"
                + " {'amount':'500.00','fromAccountType':'checking','toAccountType':'savings'}");
  }

  @Test
  void anAccountThatWasAskedForByKindMayBeNamedByItsLastDigits() {
    call.says("transfer $500 to savings");
    call.toolAsks("From which account?", "internalTransferTool", "fromAccountType");

    assertThat(call.says("the one ending in 8830"))
        .isEqualTo(
            "internalTransferTool"
                + " {'amount':'500.00','fromAccountEnding':'8830','toAccountType':'savings'}");
  }

  @Test
  void anAccountThatWasAskedForByItsLastDigitsMayBeNamedByKind() {
    call.says("transfer $20");
    call.toolAsks(
        "Which account should the money go to: your checking account ending in 4521 or your savings"
            + " account ending in 8834?",
        "internalTransferTool",
        "toAccountEnding");

    assertThat(call.expects()).isEqualTo(new Expectation.Wish());
    assertThat(call.says("to savings"))
        .isEqualTo(
            "internalTransferTool"
                + " {'amount':'20.00','toAccountType':'savings','toAccountEnding':'8834'}");
  }

  @Test
  void aNameBesideAnAmountIsHeard() {
    call.says("I want to dispute a charge");
    call.toolAsks(
        "Which charge? Please tell me the merchant and the amount.",
        "disputeChargeTool",
        "merchant",
        "amount");

    assertThat(call.says("XYZ Restaurant, seventy five dollars"))
        .isEqualTo("disputeChargeTool {'merchant':'XYZ Restaurant','amount':'75.00'}");
  }

  @ParameterizedTest
  @CsvSource({"minus fifty dollars,-50.00", "-50,-50.00", "negative 12.50,-12.50", "0,0.00"})
  void anAmountThatNobodyCanMoveIsLeftToTheTool(String words, String amount) {
    call.says("transfer money to savings");

    assertThat(call.says(words))
        .isEqualTo("internalTransferTool {'amount':'" + amount + "','toAccountType':'savings'}");
  }

  @Test
  void anotherAccountHasOtherLastDigits() {
    call.says("transfer $500 from the account ending in 4521 to the account ending in 8830");
    call.toolAsks("Shall I go ahead?", "internalTransferTool", "confirmed");

    assertThat(call.says("no, from savings"))
        .isEqualTo(
            "internalTransferTool"
                + " {'amount':'500.00','fromAccountType':'savings','toAccountEnding':'8830'}");
  }

  @Test
  void severalFieldsAreAnsweredInOneSentence() {
    call.says("I see charges on my card I didn't make");
    call.toolAsks("I'm sending you a verification code right now.", "verifyOtpTool");
    call.says("456789");
    call.toolAsks(
        "Can you tell me which transactions appear fraudulent?",
        "reportFraudTool",
        "merchant",
        "amount",
        "transactionDate");

    assertThat(call.says("The $250 charge at Electronics Store yesterday"))
        .isEqualTo(
            "reportFraudTool {'merchant':'Electronics Store','amount':'250.00',"
                + "'transactionDate':'2024-01-17'}");
  }

  @ParameterizedTest
  @CsvSource({
    "the credit card,8830",
    "the second one,8830",
    "the first,4521",
    "debit,4521",
    "the one ending in 8830,8830",
    "4521,4521",
    "forty five twenty one,4521",
    "the last one,8830"
  })
  void oneOfTwoIsPicked(String words, String ending) {
    call.says("freeze my card");
    call.toolAsks(
        "Which card: your debit card ending in 4521 or your credit card ending in 8830?",
        "freezeCardTool",
        "cardEnding");

    assertThat(call.says(words)).isEqualTo("freezeCardTool {'cardEnding':'" + ending + "'}");
  }

  @Test
  void theOtherOneIsMeant() {
    call.says("freeze my card");
    call.toolAsks(
        "Which card: your debit card ending in 4521 or your credit card ending in 8830?",
        "freezeCardTool",
        "cardEnding");
    call.says("the debit card");
    call.toolSays("Your debit card ending in 4521 is frozen.");

    assertThat(call.says("I meant the other card"))
        .isEqualTo("freezeCardTool {'cardEnding':'8830'}");
  }

  @Test
  void whichOtherOneIsAskedWhenNobodyNamedIt() {
    call.says("freeze my card");
    call.toolSays("Your debit card ending in 4521 is frozen.");

    assertThat(call.says("I meant the other card"))
        .isEqualTo("Which one? Please tell me its last 4 digits.");
    assertThat(call.says("8830")).isEqualTo("freezeCardTool {'cardEnding':'8830'}");
  }

  @Test
  void aCorrectionChangesTheWishThatWaitsForACode() {
    call.says("transfer $500 from checking to savings");
    call.toolAsks("Please say the 6-digit code.", "verifyOtpTool", "code");
    assertThat(call.says("wait, what's my balance?")).isEqualTo("checkBalanceTool {}");
    assertThat(call.toolSays("You have $20."))
        .isEqualTo("You have $20.\nNow, back to where we were. Please say the 6-digit code.");

    assertThat(call.says("make it 300"))
        .isEqualTo(
            "internalTransferTool"
                + " {'amount':'300.00','fromAccountType':'checking','toAccountType':'savings'}");
  }

  @Test
  void aWishInsteadOfTheOpenQuestionEndsIt() {
    call.says("transfer $500 from checking to savings");
    call.toolAsks("Please say the 6-digit code.", "verifyOtpTool", "code");

    assertThat(call.says("forget it, what's my balance?")).isEqualTo("checkBalanceTool {}");
    assertThat(call.toolSays("You have $20.")).isEqualTo("You have $20.");
  }

  @Test
  void anAnswerAndAnotherWishInOneSentenceAreBothTaken() {
    call.says("I need a statement");

    assertThat(call.says("by email, and what's my balance"))
        .isEqualTo("requestStatementTool {'delivery':'email'}");
    assertThat(call.toolSays("Sent.")).isEqualTo("Sent.\ncheckBalanceTool {}");
  }

  @Test
  void aCodeAndAnotherWishInOneSentenceAreBothTaken() {
    call.says("transfer $500 from checking to savings");
    call.toolAsks("Please say the 6-digit code.", "verifyOtpTool", "code");

    assertThat(call.says("it's 123456 and what's my balance"))
        .isEqualTo("verifyOtpTool {'code':'123456'}");
    assertThat(call.toolSays("Verified.")).isEqualTo("Verified.\ncheckBalanceTool {}");
  }

  @Test
  void aQuestionIsNoName() {
    call.says("I want to dispute a charge");
    call.toolAsks("Which charge is it?", "disputeChargeTool", "merchant", "amount");

    assertThat(call.says("actually before that, is my card frozen"))
        .isEqualTo("I'm sorry, I didn't catch that. Which charge is it?");
    assertThat(call.says("oh and what's my balance")).isEqualTo("checkBalanceTool {}");
    assertThat(call.toolSays("You have $20."))
        .isEqualTo("You have $20.\nNow, back to where we were. Which charge is it?");
  }

  @Test
  void aCorrectionFromTheTelephoneSystemIsSaid() {
    assertThat(call.says("[Correct yourself. Say: \"I have not moved any money.\"]"))
        .isEqualTo("I have not moved any money.");
  }

  @Test
  void aNoteForTheAgentIsNotReadOut() {
    call.says("what's my balance");

    assertThat(
            call.toolAnswers("{\"outcome\":\"refused\",\"note\":\"Ask which account is meant.\"}"))
        .doesNotContain("account is meant");
  }
}
