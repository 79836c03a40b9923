package org.voiceteller.core.transfer;

import org.voiceteller.core.account.Account.Opening;
import org.voiceteller.core.account.AccountKind;
import org.voiceteller.core.account.Merchant;

/**
 * The bank's own accounts, the other side of fees and of bills: without them money would come from
 * nowhere or vanish. Each kind is split by the transfer, so that no single account is asked by all.
 */
public final class BankAccounts {

  public static final String HOLDER = "BANK";

  private static final String BILLS = "BANK-BILLS-";
  private static final String FEES = "BANK-FEES-";
  private static final int SPLIT = 8;

  private BankAccounts() {}

  /** Where the money of bills waits until it is sent to the payees. */
  public static TransferRequest.Side bills(String transferId, Merchant merchant) {
    return side(BILLS, transferId, merchant);
  }

  /** What the bank earns. */
  public static TransferRequest.Side fees(String transferId, Merchant merchant) {
    return side(FEES, transferId, merchant);
  }

  public static boolean isBanks(TransferRequest.Side side) {
    return side.holderId().equals(HOLDER);
  }

  /** How such an account is opened when it is first needed. */
  public static Opening opening(String currencyCode) {
    return new Opening(HOLDER, AccountKind.CHECKING, "0000", currencyCode);
  }

  private static TransferRequest.Side side(String kind, String transferId, Merchant merchant) {
    return new TransferRequest.Side(
        kind + Math.floorMod(transferId.hashCode(), SPLIT), HOLDER, "0000", merchant);
  }
}
