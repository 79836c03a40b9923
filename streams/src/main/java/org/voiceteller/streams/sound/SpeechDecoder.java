package org.voiceteller.streams.sound;

/** A caller's payloads as PCM s16, mono, 16 kHz, lost ones filled in. Not thread-safe. */
public interface SpeechDecoder {

  /**
   * @return nothing when the payload is not of this codec
   */
  short[] decode(byte[] payload);

  /**
   * In place of sound that was lost.
   *
   * @param samples at 16 kHz; a multiple of 40
   */
  short[] conceal(int samples);

  /**
   * In place of sound that was lost, when the packet right after it is here: of what that carries
   * of it, where the codec does that.
   */
  short[] recover(byte[] next, int samples);
}
