package org.voiceteller.actors.call;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.voiceteller.core.authentication.Secret;

/**
 * What the caller keyed or typed while the bank waits for a secret: held for a moment, in memory
 * only, for the tool that asks for it. The newest counts, once. Not thread-safe.
 */
final class GivenSecret {

  /** As long as a code is valid at most. */
  private static final Duration HELD = Duration.ofMinutes(10);

  private @Nullable Secret secret;
  private Instant until = Instant.MIN;

  void give(Secret given, Instant now) {
    secret = given;
    until = now.plus(HELD);
  }

  Optional<Secret> take(Instant now) {
    Optional<Secret> given = Optional.ofNullable(now.isBefore(until) ? secret : null);
    forget();
    return given;
  }

  void forget() {
    secret = null;
    until = Instant.MIN;
  }
}
