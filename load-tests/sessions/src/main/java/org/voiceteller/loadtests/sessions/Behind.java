package org.voiceteller.loadtests.sessions;

import java.time.Duration;
import java.util.List;

/**
 * How far one kind of projection is behind the journal.
 *
 * @param events that it has not taken in yet
 * @param age of the oldest of them; zero when there is none
 */
record Behind(long events, Duration age) {

  static final Behind NOTHING = new Behind(0, Duration.ZERO);

  /** Of all slices together: their events, and the age of the oldest. */
  static Behind of(List<Behind> slices) {
    return slices.stream().reduce(NOTHING, Behind::and);
  }

  private Behind and(Behind other) {
    return new Behind(events + other.events, age.compareTo(other.age) >= 0 ? age : other.age);
  }

  boolean isNothing() {
    return events == 0;
  }

  String told() {
    return "%d events, %.1f s".formatted(events, age.toMillis() / 1e3);
  }
}
