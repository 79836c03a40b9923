package org.voiceteller.http.live;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.voiceteller.http.live.LiveCall.State;

/**
 * The calls whose legs are, or were last, on this node. What is watched does what it did before,
 * and is never held up. Thread-safe.
 */
final class LiveCalls {

  /** A call and the leg that it was joined by last: what an older leg tells does not count. */
  private record Joined(String legId, LiveCall call) {}

  private final ConcurrentMap<String, Joined> calls = new ConcurrentHashMap<>();
  private final Set<String> changed = ConcurrentHashMap.newKeySet();
  private final InstantSource clock;
  private final String node;
  private final Function<String, Optional<LiveCall>> elsewhere;

  /**
   * @param node this one, {@code host:port}
   * @param elsewhere what another node tells of a call
   */
  LiveCalls(InstantSource clock, String node, Function<String, Optional<LiveCall>> elsewhere) {
    this.clock = clock;
    this.node = node;
    this.elsewhere = elsewhere;
  }

  List<LiveCall> all() {
    return calls.values().stream().map(Joined::call).toList();
  }

  Optional<LiveCall> find(String callId) {
    return Optional.ofNullable(calls.get(callId)).map(Joined::call);
  }

  /** The ids of the calls that are new, changed or gone since this was asked last. */
  Set<String> takeChanged() {
    Set<String> taken = Set.copyOf(changed);
    changed.removeAll(taken);
    return taken;
  }

  /** A leg was joined: the call is new, or its caller came back, maybe from another node. */
  void joined(String callId, String legId, String channel, int level) {
    Instant now = clock.instant();
    calls.compute(
        callId,
        (_, here) -> {
          LiveCall known = here == null ? elsewhere.apply(callId).orElse(null) : here.call();
          LiveCall call =
              known == null
                  ? LiveCall.begun(callId, channel, level, now, node)
                  : known
                      .change()
                      .state(State.LIVE, now)
                      .level(level)
                      .handOff(null) // the call tells its leg when there is one
                      .at(node)
                      .step()
                      .made();
          return new Joined(legId, call);
        });
    changed.add(callId);
  }

  /** Nothing when the call is not here any more. */
  void change(String callId, UnaryOperator<LiveCall> change) {
    calls.computeIfPresent(
        callId,
        (_, known) -> {
          LiveCall next = change.apply(known.call());
          if (next.equals(known.call())) {
            return known;
          }
          changed.add(callId);
          return new Joined(known.legId(), next);
        });
  }

  /** The leg is at its end, and the call with it or in another leg's hands. */
  void gone(String callId, String legId) {
    calls.computeIfPresent(
        callId,
        (_, known) -> {
          if (!known.legId().equals(legId)) {
            return known;
          }
          changed.add(callId);
          return null;
        });
  }

  /** Another node has the call now. */
  void movedAway(String callId) {
    calls.computeIfPresent(
        callId, (_, known) -> known.call().state() == State.WAITING ? null : known);
  }

  /** Who has not come back in time will not: their calls end at their sessions by themselves. */
  void forgetWhoWaitedLongerThan(Duration grace) {
    Instant lost = clock.instant().minus(grace);
    for (LiveCall call : all()) {
      if (call.state() == State.WAITING && call.since().isBefore(lost)) {
        calls.computeIfPresent(
            call.callId(),
            (callId, known) -> {
              if (!known.call().equals(call)) {
                return known;
              }
              changed.add(callId);
              return null;
            });
      }
    }
  }
}
