package org.voiceteller.core.billpay;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.voiceteller.core.transfer.VoidReason;

/** What has happened to a customer's bills. */
public sealed interface BillPayEvent {

  Instant at();

  String planId();

  record PlanScheduled(BillPlan.Order order, Instant at) implements BillPayEvent {
    @Override
    public String planId() {
      return order.planId();
    }
  }

  record PaymentStarted(String planId, int occurrence, int attempt, String transferId, Instant at)
      implements BillPayEvent {}

  /**
   * @param nextOn when the next payment is made; null when there is none
   */
  record PaymentMade(
      String planId,
      int occurrence,
      String transferId,
      String confirmation,
      @Nullable LocalDate nextOn,
      Instant at)
      implements BillPayEvent {}

  /**
   * @param retryOn when it is tried again; null when it has failed for good
   * @param nextOn when something of this plan is paid next; null when nothing is
   */
  record PaymentFailed(
      String planId,
      int occurrence,
      int attempt,
      VoidReason reason,
      @Nullable LocalDate retryOn,
      @Nullable LocalDate nextOn,
      Instant at)
      implements BillPayEvent {}

  record PlanStopped(String planId, Instant at) implements BillPayEvent {}
}
