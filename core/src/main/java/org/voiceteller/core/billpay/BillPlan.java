package org.voiceteller.core.billpay;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.voiceteller.core.compliance.BusinessDays;
import org.voiceteller.core.money.Money;

/**
 * A bill that was set up, and how far it is paid. A payment that falls on a day that is no business
 * day is made on the next one.
 *
 * @param occurrence which payment is next, or under way; counts from 1
 * @param attempt which attempt at it is next, or under way; counts from 1
 * @param payOn the business day of that attempt
 * @param underWay the transfer that pays it now; null between payments
 */
public record BillPlan(
    Order order,
    Status status,
    int occurrence,
    int attempt,
    LocalDate payOn,
    @Nullable String underWay) {

  /** Where a plan is. */
  public enum Status {
    ACTIVE,
    STOPPED,
    /** The one payment of it was made, or has failed for good. */
    FINISHED
  }

  /**
   * What the customer wants.
   *
   * @param planId made by who asks; a repeat of it changes nothing
   * @param confirmation what the customer may write down
   * @param firstDate when the first payment falls due; the others follow from it
   */
  public record Order(
      String planId,
      String customerId,
      String accountId,
      String accountLastFour,
      String payee,
      Money amount,
      Frequency frequency,
      LocalDate firstDate,
      String confirmation) {

    /** The day on which a payment falls due; the 31st of a shorter month is its last day. */
    LocalDate dueDate(int occurrence) {
      return switch (frequency) {
        case ONCE -> firstDate;
        case WEEKLY -> firstDate.plusWeeks(occurrence - 1L);
        case MONTHLY -> firstDate.plusMonths(occurrence - 1L);
      };
    }

    /** The business day on which it is made. */
    public LocalDate payDate(int occurrence) {
      LocalDate due = dueDate(occurrence);
      return BusinessDays.isBusinessDay(due) ? due : BusinessDays.after(due, 1);
    }
  }

  static BillPlan of(Order order) {
    return new BillPlan(order, Status.ACTIVE, 1, 1, order.payDate(1), null);
  }

  boolean isDueOn(LocalDate day) {
    return status == Status.ACTIVE && underWay == null && !payOn.isAfter(day);
  }

  /** Which payment, and which attempt at it, is next or under way. */
  Payment payment() {
    return new Payment(order, occurrence, attempt);
  }

  BillPlan begun(String transferId) {
    return new BillPlan(order, status, occurrence, attempt, payOn, transferId);
  }

  BillPlan tryAgainOn(LocalDate day) {
    return new BillPlan(order, status, occurrence, attempt + 1, day, null);
  }

  /** The payment was made, or has failed for good. */
  BillPlan next() {
    return order.frequency() == Frequency.ONCE
        ? new BillPlan(order, Status.FINISHED, occurrence, attempt, payOn, null)
        : new BillPlan(order, status, occurrence + 1, 1, order.payDate(occurrence + 1), null);
  }

  BillPlan stopped() {
    return new BillPlan(order, Status.STOPPED, occurrence, attempt, payOn, underWay);
  }
}
