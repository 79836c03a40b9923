package org.voiceteller.core.compliance;

import java.time.LocalDate;

/** The clocks of Regulation Z, 12 CFR 1026.13, for billing errors on credit cards. */
public final class RegulationZ {

  /** Days after the first statement with the error within which it is told: 1026.13(b)(1). */
  public static final int NOTICE_DAYS = 60;

  /** To acknowledge in writing, unless it is resolved by then: 1026.13(c)(1). */
  public static final int ACKNOWLEDGEMENT_DAYS = 30;

  /** To resolve, in complete billing cycles: 1026.13(c)(2). */
  public static final int RESOLUTION_BILLING_CYCLES = 2;

  /** To resolve, at the very latest: 1026.13(c)(2). */
  public static final int RESOLUTION_DAYS = 90;

  private RegulationZ() {}

  /**
   * All days of a case that is opened by this notice. The disputed amount is not collected
   * meanwhile (1026.13(d)(1)): there is no provisional credit.
   *
   * @param statement when the first statement with the charge was sent
   * @param cycleEnd the last day of the billing cycle in which the notice came; cycles are months
   */
  public static CaseClocks clocks(
      LocalDate notice, LocalDate statement, LocalDate cycleEnd, ErrorResolutionPromise promise) {
    LocalDate afterTwoCycles = monthsLater(cycleEnd, RESOLUTION_BILLING_CYCLES);
    LocalDate latest = notice.plusDays(RESOLUTION_DAYS);
    LocalDate lawful = afterTwoCycles.isBefore(latest) ? afterTwoCycles : latest;
    LocalDate promised = notice.plusDays(promise.resolutionDays());
    return new CaseClocks(
        CaseClocks.Regulation.Z,
        notice,
        statement.plusDays(NOTICE_DAYS),
        notice.plusDays(ACKNOWLEDGEMENT_DAYS),
        BusinessDays.after(notice, promise.merchantContactBusinessDays()),
        null,
        null,
        null,
        promised.isBefore(lawful) ? promised : lawful,
        lawful);
  }

  /** A cycle that ends with its month does so in every month. */
  private static LocalDate monthsLater(LocalDate day, int months) {
    LocalDate later = day.plusMonths(months);
    return day.getDayOfMonth() == day.lengthOfMonth()
        ? later.withDayOfMonth(later.lengthOfMonth())
        : later;
  }
}
