package org.voiceteller.http.signin;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * The secrets that are given out: 256 random bits, as 43 characters of base64url. Only their
 * SHA-256 is kept. A slow hash, as passwords need, would protect nothing here: nobody guesses 256
 * bits, however fast the hash.
 */
public final class Secrets {

  private static final int BYTES = 32;
  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{43}");
  private static final SecureRandom RANDOM = new SecureRandom();

  private Secrets() {}

  /** A new one. */
  public static String make() {
    byte[] bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  /** Whether a text could be one: others need not be looked up. */
  public static boolean isFormed(String text) {
    return FORM.matcher(text).matches();
  }

  /** SHA-256 in lower-case hexadecimal digits. */
  public static String hash(String secret) {
    return HexFormat.of().formatHex(sha256(secret));
  }

  /** Another secret that only who knows the first can tell, and that does not tell the first. */
  static String derived(String use, String secret) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(sha256(use + ":" + secret));
  }

  /** Takes as long for a text that is nearly right as for one that is not. */
  static boolean areEqual(String one, String other) {
    return MessageDigest.isEqual(one.getBytes(UTF_8), other.getBytes(UTF_8));
  }

  private static byte[] sha256(String text) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("Every Java has SHA-256", impossible);
    }
  }
}
