package org.voiceteller.streams.webrtc.sdp;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A certificate's fingerprint as SDP carries it (RFC 8122 §5).
 *
 * @param algorithm as {@code sha-256}
 * @param hex pairs of upper-case digits with colons between them
 */
public record Fingerprint(String algorithm, String hex) {

  /** SDP's names that are strong enough, and the JDK's. */
  private static final Map<String, String> DIGESTS =
      Map.of("sha-256", "SHA-256", "sha-384", "SHA-384", "sha-512", "SHA-512");

  private static final HexFormat WITH_COLONS = HexFormat.ofDelimiter(":").withUpperCase();

  /** SHA-256's, as we give it. */
  public static Fingerprint of(byte[] certificate) {
    return new Fingerprint("sha-256", digest("SHA-256", certificate));
  }

  /**
   * @param value of an {@code a=fingerprint} line; empty for algorithms that prove too little
   */
  static Optional<Fingerprint> read(String value) {
    String[] words = value.split(" +", -1);
    if (words.length != 2
        || !DIGESTS.containsKey(words[0].toLowerCase(Locale.ROOT))
        || !words[1].matches("(?i)[0-9a-f]{2}(:[0-9a-f]{2}){19,63}")) {
      return Optional.empty();
    }
    return Optional.of(
        new Fingerprint(words[0].toLowerCase(Locale.ROOT), words[1].toUpperCase(Locale.ROOT)));
  }

  /**
   * @param certificate as DER
   */
  public boolean isOf(byte[] certificate) {
    return digest(DIGESTS.getOrDefault(algorithm, "SHA-256"), certificate).equals(hex);
  }

  private static String digest(String algorithm, byte[] certificate) {
    try {
      return WITH_COLONS.formatHex(MessageDigest.getInstance(algorithm).digest(certificate));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Expected the JDK to have " + algorithm, e);
    }
  }
}
