package org.voiceteller.persistence.projection;

import java.time.LocalDate;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.jspecify.annotations.Nullable;
import org.voiceteller.core.billpay.BillPayEvent;
import org.voiceteller.core.billpay.BillPlan;
import org.voiceteller.persistence.dynamodb.Items;
import org.voiceteller.persistence.dynamodb.Table;

/**
 * {@code Banking_BillPay}: what each customer has set up to be paid, as its last event left it.
 * {@code nextOn} is empty when nothing of it is paid any more.
 */
final class BillPayTables {

  private final TableWriter writer;

  BillPayTables(TableWriter writer) {
    this.writer = writer;
  }

  CompletionStage<Done> apply(String customerId, BillPayEvent event, long sequenceNumber) {
    return switch (event) {
      case BillPayEvent.PlanScheduled(var order, var at) ->
          writer.put(
              Table.BILL_PAY,
              scheduled(order).time("createdAt", at).time("changedAt", at),
              sequenceNumber);
      case BillPayEvent.PaymentStarted(var planId, var occurrence, var attempt, var id, var at) ->
          change(
              customerId,
              planId,
              Items.item()
                  .number("occurrence", occurrence)
                  .number("attempt", attempt)
                  .text("lastTransferId", id)
                  .text("lastPayment", "UNDER_WAY")
                  .time("changedAt", at),
              sequenceNumber);
      case BillPayEvent.PaymentMade(var planId, _, _, var confirmation, var nextOn, var at) ->
          change(
              customerId,
              planId,
              after(nextOn)
                  .text("lastPayment", "MADE")
                  .text("lastConfirmation", confirmation)
                  .time("changedAt", at),
              sequenceNumber);
      case BillPayEvent.PaymentFailed(var planId, _, _, var reason, _, var nextOn, var at) ->
          change(
              customerId,
              planId,
              after(nextOn)
                  .text("lastPayment", "FAILED")
                  .text("lastFailure", reason.name())
                  .time("changedAt", at),
              sequenceNumber);
      case BillPayEvent.PlanStopped(var planId, var at) ->
          change(
              customerId,
              planId,
              Items.item()
                  .text("status", BillPlan.Status.STOPPED.name())
                  .text("nextOn", "")
                  .time("changedAt", at),
              sequenceNumber);
    };
  }

  private static Items scheduled(BillPlan.Order order) {
    return Items.item()
        .text("customerId", order.customerId())
        .text("planId", order.planId())
        .text("payee", order.payee())
        .text("accountLastFour", order.accountLastFour())
        .number("minorUnits", order.amount().minorUnits())
        .text("currency", order.amount().currency().getCurrencyCode())
        .text("frequency", order.frequency().name())
        .text("firstDate", order.firstDate().toString())
        .text("confirmation", order.confirmation())
        .text("status", BillPlan.Status.ACTIVE.name())
        .text("nextOn", order.payDate(1).toString());
  }

  private static Items after(@Nullable LocalDate nextOn) {
    return Items.item()
        .text("status", (nextOn == null ? BillPlan.Status.FINISHED : BillPlan.Status.ACTIVE).name())
        .text("nextOn", nextOn == null ? "" : nextOn.toString());
  }

  private CompletionStage<Done> change(
      String customerId, String planId, Items changes, long sequenceNumber) {
    return writer.update(
        Table.BILL_PAY,
        Items.item().text("customerId", customerId).text("planId", planId),
        changes,
        sequenceNumber);
  }
}
