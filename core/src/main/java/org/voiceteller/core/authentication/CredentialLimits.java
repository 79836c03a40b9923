package org.voiceteller.core.authentication;

import java.time.Duration;
import java.time.Instant;

/**
 * How often a customer's secrets may be tried, counted for each kind of secret across all calls and
 * all codes since the last success (NIST SP 800-63B-4 §3.2.2 allows no more than 100).
 *
 * @param free failures that need no wait before the next attempt
 * @param firstDelay the wait after the first failure beyond those; doubles with every further one
 * @param longestDelay the wait grows no further
 * @param hardLimit after so many failures the kind is locked until a person resets it
 */
public record CredentialLimits(
    int free, Duration firstDelay, Duration longestDelay, int hardLimit) {

  /** Well under the hundred of the standard. */
  public static final int HIGHEST_HARD_LIMIT = 50;

  public CredentialLimits {
    if (free < 1 || hardLimit <= free || hardLimit > HIGHEST_HARD_LIMIT) {
      throw new IllegalArgumentException(
          "Expected at least one free failure, fewer than the hard limit, and that at most "
              + HIGHEST_HARD_LIMIT);
    }
    if (!firstDelay.isPositive() || longestDelay.compareTo(firstDelay) < 0) {
      throw new IllegalArgumentException(
          "Expected a first delay longer than nothing, and the longest not below it");
    }
  }

  /** 5 free, then 1, 2, 4, … minutes and an hour at most; locked after 20. */
  public static CredentialLimits standard() {
    return new CredentialLimits(5, Duration.ofMinutes(1), Duration.ofHours(1), 20);
  }

  /** From when on the next attempt is allowed, after so many failures of which this is the last. */
  Instant nextAllowed(int failures, Instant last) {
    int beyond = failures - free;
    if (beyond < 0) {
      return last;
    }
    // 2^20 times any sensible first delay is far beyond the longest one.
    Duration delay = firstDelay.multipliedBy(1L << Math.min(beyond, 20));
    return last.plus(delay.compareTo(longestDelay) > 0 ? longestDelay : delay);
  }
}
