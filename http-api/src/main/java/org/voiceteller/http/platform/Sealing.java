package org.voiceteller.http.platform;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.KDF;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.HKDFParameterSpec;

/**
 * Seals short texts so that they can be given to others: nobody else can read, change or make one
 * (AES-256-GCM, NIST SP 800-38D, with a random nonce for each). The key is derived from a secret
 * that all nodes have (HKDF, RFC 5869), for one purpose. Thread-safe.
 */
final class Sealing {

  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;
  private static final String CIPHER = "AES/GCM/NoPadding";
  private static final SecureRandom RANDOM = new SecureRandom();

  private final SecretKey key;

  /**
   * @param purpose another one gives another key
   */
  Sealing(String secret, String purpose) {
    try {
      key =
          KDF.getInstance("HKDF-SHA256")
              .deriveKey(
                  "AES",
                  HKDFParameterSpec.ofExtract()
                      .addIKM(secret.getBytes(UTF_8))
                      .thenExpand(purpose.getBytes(UTF_8), 32));
    } catch (GeneralSecurityException impossible) {
      throw new IllegalStateException("Every Java 25 has HKDF-SHA256", impossible);
    }
  }

  /** In base64url, without padding. */
  String seal(String text) {
    byte[] nonce = new byte[NONCE_BYTES];
    RANDOM.nextBytes(nonce);
    byte[] sealed = run(Cipher.ENCRYPT_MODE, nonce, text.getBytes(UTF_8)).orElseThrow();
    byte[] whole = Arrays.copyOf(nonce, NONCE_BYTES + sealed.length);
    System.arraycopy(sealed, 0, whole, NONCE_BYTES, sealed.length);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(whole);
  }

  /** Empty for whatever was not sealed here. */
  Optional<String> open(String sealed) {
    byte[] whole;
    try {
      whole = Base64.getUrlDecoder().decode(sealed);
    } catch (IllegalArgumentException notBase64) {
      return Optional.empty();
    }
    if (whole.length <= NONCE_BYTES) {
      return Optional.empty();
    }
    return run(
            Cipher.DECRYPT_MODE,
            Arrays.copyOf(whole, NONCE_BYTES),
            Arrays.copyOfRange(whole, NONCE_BYTES, whole.length))
        .map(text -> new String(text, UTF_8));
  }

  private Optional<byte[]> run(int mode, byte[] nonce, byte[] text) {
    try {
      Cipher cipher = Cipher.getInstance(CIPHER);
      cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
      return Optional.of(cipher.doFinal(text));
    } catch (GeneralSecurityException forged) {
      return Optional.empty();
    }
  }
}
