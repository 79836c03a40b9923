package org.voiceteller.persistence.personal;

/**
 * A state on its way into a snapshot, with its subject's key at hand.
 *
 * @param subject the id of the entity that the state is of
 */
public record SealedState(Object state, String subject, SubjectKey.Present key) {

  /** Without the state's content. */
  @Override
  public String toString() {
    return "SealedState[" + state.getClass().getSimpleName() + "]";
  }
}
