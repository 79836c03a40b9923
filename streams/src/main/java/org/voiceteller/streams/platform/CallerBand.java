package org.voiceteller.streams.platform;

import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.util.ByteString;
import org.voiceteller.streams.media.WireMessage;
import org.voiceteller.streams.sound.LevelNormalizer;
import org.voiceteller.streams.sound.Pcm;
import org.voiceteller.streams.sound.Resampler;
import org.voiceteller.streams.sound.ToneSilencer;

/**
 * The caller's sound on its way to the teller: a keypad's tones are taken out, the level is brought
 * to where it is understood best, the rate to 16 kHz, and the whole into messages of at most 100
 * ms. Not thread-safe.
 */
final class CallerBand {

  private static final int TELLER_HZ = 16_000;
  private static final int MOST_BYTES = TELLER_HZ / 10 * 2;

  private final ToneSilencer tones;
  private final LevelNormalizer level;
  private final Resampler resampler;
  private final boolean isResampled;

  /** What came out of a piece: sound to be heard, and keys whose tones were in it. */
  record Heard(List<WireMessage> sound, String keys) {

    /** Keys may be a secret's. */
    @Override
    public String toString() {
      return "Heard[" + sound.size() + " messages, keys withheld]";
    }
  }

  /**
   * @param lineHz 8,000 or 16,000
   */
  CallerBand(int lineHz) {
    tones = new ToneSilencer(lineHz);
    level = new LevelNormalizer(lineHz);
    resampler = Resampler.between(lineHz, TELLER_HZ);
    isResampled = lineHz != TELLER_HZ;
  }

  /** Whether keys are waited for that nobody else may hear. */
  void collect(boolean isCollecting) {
    tones.collect(isCollecting);
  }

  Heard hear(short[] pcm) {
    ToneSilencer.Silenced silenced = tones.next(pcm);
    short[] levelled = level.normalize(silenced.pcm());
    byte[] bytes = Pcm.bytes(isResampled ? resampler.resample(levelled) : levelled);
    List<WireMessage> messages = new ArrayList<>();
    for (int from = 0; from < bytes.length; from += MOST_BYTES) {
      messages.add(
          new WireMessage.Binary(
              ByteString.fromArray(bytes, from, Math.min(MOST_BYTES, bytes.length - from))));
    }
    return new Heard(messages, silenced.keys());
  }
}
