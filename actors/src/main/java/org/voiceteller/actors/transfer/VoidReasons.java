package org.voiceteller.actors.transfer;

import org.voiceteller.core.account.Account;
import org.voiceteller.core.transfer.VoidReason;

/** What an account's refusal means for the transfer. */
final class VoidReasons {

  private VoidReasons() {}

  static VoidReason of(Account.Refusal refusal) {
    return switch (refusal) {
      case INSUFFICIENT_FUNDS -> VoidReason.INSUFFICIENT_FUNDS;
      case OVER_DAILY_LIMIT -> VoidReason.OVER_DAILY_LIMIT;
      case NO_SUCH_ACCOUNT -> VoidReason.NO_SUCH_ACCOUNT;
      case OTHER_HOLDER -> VoidReason.OTHER_HOLDER;
      case OTHER_CURRENCY -> VoidReason.OTHER_CURRENCY;
      case AMOUNT_NOT_ALLOWED, AMOUNT_TOO_LARGE -> VoidReason.AMOUNT_NOT_ALLOWED;
      case CHECK_ALREADY_PAID -> VoidReason.CHECK_ALREADY_PAID;
      case STOP_IN_FORCE -> VoidReason.STOP_IN_FORCE;
      case ALREADY_VOIDED -> VoidReason.EXPIRED;
      case TRANSACTION_ID_REUSED -> VoidReason.ID_REUSED;
      case OPENED_DIFFERENTLY,
          NO_SUCH_HOLD,
          ALREADY_POSTED,
          BEYOND_MEMORY,
          TOO_MANY_AT_ONCE,
          CHECK_KNOWN_DIFFERENTLY,
          CHECK_STOPPED,
          NO_SUCH_STOP ->
          throw new IllegalStateException(
              "Expected an account to answer a transfer's step, but it is " + refusal);
    };
  }
}
