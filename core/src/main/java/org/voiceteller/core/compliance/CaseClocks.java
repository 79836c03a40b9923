package org.voiceteller.core.compliance;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * All days that matter to a case, computed once at intake and kept with it for ever. Each is the
 * last day on which the thing is in time; it lasts until midnight in the bank's zone. What the bank
 * promised is never later than what the law allows.
 *
 * @param notice when the customer told
 * @param noticeInTimeUntil until when the notice was in time
 * @param acknowledgement Regulation Z only
 * @param merchantContact the bank's own promise
 * @param writtenConfirmation when the bank asked for one
 * @param promisedCredit null where the regulation knows no provisional credit
 */
public record CaseClocks(
    Regulation regulation,
    LocalDate notice,
    LocalDate noticeInTimeUntil,
    @Nullable LocalDate acknowledgement,
    LocalDate merchantContact,
    @Nullable LocalDate writtenConfirmation,
    @Nullable LocalDate promisedCredit,
    @Nullable LocalDate lawfulCredit,
    LocalDate promisedResolution,
    LocalDate lawfulResolution) {

  /** Which regulation a case stands under. */
  public enum Regulation {
    /** Electronic transfers from a deposit account: 12 CFR 1005. */
    E,
    /** Credit cards: 12 CFR 1026. */
    Z
  }

  /** What has to happen in time. */
  public enum Kind {
    ACKNOWLEDGEMENT,
    PROVISIONAL_CREDIT,
    PROMISED_RESOLUTION,
    LAWFUL_RESOLUTION
  }

  /**
   * One of the clocks.
   *
   * @param due the last day on which it is kept
   */
  public record Deadline(Kind kind, LocalDate due) {}

  public CaseClocks {
    if (promisedResolution.isAfter(lawfulResolution)) {
      throw new IllegalArgumentException(
          "Expected a resolution by %s, but it is promised for %s"
              .formatted(lawfulResolution, promisedResolution));
    }
    if (promisedCredit != null && lawfulCredit != null && promisedCredit.isAfter(lawfulCredit)) {
      throw new IllegalArgumentException(
          "Expected a credit by %s, but it is promised for %s"
              .formatted(lawfulCredit, promisedCredit));
    }
  }

  /** Whether the customer told in time; a case that is late has no provisional credit by law. */
  public boolean inTime() {
    return !notice.isAfter(noticeInTimeUntil);
  }

  /** The bank's deadlines, earliest first. */
  public List<Deadline> deadlines() {
    List<Deadline> all = new ArrayList<>();
    if (acknowledgement != null) {
      all.add(new Deadline(Kind.ACKNOWLEDGEMENT, acknowledgement));
    }
    if (promisedCredit != null) {
      all.add(new Deadline(Kind.PROVISIONAL_CREDIT, promisedCredit));
    }
    all.add(new Deadline(Kind.PROMISED_RESOLUTION, promisedResolution));
    all.add(new Deadline(Kind.LAWFUL_RESOLUTION, lawfulResolution));
    return List.copyOf(all);
  }
}
