package org.voiceteller.core.transfer;

/** Why a transfer moved no money. */
public enum VoidReason {
  INSUFFICIENT_FUNDS,
  OVER_DAILY_LIMIT,
  NO_SUCH_ACCOUNT,
  OTHER_HOLDER,
  OTHER_CURRENCY,
  AMOUNT_NOT_ALLOWED,
  CHECK_ALREADY_PAID,
  STOP_IN_FORCE,
  /** It did not come through within its time. */
  EXPIRED,
  /** Its id had been used for something else. */
  ID_REUSED
}
