package org.voiceteller.persistence.journal;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Notices that the whole process stood still, as under a debugger, on a machine that was moved, or
 * in a very long collection of garbage. Called from any thread.
 */
final class StandStill {

  /** Before the others miss a node, which they do after five seconds at the earliest. */
  static final Duration LONGEST_PAUSE = Duration.ofSeconds(4);

  /** Three heartbeats to the others, of which each is answered with a refusal if they are sure. */
  static final Duration LOOKING_AROUND = Duration.ofSeconds(3);

  private final LongSupplier nanoTime;
  private volatile long lastBeat;
  private volatile long over;

  StandStill(LongSupplier nanoTime) {
    this.nanoTime = nanoTime;
    this.lastBeat = nanoTime.getAsLong();
    this.over = lastBeat - LOOKING_AROUND.toNanos();
  }

  /** Called several times a second, for as long as the process runs. */
  synchronized void beat() {
    long now = nanoTime.getAsLong();
    if (now - lastBeat > LONGEST_PAUSE.toNanos()) {
      over = now;
    }
    lastBeat = now;
    notifyAll();
  }

  /** Whether it has just gone on, also before the next beat. */
  boolean isJustOver() {
    long now = nanoTime.getAsLong();
    return now - lastBeat > LONGEST_PAUSE.toNanos() || now - over < LOOKING_AROUND.toNanos();
  }

  /**
   * Returns at the beat from which on it is not {@linkplain #isJustOver just over} any more; at
   * once where it did not stand, and at last when so much time has passed, as when no beat comes.
   */
  synchronized void awaitLookAround(Duration atMost) throws InterruptedException {
    long giveUp = nanoTime.getAsLong() + atMost.toNanos();
    for (long left = atMost.toNanos();
        isJustOver() && left > 0;
        left = giveUp - nanoTime.getAsLong()) {
      TimeUnit.NANOSECONDS.timedWait(this, left);
    }
  }
}
