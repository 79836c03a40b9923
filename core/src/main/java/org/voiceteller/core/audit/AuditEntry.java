package org.voiceteller.core.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.voiceteller.core.authentication.Level;

/**
 * One line of the audit log, complete in itself.
 *
 * @param auditId unique, as {@code AUDIT-20240115123456789-1234}
 * @param number counts from 1 within the call, without a gap
 * @param action what was attempted, as {@code CHECK_BALANCE}
 * @param resource what it was about, as an account or a statement; null when nothing was touched
 * @param address the caller's network address or trunk; null when unknown
 * @param personalDataSeen whether personal data left the bank's store for this action
 * @param flags what compliance wants to find again, as {@code CALLER_ID_MISMATCH}
 */
public record AuditEntry(
    String auditId,
    long number,
    Instant at,
    @Nullable String customerId,
    String callId,
    String action,
    @Nullable String resource,
    Result result,
    Level level,
    @Nullable String address,
    String jurisdiction,
    boolean personalDataSeen,
    List<String> flags) {

  public AuditEntry {
    address = whole(address);
    jurisdiction = String.valueOf(whole(jurisdiction));
    resource = whole(resource);
    flags = List.copyOf(flags);
  }

  /**
   * Half a character, which a caller's device may send, has no hash: it becomes a question mark.
   */
  private static @Nullable String whole(@Nullable String text) {
    return text == null ? null : new String(text.getBytes(UTF_8), UTF_8);
  }

  /** How the action ended. */
  public enum Result {
    SUCCESS,
    /** Read back to the caller; nothing was done yet. */
    PROPOSED,
    REFUSED,
    FAILED,
    /** What was read back will not be done. */
    CANCELLED
  }
}
