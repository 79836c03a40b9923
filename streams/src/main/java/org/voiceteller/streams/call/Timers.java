package org.voiceteller.streams.call;

import java.time.Duration;

/** The timers of a call's stage; each runs once unless it is set again, or set to repeat. */
interface Timers {

  /** Replaces a timer of the same key. */
  void later(Object timer, Duration delay);

  /** Replaces a timer of the same key; it runs again and again. */
  void every(Object timer, Duration period);

  void cancel(Object timer);
}
