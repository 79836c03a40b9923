package org.voiceteller.actors.call;

import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.UUID;
import org.voiceteller.core.call.ResumeToken;

/** What of a call is made by chance: its id, the ids of its legs, and the secret of its token. */
final class CallSecrets {

  private static final long SIXTEEN_DIGITS = 10_000_000_000_000_000L;

  private final SecureRandom random = new SecureRandom();

  /** {@code CALL-20260115-} and 16 digits. */
  String callId(Instant now) {
    return "CALL-%s-%016d"
        .formatted(
            DateTimeFormatter.BASIC_ISO_DATE.format(now.atOffset(ZoneOffset.UTC).toLocalDate()),
            random.nextLong(SIXTEEN_DIGITS));
  }

  String legId() {
    return "LEG-" + UUID.randomUUID();
  }

  ResumeToken token(String callId) {
    byte[] secret = new byte[ResumeToken.SECRET_BYTES];
    random.nextBytes(secret);
    return ResumeToken.of(callId, secret);
  }
}
