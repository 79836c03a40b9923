package org.voiceteller.core.account;

import java.time.Instant;
import org.voiceteller.core.money.Money;

/**
 * An authorised purchase whose money is kept back.
 *
 * @param amount positive
 */
public record Hold(String transactionId, Money amount, Merchant merchant, Instant occurredAt) {}
