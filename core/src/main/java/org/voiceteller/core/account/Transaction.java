package org.voiceteller.core.account;

import java.time.Instant;
import org.voiceteller.core.money.Money;

/** A line of an account's history, as the history keeps it; negative is money that went. */
public record Transaction(
    String accountId,
    String transactionId,
    Money amount,
    Merchant merchant,
    Status status,
    Instant occurredAt) {

  /** Whether the money moved for good. */
  public enum Status {
    PENDING,
    POSTED
  }
}
