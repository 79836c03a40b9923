package org.voiceteller.persistence.audit;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Keys as text (RFC 7468). */
public final class Pem {

  private Pem() {}

  static String text(String label, byte[] der) {
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
        .formatted(
            label, Base64.getMimeEncoder(64, "\n".getBytes(US_ASCII)).encodeToString(der), label);
  }

  /**
   * @throws IllegalArgumentException while it is read, when a block is no Base64
   */
  static Stream<byte[]> blocks(String text, String label) {
    return Pattern.compile("-----BEGIN %s-----([^-]*)-----END %s-----".formatted(label, label))
        .matcher(text)
        .results()
        .map(block -> Base64.getMimeDecoder().decode(block.group(1)));
  }

  /** A public key for whoever checks exports. */
  public static String publicKey(PublicKey key) {
    return text("PUBLIC KEY", key.getEncoded());
  }

  /**
   * The Ed25519 public keys in a text; a bank keeps past ones beside the present one.
   *
   * @throws IllegalArgumentException in one sentence when there is none
   */
  public static List<PublicKey> publicKeys(String text) {
    try {
      List<PublicKey> keys = new ArrayList<>();
      for (byte[] der : blocks(text, "PUBLIC KEY").toList()) {
        keys.add(KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(der)));
      }
      if (keys.isEmpty()) {
        throw new IllegalArgumentException("There is no Ed25519 PUBLIC KEY in PEM form in it.");
      }
      return keys;
    } catch (GeneralSecurityException e) {
      throw new IllegalArgumentException("There is a PUBLIC KEY in it that is not Ed25519.", e);
    }
  }
}
