package org.voiceteller.streams.srtp;

import java.nio.ByteBuffer;

/**
 * Seals what one source sends (RFC 3711 §3.3). Sequence numbers must go up by one each packet. Not
 * thread-safe.
 */
public final class SrtpSealer {

  private static final int CONTROL_HEADER_BYTES = 8;
  private static final long CONTROL_INDEX_MASK = 0x7fff_ffffL;

  private final SrtpCipher sound;
  private final SrtpCipher control;
  private long rollovers;
  private int lastSequence = -1;
  private long controlIndex;

  public SrtpSealer(SrtpProfile profile, SrtpKeys keys) {
    this.sound = profile.cipher(keys, false);
    this.control = profile.cipher(keys, true);
  }

  /**
   * @param rtp a whole packet, as we write them
   */
  public byte[] seal(byte[] rtp) {
    ByteBuffer packet = ByteBuffer.wrap(rtp);
    int sequence = packet.getShort(2) & 0xffff;
    if (lastSequence > sequence) {
      rollovers++;
    }
    lastSequence = sequence;
    return sound.seal(rtp, RtpHeader.length(rtp), packet.getInt(8), rollovers << 16 | sequence);
  }

  /**
   * @param rtcp a whole compound packet
   */
  public byte[] sealControl(byte[] rtcp) {
    controlIndex = controlIndex + 1 & CONTROL_INDEX_MASK;
    return control.seal(rtcp, CONTROL_HEADER_BYTES, ByteBuffer.wrap(rtcp).getInt(4), controlIndex);
  }
}
