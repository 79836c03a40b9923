package org.voiceteller.http.signin;

import java.time.InstantSource;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceteller.core.audit.AuditAction;
import org.voiceteller.core.audit.AuditEntry.Result;
import org.voiceteller.core.audit.AuditLedger;
import org.voiceteller.core.audit.StaffDeed;

/** Notes in the audit ledger what the bank's people and programs do. */
public final class StaffAudit {

  private static final Logger LOG = LoggerFactory.getLogger(StaffAudit.class);

  /** Where nobody says otherwise: the bank's own. */
  private static final String JURISDICTION = "US";

  private final AuditLedger ledger;
  private final InstantSource clock;

  private StaffAudit(AuditLedger ledger, InstantSource clock) {
    this.ledger = ledger;
    this.clock = clock;
  }

  public static StaffAudit create(AuditLedger ledger, InstantSource clock) {
    return new StaffAudit(ledger, clock);
  }

  /**
   * Something that was done or seen.
   *
   * @param staff as {@link Principal#label}
   * @param address where from
   * @param resource what it was about, and why
   * @param customerId whom it concerns; null when nobody, or more than one
   */
  public record Note(
      AuditAction action,
      String staff,
      String address,
      String resource,
      @Nullable String customerId,
      Result result,
      boolean personalDataSeen) {

    /** Something that succeeded and showed no personal data. */
    public static Note of(AuditAction action, Principal who, String address, String resource) {
      return new Note(action, who.label(), address, resource, null, Result.SUCCESS, false);
    }
  }

  /** Completes when the entry stands in the ledger, and fails when it cannot. */
  public CompletionStage<Void> append(Note note) {
    CompletionStage<Long> place;
    try {
      place =
          ledger.append(
              new StaffDeed(
                      note.action(),
                      note.staff(),
                      note.address(),
                      note.resource(),
                      note.customerId(),
                      JURISDICTION,
                      note.result(),
                      note.personalDataSeen(),
                      clock.instant())
                  .entry(UUID.randomUUID().toString()));
    } catch (RuntimeException cannot) {
      return CompletableFuture.failedStage(cannot);
    }
    return place.thenApply(_ -> null);
  }

  /** The same for what has happened anyway: that it could not be noted goes to the log. */
  void appendIfPossible(Note note) {
    append(note)
        .whenComplete(
            (_, failure) -> {
              if (failure != null) {
                LOG.error("{} of {} could not be audited", note.action(), note.staff(), failure);
              }
            });
  }
}
