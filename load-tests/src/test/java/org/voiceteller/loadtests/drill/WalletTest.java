package org.voiceteller.loadtests.drill;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WalletTest {

  private final Wallet wallet = new Wallet("CUST-1", "+15550000001");

  @BeforeEach
  void holdsATenner() {
    wallet.holdsBefore(1_000, 0, Map.of());
  }

  @Test
  void isRightWhenWhatWasToldIsMovedOnce() {
    long cents = wallet.wish();
    wallet.isKnown(cents, Wallet.Known.CONFIRMED);
    wallet.isKnown(cents, Wallet.Known.TOLD);

    assertThat(wallet.faults(Map.of(cents, 1), 1_000 - cents, cents)).isEmpty();
    assertThat(wallet.faults(Map.of(), 1_000, 0)).singleElement().asString().contains("0 times");
    assertThat(wallet.faults(Map.of(cents, 2), 1_000 - 2 * cents, 2 * cents))
        .singleElement()
        .asString()
        .contains("2 times");
  }

  @Test
  void takesAYesWithoutAWordForOnceOrNever() {
    long cents = wallet.wish();
    wallet.isKnown(cents, Wallet.Known.CONFIRMED);

    assertThat(wallet.faults(Map.of(), 1_000, 0)).isEmpty();
    assertThat(wallet.faults(Map.of(cents, 1), 1_000 - cents, cents)).isEmpty();
    assertThat(wallet.faults(Map.of(cents, 2), 1_000 - 2 * cents, 2 * cents)).hasSize(1);
  }

  @Test
  void findsMoneyThatMovedAgainstANo() {
    long cents = wallet.wish();
    wallet.isKnown(cents, Wallet.Known.DECLINED);

    assertThat(wallet.faults(Map.of(cents, 1), 1_000 - cents, cents)).hasSize(1);
  }

  @Test
  void findsMoneyThatIsGoneOrThatNobodyWished() {
    assertThat(wallet.faults(Map.of(), 1_000, 1))
        .singleElement()
        .asString()
        .contains("held $10 together and holds $10.01 now");
    assertThat(wallet.faults(Map.of(77L, 1), 923, 77))
        .singleElement()
        .asString()
        .contains("nobody wished");
  }

  @Test
  void countsNotWhatWasMovedBefore() {
    wallet.holdsBefore(1_000, 0, Map.of(30_000L, 1));

    assertThat(wallet.faults(Map.of(30_000L, 1), 1_000, 0)).isEmpty();
    assertThat(wallet.faults(Map.of(30_000L, 2), 1_000, 0)).isNotEmpty();
  }
}
