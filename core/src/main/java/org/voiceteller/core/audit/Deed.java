package org.voiceteller.core.audit;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.voiceteller.core.authentication.Level;

/**
 * What an event of the books tells an auditor. It is a piece of work of its own, named after the
 * event's place in the journal: the same event makes the same entry, byte for byte, however often
 * it is read.
 *
 * @param resource what it was about: a transaction, a case, a card
 * @param flags what compliance wants to find again, as {@code PROVISIONAL_CREDIT}
 */
public record Deed(
    AuditAction action,
    String resource,
    AuditEntry.Result result,
    boolean personalDataSeen,
    List<String> flags,
    Instant at) {

  /** What the works of the books are called, before the event's place in the journal. */
  private static final String WORK = "JOURNAL-";

  public Deed {
    flags = List.copyOf(flags);
  }

  /** Whether a session of this name is such a work, which ends with its first entry. */
  static boolean isWork(String sessionId) {
    return sessionId.startsWith(WORK);
  }

  /**
   * The audit entry. Nobody was verified for it, and it came from no address: its level is the
   * lowest and the address unknown.
   *
   * @param persistenceId of the entity that the event is of
   * @param sequenceNumber of the event within it
   * @param customerId whom it concerns; null when it is the bank's own
   * @param jurisdiction the customer's
   */
  public Chained entry(
      String persistenceId, long sequenceNumber, @Nullable String customerId, String jurisdiction) {
    String work = WORK + persistenceId + "-" + sequenceNumber;
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
            null,
            jurisdiction,
            personalDataSeen,
            flags));
  }
}
