package org.voiceteller.core.call;

import org.jspecify.annotations.Nullable;

/**
 * How the way of a waiting caller to a person on another line goes, as the caller's side tells it:
 * the bank itself dials nobody.
 *
 * @param status of the SIP answer that decided it (RFC 3261 §21); null when there was none
 */
public record CallTransfer(State state, Way way, @Nullable Integer status) {

  /** How far it is. The names stand in the journal and never change. */
  public enum State {
    /** The agent goes on meanwhile. */
    BEGUN,
    /** A person on another line has the caller. */
    DONE,
    /** Nobody was reached: the caller is the agent's still. */
    FAILED
  }

  /** How the caller gets there. The names stand in the journal and never change. */
  public enum Way {
    /** Whoever brought the call here is asked to call there (RFC 3515). */
    REFER,
    /** The caller's side calls there itself, and joins both. */
    BRIDGE
  }
}
