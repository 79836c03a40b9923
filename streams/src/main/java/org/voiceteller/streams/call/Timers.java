package org.voiceteller.streams.call;

import java.time.Duration;

/** The timers of a call's stage; each runs once unless it is set again. */
interface Timers {

  /** Replaces a timer of the same key. */
  void later(Object timer, Duration delay);

  void cancel(Object timer);
}
