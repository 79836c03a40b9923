package org.voiceteller.streams.srtp;

/** How packets are sealed. */
public enum SrtpProfile {
  /** RFC 3711, RFC 5764 §4.1.2. */
  AES_CM_128_HMAC_SHA1_80(0x0001, 14),
  /** RFC 7714 §14.2. */
  AEAD_AES_128_GCM(0x0007, 12);

  /** Of both. */
  public static final int KEY_BYTES = 16;

  private final int id;
  private final int saltBytes;

  SrtpProfile(int id, int saltBytes) {
    this.id = id;
    this.saltBytes = saltBytes;
  }

  /** As {@code use_srtp} names it (RFC 5764 §4.1.2). */
  public int id() {
    return id;
  }

  public int saltBytes() {
    return saltBytes;
  }

  SrtpCipher cipher(SrtpKeys keys, boolean ofControl) {
    return switch (this) {
      case AES_CM_128_HMAC_SHA1_80 -> new CounterModeCipher(keys, ofControl);
      case AEAD_AES_128_GCM -> new GaloisCipher(keys, ofControl);
    };
  }
}
