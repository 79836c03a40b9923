package org.voiceteller.streams.sound;

/**
 * Wideband telephone sound in 64 kbit/s (ITU-T G.722, 09/2012, mode 1): 16 kHz, a byte for two
 * samples. A pair of mirror filters halves the band; the lower half is sent with 6 bits a sample,
 * the upper with 2. SDP and RTP timestamps say 8 kHz, for historical reasons (RFC 3551 §4.5.2).
 */
public final class G722 {

  public static final int SAMPLE_RATE_HZ = 16_000;

  /** The clock of its RTP timestamps: one unit a byte. */
  public static final int CLOCK_HZ = 8_000;

  /** The mirror filter's first half; the second is the same backwards (table 11/G.722). */
  private static final int[] MIRROR = {3, -11, -11, 53, 12, -156, 32, 362, -210, -805, 951, 3876};

  private static final int TAPS = 24;

  /** Decision levels of the lower band (table 14/G.722), and their codes. */
  private static final int[] LEVELS = {
    0, 35, 72, 110, 150, 190, 233, 276, 323, 370, 422, 473, 530, 587, 650, 714, 786, 858, 940, 1023,
    1121, 1219, 1339, 1458, 1612, 1765, 1980, 2195, 2557, 2919
  };

  private static final int HIGH_LEVEL = 564;

  /** Quantizer outputs: the lower band's four upper bits, its six, and the upper band's two. */
  private static final int[] OUTPUT_4 = {
    0, -20456, -12896, -8968, -6288, -4240, -2584, -1200, 20456, 12896, 8968, 6288, 4240, 2584,
    1200, 0
  };

  private static final int[] OUTPUT_6 = {
    -136, -136, -136, -136, -24808, -21904, -19008, -16704, -14984, -13512, -12280, -11192, -10232,
    -9360, -8576, -7856, -7192, -6576, -6000, -5456, -4944, -4464, -4008, -3576, -3168, -2776,
    -2400, -2032, -1688, -1360, -1040, -728, 24808, 21904, 19008, 16704, 14984, 13512, 12280, 11192,
    10232, 9360, 8576, 7856, 7192, 6576, 6000, 5456, 4944, 4464, 4008, 3576, 3168, 2776, 2400, 2032,
    1688, 1360, 1040, 728, 432, 136, -432, -136
  };

  private static final int[] OUTPUT_2 = {-7408, -1616, 7408, 1616};

  /** How a code moves the step: by its magnitude. */
  private static final int[] WEIGHT_4 = {
    -60, 3042, 1198, 538, 334, 172, 58, -30, 3042, 1198, 538, 334, 172, 58, -30, -60
  };

  private static final int[] WEIGHT_2 = {798, -214, 798, -214};

  private G722() {}

  /** The lower band's code: four bits of it steer the step and the predictor on both sides. */
  private static void follow(G722Band low, int code) {
    int upper = code >> 2;
    int difference = low.step() * OUTPUT_4[upper] >> 15;
    low.scale(WEIGHT_4[upper]);
    low.follow(difference);
  }

  private static int followHigh(G722Band high, int code) {
    int difference = high.step() * OUTPUT_2[code] >> 15;
    high.scale(WEIGHT_2[code]);
    high.follow(difference);
    return difference;
  }

  /** The sums of every other sample of a history, oldest first. */
  private static int even(int[] history) {
    int sum = 0;
    for (int i = 0; i < TAPS; i += 2) {
      sum += history[i] * tap(i);
    }
    return sum;
  }

  private static int odd(int[] history) {
    int sum = 0;
    for (int i = 1; i < TAPS; i += 2) {
      sum += history[i] * tap(i);
    }
    return sum;
  }

  private static int tap(int i) {
    return MIRROR[i < TAPS / 2 ? i : TAPS - 1 - i];
  }

  private static void push(int[] history, int older, int newer) {
    System.arraycopy(history, 2, history, 0, TAPS - 2);
    history[TAPS - 2] = older;
    history[TAPS - 1] = newer;
  }

  /** From 16 kHz to bytes. */
  public static final class Encoder {

    private final G722Band low = G722Band.low();
    private final G722Band high = G722Band.high();
    private final int[] history = new int[TAPS];
    private boolean hasLeftOver;
    private short leftOver;

    /**
     * @param pcm 16 kHz; a sample that is left over waits for the next piece
     */
    public byte[] encode(short[] pcm) {
      int before = hasLeftOver ? 1 : 0;
      byte[] payload = new byte[(pcm.length + before) / 2];
      int at = 0;
      for (int i = 0; i < payload.length; i++) {
        short first = hasLeftOver ? leftOver : pcm[at++];
        hasLeftOver = false;
        payload[i] = (byte) encode(first, pcm[at++]);
      }
      if (at < pcm.length) {
        hasLeftOver = true;
        leftOver = pcm[at];
      }
      return payload;
    }

    private int encode(short first, short second) {
      push(history, first, second);
      int even = even(history);
      int odd = odd(history);
      return highCode(odd - even >> 14) << 6 | lowCode(even + odd >> 14);
    }

    private int lowCode(int sample) {
      int difference = Pcm.clamp(sample - low.predicted());
      int magnitude = difference >= 0 ? difference : ~difference;
      int level = 1;
      while (level < LEVELS.length && magnitude >= LEVELS[level] * low.step() >> 12) {
        level++;
      }
      int code = difference >= 0 ? 62 - level : level < 3 ? 64 - level : 34 - level;
      follow(low, code);
      return code;
    }

    private int highCode(int sample) {
      int difference = Pcm.clamp(sample - high.predicted());
      int magnitude = difference >= 0 ? difference : ~difference;
      boolean isLarge = magnitude >= HIGH_LEVEL * high.step() >> 12;
      int code = (difference >= 0 ? 2 : 0) + (isLarge ? 0 : 1);
      followHigh(high, code);
      return code;
    }
  }

  /** From bytes to 16 kHz. */
  public static final class Decoder {

    private static final int MOST = 16_383;
    private static final int LEAST = -16_384;

    private final G722Band low = G722Band.low();
    private final G722Band high = G722Band.high();
    private final int[] history = new int[TAPS];

    /** Any bytes are sound. */
    public short[] decode(byte[] payload) {
      short[] pcm = new short[2 * payload.length];
      for (int i = 0; i < payload.length; i++) {
        int lower = lowSample(payload[i] & 0x3f);
        int upper = highSample(payload[i] >> 6 & 3);
        push(history, lower + upper, lower - upper);
        pcm[2 * i] = Pcm.clamp(odd(history) >> 11);
        pcm[2 * i + 1] = Pcm.clamp(even(history) >> 11);
      }
      return pcm;
    }

    private int lowSample(int code) {
      int sample = low.predicted() + (low.step() * OUTPUT_6[code] >> 15);
      follow(low, code);
      return Math.clamp(sample, LEAST, MOST);
    }

    private int highSample(int code) {
      int predicted = high.predicted();
      return Math.clamp(predicted + followHigh(high, code), LEAST, MOST);
    }
  }
}
