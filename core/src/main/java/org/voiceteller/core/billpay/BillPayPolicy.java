package org.voiceteller.core.billpay;

import org.voiceteller.core.money.Money;

/**
 * What the bank allows of bills.
 *
 * @param maximum of one payment
 * @param questionAbove above it, the caller answers a security question first
 * @param attempts how often a payment is tried in all, on following business days, when there is
 *     not enough money
 * @param mostPlans that one customer can have at once
 */
public record BillPayPolicy(Money maximum, Money questionAbove, int attempts, int mostPlans) {}
