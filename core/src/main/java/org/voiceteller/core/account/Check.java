package org.voiceteller.core.account;

import org.jspecify.annotations.Nullable;
import org.voiceteller.core.money.Money;

/**
 * A cheque that the account knows of, because its holder told of it, it was paid, or it was
 * stopped.
 *
 * @param checkNumber without leading zeros
 * @param amount null when it is not known
 * @param payee null when they are not known
 * @param paidBy the presentment that it was paid by; null while it is not paid
 * @param stop the last order to stop it; null when there was none
 */
public record Check(
    String checkNumber,
    @Nullable Money amount,
    @Nullable String payee,
    @Nullable String paidBy,
    @Nullable StopOrder stop) {

  public boolean isPaid() {
    return paidBy != null;
  }

  Check paid(String presentmentId, Money paidAmount) {
    return new Check(checkNumber, paidAmount, payee, presentmentId, stop);
  }

  Check stopped(StopOrder order) {
    return new Check(
        checkNumber,
        amount == null ? order.amount() : amount,
        payee == null ? order.payee() : payee,
        paidBy,
        order);
  }
}
