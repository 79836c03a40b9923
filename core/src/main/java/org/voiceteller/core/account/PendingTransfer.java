package org.voiceteller.core.account;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Money kept back for a transfer until it is posted, voided or expired; never forgotten before.
 *
 * @param countedOn the day whose allowance it counts against; null when it counts against none
 */
public record PendingTransfer(Leg leg, @Nullable LocalDate countedOn) {}
