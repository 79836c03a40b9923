package org.voiceteller.core.compliance;

/**
 * How fast the bank promises to resolve a disputed electronic transfer. It may promise better than
 * the law, never worse: Regulation E, 12 CFR 1005.11(c), allows 10 business days to the provisional
 * credit and 45 calendar days in all.
 */
public record ErrorResolutionPromise(int provisionalCreditBusinessDays, int resolutionDays) {

  private static final int LAWFUL_CREDIT_BUSINESS_DAYS = 10;
  private static final int LAWFUL_RESOLUTION_DAYS = 45;

  public ErrorResolutionPromise {
    if (provisionalCreditBusinessDays < 1
        || provisionalCreditBusinessDays > LAWFUL_CREDIT_BUSINESS_DAYS) {
      throw new IllegalArgumentException(
          "Expected a provisional credit within 1 to 10 business days (12 CFR 1005.11(c)(2)(i)),"
              + " but it is "
              + provisionalCreditBusinessDays);
    }
    if (resolutionDays < 1 || resolutionDays > LAWFUL_RESOLUTION_DAYS) {
      throw new IllegalArgumentException(
          "Expected a resolution within 1 to 45 days (12 CFR 1005.11(c)(2)), but it is "
              + resolutionDays);
    }
  }

  /** 10 business days to the credit, 30 days in all. */
  public static ErrorResolutionPromise standard() {
    return new ErrorResolutionPromise(10, 30);
  }
}
