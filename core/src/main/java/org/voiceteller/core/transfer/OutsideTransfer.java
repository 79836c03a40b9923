package org.voiceteller.core.transfer;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.voiceteller.core.money.Money;

/**
 * A transfer as a payment network tells of it, or one that is history: the bank keeps what it was
 * told, newest report last.
 */
public sealed interface OutsideTransfer {

  record Unknown() implements OutsideTransfer {}

  record Reported(Report report) implements OutsideTransfer {}

  /**
   * One report; a later one for the same transfer replaces it.
   *
   * @param outgoing whether the money left the customer's account
   * @param counterparty who gets it, or who sent it
   * @param confirmation what the customer may have written down
   * @param expectedAt when it should arrive; null when it has, or will not
   */
  record Report(
      String customerId,
      String accountId,
      String accountLastFour,
      TransferKind kind,
      boolean outgoing,
      String counterparty,
      Money amount,
      TransferStatus status,
      String confirmation,
      Instant createdAt,
      @Nullable Instant expectedAt) {}

  /** What has happened. */
  sealed interface Event {

    /** The network told where the transfer is. */
    record StatusReported(Report report, Instant at) implements Event {}
  }

  /** Whether this report tells anything new. */
  default boolean isNews(Report report) {
    return switch (this) {
      case Unknown _ -> true;
      case Reported(var before) -> !before.equals(report);
    };
  }

  default OutsideTransfer apply(Event event) {
    return switch (event) {
      case Event.StatusReported(var report, _) -> new Reported(report);
    };
  }
}
