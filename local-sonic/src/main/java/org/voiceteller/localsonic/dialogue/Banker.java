package org.voiceteller.localsonic.dialogue;

import java.util.List;

/**
 * One conversation's side of the agent. Not thread-safe: its conversation calls it in the order in
 * which things were heard.
 */
public interface Banker {

  /** What to do about what was heard, in this order; empty when nothing is to be said. */
  List<Act> hear(Heard heard);

  /** What the caller is expected to say next. */
  Expectation expects();
}
