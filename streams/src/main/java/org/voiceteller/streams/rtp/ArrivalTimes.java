package org.voiceteller.streams.rtp;

import java.util.Arrays;

/**
 * How unevenly packets come: for each, how much later than the fastest of the last seconds, and
 * from that for how long sound must be held back so that nearly all of it is there in time. Times
 * are ms since the beginning; a transit is when a packet came less when it was sent, by another
 * clock.
 */
final class ArrivalTimes {

  private static final int SHORTEST_HOLD_MS = 40;
  private static final int LONGEST_HOLD_MS = 120;

  /** Before anything is known. */
  private static final int FIRST_HOLD_MS = 60;

  /** What a packet may be later than most and still be waited for. */
  private static final double WAITED_FOR = 0.98;

  /** Time from a packet's arrival to its being taken that is spent on the way. */
  private static final int MARGIN_MS = 10;

  private static final int BIN_MS = 5;
  private static final int BINS = 60;

  /** The weight of the past: the last ten seconds count most. */
  private static final double KEPT = 0.998;

  /** The fastest packet of the last eight seconds: clocks drift apart by less than 1 ms in them. */
  private static final int SECONDS = 8;

  private static final double NONE = Double.POSITIVE_INFINITY;

  private final double[] fastest = new double[SECONDS];
  private final double[] share = new double[BINS];
  private long second = -1;
  private long counted;
  private int holdMs = FIRST_HOLD_MS;

  ArrivalTimes() {
    Arrays.fill(fastest, NONE);
  }

  /** The source's clock is another one now; how uneven the network is, is still known. */
  void restart() {
    Arrays.fill(fastest, NONE);
    second = -1;
  }

  void arrived(double nowMs, double transitMs) {
    long now = (long) Math.floor(nowMs / 1_000);
    for (long next = Math.max(second + 1, now - SECONDS + 1); next <= now; next++) {
      fastest[Math.floorMod(next, SECONDS)] = NONE;
    }
    second = Math.max(second, now);
    int slot = Math.floorMod(second, SECONDS);
    fastest[slot] = Math.min(fastest[slot], transitMs);
    count(transitMs - fastestMs());
  }

  private void count(double laterMs) {
    counted++;
    // the first packets count as much as each other
    double kept = Math.min(KEPT, 1 - 1.0 / counted);
    for (int i = 0; i < BINS; i++) {
      share[i] *= kept;
    }
    share[(int) Math.clamp((long) (laterMs / BIN_MS), 0, BINS - 1)] += 1 - kept;
    double sum = 0;
    int bin = 0;
    while (bin < BINS - 1 && (sum += share[bin]) < WAITED_FOR) {
      bin++;
    }
    // a handful of packets says little
    int least = counted < 2 * SECONDS ? FIRST_HOLD_MS : SHORTEST_HOLD_MS;
    holdMs = Math.clamp((bin + 1L) * BIN_MS + MARGIN_MS, least, LONGEST_HOLD_MS);
  }

  /** The transit of the fastest packet lately. */
  double fastestMs() {
    double fastestMs = NONE;
    for (double each : fastest) {
      fastestMs = Math.min(fastestMs, each);
    }
    return fastestMs;
  }

  /** For how long sound should be held back. */
  int holdMs() {
    return holdMs;
  }
}
