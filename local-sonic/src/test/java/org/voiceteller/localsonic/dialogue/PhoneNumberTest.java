package org.voiceteller.localsonic.dialogue;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PhoneNumberTest {

  private static final String AUTHENTICATED = "authenticateTool {'phoneNumber':'+15552345678'}";

  private final Conversation call = Conversation.withBank();

  @BeforeEach
  void askForThePhoneNumber() {
    call.says("what is my checking balance");
    call.toolAnswers(
        """
        {"outcome":"refused","say":"May I have your phone number?","then":{"tool":"authenticateTool"}}
        """);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "+1-555-234-5678",
        "555 234 5678",
        "(555) 234-5678",
        "555.234.5678",
        "five five five two three four five six seven eight",
        "it's five five five, two thirty four, fifty six seventy eight",
        "my number is triple five two three four five six seven eight",
        "sure, plus one five five five two three four five six seven eight",
        "1 5 5 5 2 3 4 5 6 7 8",
        "[Keypad: 5552345678]",
        "[Keypad: 15552345678#]"
      })
  void isHeardInAnyWordingWithoutReadingItBack(String words) {
    assertThat(call.says(words)).isEqualTo(AUTHENTICATED);
  }

  @Test
  void isReadBackWhenADigitIsMissingAndTypingIsOfferedTheSecondTime() {
    assertThat(call.says("555 234 567"))
        .isEqualTo(
            "I heard 5 5 5, 2 3 4, 5 6 7. That is 9 digits, and a phone number has 10. Please say"
                + " the whole number again.");
    assertThat(call.says("five five five two three four five six"))
        .startsWith("I heard 5 5 5, 2 3 4, 5 6. That is 8 digits")
        .endsWith(
            "You can also type it, or key it on your telephone's keypad and end with the pound"
                + " key.");
    assertThat(call.expects()).isEqualTo(new Expectation.Digits(10, 11));
    assertThat(call.says("5552345678")).isEqualTo(AUTHENTICATED);
  }

  @Test
  void isPutTogetherFromTwoUtterances() {
    call.says("five five five two three four");

    assertThat(call.says("five six seven eight")).isEqualTo(AUTHENTICATED);
  }

  @Test
  void isAskedForAgainWhenTheToolDemandsItAgain() {
    call.says("555 234 9999");

    assertThat(
            call.toolAnswers(
                """
                {"outcome":"refused","say":"I can't find that number. Could you say it again?",
                 "then":{"tool":"authenticateTool"}}
                """))
        .isEqualTo("I can't find that number. Could you say it again?");
    assertThat(call.says("5552345678")).isEqualTo(AUTHENTICATED);
  }

  @Test
  void isNotNeededAnyMoreWhenTheCallerChangesTheirMind() {
    assertThat(call.says("actually, what is provisional credit?"))
        .isEqualTo("explainProvisionalCreditTool {}");
    assertThat(call.expects()).isEqualTo(new Expectation.Wish());
  }

  @Test
  void isAskedForAgainAfterAQuestionWhy() {
    assertThat(call.says("why do you need that?")).endsWith("May I have your phone number?");
    assertThat(call.expects()).isEqualTo(new Expectation.Digits(10, 11));
  }

  @Test
  void isGivenUpOnNeverMind() {
    assertThat(call.says("never mind")).startsWith("All right");
    assertThat(call.expects()).isEqualTo(new Expectation.Wish());
  }

  @Test
  void givenUnaskedGoesToTheToolThatTakesNothingElse() {
    assertThat(Conversation.withBank().says("my phone number is 555-234-5678"))
        .isEqualTo(AUTHENTICATED);
  }
}
