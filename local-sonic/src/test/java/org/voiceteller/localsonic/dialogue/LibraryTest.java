package org.voiceteller.localsonic.dialogue;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** The banker knows no bank: with a library's tools it serves a library. */
class LibraryTest {

  private final Conversation call = Conversation.with("library-tools.json");

  @Test
  void renewsALoanByItsBarcode() {
    assertThat(call.says("I'd like to renew my loan"))
        .isEqualTo("What is the barcode of the item? It has 8 digits.");
    assertThat(call.expects()).isEqualTo(new Expectation.Digits(8, 8));
    assertThat(call.says("one two three four"))
        .isEqualTo("I heard 4 digits, but I need 8. Please say them again.");
    assertThat(call.says("one two three four five six seven eight"))
        .isEqualTo("renewLoanTool {'barcode':'12345678'}");
  }

  @Test
  void reservesABookAskingInTheSchemasOwnWords() {
    assertThat(call.says("can you reserve a book for me"))
        .isEqualTo("What is the title of the book?");
    assertThat(call.says("Moby Dick"))
        .isEqualTo("Which branch would you like: central library or riverside?");
    assertThat(call.says("riverside please"))
        .isEqualTo("reserveBookTool {'title':'Moby Dick','branch':'riverside'}");
    assertThat(
            call.toolAnswers(
                """
                {"outcome":"succeeded","pickupBy":"2024-01-25","fineOwed":"2.50"}
                """))
        .isEqualTo("The pickup by is January 25. The fine owed is $2.50.");
  }

  @Test
  void refusesWhatOnlyABankWouldDo() {
    assertThat(call.says("what's my checking balance"))
        .startsWith("I'm sorry, I can't help with that.");
  }
}
