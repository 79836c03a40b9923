package org.voiceteller.streams.sound;

/** 24 kHz as G.711. */
final class NarrowbandEncoder implements SpeechEncoder {

  private final G711 law;
  private final Resampler resampler = Resampler.between(24_000, G711.SAMPLE_RATE_HZ);

  NarrowbandEncoder(G711 law) {
    this.law = law;
  }

  @Override
  public byte[] encode(short[] frame) {
    return law.encode(resampler.resample(frame));
  }
}
