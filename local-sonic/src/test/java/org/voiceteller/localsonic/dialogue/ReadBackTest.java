package org.voiceteller.localsonic.dialogue;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Money is read back first: yes, no, what should be different, and other wishes in between. */
class ReadBackTest {

  private static final String QUESTION = "Shall I transfer $500 from checking to savings?";
  private static final String INPUT =
      "internalTransferTool {'amount':'500.00','fromAccountType':'checking',"
          + "'toAccountType':'savings'";

  private final Conversation call = Conversation.withBank();

  @BeforeEach
  void readBack() {
    assertThat(call.says("I want to transfer $500 from checking to savings"))
        .isEqualTo(INPUT + "}");
    assertThat(call.toolAsks(QUESTION, "internalTransferTool", "confirmed")).isEqualTo(QUESTION);
    assertThat(call.expects()).isEqualTo(new Expectation.YesOrNo());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "yes",
        "Yes, please.",
        "yeah go ahead",
        "sure",
        "that's right",
        "correct",
        "yep",
        "please do",
        "sounds good",
        "that is correct",
        "yes, that is great",
        "okay do it",
        "absolutely",
        "looks good",
        "Right. Go ahead.",
        "I confirm",
        "yes, 500 dollars from checking to savings"
      })
  void isConfirmedInManyWords(String words) {
    assertThat(call.says(words)).isEqualTo(INPUT + ",'confirmed':'yes'}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no",
        "No, thank you.",
        "nope",
        "never mind",
        "forget it",
        "cancel that",
        "don't do that",
        "I changed my mind",
        "no, don't",
        "please don't",
        "stop",
        "no I don't want that anymore"
      })
  void isCancelledInManyWords(String words) {
    assertThat(call.says(words)).isEqualTo(INPUT + ",'confirmed':'no'}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          no, from savings                 | {'amount':'500.00','fromAccountType':'savings','toAccountType':'checking'}
          the other way around             | {'amount':'500.00','fromAccountType':'savings','toAccountType':'checking'}
          make it 300                      | {'amount':'300.00','fromAccountType':'checking','toAccountType':'savings'}
          no, three hundred                | {'amount':'300.00','fromAccountType':'checking','toAccountType':'savings'}
          yes, but make it $1,250.50       | {'amount':'1250.50','fromAccountType':'checking','toAccountType':'savings'}
          sorry, I meant seventy five dollars | {'amount':'75.00','fromAccountType':'checking','toAccountType':'savings'}
          from the account ending in 8830  | {'amount':'500.00','fromAccountEnding':'8830','toAccountType':'savings'}
          """)
  void isReadBackAgainWhenSomethingChanges(String words, String input) {
    assertThat(call.says(words)).isEqualTo("internalTransferTool " + input);
  }

  @Test
  void isAskedAgainWhenNothingWasUnderstood() {
    assertThat(call.says("hmm well")).endsWith(QUESTION);
    assertThat(call.says("I meant something different")).endsWith(QUESTION);
    assertThat(call.expects()).isEqualTo(new Expectation.YesOrNo());
  }

  @Test
  void isComeBackToAfterAnotherWish() {
    assertThat(call.says("wait, what's my balance first?")).isEqualTo("checkBalanceTool {}");
    assertThat(call.toolSays("You have $20."))
        .isEqualTo("You have $20.\nNow, back to where we were. " + QUESTION);
    assertThat(call.says("yes")).isEqualTo(INPUT + ",'confirmed':'yes'}");
  }

  @Test
  void isGivenUpForAnotherMoneyWish() {
    assertThat(call.says("actually, pay City Power 80 dollars on the first"))
        .isEqualTo(
            "setupBillpayTool {'payee':'City Power','amount':'80.00','firstDate':'2024-02-01'}");
    assertThat(call.toolSays("Done.")).isEqualTo("Done.");
  }

  @Test
  void goesOnAfterPoliteWords() {
    assertThat(call.says("are you a robot?"))
        .isEqualTo("I'm an automated assistant, not a person. " + QUESTION);
    assertThat(call.says("thank you")).isEqualTo(QUESTION);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          yes, and freeze my card         | yes
          Yes. And please freeze my card. | yes
          no, and freeze my card          | no
          """)
  void isAnsweredTogetherWithAnotherWish(String words, String answer) {
    assertThat(call.says(words)).isEqualTo(INPUT + ",'confirmed':'" + answer + "'}");
    assertThat(call.toolSays("All right.")).isEqualTo("All right.\nfreezeCardTool {}");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "yes, but freeze my card first",
        "no wait, freeze my card",
        "freeze my card first"
      })
  void waitsForAWishThatComesFirst(String words) {
    assertThat(call.says(words)).isEqualTo("freezeCardTool {}");
    assertThat(call.toolSays("Frozen."))
        .isEqualTo("Frozen.\nNow, back to where we were. " + QUESTION);
  }

  @Test
  void ofOneWishComesBeforeTheNextWish() {
    var both = Conversation.withBank();
    both.says("transfer $500 from checking to savings and freeze my card");
    both.toolAsks(QUESTION, "internalTransferTool", "confirmed");

    assertThat(both.says("yes")).isEqualTo(INPUT + ",'confirmed':'yes'}");
    assertThat(both.toolSays("Transfer complete!"))
        .isEqualTo("Transfer complete!\nfreezeCardTool {}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          yes, please | ,'confirmed':'yes'}
          no          | ,'confirmed':'no'}
          """)
  void isAnsweredInTheNextStreamToo(String words, String confirmed) {
    var next =
        Conversation.withBank(
            Conversation.caller("I want to transfer $500 from checking"),
            Conversation.agent("To which account?"),
            Conversation.caller("to savings"),
            Conversation.agent(
                "I'll transfer $500 from your checking account ending in 4521 to your savings"
                    + " account ending in 8834. There is no fee. Shall I go ahead?"));

    assertThat(next.expects()).isEqualTo(new Expectation.YesOrNo());
    assertThat(next.says(words)).isEqualTo(INPUT + confirmed);
  }

  @Test
  void isOverInTheNextStreamWhenItWasAnswered() {
    var next =
        Conversation.withBank(
            Conversation.caller("I want to transfer $500 from checking to savings"),
            Conversation.agent(QUESTION),
            Conversation.caller("yes"),
            Conversation.agent("Transfer complete! Your new checking balance is $5,147.32."));

    assertThat(next.expects()).isEqualTo(new Expectation.Wish());
    assertThat(next.says("yes")).doesNotContain("internalTransferTool");
  }
}
