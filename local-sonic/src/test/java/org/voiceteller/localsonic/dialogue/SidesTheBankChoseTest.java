package org.voiceteller.localsonic.dialogue;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The caller left a side open, the bank chose one and read it back, and it is not the right one. */
class SidesTheBankChoseTest {

  private final Conversation call = Conversation.withBank();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "no, from savings",
        "from my savings please",
        "no, savings",
        "savings instead",
        "use my savings account instead",
        "not from checking, from savings",
        "from savings instead of checking",
        "take it out of savings rather than checking",
        "not from checking",
        "yes, but from savings"
      })
  void aBillIsPaidFromTheOtherAccount(String words) {
    call.says("pay City Power 80 dollars");
    call.toolAsks(
        "Shall I pay $80.00 to City Power from your checking account ending in 4521 today?",
        "setupBillpayTool",
        "confirmed");

    assertThat(call.says(words))
        .isEqualTo(
            "setupBillpayTool {'payee':'City Power','amount':'80.00','fromAccountType':'savings'}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          no, from savings        | 'fromAccountType':'savings','toAccountType':'checking'
          the other way around    | 'fromAccountType':'savings','toAccountType':'checking'
          no, to checking         | 'fromAccountType':'savings','toAccountType':'checking'
          not to savings          | 'fromAccountType':'savings','toAccountType':'checking'
          """)
  void aTransferWithASideLeftOpenIsTurnedAround(String words, String sides) {
    call.says("transfer $500 to savings");
    call.toolAsks(
        "Shall I transfer $500.00 from your checking account ending in 4521 to your savings account"
            + " ending in 8834?",
        "internalTransferTool",
        "confirmed");

    assertThat(call.says(words)).isEqualTo("internalTransferTool {'amount':'500.00'," + sides + "}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"yes, from checking", "yes, from checking to savings", "yes"})
  void isConfirmedByNamingIt(String words) {
    call.says("transfer $500 to savings");
    call.toolAsks(
        "Shall I transfer $500.00 from your checking account ending in 4521 to your savings account"
            + " ending in 8834?",
        "internalTransferTool",
        "confirmed");

    assertThat(call.says(words))
        .isEqualTo(
            "internalTransferTool"
                + " {'amount':'500.00','toAccountType':'savings','confirmed':'yes'}");
  }

  @Test
  void isOfThatReadBackOnly() {
    call.says("transfer $500 to savings");
    call.toolAsks(
        "Shall I transfer $500 from checking to savings?", "internalTransferTool", "confirmed");
    call.says("make it 300");
    call.toolAsks("Shall I transfer $300 to savings?", "internalTransferTool", "confirmed");

    assertThat(call.says("no, from checking"))
        .isEqualTo(
            "internalTransferTool"
                + " {'amount':'300.00','fromAccountType':'checking','toAccountType':'savings'}");
  }
}
