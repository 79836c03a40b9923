package org.voiceteller.http.platform;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.pekko.util.ByteString;

/**
 * {@code Jambonz-Signature}: {@code t=<seconds>,v1=<hex>}, the HMAC-SHA-256 with the webhook secret
 * over the seconds, a full stop and the body. There may be several {@code v1}, while the secret is
 * being changed. Older than five minutes, as in jambonz's own library, is refused.
 *
 * <p>Source: github.com/jambonz/jambonz-feature-server, {@code lib/utils/base-requestor.js}, and
 * its other side in github.com/jambonz/node-sdk. Thread-safe.
 */
final class JambonzSignature {

  static final Duration TOLERANCE = Duration.ofMinutes(5);

  private static final String ALGORITHM = "HmacSHA256";
  private static final String SECONDS = "[0-9]{1,12}";

  private final SecretKeySpec key;
  private final InstantSource clock;

  JambonzSignature(String webhookSecret, InstantSource clock) {
    this.key = new SecretKeySpec(webhookSecret.getBytes(UTF_8), ALGORITHM);
    this.clock = clock;
  }

  boolean isRight(ByteString body, String header) {
    List<String> parts = Arrays.stream(header.split(",", 9)).map(String::strip).toList();
    String seconds =
        parts.stream()
            .filter(part -> part.startsWith("t="))
            .map(part -> part.substring(2))
            .findFirst()
            .orElse("");
    if (!seconds.matches(SECONDS) || !isNow(Long.parseLong(seconds))) {
      return false;
    }
    byte[] right = signature(seconds, body).getBytes(UTF_8);
    boolean isRight = false;
    for (String part : parts) {
      isRight |=
          part.startsWith("v1=") && MessageDigest.isEqual(right, part.substring(3).getBytes(UTF_8));
    }
    return isRight;
  }

  private boolean isNow(long seconds) {
    Duration age = Duration.between(Instant.ofEpochSecond(seconds), clock.instant());
    return age.abs().compareTo(TOLERANCE) <= 0;
  }

  private String signature(String seconds, ByteString body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(key);
      mac.update((seconds + ".").getBytes(UTF_8));
      return HexFormat.of().formatHex(mac.doFinal(body.toArrayUnsafe()));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("Every Java has HMAC-SHA-256", impossible);
    }
  }
}
