package org.voiceteller.core.audit;

import java.util.concurrent.CompletionStage;

/**
 * The one sequence of all audit entries of the bank, whatever they are about. What the journal
 * holds comes to it by itself: calls' own entries, and those that the books' events make ({@link
 * Deeds}). What leaves no event (an erasure) is appended here by whoever does it.
 */
public interface AuditLedger {

  /**
   * Appends an entry unless one with its {@code callId} and number is there; so it may be repeated
   * until it succeeds.
   *
   * @param chained its {@code callId} names the piece of work, as {@code ERASURE-…}; its numbers
   *     count from 1 within it
   * @return its place, when it is stored; the place of before when it is repeated. Fails when the
   *     ledger cannot be reached
   */
  CompletionStage<Long> append(Chained chained);
}
