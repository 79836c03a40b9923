package org.voiceteller.core.transfer;

import org.voiceteller.core.account.StopOrder;

/** What a transfer is for. */
public sealed interface Purpose {

  /** Between two accounts of one customer. */
  record OwnAccounts() implements Purpose {}

  /**
   * A bill of a customer; the money goes to the bank's account for bills under way.
   *
   * @param planId what was set up
   * @param occurrence counts from 1
   */
  record Bill(String planId, int occurrence, String payee) implements Purpose {}

  /** The fee of an order to stop a cheque; the order is placed with it or not at all. */
  record StopFee(StopOrder order) implements Purpose {}

  /** Money goes back the way it came. */
  record Reversal(String transferId) implements Purpose {}
}
