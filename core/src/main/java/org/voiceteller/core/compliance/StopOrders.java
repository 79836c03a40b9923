package org.voiceteller.core.compliance;

import java.time.LocalDate;

/**
 * How long before a payment a stop must be ordered, and how long it holds: 12 CFR 1005.10(c) for
 * preauthorized transfers, UCC 4-403 for cheques.
 */
public final class StopOrders {

  /** Before the day of a preauthorized transfer: 1005.10(c)(1). */
  public static final int PREAUTHORIZED_BUSINESS_DAYS = 3;

  /** Of an oral order without the written confirmation that was required: 1005.10(c)(2). */
  public static final int PREAUTHORIZED_ORAL_DAYS = 14;

  /** Of a written order to stop a cheque, renewable: UCC 4-403(b). */
  public static final int CHEQUE_MONTHS = 6;

  /** Of an oral order to stop a cheque that is not confirmed in writing: UCC 4-403(b). */
  public static final int CHEQUE_ORAL_DAYS = 14;

  private StopOrders() {}

  /** The last day on which the stop of a preauthorized transfer can be ordered. */
  public static LocalDate lastDayToStop(LocalDate scheduled) {
    return BusinessDays.before(scheduled, PREAUTHORIZED_BUSINESS_DAYS);
  }

  /** Whether an order of today binds the bank for a transfer of that day. */
  public static boolean isInTime(LocalDate today, LocalDate scheduled) {
    return !today.isAfter(lastDayToStop(scheduled));
  }

  /** When an oral stop of a preauthorized transfer lapses if a required confirmation is missing. */
  public static LocalDate oralPreauthorizedUntil(LocalDate ordered) {
    return ordered.plusDays(PREAUTHORIZED_ORAL_DAYS);
  }

  /** The last day of a stop of a cheque that was ordered or confirmed in writing. */
  public static LocalDate chequeUntil(LocalDate ordered) {
    return ordered.plusMonths(CHEQUE_MONTHS);
  }

  /** When an oral stop of a cheque lapses if it is not confirmed in writing. */
  public static LocalDate oralChequeUntil(LocalDate ordered) {
    return ordered.plusDays(CHEQUE_ORAL_DAYS);
  }
}
