package org.voiceteller.streams.call;

import org.apache.pekko.util.ByteString;
import org.voiceteller.core.call.Turn;

/** What {@link TurnTracker} finds, in order, and what it must know of the caller's ear for that. */
interface TurnListener {

  /**
   * @param text the whole turn so far: replaces what was told of it before. The final one holds
   *     what was heard, and nothing when that is nothing
   */
  void transcript(String turnId, Turn.Speaker speaker, String text, boolean isFinal);

  /** The rest of a turn, which was announced and which the caller has not heard. */
  void unheard(String turnId, String text);

  void audioStarted(String turnId);

  void audio(String turnId, ByteString pcm);

  /** Not called for a turn that was interrupted. */
  void audioEnded(String turnId);

  /** Silence now: nothing more of this turn is to be heard. */
  void bargedIn(String turnId);

  /** Nothing of this turn is to be heard beyond that; up to there it must be. */
  void bargedInAfter(String turnId, long ms);

  /** Words of another turn are about to come. */
  void agentTurnBegun(String turnId);

  /**
   * Nothing more of this turn will be heard; {@link #turnTaken} came before, if anything was.
   *
   * @param announced all that the agent was about to say
   */
  void agentTurnOver(String turnId, String announced, String heard);

  /** Was said and heard, and goes into the call's record. */
  void turnTaken(Turn turn);

  /** How much of a turn's sound the caller has heard by now. */
  long heardMs(String turnId);

  /** Whether the caller has heard all of a turn's sound that is not dropped. */
  boolean hasHeardAll(String turnId);
}
