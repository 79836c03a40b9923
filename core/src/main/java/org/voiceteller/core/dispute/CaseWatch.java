package org.voiceteller.core.dispute;

import java.time.LocalDate;
import org.voiceteller.core.compliance.CaseClocks;

/**
 * Port: hears of deadlines that will break soon or broke, after that is kept in the journal. For
 * metrics and alarms; never told twice by one node for the same thing, and not told again after a
 * restart.
 */
public interface CaseWatch {

  void deadlineNear(String caseNumber, CaseClocks.Kind clock, LocalDate due);

  void deadlineMissed(String caseNumber, CaseClocks.Kind clock, LocalDate due);

  /** Money of a case could not be moved; it is tried again. */
  void postingRefused(String caseNumber, String reason);
}
