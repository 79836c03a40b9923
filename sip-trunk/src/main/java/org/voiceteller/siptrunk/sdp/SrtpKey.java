package org.voiceteller.siptrunk.sdp;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.voiceteller.streams.srtp.SrtpProfile;

/**
 * One side's key for SRTP as a session description carries it (RFC 4568): AES-CM with HMAC-SHA1 of
 * 80 bits, which all trunks know, or AES-GCM (RFC 7714 §14.1), both with 128 bits. What it holds is
 * secret: it has no text.
 */
public final class SrtpKey {

  private static final int KEY_BYTES = SrtpProfile.KEY_BYTES;
  private static final Pattern CRYPTO =
      Pattern.compile("([0-9]{1,9})\\s+([A-Z0-9_]+)\\s+inline:([A-Za-z0-9+/=]+)(\\|[^\\s]*)?.*");
  private static final SecureRandom RANDOM = new SecureRandom();

  /** As an {@code a=crypto} names it. */
  public enum Suite {
    AES_CM_128_HMAC_SHA1_80(SrtpProfile.AES_CM_128_HMAC_SHA1_80),
    AEAD_AES_128_GCM(SrtpProfile.AEAD_AES_128_GCM);

    private final SrtpProfile profile;

    Suite(SrtpProfile profile) {
      this.profile = profile;
    }

    public SrtpProfile profile() {
      return profile;
    }

    private int secretBytes() {
      return KEY_BYTES + profile.saltBytes();
    }
  }

  private final int tag;
  private final Suite suite;
  private final byte[] keyAndSalt;

  private SrtpKey(int tag, Suite suite, byte[] keyAndSalt) {
    this.tag = tag;
    this.suite = suite;
    this.keyAndSalt = keyAndSalt;
  }

  /**
   * @param attribute the value of {@code a=crypto:}
   * @return empty for what we do not speak: other suites, unencrypted or with a key identifier
   */
  public static Optional<SrtpKey> parse(String attribute) {
    Matcher matcher = CRYPTO.matcher(attribute);
    if (!matcher.matches()
        || attribute.contains("UNENCRYPTED")
        || attribute.contains("UNAUTHENTICATED")
        || attribute.contains("KDR=")
        || matcher.group(4) != null && matcher.group(4).contains(":")) {
      return Optional.empty();
    }
    byte[] keyAndSalt;
    try {
      keyAndSalt = Base64.getDecoder().decode(matcher.group(3));
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
    return Arrays.stream(Suite.values())
        .filter(suite -> suite.name().equals(matcher.group(2)))
        .filter(suite -> suite.secretBytes() == keyAndSalt.length)
        .findFirst()
        .map(suite -> new SrtpKey(Integer.parseInt(matcher.group(1)), suite, keyAndSalt));
  }

  /** A fresh key for the other direction, under the same tag and suite (RFC 4568 §5.1.2). */
  public SrtpKey answer() {
    return fresh(tag, suite);
  }

  /** A fresh key to be offered. */
  public static SrtpKey fresh(int tag, Suite suite) {
    byte[] keyAndSalt = new byte[suite.secretBytes()];
    RANDOM.nextBytes(keyAndSalt);
    return new SrtpKey(tag, suite, keyAndSalt);
  }

  String attribute() {
    return tag + " " + suite + " inline:" + Base64.getEncoder().encodeToString(keyAndSalt);
  }

  public Suite suite() {
    return suite;
  }

  public byte[] key() {
    return Arrays.copyOf(keyAndSalt, KEY_BYTES);
  }

  public byte[] salt() {
    return Arrays.copyOfRange(keyAndSalt, KEY_BYTES, keyAndSalt.length);
  }

  /** Whether it is the same key, so that a repeated offer does not begin encryption anew. */
  public boolean isSameAs(SrtpKey other) {
    return suite == other.suite && Arrays.equals(keyAndSalt, other.keyAndSalt);
  }
}
