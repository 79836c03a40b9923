package org.voiceteller.streams.srtp;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** AES in Galois/counter mode (RFC 7714 §8 and §9). */
final class GaloisCipher implements SrtpCipher {

  private static final int TAG_BYTES = 16;
  private static final int IV_BYTES = 12;
  private static final int CONTROL_INDEX_BYTES = 4;

  private final boolean ofControl;
  private final SecretKeySpec key;
  private final byte[] salt;
  private final Cipher cipher;

  GaloisCipher(SrtpKeys keys, boolean ofControl) {
    this.ofControl = ofControl;
    this.key =
        new SecretKeySpec(
            keys.derive(SrtpKeys.Label.CIPHER, ofControl, SrtpProfile.KEY_BYTES), "AES");
    this.salt = keys.derive(SrtpKeys.Label.SALT, ofControl, IV_BYTES);
    try {
      this.cipher = Cipher.getInstance("AES/GCM/NoPadding");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Expected the JDK to have AES-GCM", e);
    }
  }

  @Override
  public byte[] seal(byte[] packet, int header, int ssrc, long index) {
    int counted = ofControl ? CONTROL_INDEX_BYTES : 0;
    byte[] sealed = Arrays.copyOf(packet, packet.length + TAG_BYTES + counted);
    if (ofControl) {
      ByteBuffer.wrap(sealed).putInt(packet.length + TAG_BYTES, (int) index | 0x8000_0000);
    }
    try {
      begin(Cipher.ENCRYPT_MODE, ssrc, index);
      cipher.updateAAD(packet, 0, header);
      if (ofControl) {
        cipher.updateAAD(sealed, packet.length + TAG_BYTES, CONTROL_INDEX_BYTES);
      }
      cipher.doFinal(packet, header, packet.length - header, sealed, header);
      return sealed;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Expected AES-GCM to take any bytes", e);
    }
  }

  @Override
  public byte @Nullable [] open(byte[] sealed, int header, int ssrc, long index) {
    int end = ofControl ? sealed.length - CONTROL_INDEX_BYTES : sealed.length;
    boolean isEncrypted = !ofControl || sealed[end] < 0;
    byte[] packet = Arrays.copyOf(sealed, end - TAG_BYTES);
    int readable = isEncrypted ? header : end - TAG_BYTES;
    try {
      begin(Cipher.DECRYPT_MODE, ssrc, index);
      cipher.updateAAD(sealed, 0, readable);
      if (ofControl) {
        cipher.updateAAD(sealed, end, CONTROL_INDEX_BYTES);
      }
      cipher.doFinal(sealed, readable, end - readable, packet, readable);
      return packet;
    } catch (AEADBadTagException notSealedWithThese) {
      return null;
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Expected AES-GCM to take any bytes", e);
    }
  }

  private void begin(int mode, int ssrc, long index) throws GeneralSecurityException {
    byte[] iv = ByteBuffer.allocate(IV_BYTES).putShort((short) 0).putInt(ssrc).array();
    for (int i = 0; i < 6; i++) {
      iv[6 + i] = (byte) (index >>> 8 * (5 - i));
    }
    for (int i = 0; i < IV_BYTES; i++) {
      iv[i] ^= salt[i];
    }
    cipher.init(mode, key, new GCMParameterSpec(8 * TAG_BYTES, iv));
  }

  @Override
  public int overhead() {
    return TAG_BYTES;
  }

  @Override
  public int afterIndex() {
    return 0;
  }
}
