package org.voiceteller.streams.call;

import org.apache.pekko.util.ByteString;
import org.voiceteller.core.call.Turn;

/** What {@link TurnTracker} finds, in order. */
interface TurnListener {

  /**
   * @param text the whole turn so far: replaces what was told of it before
   */
  void transcript(String turnId, Turn.Speaker speaker, String text, boolean isFinal);

  void audioStarted(String turnId);

  void audio(String turnId, ByteString pcm);

  /** Not called for a turn that was interrupted. */
  void audioEnded(String turnId);

  void bargedIn(String turnId);

  /** Was said and goes into the call's record. */
  void turnTaken(Turn turn);
}
