package org.voiceteller.core.dispute;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.voiceteller.core.compliance.CaseClocks;
import org.voiceteller.core.compliance.ErrorResolutionPromise;
import org.voiceteller.core.compliance.Liability;
import org.voiceteller.core.compliance.RegulationE;
import org.voiceteller.core.money.Money;

/**
 * What the bank promises in its cases, where the law leaves it a choice.
 *
 * @param zone the bank's: days begin and end there
 * @param zeroLiability whether the bank bears all of an unauthorized charge
 * @param withheldDollars of a provisional credit for an unauthorized charge, 0 to 50
 * @param confirmationAddress where written confirmation is to be sent; null when none is asked for
 * @param warningBusinessDays so many before a deadline a warning is raised
 */
public record CasePolicy(
    ErrorResolutionPromise promise,
    ZoneId zone,
    boolean zeroLiability,
    int withheldDollars,
    @Nullable String confirmationAddress,
    int warningBusinessDays) {

  public CasePolicy {
    if (withheldDollars < 0 || withheldDollars > RegulationE.WITHHELD_DOLLARS) {
      throw new IllegalArgumentException(
          "Expected 0 to 50 dollars to be withheld (12 CFR 1005.11(c)(2)(i)), but it is "
              + withheldDollars);
    }
    if (warningBusinessDays < 1) {
      throw new IllegalArgumentException(
          "Expected a warning at least 1 business day before a deadline, but it is "
              + warningBusinessDays);
    }
  }

  /** Zero liability, nothing withheld, warned two business days before. */
  public static CasePolicy standard(ZoneId zone) {
    return new CasePolicy(ErrorResolutionPromise.standard(), zone, true, 0, null, 2);
  }

  public LocalDate day(Instant moment) {
    return moment.atZone(zone).toLocalDate();
  }

  /** The clocks of a notice under Regulation E. */
  public CaseClocks clocks(LocalDate notice, RegulationE.Transfer transfer) {
    return RegulationE.clocks(notice, transfer, promise, confirmationAddress != null);
  }

  /** A case as it is taken in. */
  public Intake intake(
      String caseNumber,
      String requestId,
      CaseKind kind,
      String customerId,
      DisputedCharge charge,
      DisputeReason reason,
      CaseClocks clocks) {
    return new Intake(
        caseNumber,
        requestId,
        kind,
        customerId,
        charge,
        reason,
        clocks,
        kind == CaseKind.FRAUD ? least(withheldDollars, charge.amount()) : Money.usd(0),
        liability(kind, charge, clocks.notice()));
  }

  private Money liability(CaseKind kind, DisputedCharge charge, LocalDate notice) {
    if (kind == CaseKind.DISPUTE || zeroLiability) {
      return Money.usd(0);
    }
    LocalDate day = day(charge.occurredAt());
    // Told on the telephone as soon as it is noticed: the day of the notice is the day of learning.
    return switch (Liability.afterLoss(
        notice,
        notice,
        RegulationE.statementOf(day),
        List.of(new Liability.Unauthorized(day, charge.amount())))) {
      case Liability.UpTo(var limit) -> limit;
      case Liability.Unlimited(var before, _) -> before;
    };
  }

  private static Money least(int dollars, Money amount) {
    Money limit = Money.usd(100L * dollars);
    return limit.minus(amount).isNegative() ? limit : amount;
  }
}
