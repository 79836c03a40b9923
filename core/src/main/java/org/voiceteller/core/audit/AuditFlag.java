package org.voiceteller.core.audit;

/** What compliance wants to find again in the audit log. */
public enum AuditFlag {
  /** The number that the caller gave is not the one that the call came from. */
  CALLER_ID_MISMATCH,
  /** The number leads to nobody. */
  UNKNOWN_NUMBER,
  /** The number leads to more than one customer. */
  AMBIGUOUS_NUMBER,
  /** The number was claimed too often of late, on whatever calls. */
  NUMBER_BLOCKED,
  /** No further number may be tried on this call. */
  TOO_MANY_ATTEMPTS,
  /** Another customer than before is on the line. */
  CUSTOMER_CHANGED,
  LEVEL_TOO_LOW,
  UNKNOWN_TOOL,
  INPUT_INVALID,
  /** A tool use id came back with another input. */
  TOOL_USE_ID_REUSED,
  TOO_MANY_TOOL_USES,
  /** It came over a connection that another one has replaced. */
  SUPERSEDED_LEG,
  WRONG_RESUME_TOKEN,
  /** A connection that was taken for lost spoke again. */
  LEG_RETURNED,
  /** It was under way when the call's session or the call itself ended; its effect is not known. */
  INTERRUPTED,
  /** Something of the bank's did not work. */
  BANK_ERROR
}
