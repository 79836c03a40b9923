package org.voiceteller.core.dispute;

/** How a case was decided. */
public enum Finding {
  /** There was an error: the money is the customer's. */
  FOR_CUSTOMER,
  /** There was none: the charge stands. */
  FOR_MERCHANT
}
