package org.voiceteller.core.account;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Which transactions of one account; null leaves a side open.
 *
 * @param merchant a part of the descriptor, letter case ignored
 * @param minimumMinorUnits smallest amount in either direction, inclusive
 * @param maximumMinorUnits largest amount in either direction, inclusive
 * @param from inclusive
 * @param until exclusive
 * @param limit at most this many, newest first
 */
public record TransactionQuery(
    String accountId,
    @Nullable String merchant,
    @Nullable String category,
    @Nullable Long minimumMinorUnits,
    @Nullable Long maximumMinorUnits,
    @Nullable Instant from,
    @Nullable Instant until,
    int limit) {}
