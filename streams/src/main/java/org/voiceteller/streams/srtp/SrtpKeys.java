package org.voiceteller.streams.srtp;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The master key and salt of one direction. Secret.
 *
 * @param key 16 bytes
 * @param salt 14 bytes, or 12 for GCM
 */
public record SrtpKeys(byte[] key, byte[] salt) {

  /** What the keys of one direction's sound or control packets are derived by (RFC 3711 §4.3.2). */
  enum Label {
    CIPHER,
    AUTHENTICATION,
    SALT
  }

  private static final int SALT_BYTES = 14;
  private static final int LABEL_AT = 7;
  private static final int CONTROL_LABELS_FROM = 3;

  public SrtpKeys {
    key = key.clone();
    salt = salt.clone();
  }

  /** RFC 3711 §4.3.1 and §4.3.3, with a key derivation rate of 0. */
  byte[] derive(Label label, boolean ofControl, int bytes) {
    byte[] iv = Arrays.copyOf(Arrays.copyOf(salt, SALT_BYTES), 16);
    iv[LABEL_AT] ^= (byte) (label.ordinal() + (ofControl ? CONTROL_LABELS_FROM : 0));
    try {
      Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
      cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(iv));
      return cipher.doFinal(new byte[bytes]);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Expected the JDK to have AES in counter mode", e);
    }
  }

  @Override
  public String toString() {
    return "SrtpKeys[secret]";
  }
}
