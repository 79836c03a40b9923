package org.voiceteller.streams.call;

import org.voiceteller.streams.nova.NovaFailure;
import org.voiceteller.streams.nova.NovaOutput;

/** What a call does for its model. */
interface ModelHost {

  void said(NovaOutput output);

  /** The model must be told this, on whatever stream is next. */
  void toldInWords(String cue);

  void modelHasRoom();

  /** The caller waits in silence and is to hear that somebody is there. */
  void hold();

  /** No further stream is tried. */
  void modelGivenUp(NovaFailure why);

  /** The session that we ended is over, well or not. */
  void modelEnded();
}
