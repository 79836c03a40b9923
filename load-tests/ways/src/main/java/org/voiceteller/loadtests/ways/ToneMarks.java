package org.voiceteller.loadtests.ways;

import java.util.Arrays;
import java.util.function.IntSupplier;
import org.voiceteller.loadtests.echo.Marks;
import org.voiceteller.streams.sound.G711;
import org.voiceteller.streams.sound.OpusDecoding;
import org.voiceteller.streams.sound.Pcm;
import org.voiceteller.streams.sound.SpeechCodec;

/**
 * Tones that codecs, resamplers and levels leave recognisable: 60 ms of one every half second, and
 * silence. Four pitches in turn tell which one has come back, if it took less than two seconds. It
 * is here when the first piece of sound is that is loud after a silence.
 */
final class ToneMarks implements Marks {

  private static final int FRAME_MS = 20;
  private static final int FRAMES_BETWEEN = 25;
  private static final int FRAMES_OF_TONE = 3;
  private static final double[] PITCHES_HZ = {600, 1_000, 1_500, 2_200};
  private static final int CYCLE = FRAMES_BETWEEN * PITCHES_HZ.length;

  /** About -12 dBFS, where a caller's voice is. */
  private static final double PEAK = 8_000;

  private static final int LOUD = 1_500;
  private static final int SILENCE_MS = 150;

  /**
   * A tone's pitch is taken from so many half waves, behind what a codec makes of its beginning.
   */
  private static final int SKIPPED_MS = 8;

  private static final int HALF_WAVES = 20;
  private static final int MOST_MS = 80;

  private final byte[][] cycle;
  private final int returnedHz;

  private ToneMarks(byte[][] cycle, int returnedHz) {
    this.cycle = cycle;
    this.returnedHz = returnedHz;
  }

  /** PCM s16le, mono, 16 kHz; returned at a rate of its own. */
  static ToneMarks pcm(int returnedHz) {
    byte[][] frames = new byte[CYCLE][];
    for (int i = 0; i < CYCLE; i++) {
      frames[i] = Pcm.bytes(frame(i, 16_000));
    }
    return new ToneMarks(frames, returnedHz);
  }

  /** G.711 mu-law; returned as PCM at 8 kHz. */
  static ToneMarks muLaw() {
    byte[][] frames = new byte[CYCLE][];
    for (int i = 0; i < CYCLE; i++) {
      frames[i] = G711.MU_LAW.encode(frame(i, G711.SAMPLE_RATE_HZ));
    }
    return new ToneMarks(frames, G711.SAMPLE_RATE_HZ);
  }

  /** Opus; returned as PCM at 16 kHz. */
  static ToneMarks opus() {
    var encoder = SpeechCodec.OPUS.encoder();
    byte[][] frames = new byte[CYCLE][];
    for (int i = 0; i < 2 * CYCLE; i++) { // the second time begins as each time afterwards does
      frames[i % CYCLE] = encoder.encode(frame(i % CYCLE, 24_000));
    }
    return new ToneMarks(frames, OpusDecoding.SAMPLE_RATE_HZ);
  }

  private static short[] frame(int number, int rateHz) {
    short[] frame = new short[rateHz / 1000 * FRAME_MS];
    int place = number % FRAMES_BETWEEN;
    if (place < FRAMES_OF_TONE) {
      double step = 2 * Math.PI * PITCHES_HZ[number / FRAMES_BETWEEN] / rateHz;
      for (int i = 0; i < frame.length; i++) {
        frame[i] = (short) (PEAK * Math.sin(step * (place * frame.length + i)));
      }
    }
    return frame;
  }

  @Override
  public byte[] frame(int number) {
    return cycle[number % CYCLE];
  }

  @Override
  public boolean isMarked(int number) {
    return number % FRAMES_BETWEEN == 0;
  }

  @Override
  public Finder finder(IntSupplier sent, Found found) {
    return new Ear(sent, found)::hear;
  }

  /** Listens for one call. */
  private final class Ear {

    private final IntSupplier sent;
    private final Found found;
    private int quiet;
    private int heard = -1;
    private final int[] halfWaves = new int[HALF_WAVES];
    private int turns;
    private int lastTurn;
    private boolean above;
    private long nanos;

    private Ear(IntSupplier sent, Found found) {
      this.sent = sent;
      this.found = found;
    }

    private void hear(byte[] piece) {
      for (short sample : Pcm.samples(piece)) {
        if (heard < 0) {
          await(sample);
        } else {
          count(sample);
        }
      }
    }

    private void await(short sample) {
      if (Math.abs(sample) < LOUD) {
        quiet++;
      } else if (quiet >= samples(SILENCE_MS)) {
        nanos = System.nanoTime();
        heard = 0;
        turns = 0;
        lastTurn = 0;
        above = sample > 0;
      } else {
        quiet = 0;
      }
    }

    /** How long it is from one way through zero to the next tells its pitch. */
    private void count(short sample) {
      boolean isAbove = sample > 0;
      if (isAbove != above) {
        if (lastTurn > samples(SKIPPED_MS)) {
          halfWaves[turns++] = heard - lastTurn;
        }
        lastTurn = heard;
      }
      above = isAbove;
      heard++;
      if (turns == HALF_WAVES || (heard == samples(MOST_MS) && turns > 0)) {
        tell(nearest(pitchHz()));
      }
      if (turns == HALF_WAVES || heard == samples(MOST_MS)) {
        heard = -1;
        quiet = 0;
      }
    }

    /** Without the holes that a late packet leaves. */
    private double pitchHz() {
      int[] sorted = Arrays.copyOf(halfWaves, turns);
      Arrays.sort(sorted);
      int longest = 2 * sorted[turns / 2];
      return returnedHz
          / 2.0
          / Arrays.stream(sorted).filter(each -> each <= longest).average().orElseThrow();
    }

    private void tell(int pitch) {
      int marks = (sent.getAsInt() - 1) / FRAMES_BETWEEN;
      int mark = marks - Math.floorMod(marks - pitch, PITCHES_HZ.length);
      if (mark >= 0) {
        found.at(mark * FRAMES_BETWEEN, nanos);
      }
    }
  }

  private int samples(int ms) {
    return returnedHz / 1000 * ms;
  }

  private static int nearest(double hz) {
    double[] off = Arrays.stream(PITCHES_HZ).map(pitch -> Math.abs(pitch - hz)).toArray();
    int best = 0;
    for (int i = 1; i < off.length; i++) {
      best = off[i] < off[best] ? i : best;
    }
    return best;
  }
}
