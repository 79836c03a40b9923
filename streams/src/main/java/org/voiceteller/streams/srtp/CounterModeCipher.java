package org.voiceteller.streams.srtp;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** AES in counter mode and HMAC-SHA1 cut to 80 bits (RFC 3711 §4.1.1 and §4.2.1). */
final class CounterModeCipher implements SrtpCipher {

  private static final int TAG_BYTES = 10;
  private static final int CONTROL_INDEX_BYTES = 4;

  private final boolean ofControl;
  private final SecretKeySpec key;
  private final byte[] salt;
  private final Cipher cipher;
  private final Mac mac;

  CounterModeCipher(SrtpKeys keys, boolean ofControl) {
    this.ofControl = ofControl;
    this.key =
        new SecretKeySpec(
            keys.derive(SrtpKeys.Label.CIPHER, ofControl, SrtpProfile.KEY_BYTES), "AES");
    this.salt = keys.derive(SrtpKeys.Label.SALT, ofControl, 14);
    try {
      this.cipher = Cipher.getInstance("AES/CTR/NoPadding");
      this.mac = Mac.getInstance("HmacSHA1");
      mac.init(
          new SecretKeySpec(keys.derive(SrtpKeys.Label.AUTHENTICATION, ofControl, 20), "HmacSHA1"));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Expected the JDK to have AES and HMAC-SHA1", e);
    }
  }

  @Override
  public byte[] seal(byte[] packet, int header, int ssrc, long index) {
    int body = packet.length;
    int counted = ofControl ? CONTROL_INDEX_BYTES : 0;
    byte[] sealed = Arrays.copyOf(packet, body + counted + TAG_BYTES);
    crypt(sealed, header, body, ssrc, index);
    if (ofControl) {
      ByteBuffer.wrap(sealed).putInt(body, (int) index | 0x8000_0000);
    }
    System.arraycopy(tag(sealed, body + counted, index), 0, sealed, body + counted, TAG_BYTES);
    return sealed;
  }

  @Override
  public byte @Nullable [] open(byte[] sealed, int header, int ssrc, long index) {
    int authenticated = sealed.length - TAG_BYTES;
    byte[] told = Arrays.copyOfRange(sealed, authenticated, sealed.length);
    byte[] reckoned = Arrays.copyOf(tag(sealed, authenticated, index), TAG_BYTES);
    if (!MessageDigest.isEqual(told, reckoned)) {
      return null;
    }
    byte[] packet =
        Arrays.copyOf(sealed, ofControl ? authenticated - CONTROL_INDEX_BYTES : authenticated);
    boolean isEncrypted = !ofControl || sealed[authenticated - CONTROL_INDEX_BYTES] < 0;
    if (isEncrypted) {
      crypt(packet, header, packet.length, ssrc, index);
    }
    return packet;
  }

  private void crypt(byte[] packet, int from, int to, int ssrc, long index) {
    byte[] iv = Arrays.copyOf(salt, 16);
    for (int i = 0; i < 4; i++) {
      iv[4 + i] ^= (byte) (ssrc >>> 8 * (3 - i));
    }
    for (int i = 0; i < 6; i++) {
      iv[8 + i] ^= (byte) (index >>> 8 * (5 - i));
    }
    try {
      cipher.init(Cipher.ENCRYPT_MODE, key, new IvParameterSpec(iv));
      cipher.doFinal(packet, from, to - from, packet, from);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Expected counter mode to take any bytes", e);
    }
  }

  private byte[] tag(byte[] packet, int length, long index) {
    mac.update(packet, 0, length);
    if (!ofControl) {
      mac.update(ByteBuffer.allocate(4).putInt((int) (index >>> 16)).array());
    }
    return mac.doFinal();
  }

  @Override
  public int overhead() {
    return TAG_BYTES;
  }

  @Override
  public int afterIndex() {
    return TAG_BYTES;
  }
}
