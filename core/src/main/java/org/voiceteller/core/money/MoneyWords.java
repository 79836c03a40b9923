package org.voiceteller.core.money;

import java.util.Locale;

/** Amounts as a person reads or says them. */
public final class MoneyWords {

  private MoneyWords() {}

  /**
   * {@code $5,647.32}; whole units go without their hundredths, {@code $200}; money owed is {@code
   * minus $20.50}.
   */
  public static String inFigures(Money money) {
    int digits = money.currency().getDefaultFractionDigits();
    long unit = 1;
    for (int i = 0; i < digits; i++) {
      unit *= 10;
    }
    // Division before the sign is dropped: the most negative long has no positive counterpart.
    String whole = String.format(Locale.US, "%,d", Math.abs(money.minorUnits() / unit));
    long rest = Math.abs(money.minorUnits() % unit);
    String fraction = rest == 0 ? "" : "." + String.format(Locale.US, "%0" + digits + "d", rest);
    return (money.isNegative() ? "minus " : "")
        + money.currency().getSymbol(Locale.US)
        + whole
        + fraction;
  }

  /** The amount without its sign, for a sentence that tells the direction in words. */
  public static String sizeInFigures(Money money) {
    String words = inFigures(money);
    return money.isNegative() ? words.substring("minus ".length()) : words;
  }
}
