package org.voiceteller.core.transfer;

import java.time.Duration;
import org.voiceteller.core.money.Money;

/**
 * What the bank allows of transfers between a customer's accounts.
 *
 * @param maximum of one transfer
 * @param perDay of all transfers that leave one account on one of the bank's days
 * @param questionAbove above it, the caller answers a security question first
 * @param expireAfter a transfer that has not come through by then moves no money
 */
public record TransferPolicy(
    Money maximum, Money perDay, Money questionAbove, Duration expireAfter) {}
