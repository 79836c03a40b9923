package org.voiceteller.localsonic.speech;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Whole pieces of PCM s16 mono: from bytes to samples, and to an even loudness. */
final class Pcm {

  /** The loudness of speech that synthesizers are brought to: about -20 dB below full scale. */
  private static final double SPEECH_RMS = 3200;

  /** The highest peak after levelling: -1 dB below full scale. */
  private static final double PEAK = 29_200;

  /** Windows whose RMS is below this part of the loudest one's are no speech. */
  private static final double SILENCE_RATIO = 0.02;

  private static final int WINDOW_MS = 10;
  private static final int KEPT_SILENCE_MS = 40;

  private Pcm() {}

  static short clamp(double sample) {
    return (short) Math.clamp(Math.round(sample), Short.MIN_VALUE, Short.MAX_VALUE);
  }

  static short[] samples(byte[] bytes, ByteOrder order) {
    var samples = new short[bytes.length / 2];
    ByteBuffer.wrap(bytes).order(order).asShortBuffer().get(samples);
    return samples;
  }

  static byte[] littleEndianBytes(short[] samples) {
    var bytes = ByteBuffer.allocate(samples.length * 2).order(ByteOrder.LITTLE_ENDIAN);
    bytes.asShortBuffer().put(samples);
    return bytes.array();
  }

  /** Root mean square of a stretch, in units of a sample; 0 for an empty one. */
  static double rms(short[] samples, int from, int to) {
    double sum = 0;
    for (int i = from; i < to; i++) {
      sum += (double) samples[i] * samples[i];
    }
    return to > from ? Math.sqrt(sum / (to - from)) : 0;
  }

  /**
   * The speech at a comfortable loudness: the mean over what is not silence is brought to -20 dBFS,
   * less if a peak would clip. Silence stays silence.
   */
  static short[] levelled(short[] samples, int sampleRateHz) {
    int window = sampleRateHz * WINDOW_MS / 1000;
    double loudest = loudestWindow(samples, window);
    double sum = 0;
    long count = 0;
    int peak = 0;
    for (int from = 0; from < samples.length; from += window) {
      int to = Math.min(samples.length, from + window);
      double rms = rms(samples, from, to);
      if (rms >= loudest * SILENCE_RATIO * 5) {
        sum += rms * rms * (to - from);
        count += to - from;
      }
    }
    for (short sample : samples) {
      peak = Math.max(peak, Math.abs((int) sample));
    }
    if (peak == 0 || count == 0) {
      return samples.clone();
    }
    double gain = Math.min(SPEECH_RMS / Math.sqrt(sum / count), PEAK / peak);
    var levelled = new short[samples.length];
    for (int i = 0; i < samples.length; i++) {
      levelled[i] = clamp(samples[i] * gain);
    }
    return levelled;
  }

  /** Without the silence before and after, but for 40 ms of it that keep the edges soft. */
  static short[] trimmed(short[] samples, int sampleRateHz) {
    int window = sampleRateHz * WINDOW_MS / 1000;
    double threshold = loudestWindow(samples, window) * SILENCE_RATIO;
    int first = -1;
    int last = 0;
    for (int from = 0; from < samples.length; from += window) {
      int to = Math.min(samples.length, from + window);
      if (rms(samples, from, to) > threshold) {
        first = first < 0 ? from : first;
        last = to;
      }
    }
    int kept = sampleRateHz * KEPT_SILENCE_MS / 1000;
    return first < 0
        ? new short[0]
        : Arrays.copyOfRange(
            samples, Math.max(0, first - kept), Math.min(samples.length, last + kept));
  }

  private static double loudestWindow(short[] samples, int window) {
    double loudest = 0;
    for (int from = 0; from < samples.length; from += window) {
      loudest = Math.max(loudest, rms(samples, from, Math.min(samples.length, from + window)));
    }
    return loudest;
  }
}
