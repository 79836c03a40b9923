package org.voiceteller.http.trial;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that goes on when it is told to. */
public final class HandClock implements InstantSource {

  private Instant now;

  public HandClock() {
    this(Instant.parse("2026-03-02T09:00:00Z"));
  }

  public HandClock(Instant now) {
    this.now = now;
  }

  @Override
  public synchronized Instant instant() {
    return now;
  }

  public synchronized void pass(Duration time) {
    now = now.plus(time);
  }
}
