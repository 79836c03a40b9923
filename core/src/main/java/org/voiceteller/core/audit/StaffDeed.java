package org.voiceteller.core.audit;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.voiceteller.core.authentication.Level;

/**
 * What one of the bank's people, or a program with a key, did or saw. Each is a piece of work of
 * its own with one entry. Who it was stands in the entry's flags, as {@code BY Pat Staff
 * (openid:4711)}: the other fields tell of callers.
 *
 * @param staff by name, and what tells them apart from others of that name
 * @param address the network address that it came from; null when unknown
 * @param resource what it was about, and the reason that was given
 * @param customerId whom it concerns; null when nobody, or more than one
 */
public record StaffDeed(
    AuditAction action,
    String staff,
    @Nullable String address,
    String resource,
    @Nullable String customerId,
    String jurisdiction,
    AuditEntry.Result result,
    boolean personalDataSeen,
    Instant at) {

  private static final String WORK = "STAFF-";

  /** Whether a session of this name is such a work, which ends with its first entry. */
  static boolean isWork(String sessionId) {
    return sessionId.startsWith(WORK);
  }

  /**
   * The audit entry.
   *
   * @param id of the deed, unique; the same again is the same entry
   */
  public Chained entry(String id) {
    String work = WORK + id;
    return Chained.first(
        new AuditEntry(
            AuditIds.ofWork(work, at),
            1,
            at,
            customerId,
            work,
            action.name(),
            resource,
            result,
            Level.NONE,
            address,
            jurisdiction,
            personalDataSeen,
            List.of("BY " + staff)));
  }
}
