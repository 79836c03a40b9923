package org.voiceteller.streams.sound;

/** 24 kHz as G.722. */
final class G722SpeechEncoder implements SpeechEncoder {

  private final Resampler resampler = Resampler.between(24_000, G722.SAMPLE_RATE_HZ);
  private final G722.Encoder encoder = new G722.Encoder();

  @Override
  public byte[] encode(short[] frame) {
    return encoder.encode(resampler.resample(frame));
  }
}
