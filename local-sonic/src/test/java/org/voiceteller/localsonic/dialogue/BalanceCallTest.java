package org.voiceteller.localsonic.dialogue;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The first example of a call, from the greeting to the balance. */
class BalanceCallTest {

  private static final String REFUSED =
      """
      {"outcome":"refused",
       "say":"For your security, may I have your phone number to verify your identity?",
       "then":{"tool":"authenticateTool"}}
      """;
  private static final String BALANCE =
      "This call may be recorded for quality assurance and regulatory compliance. Your checking"
          + " account ending in 4521 has an available balance of $5,647.32, with $200 in pending"
          + " transactions.";

  private final Conversation call = Conversation.withBank();

  @Test
  void goesFromGreetingThroughThePhoneNumberToTheBalance() {
    assertThat(call.says("[The caller is connected.]"))
        .isEqualTo("Welcome to First National Bank! How may I help you today?");
    assertThat(call.expects()).isEqualTo(new Expectation.Wish());
    assertThat(call.says("What's my checking balance?"))
        .isEqualTo("checkBalanceTool {'accountType':'checking'}");
    assertThat(call.toolAnswers(REFUSED))
        .isEqualTo("For your security, may I have your phone number to verify your identity?");
    assertThat(call.expects()).isEqualTo(new Expectation.Digits(10, 11));
    assertThat(call.says("+1-555-234-5678"))
        .isEqualTo("authenticateTool {'phoneNumber':'+15552345678'}");
    assertThat(call.toolSays(BALANCE)).isEqualTo(BALANCE);
    assertThat(call.expects()).isEqualTo(new Expectation.Wish());
  }

  @Test
  void takesThePhoneNumberFromTheKeypad() {
    call.says("what is my checking balance");
    call.toolAnswers(REFUSED);

    assertThat(call.says("[Keypad: 15552345678]"))
        .isEqualTo("authenticateTool {'phoneNumber':'+15552345678'}");
  }
}
