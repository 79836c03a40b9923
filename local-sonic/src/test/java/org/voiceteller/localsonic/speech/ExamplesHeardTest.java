package org.voiceteller.localsonic.speech;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.voiceteller.localsonic.dialogue.Expectation;

/**
 * What callers say in the bank's five example calls, spoken by the synthesizer as {@link SayToWav}
 * records it and heard by the recogniser with the grammar of that moment.
 */
class ExamplesHeardTest {

  private static Optional<String> heard(String said, Expectation expectation) {
    return LoadedSpeech.recognize(
        SayToWav.recording(LoadedSpeech.voice(), List.of(said), 0.6), expectation);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          What's my checking balance?                          | what's my checking balance
          I want to transfer $500 from checking to savings     | i want to transfer $500 from checking to savings
          I need to stop payment on check number 1234          | i need to stop payment on check number 1234
          The $250 charge at Electronics Store yesterday       | the $250 charge at electronics store yesterday
          I want to dispute a charge for $75 at XYZ Restaurant | i want to dispute a charge for $75 at xyz restaurant
          """)
  void wishesAreUnderstood(String said, String words) {
    assertThat(heard(said, new Expectation.Wish())).hasValue(words);
  }

  /** With or without a "that", which nobody hears. */
  @Test
  void chargesOfSomebodyElseAreUnderstood() {
    assertThat(
            heard("I see charges on my card I didn't make", new Expectation.Wish())
                .map(words -> words.replace(" that ", " ")))
        .hasValue("i see charges on my card i didn't make");
  }

  @ParameterizedTest
  @CsvSource({
    "'1, 2, 3, 4, 5, 6',123456",
    "seven eight nine zero one two,789012",
    "four five six seven eight nine,456789",
    "two three four five six seven,234567"
  })
  void codesAreUnderstood(String said, String code) {
    assertThat(heard(said, new Expectation.Digits(6, 6))).hasValue(code);
  }

  @Test
  void theSecurityAnswerIsUnderstood() {
    assertThat(heard("Johnson", new Expectation.Name())).hasValue("johnson");
    assertThat(heard("My mother's maiden name is Johnson", new Expectation.Name()))
        .hasValue("my mother's maiden name is johnson");
  }

  @ParameterizedTest
  @CsvSource({
    "Yes.,yes",
    "Yes please.,yes please",
    "No.,no",
    "'No, from savings.',no from savings",
    "Make it three hundred dollars.,make it $300",
    "The other way around.,the other way around",
    "Never mind.,never mind"
  })
  void answersToAReadBackAreUnderstood(String said, String words) {
    assertThat(heard(said, new Expectation.YesOrNo())).hasValue(words);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Freeze my card please            | freeze my card please
          Unfreeze my card                 | unfreeze my card
          Pay City Power eighty dollars on the first | pay city power $80 on the first
          The debit card                   | the debit card
          When will I get my new card      | when will i get my new card
          """)
  void otherWishesOfTheScenariosAreUnderstood(String said, String words) {
    assertThat(heard(said, new Expectation.Wish())).hasValue(words);
  }
}
