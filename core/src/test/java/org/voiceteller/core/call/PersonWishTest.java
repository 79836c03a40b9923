package org.voiceteller.core.call;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PersonWishTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "I want to speak to a person",
        "Can I talk to a human, please?",
        "let me speak with a representative",
        "Could you transfer me to an operator?",
        "I'd like to talk to someone at the bank",
        "Get me your manager.",
        "agent please I want a real person",
        "A human, please.",
        "Representative!",
        "put me through to customer service"
      })
  void isHeard(String words) {
    assertThat(PersonWish.isIn(words)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "What's my checking balance?",
        "I want to dispute a charge from Operator Coffee",
        "Somebody else used my card",
        "Send twenty dollars to my colleague",
        "I don't want a person, just my balance",
        "Transfer five hundred dollars to savings",
        "A person stole my card last night and bought something"
      })
  void isNotHeardInOtherWishes(String words) {
    assertThat(PersonWish.isIn(words)).isFalse();
  }
}
