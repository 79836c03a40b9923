package org.voiceteller.core.customer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PhoneNumberTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "+1-555-234-5678",
        "+15552345678",
        "15552345678",
        "15552345678#",
        "5552345678",
        "(555) 234-5678",
        "555.234.5678",
        " 1 555 234 5678 ",
        "+1 (555) 234 5678"
      })
  void readsTheSameNumberHoweverItIsGiven(String given) {
    assertThat(PhoneNumber.parse(given)).contains(new PhoneNumber("+15552345678"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "2345678", "555", "hello", "123456789012345678901", "5552345678 ext. 7", "#"})
  void readsNothingFromWhatIsNotAWholeNumber(String given) {
    assertThat(PhoneNumber.parse(given)).isEmpty();
  }

  @Test
  void readsNumbersOfOtherCountries() {
    assertThat(PhoneNumber.parse("+44 20 7946 0958")).contains(new PhoneNumber("+442079460958"));
  }

  @Test
  void doesNotTellTheNumberInALogLine() {
    assertThat(new PhoneNumber("+15552345678").toString()).doesNotContain("555");
  }
}
