package org.voiceteller.core.account;

import java.time.LocalDate;
import org.voiceteller.core.money.Money;

/**
 * How much may leave an account by transfers on one of the bank's days. The account counts, so that
 * transfers at the same moment cannot pass it together.
 */
public record DailyAllowance(LocalDate day, Money limit) {}
