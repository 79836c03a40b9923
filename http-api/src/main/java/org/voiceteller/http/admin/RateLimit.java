package org.voiceteller.http.admin;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How often one person or program may ask, on this node: so many requests a minute, of which a
 * quarter may come at once. Bounded: of those who ask, who was quiet longest is forgotten first,
 * and has the whole allowance again.
 */
final class RateLimit {

  private static final int MOST_REMEMBERED = 10_000;

  private record Bucket(double tokens, Instant at) {}

  private final double perSecond;
  private final double most;
  private final InstantSource clock;
  private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true);

  private RateLimit(double perSecond, double most, InstantSource clock) {
    this.perSecond = perSecond;
    this.most = most;
    this.clock = clock;
  }

  static RateLimit create(int perMinute, InstantSource clock) {
    return new RateLimit(perMinute / 60.0, Math.max(1, perMinute / 4), clock);
  }

  /**
   * Counts a request.
   *
   * @return how long to wait for the next one; empty when this one may pass
   */
  synchronized Optional<Duration> take(String who) {
    Instant now = clock.instant();
    Bucket before = buckets.getOrDefault(who, new Bucket(most, now));
    double seconds = Math.max(0, Duration.between(before.at(), now).toMillis()) / 1000.0;
    double tokens = Math.min(most, before.tokens() + seconds * perSecond);
    boolean passes = tokens >= 1;
    buckets.put(who, new Bucket(passes ? tokens - 1 : tokens, now));
    if (buckets.size() > MOST_REMEMBERED) {
      var eldest = buckets.keySet().iterator();
      eldest.next();
      eldest.remove();
    }
    return passes
        ? Optional.empty()
        : Optional.of(Duration.ofMillis((long) Math.ceil((1 - tokens) / perSecond * 1000)));
  }
}
