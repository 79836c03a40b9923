package org.voiceteller.streams.sound;

/** The agent's voice as payloads of 20 ms. Not thread-safe. */
public interface SpeechEncoder {

  /**
   * @param frame 20 ms: 480 samples of PCM s16, mono, 24 kHz
   * @return one packet's payload
   */
  byte[] encode(short[] frame);

  /** How much the other end says it loses; codecs that know no correction do not care. */
  default void expectLoss(int percent) {}
}
