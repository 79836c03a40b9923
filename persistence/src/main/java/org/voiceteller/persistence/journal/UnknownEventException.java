package org.voiceteller.persistence.journal;

/**
 * The journal holds, or is to hold, something that the catalogue does not name. Recovery and
 * projections stop at it: going on without an event would be a wrong balance.
 */
public final class UnknownEventException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  UnknownEventException(String message) {
    super(message);
  }
}
