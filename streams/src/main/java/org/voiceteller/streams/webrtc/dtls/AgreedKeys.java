package org.voiceteller.streams.webrtc.dtls;

import org.voiceteller.streams.srtp.SrtpKeys;
import org.voiceteller.streams.srtp.SrtpProfile;

/**
 * What a handshake has agreed on.
 *
 * @param theirs what the caller seals with
 * @param ours what we seal with
 */
public record AgreedKeys(SrtpProfile profile, SrtpKeys theirs, SrtpKeys ours) {

  /**
   * @param material client's key, server's key, client's salt, server's salt (RFC 5764 §4.2)
   */
  static AgreedKeys from(SrtpProfile profile, byte[] material) {
    int key = SrtpProfile.KEY_BYTES;
    int salt = profile.saltBytes();
    return new AgreedKeys(
        profile,
        new SrtpKeys(part(material, 0, key), part(material, 2 * key, salt)),
        new SrtpKeys(part(material, key, key), part(material, 2 * key + salt, salt)));
  }

  private static byte[] part(byte[] material, int from, int length) {
    return java.util.Arrays.copyOfRange(material, from, from + length);
  }
}
