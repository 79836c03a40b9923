package org.voiceteller.core.decision;

import java.util.List;

/** What a rule decided: events to keep, or the reason why nothing happens. */
public sealed interface Decision<E, R> {

  /**
   * The request is granted. An empty list means that it was granted before: a retry changes
   * nothing.
   */
  record Accepted<E, R>(List<E> events) implements Decision<E, R> {
    public Accepted {
      events = List.copyOf(events);
    }
  }

  /** The request is refused; nothing is kept of it but the audit of the refusal. */
  record Refused<E, R>(R reason) implements Decision<E, R> {}

  static <E, R> Decision<E, R> accept(E event) {
    return new Accepted<>(List.of(event));
  }

  static <E, R> Decision<E, R> accept(List<E> events) {
    return new Accepted<>(events);
  }

  static <E, R> Decision<E, R> alreadyDone() {
    return new Accepted<>(List.of());
  }

  static <E, R> Decision<E, R> refuse(R reason) {
    return new Refused<>(reason);
  }
}
