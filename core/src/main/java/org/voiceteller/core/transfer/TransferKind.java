package org.voiceteller.core.transfer;

/** The way on which money travels. */
public enum TransferKind {
  /** Between two accounts of one customer, at once. */
  INTERNAL,
  ZELLE,
  ACH,
  WIRE
}
