package org.voiceteller.http.platform;

import java.time.Instant;
import java.util.Optional;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;
import org.voiceteller.http.json.Json;
import org.voiceteller.http.problem.ProblemException;
import org.voiceteller.streams.platform.PlatformCalls;

/**
 * What is known of one call of a platform's.
 *
 * @param sealedToken of a call that goes on; null once it has ended
 * @param end null while it goes on
 * @param attempts to get back to it since it was last joined
 */
record Fate(
    @Nullable String sealedToken, PlatformCalls.@Nullable End end, int attempts, long atMs) {

  static Fate joined(String sealedToken, Instant now) {
    return new Fate(sealedToken, null, 0, now.toEpochMilli());
  }

  static Fate ended(PlatformCalls.End end, Instant now) {
    return new Fate(null, end, 0, now.toEpochMilli());
  }

  Fate triedAgain(Instant now) {
    return new Fate(sealedToken, end, attempts + 1, now.toEpochMilli());
  }

  boolean isBefore(Instant time) {
    return atMs < time.toEpochMilli();
  }

  String text() {
    return Json.write(this);
  }

  /** Empty for one of another version of this program. */
  static Optional<Fate> read(String text) {
    try {
      return Optional.of(Json.read(ByteString.fromString(text), Fate.class));
    } catch (ProblemException unfit) {
      return Optional.empty();
    }
  }
}
