package org.voiceteller.localsonic.speech;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SpokenTextTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "It is $5,647.32. | It is five thousand six hundred forty seven dollars and thirty two"
            + " cents.",
        "with $200 in pending | with two hundred dollars in pending",
        "a $1.00 fee | a one dollar fee",
        "$0.05 | five cents",
        "$1.01 | one dollar and one cent",
        "$1,234,567.00 | one million two hundred thirty four thousand five hundred sixty seven"
            + " dollars",
        "-$35 | minus thirty five dollars",
        "account ending in 4521 has | account ending in four five two one has",
        "check number 1234 | check number one two three four",
        "on 2026-01-15. | on January fifteenth, twenty twenty six.",
        "on January 15 | on January fifteenth",
        "on January 15, 2026 | on January fifteenth, twenty twenty six",
        "on May 31st | on May thirty first",
        "Call +1-555-234-5678 | Call plus one, five five five, two three four, five six seven"
            + " eight",
        "Call (555) 234-5678 | Call five five five, two three four, five six seven eight",
        "15552345678 | one, five five five, two three four, five six seven eight",
        "3.5% APR | three point five percent Ay P R",
        "TXN-20240115-001. | T X N, two zero two four, zero one, one five, zero zero one.",
        "SP-20240115-001 | S P, two zero two four, zero one, one five, zero zero one",
        "your code is 123456 | your code is one two three four five six",
        "within 5-7 business days | within five to seven business days",
        "10 transactions | ten transactions",
        "the 6-digit code | the six-digit code",
        "SQ *BLUE BOTTLE | S Q star BLUE BOTTLE",
        "TST* TOAST | T S T star TOAST",
        "Smith & Sons | Smith and Sons",
        "Welcome to First National Bank! | Welcome to First National Bank!"
      })
  void writesFiguresInWords(String written, String spoken) {
    assertThat(SpokenText.of(written)).isEqualTo(spoken);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  ", "...", "**", "\"\""})
  void findsNothingToSayWhereNothingHasASound(String silent) {
    assertThat(SpokenText.of(silent)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "$99999999999999999999",
        "12345678901234567890123",
        "2026-99-99",
        "$ 5 $",
        "\\1 $1"
      })
  void staysCalmAtFiguresThatMakeNoSense(String odd) {
    assertThat(SpokenText.of(odd)).doesNotContainPattern("[0-9]");
  }
}
