package org.voiceteller.core.account;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.voiceteller.core.money.Money;

/**
 * An order not to pay a cheque (UCC 4-403): in force for six months and renewable; an oral one
 * lapses after 14 days where the bank asks for a confirmation in writing and none came.
 *
 * @param checkNumber without leading zeros
 * @param amount null when it is not known
 * @param payee null when they are not known
 * @param validThrough the last day on which it is in force
 * @param confirmBy the last day for the confirmation in writing; null when none is asked for, or it
 *     came
 */
public record StopOrder(
    String checkNumber,
    @Nullable Money amount,
    @Nullable String payee,
    LocalDate placedOn,
    LocalDate validThrough,
    @Nullable LocalDate confirmBy) {

  /** How long before its end an order can be renewed. */
  private static final int RENEWABLE_DAYS = 30;

  public boolean isInForceOn(LocalDate day) {
    return !day.isAfter(validThrough) && (confirmBy == null || !day.isAfter(confirmBy));
  }

  /** Whether another order would add nothing yet. */
  public boolean forbidsAnother(LocalDate day) {
    return isInForceOn(day) && day.isBefore(validThrough.minusDays(RENEWABLE_DAYS));
  }

  StopOrder confirmed() {
    return new StopOrder(checkNumber, amount, payee, placedOn, validThrough, null);
  }
}
