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
  SEND_OTP
}
