package org.voiceteller.core.call;

import java.util.ArrayList;
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

  /** The call when the events are kept. */
  Call after(Call call) {
    Call after = call;
    for (CallEvent event : events) {
      after = after.apply(event);
    }
    return after;
  }

  /** What was decided on the call as this one left it, together with this one. */
  <B> Ruling<B> then(Ruling<B> next) {
    List<CallEvent> both = new ArrayList<>(events);
    both.addAll(next.events());
    return new Ruling<>(both, next.answer());
  }

  public static <A> Ruling<A> unchanged(A answer) {
    return new Ruling<>(List.of(), answer);
  }
}
