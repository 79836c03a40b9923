package org.voiceteller.core.compliance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class ConsentLawsTest {

  private final ConsentLaws laws = ConsentLaws.load();

  @Test
  void knowsEveryStateAndTheCapitalWithItsSource() {
    assertThat(laws.all()).hasSize(51).allSatisfy(law -> assertThat(law.source()).isNotBlank());
  }

  @Test
  void tellsWhereAllPartiesMustAgree() {
    assertThat(laws.ruleIn("US-CA")).isEqualTo(ConsentRule.ALL_PARTY);
    assertThat(laws.ruleIn("us-wa")).isEqualTo(ConsentRule.ALL_PARTY);
    assertThat(laws.ruleIn("US-CO")).isEqualTo(ConsentRule.ONE_PARTY);
  }

  @Test
  void takesTheStricterRuleWhereNoneIsKnown() {
    assertThat(laws.ruleIn("DE-BY")).isEqualTo(ConsentRule.ALL_PARTY);
    assertThat(laws.ruleIn("")).isEqualTo(ConsentRule.ALL_PARTY);
  }

  @Test
  void knowsItsSentenceHoweverItWasWrittenDown() {
    assertThat(
            Disclosure.inForce()
                .isIn(
                    "Welcome! this call may be recorded, for quality assurance and regulatory"
                        + " compliance"))
        .isTrue();
    assertThat(Disclosure.inForce().isIn("This call may be")).isFalse();
  }

  @Test
  void promisesNothingWorseThanTheLaw() {
    assertThatThrownBy(() -> new ErrorResolutionPromise(11, 30, 5))
        .hasMessageContaining("10 business days");
    assertThatThrownBy(() -> new ErrorResolutionPromise(10, 46, 5)).hasMessageContaining("45 days");
  }
}
