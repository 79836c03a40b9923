package org.voiceteller.streams.sound;

import java.util.Arrays;

/**
 * Fills in what was lost of sound whose codec cannot do it: the last period of the voice is said
 * again, from 10 ms on the last two and then three, so that it does not buzz; after 10 ms it fades,
 * and after 60 ms there is silence. In the manner of ITU-T G.711 appendix I (09/1999), but without
 * its delay of 3.75 ms: the seams are blended on the later side.
 */
public final class LossConcealment {

  private static final int SHORTEST_PERIOD_MS = 5;
  private static final int LONGEST_PERIOD_MS = 15;
  private static final int COMPARED_MS = 20;
  private static final int MOST_PERIODS = 3;
  private static final int STEP_MS = 10;
  private static final double FADE_PER_STEP = 0.2;

  /** After a loss: blended for a quarter of the period and 4 ms more each 10 ms, 10 ms at most. */
  private static final int BLENDED_PER_STEP_MS = 4;

  private static final int MOST_BLENDED_MS = 10;

  private final int samplesPerMs;
  private final short[] past;

  private int period;

  /** The last one, two and three periods, made so that each goes round without a seam. */
  private short[][] rounds = {};

  /** Samples made up since the last that came. */
  private int madeUp;

  /**
   * @param sampleRateHz 8,000 or 16,000
   */
  public LossConcealment(int sampleRateHz) {
    samplesPerMs = sampleRateHz / 1000;
    past = new short[samplesPerMs * (LONGEST_PERIOD_MS * (MOST_PERIODS + 1))];
  }

  /** What came. After a loss its beginning is blended with what was made up. */
  public short[] heard(short[] pcm) {
    short[] blended = pcm;
    if (madeUp > 0 && pcm.length > 0) {
      int steps = madeUp / (STEP_MS * samplesPerMs);
      int wanted = period / 4 + steps * BLENDED_PER_STEP_MS * samplesPerMs;
      int seam = Math.min(pcm.length, Math.min(wanted, MOST_BLENDED_MS * samplesPerMs));
      blended = pcm.clone();
      for (int i = 0; i < seam; i++) {
        double share = (i + 1.0) / (seam + 1);
        blended[i] = Pcm.clamp(pcm[i] * share + madeUpSample(madeUp + i) * (1 - share));
      }
      madeUp = 0;
    }
    remember(blended);
    return blended;
  }

  /** What is played in place of so many lost samples. */
  public short[] conceal(int samples) {
    if (madeUp == 0) {
      period = period();
      rounds = new short[MOST_PERIODS][];
      for (int periods = 1; periods <= MOST_PERIODS; periods++) {
        rounds[periods - 1] = round(periods * period);
      }
    }
    short[] made = new short[samples];
    for (int i = 0; i < samples; i++) {
      made[i] = Pcm.clamp(madeUpSample(madeUp + i));
    }
    // far beyond the fade nothing changes any more
    madeUp = Math.min(madeUp + samples, Integer.MAX_VALUE / 2);
    return made;
  }

  private double madeUpSample(int at) {
    int step = STEP_MS * samplesPerMs;
    double gain = 1 - FADE_PER_STEP * Math.max(0, (double) at / step - 1);
    if (gain <= 0) {
      return 0;
    }
    int now = Math.min(at / step, MOST_PERIODS - 1);
    double sample = rounds[now][at % rounds[now].length];
    int quarter = period / 4;
    int since = at - now * step;
    if (since < quarter) {
      double share = (since + 1.0) / (quarter + 1);
      // the first seam is with what was really heard, mirrored: nothing later of it is known
      double before =
          now == 0 ? past[past.length - 1 - since] : rounds[now - 1][at % rounds[now - 1].length];
      sample = sample * share + before * (1 - share);
    }
    return sample * gain;
  }

  /** The last so many samples, the end of which leads over to their beginning. */
  private short[] round(int length) {
    short[] round = Arrays.copyOfRange(past, past.length - length, past.length);
    int quarter = period / 4;
    for (int i = 0; i < quarter; i++) {
      double share = (i + 1.0) / (quarter + 1);
      int at = length - quarter + i;
      round[at] =
          Pcm.clamp(round[at] * (1 - share) + past[past.length - length - quarter + i] * share);
    }
    return round;
  }

  /** The lag at which the last 20 ms are most like what was before them. */
  private int period() {
    int compared = COMPARED_MS * samplesPerMs;
    int begin = past.length - compared;
    int best = LONGEST_PERIOD_MS * samplesPerMs;
    double bestLikeness = 0;
    for (int lag = SHORTEST_PERIOD_MS * samplesPerMs;
        lag <= LONGEST_PERIOD_MS * samplesPerMs;
        lag++) {
      double product = 0;
      double energy = 1;
      for (int i = begin; i < past.length; i++) {
        product += (double) past[i] * past[i - lag];
        energy += (double) past[i - lag] * past[i - lag];
      }
      double likeness = product / Math.sqrt(energy);
      if (likeness > bestLikeness) {
        bestLikeness = likeness;
        best = lag;
      }
    }
    return best;
  }

  private void remember(short[] pcm) {
    int kept = Math.max(0, past.length - pcm.length);
    System.arraycopy(past, past.length - kept, past, 0, kept);
    System.arraycopy(pcm, pcm.length - (past.length - kept), past, kept, past.length - kept);
  }
}
