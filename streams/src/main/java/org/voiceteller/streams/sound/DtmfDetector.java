package org.voiceteller.streams.sound;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds a keypad's tones in sound (ITU-T Q.23, within the limits of Q.24). Each 5 ms it looks at
 * the last 15 through eight Goertzel filters: a key is two tones, one of each group, that are
 * nearly all there is to hear, about equally loud and of the right pitch. A key counts once it was
 * seen five times in a row: 40 ms are always enough, 23 never. It is over when it was not seen for
 * 25 ms of quiet, or 50 of other sound: what a network loses of a tone does not make two of it.
 */
public final class DtmfDetector {

  /** What was found. Places are counted in samples from the first that came. */
  public sealed interface Sign {

    /**
     * A key is pressed; told less than 50 ms after that.
     *
     * @param from where its tone begins, a little before rather than after
     */
    record Began(char key, long from) implements Sign {}

    /**
     * It was let go; told less than 60 ms after that.
     *
     * @param to where its tone ends, a little after rather than before
     */
    record Ended(char key, long from, long to) implements Sign {}
  }

  private static final double[] ROWS_HZ = {697, 770, 852, 941};
  private static final double[] COLUMNS_HZ = {1_209, 1_336, 1_477, 1_633};
  private static final String KEYS = "123A456B789C*0#D";
  private static final int LOOKS_PER_SECOND = 200;
  private static final int HOPS_IN_WINDOW = 3;

  /** Of all there is to hear, so much are the two tones; less once the key is known. */
  private static final double PURE = 0.8;

  private static final double STILL_PURE = 0.65;

  /** -38 dBm0: 9 dB below the faintest keypad that must be heard. */
  private static final double FAINTEST_POWER = 200.0 * 200;

  /** The columns' tone may be 4 dB louder and 8 fainter than the rows'; a little more is taken. */
  private static final double MOST_TWIST = Math.pow(10, 0.6);

  private static final double LEAST_TWIST = Math.pow(10, -1);

  /** Between the 1.5 % that must be taken and the 3.5 % that must not. */
  private static final double MOST_OFF_PITCH = 0.025;

  private static final int SEEN_ENOUGH = 5;
  private static final int UNSEEN_ENOUGH = 10;
  private static final int UNSEEN_IN_QUIET = 2;
  private static final double QUIET = 0.25;
  private static final char NONE = 0;

  private final int hop;
  private final double[] window;
  private final double windowSum;
  private final double windowPower;
  private final Goertzel[] rows;
  private final Goertzel[] columns;
  private final double[] heard;
  private int filled;

  /** Samples that came before the next look's end. */
  private long place;

  private final Run run = new Run();
  private char key = NONE;
  private long keyFrom;
  private long keyLastSeen;
  private double keyPower;
  private int unseen;

  /** Looks in a row that saw the same key. */
  private static final class Run {
    private char key = NONE;
    private int looks;
    private long from;
    private double rowReal;
    private double rowImaginary;
    private double columnReal;
    private double columnImaginary;
  }

  /**
   * @param sampleRateHz 8,000 or 16,000
   */
  public DtmfDetector(int sampleRateHz) {
    hop = sampleRateHz / LOOKS_PER_SECOND;
    window = new double[hop * HOPS_IN_WINDOW];
    double sum = 0;
    double power = 0;
    for (int i = 0; i < window.length; i++) {
      window[i] = 0.54 - 0.46 * Math.cos(2 * Math.PI * (i + 0.5) / window.length);
      sum += window[i];
      power += window[i] * window[i];
    }
    windowSum = sum;
    windowPower = power;
    rows = filters(ROWS_HZ, sampleRateHz);
    columns = filters(COLUMNS_HZ, sampleRateHz);
    heard = new double[window.length];
  }

  private Goertzel[] filters(double[] frequenciesHz, int sampleRateHz) {
    Goertzel[] filters = new Goertzel[frequenciesHz.length];
    for (int i = 0; i < filters.length; i++) {
      filters[i] = new Goertzel(frequenciesHz[i], sampleRateHz, hop);
    }
    return filters;
  }

