package org.voiceteller.core.dispute;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.voiceteller.core.compliance.CaseClocks;
import org.voiceteller.core.money.Money;

/** What has happened to a case. */
public sealed interface DisputeEvent {

  Instant at();

  record Opened(Intake intake, Instant at) implements DisputeEvent {}

  /** The customer was told that the case is open. */
  record Acknowledged(Instant at) implements DisputeEvent {}

  /** The written confirmation that was asked for is there. */
  record ConfirmationReceived(Instant at) implements DisputeEvent {}

  /** Decided to move money; the account is asked after this is kept. */
  record PostingOrdered(
      String postingId, Posting.Purpose purpose, Money amount, LocalDate due, Instant at)
      implements DisputeEvent {}

  /** The account holds the posting. */
  record Posted(String postingId, Instant at) implements DisputeEvent {}

  /**
   * The account could not take the posting; it is tried again.
   *
   * @param nextTry the day on which
   */
  record PostingRefused(String postingId, String reason, LocalDate nextTry, Instant at)
      implements DisputeEvent {}

  /**
   * The investigation is over.
   *
   * @param explanation the bank's findings, for the customer
   */
  record Decided(Finding finding, String explanation, Instant at) implements DisputeEvent {}

  /**
   * A notice goes out. Whoever sends letters takes it from here.
   *
   * @param amount what it is about; null when it is not about money
   * @param day the day that it names: of the credit, the decision, the debit
   */
  record NoticeIssued(NoticeKind kind, @Nullable Money amount, LocalDate day, Instant at)
      implements DisputeEvent {}

  /** A deadline will break soon unless somebody acts. */
  record DeadlineNear(CaseClocks.Kind clock, LocalDate due, Instant at) implements DisputeEvent {}

  /** A deadline broke. */
  record DeadlineMissed(CaseClocks.Kind clock, LocalDate due, Instant at) implements DisputeEvent {}

  record Closed(Instant at) implements DisputeEvent {}
}
