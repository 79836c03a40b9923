package org.voiceteller.streams.sound;

/**
 * Brings the voice of a telephone line slowly to the level at which it is understood best, about
 * -20 dB below full scale. Only speech moves it: in noise and pauses the gain stays where it is, so
 * that noise is not pumped up. A limiter holds peaks at -1 dB; nothing is ever clipped.
 */
public final class LevelNormalizer {

  private static final int BLOCK_MS = 10;
  private static final double WANTED_DB = -20;
  private static final double MOST_UP_DB = 18;
  private static final double MOST_DOWN_DB = 12;

  /** By how much the gain changes in 10 ms of speech: 6 dB a second up, 18 down. */
  private static final double UP_DB = 0.06;

  private static final double DOWN_DB = 0.18;

  /** Speech is what is so much over the faintest of the last seconds, and louder than a line. */
  private static final double OVER_FLOOR_DB = 12;

  private static final double FAINTEST_SPEECH_DB = -52;

  /** By how much the floor rises in 10 ms: noise that begins counts as speech for some seconds. */
  private static final double FLOOR_RISES_DB = 0.06;

  private static final double QUIETEST_DB = -96;

  /** The share of a new block in the measure of speech: about 0.5 s up, 2 s down. */
  private static final double LOUDER_SHARE = 0.02;

  private static final double FAINTER_SHARE = 0.005;
  private static final double CEILING = 29_200;
  private static final double FULL_SCALE = 32_768;

  /** How the limiter lets go, a sample: 40 dB a second at 8 kHz. */
  private static final double RELEASE = 1.0006;

  private final int block;
  private double floorDb = -50;
  private double speechDb = WANTED_DB;
  private double gainDb;
  private double gain = 1;

  /**
   * @param sampleRateHz 8,000 or 16,000
   */
  public LevelNormalizer(int sampleRateHz) {
    block = sampleRateHz * BLOCK_MS / 1000;
  }

  /**
   * @param pcm whole blocks of 10 ms are best; a shorter rest counts as one
   * @return as many samples as came
   */
  public short[] normalize(short[] pcm) {
    short[] out = new short[pcm.length];
    for (int from = 0; from < pcm.length; from += block) {
      normalize(pcm, out, from, Math.min(pcm.length, from + block));
    }
    return out;
  }

  private void normalize(short[] pcm, short[] out, int from, int to) {
    double energy = 1e-3;
    int peak = 1;
    for (int i = from; i < to; i++) {
      energy += (double) pcm[i] * pcm[i];
      peak = Math.max(peak, Math.abs((int) pcm[i]));
    }
    follow(
        Math.max(QUIETEST_DB, 10 * Math.log10(energy / (to - from)) - 20 * Math.log10(FULL_SCALE)));
    double wanted = Math.pow(10, gainDb / 20);
    double most = CEILING / peak;
    if (gain > most) {
      // the loudest sample of this block must fit: there is no looking ahead beyond it
      gain = most;
    }
    for (int i = from; i < to; i++) {
      gain =
          Math.min(
              most,
              gain < wanted ? Math.min(wanted, gain * RELEASE) : Math.max(wanted, gain / RELEASE));
      out[i] = (short) Math.round(pcm[i] * gain);
    }
  }

  private void follow(double levelDb) {
    floorDb = Math.clamp(levelDb, QUIETEST_DB, floorDb + FLOOR_RISES_DB);
    boolean isSpeech = levelDb > floorDb + OVER_FLOOR_DB && levelDb > FAINTEST_SPEECH_DB;
    if (!isSpeech) {
      return;
    }
    speechDb += (levelDb - speechDb) * (levelDb > speechDb ? LOUDER_SHARE : FAINTER_SHARE);
    double wantedDb = Math.clamp(WANTED_DB - speechDb, -MOST_DOWN_DB, MOST_UP_DB);
    gainDb = Math.clamp(wantedDb, gainDb - DOWN_DB, gainDb + UP_DB);
  }
}
