package org.voiceteller.actors.numbering;

import java.time.Instant;
import java.util.concurrent.CompletionStage;

/**
 * Gives the numbers that callers write down: a kind, the bank's day, and a count within that kind
 * and day with three digits at least, as {@code DISPUTE-20240115-001}.
 */
@FunctionalInterface
public interface ConfirmationNumbers {

  /**
   * The number of a request. The same request of the same kind is given the same number for ever
   * within a day, however often and from wherever it asks, so that a retry tells what was told
   * before. A request is asked for with the time at which it was first made, or a retry after
   * midnight would be numbered anew.
   *
   * @param kind capital letters, two to eight of them: {@code TXN}, {@code SP}, {@code BP}, {@code
   *     FRAUD}, {@code DISPUTE}
   * @param requestId made by who asks, as {@code callId/toolUseId}; any characters, 200 at most
   * @return fails when the number could not be kept; the same request may be asked again
   */
  CompletionStage<String> next(String kind, String requestId, Instant now);
}
