package org.voiceteller.core.account;

import java.time.Instant;
import org.voiceteller.core.money.Money;

/**
 * One side of a transfer as an account is asked for it.
 *
 * @param transferId made by who asks; a repeat of it changes nothing
 * @param holderId whose account it must be: another's is refused
 * @param amount positive on either side
 * @param merchant what the account's history tells of it
 * @param initiatedAt when the transfer began: what is older than the account's memory is refused
 *     rather than done a second time
 */
public record Leg(
    String transferId, String holderId, Money amount, Merchant merchant, Instant initiatedAt) {}
