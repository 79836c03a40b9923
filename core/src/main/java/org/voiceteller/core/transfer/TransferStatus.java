package org.voiceteller.core.transfer;

/** Where a transfer is, as a customer is told. */
public enum TransferStatus {
  /** Accepted, and not on its way yet. */
  PENDING,
  /** On its way. */
  IN_TRANSIT,
  COMPLETED,
  /** It did not go through; the money is where it was. */
  FAILED,
  /** It came back. */
  RETURNED,
  /** A person at the bank looks at it. */
  UNDER_REVIEW
}
