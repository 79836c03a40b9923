package org.voiceteller.streams.sound;

/** Opus, which fills in its losses itself. */
final class OpusSpeechDecoder implements SpeechDecoder {

  private final OpusDecoding decoding = new OpusDecoding();

  @Override
  public short[] decode(byte[] payload) {
    return decoding.decode(payload);
  }

  @Override
  public short[] conceal(int samples) {
    return decoding.conceal(samples);
  }

  @Override
  public short[] recover(byte[] next, int samples) {
    return decoding.recover(next, samples);
  }
}
