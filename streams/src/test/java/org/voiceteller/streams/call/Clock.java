package org.voiceteller.streams.call;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that the test moves. */
public final class Clock implements InstantSource {

  private volatile Instant now = Instant.parse("2026-01-15T12:00:00Z");

  @Override
  public Instant instant() {
    return now;
  }

  public void passes(Duration time) {
    now = now.plus(time);
  }
}
