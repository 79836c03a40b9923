package org.voiceteller.core.authentication;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Time-based one-time passwords as RFC 6238 and RFC 4226 define them.
 *
 * @param digits of a code, 6 to 8
 * @param periodSeconds how long one time step lasts
 */
public record Totp(Algorithm algorithm, int digits, int periodSeconds) {

  /** Steps before and after the present one that are accepted, for clocks that differ. */
  public static final int WINDOW_STEPS = 1;

  public static final int FEWEST_DIGITS = 6;
  public static final int MOST_DIGITS = 8;

  /** What authenticator apps take for granted. */
  public static final int USUAL_PERIOD_SECONDS = 30;

  /** The hash under the HMAC. */
  public enum Algorithm {
    SHA1("HmacSHA1"),
    SHA256("HmacSHA256"),
    SHA512("HmacSHA512");

    private final String mac;

    Algorithm(String mac) {
      this.mac = mac;
    }
  }

  public Totp {
    if (digits < FEWEST_DIGITS || digits > MOST_DIGITS) {
      throw new IllegalArgumentException("Expected 6 to 8 digits");
    }
    if (periodSeconds < 1) {
      throw new IllegalArgumentException("Expected a period of at least one second");
    }
  }

  /** What authenticator apps take for granted: SHA-1, 6 digits, 30 seconds. */
  public static Totp usual() {
    return new Totp(Algorithm.SHA1, FEWEST_DIGITS, USUAL_PERIOD_SECONDS);
  }

  /** Whole periods since 1970. */
  public long stepAt(Instant now) {
    return Math.floorDiv(now.getEpochSecond(), periodSeconds);
  }

  /** The code of a step; also RFC 4226's, with the counter for the step. */
  public String code(byte[] secret, long step) {
    try {
      Mac mac = Mac.getInstance(algorithm.mac);
      mac.init(new SecretKeySpec(secret, algorithm.mac));
      byte[] hash = mac.doFinal(ByteBuffer.allocate(Long.BYTES).putLong(step).array());
      int offset = hash[hash.length - 1] & 0xf;
      int truncated = ByteBuffer.wrap(hash, offset, Integer.BYTES).getInt() & 0x7fff_ffff;
      long modulus = 1;
      for (int i = 0; i < digits; i++) {
        modulus *= 10;
      }
      return String.format(Locale.ROOT, "%0" + digits + "d", truncated % modulus);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Expected every Java runtime to have " + algorithm.mac, e);
    }
  }

  /**
   * The step whose code this is, within {@value #WINDOW_STEPS} of the present one; each is compared
   * in constant time. A step that was accepted, and any before it, is not accepted again (RFC 6238
   * §5.2).
   *
   * @param lastStep the newest step that was accepted, or -1
   */
  public OptionalLong accept(byte[] secret, String entered, long lastStep, Instant now) {
    long present = stepAt(now);
    long found = -1;
    for (long step = present - WINDOW_STEPS; step <= present + WINDOW_STEPS; step++) {
      boolean matches =
          MessageDigest.isEqual(
              code(secret, Math.max(0, step)).getBytes(US_ASCII), entered.getBytes(US_ASCII));
      if (matches && step > lastStep && step >= 0) {
        found = step;
      }
    }
    return found < 0 ? OptionalLong.empty() : OptionalLong.of(found);
  }
}
