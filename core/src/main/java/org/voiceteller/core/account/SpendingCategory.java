package org.voiceteller.core.account;

import java.util.Locale;

/** What money was spent on, in a caller's words; the words stand in {@link Merchant#category()}. */
public enum SpendingCategory {
  GROCERIES,
  RESTAURANTS,
  FUEL,
  SHOPPING,
  TRAVEL,
  ENTERTAINMENT,
  HEALTH,
  UTILITIES,
  HOUSING,
  SUBSCRIPTIONS,
  TRANSPORT,
  INCOME,
  TRANSFERS,
  CASH,
  FEES,
  OTHER;

  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
