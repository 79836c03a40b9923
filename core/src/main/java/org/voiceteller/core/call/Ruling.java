package org.voiceteller.core.call;

import java.util.List;

/**
 * What a call decided: events to keep, and what is answered when they are kept. Unlike a {@link
 * org.voiceteller.core.decision.Decision}, a refusal may keep events as well: it is audited.
 *
 * @param events perhaps none; the answer may then be given at once
 */
public record Ruling<A>(List<CallEvent> events, A answer) {

  public Ruling {
    events = List.copyOf(events);
  }

  static <A> Ruling<A> unchanged(A answer) {
    return new Ruling<>(List.of(), answer);
  }
}
