package org.voiceteller.core.authentication;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.voiceteller.core.authentication.BankKeys.Use;

/**
 * One-time codes: 6 random decimal digits that are sent to the number on file. Of a code only a
 * keyed hash is kept, bound to its call and to its own id, so that what is kept can neither be
 * guessed at without the bank's key nor be used for another call or another code (NIST SP 800-63B-4
 * §3.1.3.2). That a code is accepted once and tried a few times only is the caller's to keep, with
 * {@link Credentials} counting across calls.
 */
public final class OneTimeCodes {

  public static final int DIGITS = 6;

  /** A code is never valid for longer. */
  public static final Duration LONGEST_VALIDITY = Duration.ofMinutes(10);

  /**
   * @param validity how long a code is accepted after it was issued
   * @param attemptsPerCode after so many wrong entries a code is dead and another is sent
   */
  public record Rules(Duration validity, int attemptsPerCode) {

    public Rules {
      if (!validity.isPositive() || validity.compareTo(LONGEST_VALIDITY) > 0) {
        throw new IllegalArgumentException(
            "Expected a code to be valid for some time, 10 minutes at most");
      }
      if (attemptsPerCode < 1) {
        throw new IllegalArgumentException("Expected at least one attempt for a code");
      }
    }

    /** 5 minutes, 3 attempts. */
    public static Rules standard() {
      return new Rules(Duration.ofMinutes(5), 3);
    }
  }

  /**
   * What is kept of a code; may stand in the journal.
   *
   * @param codeId unique within the call
   * @param keyId the bank's key that the hash was made with
   * @param hash HMAC-SHA-256 in base64
   */
  public record Issued(String codeId, String keyId, String hash, Instant expiresAt) {}

  /** What became of an entry. An entry after the end is EXPIRED, right or wrong. */
  public enum Verdict {
    RIGHT,
    WRONG,
    EXPIRED
  }

  private final BankKeys keys;
  private final Rules rules;

  private OneTimeCodes(BankKeys keys, Rules rules) {
    this.keys = keys;
    this.rules = rules;
  }

  public static OneTimeCodes create(BankKeys keys, Rules rules) {
    return new OneTimeCodes(keys, rules);
  }

  public Rules rules() {
    return rules;
  }

  /**
   * A new code, each of the million as likely as any other.
   *
   * @param random cryptographically strong, as {@link java.security.SecureRandom}
   */
  public Secret draw(RandomGenerator random) {
    return new Secret(String.format(Locale.ROOT, "%06d", random.nextInt(1_000_000)));
  }

  /** What is to be kept of this code before it is sent. */
  public Issued issue(String callId, String codeId, Secret code, Instant now) {
    String keyId = keys.currentId();
    return new Issued(
        codeId, keyId, hash(keyId, callId, codeId, code.value()), now.plus(rules.validity()));
  }

  /**
   * Compares in constant time. The entry is read as spoken, typed or keyed ({@code 123 456}, {@code
   * 1-2-3-4-5-6}, {@code 123456#}); what is not six digits is wrong.
   */
  public Verdict check(String callId, Issued issued, Secret entered, Instant now) {
    if (!now.isBefore(issued.expiresAt())) {
      return Verdict.EXPIRED;
    }
    // An entry that is no code is hashed as well: the time taken tells nothing.
    String hash =
        hash(issued.keyId(), callId, issued.codeId(), digits(entered.value()).orElse("none"));
    return KeyedHash.isSame(issued.hash(), hash) ? Verdict.RIGHT : Verdict.WRONG;
  }

  /** The six digits of an entry; empty when it is anything else. */
  public static Optional<String> digits(String entered) {
    String plain = plain(entered);
    return plain.matches("[0-9]{" + DIGITS + "}") ? Optional.of(plain) : Optional.empty();
  }

  /** An entry without what only separates digits or ends them. */
  static String plain(String entered) {
    String plain = entered.replaceAll("[\\s.,-]", "");
    return plain.endsWith("#") ? plain.substring(0, plain.length() - 1) : plain;
  }

  private String hash(String keyId, String callId, String codeId, String code) {
    return KeyedHash.of(
        keys.key(keyId, Use.ONE_TIME_CODE),
        callId.getBytes(UTF_8),
        codeId.getBytes(UTF_8),
        code.getBytes(UTF_8));
  }
}
