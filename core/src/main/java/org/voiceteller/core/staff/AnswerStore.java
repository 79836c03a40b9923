package org.voiceteller.core.staff;

import java.time.Instant;
import java.util.concurrent.CompletionStage;

/**
 * What requests were answered that may come again, and which are under way. One place for all
 * nodes: of two that claim the same request at once, one gets it.
 */
public interface AnswerStore {

  /**
   * An answer as it is given again.
   *
   * @param status of HTTP
   * @param body JSON, or empty
   */
  record Answer(int status, String body) {}

  /** What a claim came to. */
  sealed interface Claim {

    /** It is for the one who claimed it to do. */
    record Won() implements Claim {}

    /** Somebody is doing it, or was and never finished; that claim lapses by itself. */
    record UnderWay() implements Claim {}

    record Answered(Answer answer) implements Claim {}

    /** The key came with another request before. */
    record OtherRequest() implements Claim {}
  }

  /**
   * Claims a request, unless it is claimed or was answered.
   *
   * @param requestKey who asks and the key they chose, hashed
   * @param requestHash of all that makes the request what it is
   * @param lapsesAt when the claim can be taken over if it has no answer by then
   * @param keptUntil when all of it is forgotten
   */
  CompletionStage<Claim> claim(
      String requestKey, String requestHash, Instant now, Instant lapsesAt, Instant keptUntil);

  /** Keeps the answer of a claim that was won. */
  CompletionStage<Void> keep(String requestKey, Answer answer);

  /** Gives a claim up that was won: nothing was done, and the request may come again. */
  CompletionStage<Void> release(String requestKey);
}
