package org.voiceteller.core.transfer;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.voiceteller.core.account.DailyAllowance;
import org.voiceteller.core.account.Leg;
import org.voiceteller.core.account.Merchant;
import org.voiceteller.core.money.Money;

/**
 * A transfer that somebody asks for.
 *
 * @param transferId made by {@link #idOf}: the same for every repetition of the same wish
 * @param customerId who asks; the source must be theirs
 * @param amount positive
 * @param allowance null when it counts against no daily limit
 * @param requestedAt the same for every repetition
 */
public record TransferRequest(
    String transferId,
    String customerId,
    Side source,
    Side target,
    Money amount,
    Purpose purpose,
    @Nullable DailyAllowance allowance,
    Instant requestedAt) {

  /**
   * One of the two accounts.
   *
   * @param holderId whose account it must be
   * @param merchant what that account's history tells of the transfer
   */
  public record Side(String accountId, String holderId, String lastFour, Merchant merchant) {}

  private static final int ID_BYTES = 16;

  /**
   * The id of what a client asked for under a name of its own, of any length and any characters:
   * short, safe and the same for the same name.
   */
  public static String idOf(String clientsName) {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(clientsName.getBytes(StandardCharsets.UTF_8));
      return "TRF-" + HexFormat.of().formatHex(digest, 0, ID_BYTES);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Expected every Java runtime to have SHA-256", e);
    }
  }

  public Leg sourceLeg() {
    return new Leg(transferId, source.holderId(), amount, source.merchant(), requestedAt);
  }

  public Leg targetLeg() {
    return new Leg(transferId, target.holderId(), amount, target.merchant(), requestedAt);
  }

  /** Whether a repeat asks for the same; when it was asked and counted may differ. */
  public boolean asksTheSameAs(TransferRequest other) {
    return customerId.equals(other.customerId)
        && source.accountId().equals(other.source.accountId())
        && target.accountId().equals(other.target.accountId())
        && amount.equals(other.amount);
  }

  /** The compensation: the same amount the other way, once however often it is asked for. */
  public TransferRequest reversal(Instant now) {
    return new TransferRequest(
        idOf("reversal/" + transferId),
        target.holderId(),
        target,
        source,
        amount,
        new Purpose.Reversal(transferId),
        null,
        now);
  }
}
