package org.voiceteller.localsonic.speech;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.voiceteller.localsonic.dialogue.Expectation;

class HeardNumbersTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "plus one five five five two three four five six seven eight | 15552345678",
        "it's double five oh triple nine | 550999",
        "zero oh one | 001",
        "cancel | cancel",
        "i don't know | i don't know"
      })
  void joinsTheDigitsThatWereAskedFor(String heard, String written) {
    assertThat(HeardNumbers.asDigits(heard, new Expectation.Digits(1, 11))).isEqualTo(written);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "transfer five hundred dollars | transfer $500",
        "a hundred and five bucks | $105",
        "twelve hundred dollars | $1200",
        "two dollars and ten cents | $2.10",
        "one thousand three hundred forty two dollars | $1342",
        "twenty five thousand dollars and five cents | $25000.05",
        "seventy five | 75",
        "show me my last five transactions | show me my last 5 transactions",
        "stop payment on check number one two three four | stop payment on check number 1234",
        "find transactions on january fifteenth | find transactions on january 15",
        "on march the twenty first | on march 21",
        "what is this one | what is this one",
        "the money | the money",
        "what is s q star | what is sq*",
        "x y z restaurant | xyz restaurant",
        "hello | hello"
      })
  void writesNumbersAsACallerWouldTypeThem(String heard, String written) {
    assertThat(HeardNumbers.asDigits(heard, new Expectation.Wish())).isEqualTo(written);
  }
}
