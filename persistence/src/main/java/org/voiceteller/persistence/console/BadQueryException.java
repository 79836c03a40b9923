package org.voiceteller.persistence.console;

/** What was asked cannot be answered. The message is a sentence for who asked. */
public final class BadQueryException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** What was wrong with it. */
  public enum Fault {
    /** Not the {@code next} of a page of the same list. */
    CURSOR,
    LIMIT,
    PERIOD
  }

  private final Fault fault;

  BadQueryException(Fault fault, String message) {
    super(message);
    this.fault = fault;
  }

  static BadQueryException ofCursor() {
    return new BadQueryException(
        Fault.CURSOR, "Expected the \"next\" of a page of the same list, but got something else");
  }

  public Fault fault() {
    return fault;
  }
}
