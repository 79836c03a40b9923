package org.voiceteller.actors.dispute;

import java.util.concurrent.CompletionStage;
import org.voiceteller.core.dispute.DisputedCharge;
import org.voiceteller.core.dispute.Posting;

/** Moves the money of a case on the customer's account. */
@FunctionalInterface
public interface Postings {

  /** How the account answered. */
  sealed interface Outcome {

    /** The account holds the posting, now or since before. */
    record Posted() implements Outcome {}

    record Refused(String reason) implements Outcome {}
  }

  /**
   * Made once, however often it is asked for.
   *
   * @return fails when it is not known whether it was made: it is asked for again
   */
  CompletionStage<Outcome> post(DisputedCharge charge, Posting posting);
}
