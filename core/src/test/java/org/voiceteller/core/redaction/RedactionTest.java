package org.voiceteller.core.redaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedactionTest {

  private final Redaction redaction = Redaction.create();

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          my card is 4111 1111 1111 1111 ok               | my card is [card number] ok
          it's 4111-1111-1111-1112                         | it's [card number]
          four one one one, one one one one, 1111 1111     | [card number]
          four triple one double one double one, 1111 1111 | [card number]
          forty one eleven eleven eleven 11111111 yes      | [card number] yes
          4 1 1 1 and then 1 1 1 1 um 1 1 1 1 1 1 1 1      | [card number]
          three seven eight 282246310005                   | [card number]
          my social is 123-45-6789                         | my social is [social security number]
          one two three, four five, six seven eight nine   | [social security number]
          my pin is 1 2 3 4                                | my pin is [secret number]
          one two three four is my PIN                     | [secret number] is my PIN
          the CVV on the back is 123                       | the CVV on the back is [secret number]
          call me at (555) 234-5678 tonight                | call me at ([number ending in 5678] tonight
          """)
  void takesOutWhatIsSecret(String said, String kept) {
    assertThat(redaction.ofCaller(said, Awaiting.NOTHING)).isEqualTo(kept);
    assertThat(redaction.ofAgent(said, Awaiting.NOTHING)).isEqualTo(kept);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Your checking account ending in 4521 has an available balance of $5,647.32, with $200 in"
            + " pending transactions.",
        "Transfer complete! Confirmation number: TXN-20240115-001. Your new checking balance is"
            + " $5,147.32.",
        "Stop payment placed on check 1234 for $150.00 to ABC Company. Confirmation number:"
            + " SP-20240115-001. 6 months.",
        "I've created fraud case #FRAUD-20240115-001, and a replacement will arrive in 5-7 business"
            + " days.",
        "On 01/15/2026, $1,200.00 went out, on 2026-01-16 $35.00, and $500.00 after that.",
        "I want to transfer five hundred dollars from checking to savings on the twenty first",
        "Should I unfreeze the card ending in 4521 and change its PIN?",
        "A wire of $123,456,789.00 arrived.",
        "check number 12345678"
      })
  void keepsWhatIsNone(String said) {
    assertThat(redaction.ofCaller(said, Awaiting.NOTHING)).isEqualTo(said);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "123456",
        "it's 123 456",
        "one two um three four, what was it, five six",
        "twelve thirty-four fifty-six",
        "one hundred twenty three thousand four hundred fifty six",
        "１２３４５６",
        "my code is $123456",
        "123456 dollars",
        "double one double two double three"
      })
  void takesOutEveryDigitWhileACodeIsAwaited(String said) {
    String kept = redaction.ofCaller(said, Awaiting.CODE);

    assertThat(kept).contains("[code]").doesNotContainPattern("\\p{Nd}");
    assertThat(kept).doesNotContainPattern("(?i)\\b(one|two|three|four|five|six|twelve)\\b");
  }

  @Test
  void keepsAmountsAndLoneNumbersWhileACodeIsAwaited() {
    assertThat(redaction.ofCaller("make it $500 from the other one", Awaiting.CODE))
        .isEqualTo("make it $500 from the other one");
  }

  @Test
  void keepsTheCallersNumberWhileItIsAskedForAndNothingElse() {
    assertThat(redaction.ofCaller("+1-555-234-5678", Awaiting.PHONE_NUMBER))
        .isEqualTo("+1-555-234-5678");
    assertThat(redaction.ofCaller("4111 1111 1111 1111", Awaiting.PHONE_NUMBER))
        .isEqualTo("[card number]");
    assertThat(redaction.ofCaller("123-45-6789", Awaiting.PHONE_NUMBER))
        .isEqualTo("[social security number]");
  }

  @Test
  void withholdsWholeTurnsWhileAnAnswerIsAwaitedAndTheirEchoAfterwards() {
    assertThat(redaction.ofCaller("It's Johnson", Awaiting.ANSWER)).isEqualTo("[withheld]");
    assertThat(redaction.ofCaller("Yes, it's Johnson", Awaiting.ANSWER)).isEqualTo("[withheld]");
    assertThat(redaction.ofCaller("Yes, please.", Awaiting.ANSWER)).isEqualTo("Yes, please.");
    assertThat(redaction.withoutEcho("Thank you, johnson. That is right.", "It's Johnson"))
        .isEqualTo("Thank you, [withheld]. That is right.");
  }

  @Test
  void keepsWhatTheAgentTellsOfTheBankWhileACodeIsAwaited() {
    for (String told :
        List.of(
            "Your savings account ending in 8834 has an available balance of $12,510.42.",
            "Please provide the 6-digit code when ready.",
            "You'll receive a provisional credit of $75 within 10 business days.")) {
      assertThat(Redaction.create().ofAgent(told, Awaiting.CODE)).isEqualTo(told);
    }
  }

  @Test
  void takesARepeatedCodeOutOfTheAgentsWords() {
    for (String repeated :
        List.of("I heard 452122.", "I heard 4 5 2 1 2 2.", "I heard four five two one two two.")) {
      assertThat(Redaction.create().ofAgent(repeated, Awaiting.CODE)).isEqualTo("I heard [code].");
    }
  }
}
