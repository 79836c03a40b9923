package org.voiceteller.loadtests.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whether every cent is there. */
class MoneyTest {

  private final Money before = new Money(Map.of("+15552345678", 1_500L, "+15553456789", 20L));

  @Test
  void findsNothingWhenEverybodyHasWhatTheyHad() {
    var after = new Money(Map.of("+15553456789", 20L, "+15552345678", 1_500L));

    assertThat(before.differencesTo(after)).isEmpty();
  }

  @Test
  void findsWhoHasLessEvenWhenAnotherHasMore() {
    var after = new Money(Map.of("+15552345678", 1_499L, "+15553456789", 21L));

    assertThat(before.differencesTo(after)).hasSize(2);
  }

  @Test
  void findsWhoCannotBeAskedAnyMore() {
    assertThat(before.differencesTo(new Money(Map.of("+15552345678", 1_500L)))).hasSize(1);
  }

  @Test
  void readsAmountsToTheCent() {
    assertThat(Money.cents("Your account has an available balance of $12,510.42, with no more."))
        .isEqualTo(1_251_042);
    assertThat(Money.cents("It has an available balance of $1,250.")).isEqualTo(125_000);
    assertThatThrownBy(() -> Money.cents("One moment, please."))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
