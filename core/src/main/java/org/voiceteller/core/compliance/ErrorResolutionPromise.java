package org.voiceteller.core.compliance;

/**
 * How fast the bank promises to resolve a disputed electronic transfer. It may promise better than
 * the law, never worse: Regulation E, 12 CFR 1005.11(c), allows 10 business days to the provisional
 * credit and 45 calendar days in all.
 *
 * @param merchantContactBusinessDays within which the merchant is asked; not regulated
 */
public record ErrorResolutionPromise(
    int provisionalCreditBusinessDays, int resolutionDays, int merchantContactBusinessDays) {

  public ErrorResolutionPromise {
    if (provisionalCreditBusinessDays < 1
        || provisionalCreditBusinessDays > RegulationE.DECISION_BUSINESS_DAYS) {
      throw new IllegalArgumentException(
          "Expected a provisional credit within 1 to 10 business days (12 CFR 1005.11(c)(2)(i)),"
              + " but it is "
              + provisionalCreditBusinessDays);
    }
    if (resolutionDays < 1 || resolutionDays > RegulationE.RESOLUTION_DAYS) {
      throw new IllegalArgumentException(
          "Expected a resolution within 1 to 45 days (12 CFR 1005.11(c)(2)), but it is "
              + resolutionDays);
    }
    if (merchantContactBusinessDays < 1
        || merchantContactBusinessDays > provisionalCreditBusinessDays) {
      throw new IllegalArgumentException(
          "Expected the merchant to be contacted within 1 business day and before the provisional"
              + " credit is due, but it is "
              + merchantContactBusinessDays);
    }
  }

  /** 10 business days to the credit, 30 days in all, the merchant contacted within 5. */
  public static ErrorResolutionPromise standard() {
    return new ErrorResolutionPromise(10, 30, 5);
  }
}
