package org.voiceteller.core.dispute;

/** Why a customer disputes a charge. */
public enum DisputeReason {
  NOT_RECEIVED,
  NOT_AS_DESCRIBED,
  CHARGED_TWICE,
  WRONG_AMOUNT,
  CANCELLED,
  NOT_MINE,
  OTHER
}
