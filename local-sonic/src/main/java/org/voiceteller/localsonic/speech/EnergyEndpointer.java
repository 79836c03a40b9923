package org.voiceteller.localsonic.speech;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Queue;
import org.voiceteller.localsonic.dialogue.Expectation;

/**
 * Finds speech by its energy above a noise floor that it learns while nobody speaks.
 *
 * <p>Frames of 20 ms. Four loud frames of the latest five start an utterance, so that a click does
 * not; speech is taken from 300 ms before that. It ends after 600 ms of quiet, or 1.2 s while
 * digits are expected, since callers pause between the groups of a number. Steady noise of any
 * level becomes floor within two seconds. No utterance is longer than {@link #MAX_UTTERANCE_MS}: it
 * is ended there and what follows begins a new one.
 */
public final class EnergyEndpointer implements Endpointer {

  static final int SAMPLE_RATE_HZ = 16_000;
  static final int FRAME_MS = 20;
  static final int PRE_ROLL_MS = 300;
  static final int HANG_OVER_MS = 600;
  static final int DIGITS_HANG_OVER_MS = 1_200;
  static final int MAX_UTTERANCE_MS = 20_000;

  /** Loud for so long, in all, it is no back-channel. */
  static final int GOES_ON_MS = 500;

  private static final int FRAME = SAMPLE_RATE_HZ * FRAME_MS / 1000;
  private static final int START_WINDOW = 5;
  private static final int START_FRAMES = 4;

  /** Loud is this much above the floor; to stay loud, less is enough. */
  private static final double START_DB = 12;

  private static final double STAY_DB = 7;

  /** Below this no sound is speech, however quiet the line: about -52 dBFS. */
  private static final double QUIETEST_SPEECH_DB = 38;

  private static final double LOWEST_FLOOR_DB = 20;
  private static final double FIRST_FLOOR_DB = 34;

  /** How fast the floor follows a quieter and a louder line, per frame, while nobody speaks. */
  private static final double FLOOR_DOWN = 0.2;

  private static final double FLOOR_UP = 0.03;

  /** A second of sound whose level hardly moves is noise and no speech. */
  private static final int STEADY_FRAMES = 50;

  private static final double STEADY_DB = 6;

  private final Queue<Heard> untold = new ArrayDeque<>();
  private final short[] frame = new short[FRAME];
  private int inFrame;

  /** The latest sound before speech, and the utterance once it began; grown as needed. */
  private short[] kept = new short[(PRE_ROLL_MS + 2_000) * SAMPLE_RATE_HZ / 1000];

  private int keptLength;
  private boolean speaking;
  private int loudBits;
  private int quietFrames;
  private double floorDb = FIRST_FLOOR_DB;
  private final double[] levels = new double[STEADY_FRAMES];
  private int levelsSeen;
  private int loudFrames;
  private double softestDb;
  private double loudestDb;
  private Sensitivity sensitivity = Sensitivity.MEDIUM;

  private EnergyEndpointer() {}

  public static EnergyEndpointer create() {
    return new EnergyEndpointer();
  }

  /**
   * Tells one event at a time, in order: when a long piece holds several, the next calls tell the
   * others before their own.
   */
  @Override
  public Heard listen(short[] samples, Expectation expectation) {
    int patienceFrames = patience(expectation);
    for (short sample : samples) {
      frame[inFrame++] = sample;
      if (inFrame == FRAME) {
        inFrame = 0;
        var heard = frameDone(patienceFrames);
        if (!(heard instanceof Heard.Nothing)) {
          untold.add(heard);
        }
      }
    }
    var next = untold.poll();
    return next == null ? new Heard.Nothing() : next;
  }

  @Override
  public void setSensitivity(Sensitivity sensitivity) {
    this.sensitivity = sensitivity;
  }

