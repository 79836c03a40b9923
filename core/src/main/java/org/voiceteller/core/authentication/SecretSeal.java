package org.voiceteller.core.authentication;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Base64;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.GCMParameterSpec;
import org.voiceteller.core.authentication.BankKeys.Use;

/**
 * Closes and opens the secrets that customers' authenticator apps share with the bank: AES-256-GCM
 * (NIST SP 800-38D) with a fresh random nonce, bound to whose it is, so that a sealed secret moved
 * to another customer does not open.
 */
public final class SecretSeal {

  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final BankKeys keys;
  private final SecureRandom random;

  private SecretSeal(BankKeys keys, SecureRandom random) {
    this.keys = keys;
    this.random = random;
  }

  public static SecretSeal create(BankKeys keys, SecureRandom random) {
    return new SecretSeal(keys, random);
  }

  /**
   * @param boundTo whose it is, as {@code CUST-10001/APP-1}
   */
  public SealedSecret close(byte[] secret, String boundTo) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    String keyId = keys.currentId();
    return new SealedSecret(
        keyId, base64(nonce), base64(crypt(Cipher.ENCRYPT_MODE, keyId, nonce, secret, boundTo)));
  }

  /**
   * @throws IllegalStateException when it was changed, is somebody else's, or the key is gone
   */
  public byte[] open(SealedSecret sealed, String boundTo) {
    Base64.Decoder base64 = Base64.getDecoder();
    return crypt(
        Cipher.DECRYPT_MODE,
        sealed.keyId(),
        base64.decode(sealed.nonce()),
        base64.decode(sealed.ciphertext()),
        boundTo);
  }

  private byte[] crypt(int mode, String keyId, byte[] nonce, byte[] input, String boundTo) {
    SecretKey key = keys.key(keyId, Use.AUTHENTICATOR_SECRET);
    try {
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, nonce));
      cipher.updateAAD(boundTo.getBytes(UTF_8));
      return cipher.doFinal(input);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Expected a sealed secret to open with the bank's key", e);
    }
  }

  private static String base64(byte[] bytes) {
    return Base64.getEncoder().encodeToString(bytes);
  }
}
