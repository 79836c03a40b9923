package org.voiceteller.core.dispute;

import java.time.Instant;

/** What has happened to the list of a customer's cases. */
public sealed interface CasebookEvent {

  Instant at();

  /** A charge was given the number of its one case. */
  record CaseEntered(String chargeKey, String caseNumber, Instant at) implements CasebookEvent {}
}