  private int patience(Expectation expectation) {
    int milliseconds =
        switch (expectation) {
          case Expectation.Digits(_, _) -> DIGITS_HANG_OVER_MS;
          case Expectation.Wish(),
              Expectation.Amount(),
              Expectation.YesOrNo(),
              Expectation.Name() ->
              HANG_OVER_MS;
        };
    return sensitivity.patienceMs(milliseconds) / FRAME_MS;
  }

  private Heard frameDone(int patienceFrames) {
    double levelDb = 20 * Math.log10(Pcm.rms(frame, 0, FRAME) + 1);
    keep();
    if (speaking) {
      return whileSpeaking(levelDb, patienceFrames);
    }
    boolean loud = levelDb > floorDb + START_DB && levelDb > QUIETEST_SPEECH_DB;
    loudBits = ((loudBits << 1) | (loud ? 1 : 0)) & ((1 << START_WINDOW) - 1);
    follow(levelDb, loud);
    if (Integer.bitCount(loudBits) < START_FRAMES) {
      return new Heard.Nothing();
    }
    speaking = true;
    quietFrames = 0;
    levelsSeen = 0;
    loudFrames = START_FRAMES;
    softestDb = levelDb;
    loudestDb = levelDb;
    return new Heard.SpeechStarted();
  }

  private Heard whileSpeaking(double levelDb, int patienceFrames) {
    boolean steady = isSteady(levelDb);
    if (steady) {
      floorDb = levelDb;
    }
    boolean quiet = levelDb < floorDb + STAY_DB || levelDb < QUIETEST_SPEECH_DB - 3;
    quietFrames = quiet ? quietFrames + 1 : 0;
    boolean full = keptLength + FRAME > MAX_UTTERANCE_MS * SAMPLE_RATE_HZ / 1000;
    if (quietFrames < patienceFrames && !full) {
      return !quiet && goesOn(levelDb) ? new Heard.SpeechGoesOn() : new Heard.Nothing();
    }
    var utterance = Arrays.copyOf(kept, keptLength);
    speaking = false;
    loudBits = 0;
    dropBeforePreRoll();
    return new Heard.SpeechEnded(utterance);
  }

  /** Told once: noise that is as loud all the time must first become speech. */
  private boolean goesOn(double levelDb) {
    int needed = GOES_ON_MS / FRAME_MS;
    boolean before = loudFrames >= needed && loudestDb - softestDb >= STEADY_DB;
    loudFrames++;
    softestDb = Math.min(softestDb, levelDb);
    loudestDb = Math.max(loudestDb, levelDb);
    return !before && loudFrames >= needed && loudestDb - softestDb >= STEADY_DB;
  }

  /** The floor falls quickly and rises slowly; a loud frame lifts it but little. */
  private void follow(double levelDb, boolean loud) {
    double rate = levelDb < floorDb ? FLOOR_DOWN : loud ? FLOOR_UP / 3 : FLOOR_UP;
    floorDb = Math.max(LOWEST_FLOOR_DB, floorDb + rate * (levelDb - floorDb));
  }

  private boolean isSteady(double levelDb) {
    levels[levelsSeen++ % STEADY_FRAMES] = levelDb;
    if (levelsSeen < STEADY_FRAMES) {
      return false;
    }
    double lowest = Arrays.stream(levels).min().orElse(0);
    double highest = Arrays.stream(levels).max().orElse(0);
    return highest - lowest < STEADY_DB;
  }

  private void keep() {
    if (!speaking) {
      dropBeforePreRoll();
    }
    if (keptLength + FRAME > kept.length) {
      kept = Arrays.copyOf(kept, kept.length * 2);
    }
    System.arraycopy(frame, 0, kept, keptLength, FRAME);
    keptLength += FRAME;
  }

  /** The pre-roll reaches back from the start's first loud frame. */
  private void dropBeforePreRoll() {
    int wanted = (PRE_ROLL_MS / FRAME_MS + START_WINDOW - 1) * FRAME;
    if (keptLength > wanted) {
      System.arraycopy(kept, keptLength - wanted, kept, 0, wanted);
      keptLength = wanted;
    }
  }
}
