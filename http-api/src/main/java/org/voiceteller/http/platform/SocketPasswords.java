package org.voiceteller.http.platform;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;

/**
 * The name and password that jambonz shows at our socket (HTTP basic authentication, RFC 7617): the
 * answer document gives a new password each time, which holds for a short time and is itself all
 * that is needed to check it. jambonz has room for 89 characters of both. Thread-safe.
 */
final class SocketPasswords {

  static final String USERNAME = "jambonz";

  private final Sealing sealing;
  private final Duration lifetime;
  private final InstantSource clock;

  SocketPasswords(Sealing sealing, Duration lifetime, InstantSource clock) {
    this.sealing = sealing;
    this.lifetime = lifetime;
    this.clock = clock;
  }

  String make() {
    return sealing.seal(Long.toString(clock.instant().plus(lifetime).getEpochSecond()));
  }

  /**
   * @param authorization the header as sent
   */
  boolean isRight(String authorization) {
    return credentials(authorization)
        .filter(both -> both.startsWith(USERNAME + ":"))
        .flatMap(both -> sealing.open(both.substring(USERNAME.length() + 1)))
        .map(Long::parseLong)
        .filter(until -> !clock.instant().isAfter(Instant.ofEpochSecond(until)))
        .isPresent();
  }

  private static Optional<String> credentials(String authorization) {
    if (!authorization.regionMatches(true, 0, "Basic ", 0, 6)) {
      return Optional.empty();
    }
    try {
      return Optional.of(
          new String(Base64.getDecoder().decode(authorization.substring(6).strip()), UTF_8));
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
  }
}
