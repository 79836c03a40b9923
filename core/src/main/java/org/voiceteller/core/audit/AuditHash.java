package org.voiceteller.core.audit;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** SHA-256 of canonical JSON in UTF-8, as 64 small hexadecimal digits. */
public final class AuditHash {

  /** What stands before the first: 64 zeros. */
  public static final String NONE = "0".repeat(64);

  private AuditHash() {}

  public static String of(String canonicalJson) {
    return HexFormat.of().formatHex(sha256(canonicalJson.getBytes(UTF_8)));
  }

  static byte[] sha256(byte[] bytes) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(bytes);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Expected every Java to know SHA-256", e);
    }
  }
}
