package org.voiceteller.persistence.personal;

/**
 * An event on its way into the journal, with its subject's key at hand.
 *
 * @param subject the id of the entity that the event is of
 */
public record Sealed(Object event, String subject, SubjectKey key) {

  /** Without the event's content. */
  @Override
  public String toString() {
    return "Sealed[" + event.getClass().getSimpleName() + "]";
  }
}
