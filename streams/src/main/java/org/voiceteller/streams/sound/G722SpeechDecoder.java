package org.voiceteller.streams.sound;

/** G.722, which is at 16 kHz already. */
final class G722SpeechDecoder implements SpeechDecoder {

  private final G722.Decoder decoder = new G722.Decoder();
  private final LossConcealment concealment = new LossConcealment(G722.SAMPLE_RATE_HZ);

  @Override
  public short[] decode(byte[] payload) {
    return concealment.heard(decoder.decode(payload));
  }

  @Override
  public short[] conceal(int samples) {
    return concealment.conceal(samples);
  }

  @Override
  public short[] recover(byte[] next, int samples) {
    return conceal(samples);
  }
}
