package org.voiceteller.http.live;

import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.voiceteller.http.health.Dependency.Condition;
import org.voiceteller.http.health.Readiness;
import org.voiceteller.streams.observe.CallObserver.Breaker;

/** What this node has to complain of now. Thread-safe. */
public final class Alarms {

  private final ConcurrentMap<String, Alarm> alarms = new ConcurrentHashMap<>();
  private final InstantSource clock;
  private final String node;

  Alarms(InstantSource clock, String node) {
    this.clock = clock;
    this.node = node;
  }

  /** Of the dependencies, each time they were asked. */
  public void found(Readiness readiness) {
    for (Readiness.Finding finding : readiness.findings()) {
      String name = "dependency-" + finding.name();
      switch (finding.condition()) {
        case Condition.Up(var _) -> clear(name);
        case Condition.Down(var reason) ->
            raise(name, "The %s does not answer: %s".formatted(finding.name(), reason));
      }
    }
  }

  /** Of a model's circuit breaker. */
  void breaker(String target, Breaker state) {
    String name = "model-breaker-" + target;
    switch (state) {
      case CLOSED -> clear(name);
      case HALF_OPEN, OPEN ->
          raise(name, "The model %s failed too often and is left alone".formatted(target));
    }
  }

  /** One that was raised before keeps its time. */
  public void raise(String name, String text) {
    alarms.compute(
        name,
        (_, before) ->
            new Alarm(name, before == null ? clock.instant() : before.since(), text, node));
  }

  public void clear(String name) {
    alarms.remove(name);
  }

  List<Alarm> all() {
    return List.copyOf(alarms.values());
  }
}
