package org.voiceteller.persistence.console;

import java.time.LocalDate;
import org.voiceteller.core.compliance.BusinessDays;
import org.voiceteller.core.dispute.CasePolicy;
import org.voiceteller.persistence.dynamodb.CaseDays;

/**
 * By when something must happen in a case.
 *
 * @param due the last day on which it is in time, in the bank's zone
 * @param rule its source, as {@code 12 CFR 1005.11(c)(2)}, or that it is the bank's own promise
 */
public record Clock(CaseDays.Name name, LocalDate due, State state, String rule) {

  /** How it stands. */
  public enum State {
    RUNNING,
    /** So near that somebody is warned. */
    NEAR,
    /** Not done in time, and perhaps not done at all. */
    MISSED,
    /** Done in time, or not needed any more before it was due. */
    MET
  }

  /**
   * @param today the bank's day
   */
  static Clock of(CaseDays.Day day, CasePolicy policy, LocalDate today) {
    return new Clock(day.name(), day.due(), state(day, policy, today), day.rule());
  }

  private static State state(CaseDays.Day day, CasePolicy policy, LocalDate today) {
    LocalDate until = day.doneAt() == null ? today : policy.day(day.doneAt());
    // Taking money back has a first day, not a last one.
    boolean isLate = day.name() != CaseDays.Name.REVERSAL && until.isAfter(day.due());
    if (day.missed() || isLate) {
      return State.MISSED;
    }
    if (!day.running()) {
      return State.MET;
    }
    LocalDate warning = BusinessDays.before(day.due(), policy.warningBusinessDays());
    return day.warned() || !today.isBefore(warning) ? State.NEAR : State.RUNNING;
  }
}
