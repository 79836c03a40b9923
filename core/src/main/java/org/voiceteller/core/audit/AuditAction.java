package org.voiceteller.core.audit;

/** What an audit entry can be about. The names stand in the journal and never change. */
public enum AuditAction {
  CALL_STARTED,
  CALL_RESUMED,
  LEG_LOST,
  CALL_ENDED,
  DISCLOSURE_GIVEN,
  CONSENT_RECORDED,
  AUTHENTICATE,
  CHECK_BALANCE,
  VIEW_TRANSACTIONS,
  SEARCH_TRANSACTIONS,
  REQUEST_STATEMENT,
  CLARIFY_MERCHANT,
  EXPLAIN_PENDING,
  EXPLAIN_PROVISIONAL_CREDIT,
  VERIFY_OTP,
  STEP_UP_AUTHENTICATION,
  REPORT_LOST_CARD,
  FREEZE_CARD,
  UNFREEZE_CARD,
  CHECK_REPLACEMENT_STATUS,
  DISPUTE_CHARGE,
  INTERNAL_TRANSFER,
  CHECK_TRANSFER_STATUS,
  SETUP_BILLPAY,
  STOP_PAYMENT,
  REPORT_FRAUD,
  CHECK_DISPUTE_STATUS,
  /** The personal data of a customer was made unreadable for good. */
  ERASE_CUSTOMER,
  /** A tool that the bank does not have was asked for. */
  USE_UNKNOWN_TOOL,
  SEND_OTP,
  /** The agent was about to say what is not so; the caller has not heard it. */
  AGENT_CORRECTED,
  /** What was looked up was not told: the caller had withdrawn the wish. */
  RESULT_DROPPED,

  // What the books hold, whoever asked for it: a caller, a person at the bank, a network, the
  // clock.
  CUSTOMER_REGISTERED,
  ACCOUNT_LINKED,
  ACCOUNT_OPENED,
  ACCOUNT_POSTED,
  HOLD_PLACED,
  HOLD_RELEASED,
  STATEMENT_ORDERED,
  CHECK_REGISTERED,
  CHECK_PAID,
  STOP_PLACED,
  STOP_CONFIRMED,
  TRANSFER_MADE,
  /** No money moved, and none will. */
  TRANSFER_VOIDED,
  /** The bank cannot tell by itself whether money moved: a person must. */
  TRANSFER_ESCALATED,
  /** A payment network told where a transfer is. */
  TRANSFER_REPORTED,
  FEE_CHARGED,
  BILL_SCHEDULED,
  BILL_PAYMENT_STARTED,
  BILL_PAYMENT_MADE,
  BILL_PAYMENT_FAILED,
  BILL_STOPPED,
  CARD_ISSUED,
  CARD_ORDERED,
  CARD_PRODUCED,
  CARD_SHIPPED,
  CARD_DELIVERED,
  CARD_FROZEN,
  CARD_UNFROZEN,
  CARD_DEACTIVATED,
  CARD_REPLACED,
  CASE_OPENED,
  CASE_ACKNOWLEDGED,
  CASE_CONFIRMED,
  CASE_POSTING_ORDERED,
  CASE_POSTED,
  CASE_POSTING_REFUSED,
  CASE_DECIDED,
  CASE_NOTICE_ISSUED,
  CASE_DEADLINE_NEAR,
  CASE_DEADLINE_MISSED,
  CASE_CLOSED,
  QUESTION_SET,
  QUESTION_REMOVED,
  AUTHENTICATOR_SET,
  AUTHENTICATOR_REMOVED,
  /** After too many wrong secrets: only a person opens it again. */
  FACTOR_LOCKED,
  FAILURES_RESET,

  // The hand-off of a call to a person.
  HAND_OFF_QUEUED,
  /** A person of the bank has the call; the resource says who. */
  CALL_TAKEN_OVER,
  /** The agent has the call again. */
  CALL_GIVEN_BACK,
  /** The person was gone without a word; the caller waits for another. */
  STAFF_LOST,
  /** A person's words came when they had the call no longer, and reached nobody. */
  STAFF_WORDS_REFUSED,
  /**
   * The caller's side brings a waiting caller to a person on another line; the resource says how.
   */
  CALL_TRANSFER_BEGUN,
  CALL_TRANSFERRED,
  /** Nobody was reached there; the resource has the answer's status. */
  CALL_TRANSFER_FAILED,

  // The recording of a call.
  RECORDING_STARTED,
  /** A secret was awaited: neither side is in the recording. */
  RECORDING_PAUSED,
  RECORDING_RESUMED,
  /** Something that was said was left out of the recording. */
  RECORDING_WITHHELD,
  RECORDING_ENDED,
  /** The call went on without. */
  RECORDING_FAILED,
  /** Somebody took a call's sound out of the store. */
  RECORDING_EXPORTED,

  // What the bank's people and programs do in the console and by the admin API.
  SIGNED_IN,
  SIGN_IN_REFUSED,
  /** Somebody looked at what is personal; the resource says at what, and why. */
  PERSONAL_DATA_VIEWED,
  CASE_DECIDED_BY_STAFF,
  CUSTOMER_ERASED_BY_STAFF,
  AUDIT_EXPORTED,
  CALL_ENDED_BY_STAFF,
  CALL_TAKEN_OVER_BY_STAFF,
  /** Somebody heard a call while it went on, unheard. */
  CALL_LISTENED_TO,
  API_KEY_MADE,
  API_KEY_REVOKED
}
