package org.voiceteller.core.dispute;

import java.time.Instant;
import org.voiceteller.core.account.Merchant;
import org.voiceteller.core.money.Money;

/**
 * The charge that a case is about.
 *
 * @param amount what was charged, positive
 */
public record DisputedCharge(
    String accountId, String transactionId, Money amount, Merchant merchant, Instant occurredAt) {

  public DisputedCharge {
    if (amount.minorUnits() <= 0) {
      throw new IllegalArgumentException("Expected a charge above zero, but it is " + amount);
    }
  }

  /** The same for the same charge, whoever asks: one charge has one case. */
  public String key() {
    return accountId + "/" + transactionId;
  }
}
