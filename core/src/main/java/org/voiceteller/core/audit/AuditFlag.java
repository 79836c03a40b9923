package org.voiceteller.core.audit;

/** What compliance wants to find again in the audit log. */
public enum AuditFlag {
  /** The number that the caller gave is not the one that the call came from. */
  CALLER_ID_MISMATCH,
  /** The network of the number that the call came from does not vouch for it. */
  NUMBER_UNVERIFIED,
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
  BANK_ERROR,
  /** A code was asked for, and none was given. */
  CODE_MISSING,
  CODE_WRONG,
  CODE_EXPIRED,
  CODE_NOT_SENT,
  /** No further code may be sent on this call. */
  TOO_MANY_CODES,
  ANSWER_MISSING,
  ANSWER_WRONG,
  /** The customer has set up nothing that they could be asked. */
  NO_SECOND_STEP,
  /** Too many wrong secrets lately, on whatever calls: the customer must wait. */
  MUST_WAIT,
  /** Too many wrong secrets: a person must make sure of the customer. */
  LOCKED_OUT,
  /** More wishes at once than can wait. */
  TOO_MANY_WISHES,
  /** The agent claimed a yes that the caller has not said. */
  NOT_CONFIRMED,
  /** What was read back was older than a yes may be. */
  PROPOSAL_LAPSED,
  /** Done before, and told once more. */
  REPEATED,
  /** The caller came back from another network address. */
  ADDRESS_CHANGED,
  /** The caller came back from another jurisdiction. */
  JURISDICTION_CHANGED
}
