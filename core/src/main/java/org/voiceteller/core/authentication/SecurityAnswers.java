package org.voiceteller.core.authentication;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.spec.KeySpec;
import java.text.Normalizer;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.stream.Stream;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.jspecify.annotations.Nullable;
import org.voiceteller.core.authentication.BankKeys.Use;
import org.voiceteller.core.authentication.ProtectedAnswer.Form;

/**
 * Security answers, kept so that neither a stolen journal nor a stolen key alone tells them: the
 * normalised answer goes through PBKDF2-HMAC-SHA-256 with a salt of its own (RFC 8018, rounds as
 * OWASP asks), and the result through HMAC with the bank's key (NIST SP 800-63B-4 §3.1.1.2). It is
 * slow on purpose: a few tenths of a second of one core for each comparison.
 *
 * <p>A plain SHA-256 that another system kept is wrapped at once in the same two passes, since a
 * journal never forgets what was once written to it; the first right answer replaces it.
 */
public final class SecurityAnswers {

  public static final int MINIMUM_ROUNDS = 600_000;
  private static final int SALT_BYTES = 16;
  private static final int HASH_BITS = 256;

  private final BankKeys keys;
  private final int rounds;
  private final SecureRandom random;

  /** With any number of rounds: for whoever may not wait, which is no bank. */
  SecurityAnswers(BankKeys keys, int rounds, SecureRandom random) {
    this.keys = keys;
    this.rounds = rounds;
    this.random = random;
  }

  /**
   * @param rounds for answers that are protected from now on, {@value #MINIMUM_ROUNDS} at least
   */
  public static SecurityAnswers create(BankKeys keys, int rounds, SecureRandom random) {
    if (rounds < MINIMUM_ROUNDS) {
      throw new IllegalArgumentException("Expected at least " + MINIMUM_ROUNDS + " rounds");
    }
    return new SecurityAnswers(keys, rounds, random);
  }

  /**
   * An answer as it is compared: without case, accents, spaces and punctuation, so that {@code
   * O'Neill-Núñez} is what somebody hears as {@code oneill nunez}.
   */
  public static String normalise(String answer) {
    return Normalizer.normalize(answer, Normalizer.Form.NFKD)
        .toLowerCase(Locale.ROOT)
        .codePoints()
        .filter(Character::isLetterOrDigit)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  /**
   * @throws IllegalArgumentException when nothing is left of the answer once it is normalised
   */
  public ProtectedAnswer protect(Secret answer) {
    String normal = normalise(answer.value());
    if (normal.isEmpty()) {
      throw new IllegalArgumentException("Expected an answer with letters or digits");
    }
    return protect(Form.ANSWER, normal);
  }

  /**
   * @param sha256 of the answer, 64 hexadecimal digits
   * @throws IllegalArgumentException when it is anything else
   */
  public ProtectedAnswer importSha256(String sha256) {
    String hex = sha256.strip().toLowerCase(Locale.ROOT);
    if (!hex.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException("Expected a SHA-256 in 64 hexadecimal digits");
    }
    return protect(Form.IMPORTED_SHA256, hex);
  }

  /** Slow; the comparison itself is in constant time. An empty answer is never right. */
  public boolean isRight(ProtectedAnswer kept, Secret answer) {
    String normal = normalise(answer.value());
    if (normal.isEmpty()) {
      return false;
    }
    return switch (kept.form()) {
      case ANSWER -> matches(kept, normal);
      case IMPORTED_SHA256 ->
          // Another system may have hashed it as typed, or in small letters, or normalised as here.
          Stream.of(
                  normal,
                  answer.value().strip().toLowerCase(Locale.ROOT),
                  capitalised(answer.value().strip()),
                  answer.value().strip())
              .distinct()
              .map(SecurityAnswers::sha256)
              .anyMatch(hash -> matches(kept, hash));
    };
  }

  /**
   * What a comparison came to.
   *
   * @param upgrade what to keep from now on in the place of what was compared; null for no change
   */
  public record Comparison(boolean isRight, @Nullable ProtectedAnswer upgrade) {}

  /** Slow. A right answer that is kept in an outdated way comes back protected anew. */
  public Comparison compare(ProtectedAnswer kept, Secret answer) {
    boolean isRight = isRight(kept, answer);
    return new Comparison(isRight, isRight && isOutdated(kept) ? protect(answer) : null);
  }

  /** Whether a right answer should be protected anew: imported, too few rounds, an old key. */
  public boolean isOutdated(ProtectedAnswer kept) {
    return kept.form() != Form.ANSWER
        || kept.rounds() < rounds
        || !kept.keyId().equals(keys.currentId());
  }

  private ProtectedAnswer protect(Form form, String input) {
    byte[] salt = new byte[SALT_BYTES];
    random.nextBytes(salt);
    String keyId = keys.currentId();
    return new ProtectedAnswer(
        form,
        rounds,
        Base64.getEncoder().encodeToString(salt),
        keyId,
        hash(keyId, salt, rounds, input));
  }

  private boolean matches(ProtectedAnswer kept, String input) {
    byte[] salt = Base64.getDecoder().decode(kept.salt());
    return KeyedHash.isSame(kept.hash(), hash(kept.keyId(), salt, kept.rounds(), input));
  }

  private String hash(String keyId, byte[] salt, int times, String input) {
    return KeyedHash.of(
        keys.key(keyId, Use.SECURITY_ANSWER), slow(input.toCharArray(), salt, times));
  }

  private static byte[] slow(char[] input, byte[] salt, int times) {
    KeySpec spec = new PBEKeySpec(input, salt, times, HASH_BITS);
    try {
      return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256").generateSecret(spec).getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Expected every Java runtime to have PBKDF2", e);
    }
  }

  private static String capitalised(String answer) {
    return answer.isEmpty()
        ? answer
        : answer.substring(0, 1).toUpperCase(Locale.ROOT)
            + answer.substring(1).toLowerCase(Locale.ROOT);
  }

  private static String sha256(String text) {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Expected every Java runtime to have SHA-256", e);
    }
  }
}
