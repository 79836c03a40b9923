package org.voiceteller.localsonic.speech;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DigitStringsTest {

  private final WordGraph phone = DigitStrings.graph(10, 11);

  @ParameterizedTest
  @ValueSource(
      strings = {
        "plus one five five five two three four five six seven eight",
        "one five five five two three four five six seven eight",
        "five five five two three four five six seven eight",
        "it's double five five two three four five six seven eight",
        "triple five two three four five six seven double eight",
        "cancel",
        "i don't know",
        "can you repeat that"
      })
  void takesAPhoneNumberHoweverItIsSaid(String said) {
    assertThat(phone.accepts(said)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "five five five",
        "one one five five five two three four five six seven eight",
        "plus",
        "double",
        "five cancel"
      })
  void takesNothingElse(String said) {
    assertThat(phone.accepts(said)).isFalse();
  }

  @Test
  void refusesLengthsThatMakeNoSense() {
    assertThatIllegalArgumentException().isThrownBy(() -> DigitStrings.graph(0, 3));
    assertThatIllegalArgumentException().isThrownBy(() -> DigitStrings.graph(4, 3));
  }
}
