package org.voiceteller.core.tool;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Optional;
import org.voiceteller.core.money.Money;

/** Amounts as tools are given them, and as sentences tell them to the cent. */
final class Amounts {

  private static final int CENTS = 2;

  private Amounts() {}

  /** In whole cents and more than nothing; empty for every other number, however large. */
  static Optional<Money> positive(BigDecimal dollars) {
    // A scale beyond all reason would make an exact sum take for ever: refused by its size first.
    if (dollars.signum() <= 0 || dollars.precision() > 18 || Math.abs(dollars.scale()) > 18) {
      return Optional.empty();
    }
    BigDecimal cents = dollars.movePointRight(CENTS).stripTrailingZeros();
    if (cents.scale() > 0 || cents.compareTo(BigDecimal.valueOf(Long.MAX_VALUE)) > 0) {
      return Optional.empty();
    }
    return Optional.of(Money.usd(cents.longValueExact()));
  }

  /** {@code $150.00}: with its cents, also when there are none. */
  static String toTheCent(Money money) {
    BigDecimal dollars =
        BigDecimal.valueOf(money.minorUnits(), CENTS).setScale(CENTS, RoundingMode.UNNECESSARY);
    return String.format(Locale.US, "$%,.2f", dollars);
  }
}
