package org.voiceteller.persistence.personal;

import java.security.GeneralSecurityException;
import javax.crypto.SecretKey;

/** A key for one thing that belongs to a call, as a part of its recording: AES-256-GCM. */
public final class DataKey {

  private final SecretKey key;

  DataKey(SecretKey key) {
    this.key = key;
  }

  /**
   * @param bound what the text belongs to: it can be opened only with the same
   */
  public byte[] seal(byte[] text, String bound) {
    return AesGcm.seal(key, text, bound);
  }

  /**
   * @throws GeneralSecurityException when it was not sealed so
   */
  public byte[] open(byte[] sealed, String bound) throws GeneralSecurityException {
    return AesGcm.open(key, sealed, bound);
  }
}
