package org.voiceteller.core.dispute;

import org.voiceteller.core.compliance.CaseClocks;
import org.voiceteller.core.money.Money;

/**
 * What stands from the beginning of a case and never changes.
 *
 * @param requestId whose wish it was, as {@code callId/toolUseId}: a repeat of it is known again
 * @param clocks all days that matter, computed when the customer told
 * @param withheld of a provisional credit, 0 to $50: 12 CFR 1005.11(c)(2)(i)
 * @param liability what the customer bears in the end if they are right, never above 12 CFR 1005.6
 */
public record Intake(
    String caseNumber,
    String requestId,
    CaseKind kind,
    String customerId,
    DisputedCharge charge,
    DisputeReason reason,
    CaseClocks clocks,
    Money withheld,
    Money liability) {

  /** What is credited while the bank investigates; nothing when all of it is withheld. */
  public Money provisionalCredit() {
    Money credit = charge.amount().minus(withheld);
    return credit.isNegative() ? Money.of(0, credit.currency().getCurrencyCode()) : credit;
  }

  /** What the customer gets in all if they are right. */
  public Money award() {
    Money award = charge.amount().minus(liability);
    return award.isNegative() ? Money.of(0, award.currency().getCurrencyCode()) : award;
  }
}
