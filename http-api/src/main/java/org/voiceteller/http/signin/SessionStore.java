package org.voiceteller.http.signin;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;

/** Where sessions are kept, under the hashes of their ids. */
interface SessionStore {

  /** How far a change has gone when the stage completes. */
  enum Reach {
    /** This node; the others get it in a moment. */
    HERE,
    /** The greater part of the nodes, so that {@link #find} on any node knows it. */
    MOST
  }

  /** Also one that is over. */
  CompletionStage<Optional<SessionRecord>> find(String hash);

  /**
   * Adds to what is known of a session, as {@link SessionRecord#and}. Sessions that began before
   * {@code oldestMs} are forgotten.
   */
  CompletionStage<Done> note(String hash, SessionRecord session, long oldestMs, Reach reach);

  /** How many began since then and are not known to be over, as this node knows it. */
  CompletionStage<Integer> count(long sinceMs);
}
