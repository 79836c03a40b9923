package org.voiceteller.core.money;

import java.util.Currency;

/**
 * An amount of money in the smallest unit of its currency (cents for USD). May be negative. Adding
 * or subtracting another currency or beyond {@code long} throws {@link ArithmeticException}: a
 * broken invariant, never a business refusal.
 */
public record Money(long minorUnits, Currency currency) {

  public static Money of(long minorUnits, String currencyCode) {
    return new Money(minorUnits, Currency.getInstance(currencyCode));
  }

  public static Money usd(long cents) {
    return of(cents, "USD");
  }

  public Money plus(Money other) {
    return new Money(Math.addExact(minorUnits, sameCurrency(other).minorUnits), currency);
  }

  public Money minus(Money other) {
    return new Money(Math.subtractExact(minorUnits, sameCurrency(other).minorUnits), currency);
  }

  public boolean isNegative() {
    return minorUnits < 0;
  }

  public boolean isPositive() {
    return minorUnits > 0;
  }

  /** The same size in the other direction. */
  public Money negated() {
    return new Money(Math.negateExact(minorUnits), currency);
  }

  /** Whether {@link #plus} would stay within what can be counted; of the same currency only. */
  public boolean canAdd(Money other) {
    long sum = minorUnits + sameCurrency(other).minorUnits;
    return ((minorUnits ^ sum) & (other.minorUnits ^ sum)) >= 0;
  }

  private Money sameCurrency(Money other) {
    if (!currency.equals(other.currency)) {
      throw new ArithmeticException(
          "Expected an amount in " + currency + ", but it is in " + other.currency);
    }
    return other;
  }
}