  /**
   * @return keys 0 to 9, *, #, A to D, in order
   */
  public List<Sign> listen(short[] pcm) {
    List<Sign> signs = new ArrayList<>(0);
    for (short sample : pcm) {
      heard[heard.length - hop + filled++] = sample;
      if (filled == hop) {
        place += hop;
        look(signs);
        System.arraycopy(heard, hop, heard, 0, heard.length - hop);
        filled = 0;
      }
    }
    return signs;
  }

  private void look(List<Sign> signs) {
    double[] windowed = new double[heard.length];
    double power = 0;
    for (int i = 0; i < windowed.length; i++) {
      windowed[i] = heard[i] * window[i];
      power += windowed[i] * windowed[i];
    }
    power /= windowPower;
    char seen = power < 2 * FAINTEST_POWER ? NONE : keyIn(windowed, power);
    follow(seen, signs);
    if (key != NONE) {
      if (seen == key) {
        keyLastSeen = place;
        keyPower = power;
        unseen = 0;
      } else {
        unseen += power < keyPower * QUIET ? UNSEEN_IN_QUIET : 1;
      }
      if (unseen >= UNSEEN_ENOUGH) {
        end(signs);
      }
    }
  }

  private void end(List<Sign> signs) {
    signs.add(new Sign.Ended(key, keyFrom, keyLastSeen + hop));
    key = NONE;
  }

  /** The key whose tones these are, if any. */
  private char keyIn(double[] windowed, double power) {
    int row = loudest(rows, windowed);
    int column = loudest(columns, windowed);
    double scale = 2 / (windowSum * windowSum);
    double rowPower = rows[row].power() * scale;
    double columnPower = columns[column].power() * scale;
    char seen = KEYS.charAt(4 * row + column);
    double twist = columnPower / Math.max(rowPower, 1e-9);
    boolean isKey =
        rowPower >= FAINTEST_POWER
            && columnPower >= FAINTEST_POWER
            && twist <= MOST_TWIST
            && twist >= LEAST_TWIST
            && rowPower + columnPower >= power * (seen == key ? STILL_PURE : PURE);
    if (!isKey) {
      return NONE;
    }
    if (seen != run.key) {
      return seen;
    }
    run.rowReal += rows[row].turnReal();
    run.rowImaginary += rows[row].turnImaginary();
    run.columnReal += columns[column].turnReal();
    run.columnImaginary += columns[column].turnImaginary();
    return seen;
  }

  private static int loudest(Goertzel[] filters, double[] windowed) {
    int loudest = 0;
    for (int i = 0; i < filters.length; i++) {
      filters[i].look(windowed);
      if (filters[i].power() > filters[loudest].power()) {
        loudest = i;
      }
    }
    return loudest;
  }

  private void follow(char seen, List<Sign> signs) {
    if (seen == NONE || seen != run.key) {
      run.key = seen;
      run.looks = 0;
      run.from = Math.max(0, place - window.length - hop * 3 / 2);
      run.rowReal = 0;
      run.rowImaginary = 0;
      run.columnReal = 0;
      run.columnImaginary = 0;
    }
    run.looks++;
    if (seen != NONE && run.looks == SEEN_ENOUGH && seen != key && isInPitch(seen)) {
      if (key != NONE) {
        end(signs);
      }
      key = seen;
      keyFrom = run.from;
      unseen = 0;
      signs.add(new Sign.Began(key, keyFrom));
    }
  }

  /** By how the tones' phases have turned from look to look. */
  private boolean isInPitch(char seen) {
    int at = KEYS.indexOf(seen);
    return rows[at / 4].offPitch(run.rowReal, run.rowImaginary) <= MOST_OFF_PITCH
        && columns[at % 4].offPitch(run.columnReal, run.columnImaginary) <= MOST_OFF_PITCH;
  }
}
