package org.voiceteller.core.compliance;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * The clocks of Regulation E, 12 CFR part 1005, for errors in electronic transfers from deposit
 * accounts. Days are calendar days unless they are called business days.
 */
public final class RegulationE {

  /** Days after the statement within which an error is told: 1005.11(b)(1)(i). */
  public static final int NOTICE_DAYS = 60;

  /** Within which written confirmation of an oral notice may be required: 1005.11(b)(2). */
  public static final int WRITTEN_CONFIRMATION_BUSINESS_DAYS = 10;

  /** To decide, or else to credit provisionally: 1005.11(c)(1) and (c)(2)(i). */
  public static final int DECISION_BUSINESS_DAYS = 10;

  /** Instead of these, within {@link #NEW_ACCOUNT_DAYS} of the first deposit: 1005.11(c)(3)(i). */
  public static final int NEW_ACCOUNT_DECISION_BUSINESS_DAYS = 20;

  /** For how long after its first deposit an account is new: 1005.11(c)(3)(i) and (ii)(C). */
  public static final int NEW_ACCOUNT_DAYS = 30;

  /** To decide when credit was given provisionally: 1005.11(c)(2). */
  public static final int RESOLUTION_DAYS = 45;

  /** Instead of these for new accounts, point of sale and abroad: 1005.11(c)(3)(ii). */
  public static final int EXTENDED_RESOLUTION_DAYS = 90;

  /** To tell of the provisional credit: 1005.11(c)(2)(ii). */
  public static final int CREDIT_NOTICE_BUSINESS_DAYS = 2;

  /** To report the result: 1005.11(c)(1) and (c)(2)(iv). */
  public static final int RESULT_NOTICE_BUSINESS_DAYS = 3;

  /** To correct an error once it is found: 1005.11(c)(1) and (c)(2)(iii). */
  public static final int CORRECTION_BUSINESS_DAYS = 1;

  /** What may be withheld of a provisional credit, in whole dollars: 1005.11(c)(2)(i). */
  public static final int WITHHELD_DOLLARS = 50;

  /**
   * Between the notice that a provisional credit will be debited, and the debit: 1005.11(d)(2)(ii)
   * and comment 11(d)(2)-1. Who waits for so long need not honour overdrafts.
   */
  public static final int REVERSAL_NOTICE_BUSINESS_DAYS = 5;

  private RegulationE() {}

  /**
   * What is known of the transfer that is said to be wrong.
   *
   * @param day on which it happened
   * @param firstDeposit when the account's first deposit was made; null when it is longer ago than
   *     anybody can tell
   * @param pointOfSale by a debit card at a merchant, mail and telephone orders included, cash
   *     machines not (comment 11(c)(3)-1)
   * @param abroad not initiated within a state
   */
  public record Transfer(
      LocalDate day, @Nullable LocalDate firstDeposit, boolean pointOfSale, boolean abroad) {

    /** Whether it happened within 30 days after the account's first deposit. */
    public boolean ofNewAccount() {
      return firstDeposit != null && !day.isAfter(firstDeposit.plusDays(NEW_ACCOUNT_DAYS));
    }
  }

  /**
   * The day on which the statement goes out that first shows a transfer: statements are monthly and
   * sent on the first of the next month.
   */
  public static LocalDate statementOf(LocalDate transfer) {
    return transfer.withDayOfMonth(1).plusMonths(1);
  }

  /**
   * All days of a case that is opened by this notice.
   *
   * @param confirmationAsked whether the bank asks for written confirmation
   */
  public static CaseClocks clocks(
      LocalDate notice,
      Transfer transfer,
      ErrorResolutionPromise promise,
      boolean confirmationAsked) {
    LocalDate lawfulCredit =
        BusinessDays.after(
            notice,
            transfer.ofNewAccount() ? NEW_ACCOUNT_DECISION_BUSINESS_DAYS : DECISION_BUSINESS_DAYS);
    boolean extended = transfer.ofNewAccount() || transfer.pointOfSale() || transfer.abroad();
    return new CaseClocks(
        CaseClocks.Regulation.E,
        notice,
        statementOf(transfer.day()).plusDays(NOTICE_DAYS),
        null,
        BusinessDays.after(notice, promise.merchantContactBusinessDays()),
        confirmationAsked ? BusinessDays.after(notice, WRITTEN_CONFIRMATION_BUSINESS_DAYS) : null,
        BusinessDays.after(notice, promise.provisionalCreditBusinessDays()),
        lawfulCredit,
        notice.plusDays(promise.resolutionDays()),
        notice.plusDays(extended ? EXTENDED_RESOLUTION_DAYS : RESOLUTION_DAYS));
  }
}
