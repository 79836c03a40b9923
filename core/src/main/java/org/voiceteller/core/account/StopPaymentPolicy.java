package org.voiceteller.core.account;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.voiceteller.core.money.Money;

/**
 * What an order to stop a cheque costs and how long it holds (UCC 4-403: six months in writing, and
 * 14 days for an oral one; a bank may promise better).
 *
 * @param validMonths 6 at least
 * @param oralDays within how many days an oral order must be confirmed in writing, 14 at least; 0
 *     when it holds without
 */
public record StopPaymentPolicy(Money fee, int validMonths, int oralDays) {

  private static final int SIX_MONTHS = 6;
  private static final int FOURTEEN_DAYS = 14;

  public StopPaymentPolicy {
    if (!fee.isPositive()) {
      throw new IllegalArgumentException("Expected a fee, but it is " + fee);
    }
    if (validMonths < SIX_MONTHS) {
      throw new IllegalArgumentException(
          "Expected an order to hold for 6 months at least, but it holds for " + validMonths);
    }
    if (oralDays != 0 && oralDays < FOURTEEN_DAYS) {
      throw new IllegalArgumentException(
          "Expected 0 or at least 14 days for a confirmation, but there are " + oralDays);
    }
  }

  /** An order of this day. */
  public StopOrder order(
      String checkNumber, @Nullable Money amount, @Nullable String payee, LocalDate day) {
    return new StopOrder(
        CheckRegister.plain(checkNumber),
        amount,
        payee,
        day,
        day.plusMonths(validMonths),
        oralDays == 0 ? null : day.plusDays(oralDays));
  }
}
