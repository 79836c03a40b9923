package org.voiceteller.core.billpay;

import org.voiceteller.core.transfer.TransferRequest;

/**
 * One attempt at one payment of a bill.
 *
 * @param occurrence counts from 1
 * @param attempt counts from 1
 */
public record Payment(BillPlan.Order order, int occurrence, int attempt) {

  /** The same for the same attempt, whoever makes it and whenever: it can move money only once. */
  public String transferId() {
    return TransferRequest.idOf(
        "bill/%s/%s/%d/%d".formatted(order.customerId(), order.planId(), occurrence, attempt));
  }
}
