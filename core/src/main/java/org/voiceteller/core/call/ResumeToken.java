package org.voiceteller.core.call;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a caller's client shows to come back to a call: {@code callId.secret}, the secret being 256
 * random bits in base64url. Of it only the SHA-256 is kept; with that much chance in it, a slow
 * hash would add nothing.
 */
public record ResumeToken(String callId, String secret) {

  public static final int SECRET_BYTES = 32;

  private static final Pattern FORM = Pattern.compile("([A-Za-z0-9-]{1,64})\\.([A-Za-z0-9_-]{43})");

  public ResumeToken {
    if (!FORM.matcher(callId + "." + secret).matches()) {
      throw new IllegalArgumentException("Expected a call's id and 256 bits in base64url");
    }
  }

  /**
   * @param secret {@value #SECRET_BYTES} random bytes
   */
  public static ResumeToken of(String callId, byte[] secret) {
    return new ResumeToken(callId, Base64.getUrlEncoder().withoutPadding().encodeToString(secret));
  }

  /** Reads a token; empty when it cannot be one. */
  public static Optional<ResumeToken> parse(String text) {
    var parts = FORM.matcher(text);
    return parts.matches()
        ? Optional.of(new ResumeToken(parts.group(1), parts.group(2)))
        : Optional.empty();
  }

  /** The token as the client keeps it: a secret. */
  public String text() {
    return callId + "." + secret;
  }

  /** SHA-256 of the whole token, in hexadecimal. */
  public String hash() {
    try {
      return HexFormat.of()
          .formatHex(MessageDigest.getInstance("SHA-256").digest(text().getBytes(US_ASCII)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Expected every Java runtime to have SHA-256", e);
    }
  }

  /** Compares two hashes in a time that does not tell where they differ. */
  static boolean isSameHash(String one, String other) {
    return MessageDigest.isEqual(one.getBytes(US_ASCII), other.getBytes(US_ASCII));
  }

  @Override
  public String toString() {
    return "ResumeToken[" + callId + "]";
  }
}
