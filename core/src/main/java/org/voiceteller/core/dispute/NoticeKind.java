package org.voiceteller.core.dispute;

/** What a customer must be told in writing or by e-mail in the course of a case. */
public enum NoticeKind {
  /** That the case is open: 12 CFR 1026.13(c)(1) for credit cards, the bank's way for all. */
  ACKNOWLEDGEMENT,
  /** Amount and date of the provisional credit: 12 CFR 1005.11(c)(2)(ii). */
  PROVISIONAL_CREDIT,
  /** The result, with an explanation and the right to the documents: 1005.11(c)(1) and (d)(1). */
  RESULT,
  /** That the provisional credit is final: 1005.11(c)(2)(iv). */
  CREDIT_FINAL,
  /** Amount and date of the correction of an error. */
  CORRECTION,
  /** That and when the provisional credit will be taken back: 1005.11(d)(2), comment 11(d)(2)-1. */
  REVERSAL_COMING,
  /** Amount and date of the debit: 1005.11(d)(2)(i). */
  REVERSED
}
