package org.voiceteller.core.transfer;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.voiceteller.core.money.Money;

/**
 * A transfer as the history keeps it.
 *
 * @param confirmation null while it has none
 * @param expectedAt null when it has arrived, or will not
 */
public record TransferRecord(
    String transferId,
    String customerId,
    TransferKind kind,
    boolean outgoing,
    String accountLastFour,
    String counterparty,
    Money amount,
    TransferStatus status,
    @Nullable String confirmation,
    Instant createdAt,
    @Nullable Instant expectedAt) {}
