package org.voiceteller.streams.sound;

/** G.711 as 16 kHz. */
final class NarrowbandDecoder implements SpeechDecoder {

  private final G711 law;
  private final LossConcealment concealment = new LossConcealment(G711.SAMPLE_RATE_HZ);
  private final Resampler resampler = Resampler.between(G711.SAMPLE_RATE_HZ, 16_000);

  NarrowbandDecoder(G711 law) {
    this.law = law;
  }

  @Override
  public short[] decode(byte[] payload) {
    return resampler.resample(concealment.heard(law.decode(payload)));
  }

  @Override
  public short[] conceal(int samples) {
    return resampler.resample(concealment.conceal(samples / 2));
  }

  @Override
  public short[] recover(byte[] next, int samples) {
    return conceal(samples);
  }
}
