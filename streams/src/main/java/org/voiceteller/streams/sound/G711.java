package org.voiceteller.streams.sound;

/**
 * The telephone's own codec, 64 kbit/s at 8 kHz, a byte a sample: mu-law in North America and Japan
 * (RTP payload type 0), A-law elsewhere (8). Both ways by tables.
 *
 * <p>ITU-T G.711 (11/1988); the transmitted bytes are inverted as §3 says (mu-law all bits, A-law
 * the even ones). Thread-safe.
 */
public enum G711 {
  MU_LAW {
    @Override
    int magnitude(int code) {
      int inverted = ~code & 0x7f;
      return (((inverted & 0x0f) << 3) + 0x84 << (inverted >> 4)) - 0x84;
    }

    @Override
    boolean isPositive(int code) {
      return (code & 0x80) != 0;
    }

    /** 14 bits count: the decision is made on the one's complement, as the ITU's own tools do. */
    @Override
    int code(int sample) {
      int magnitude = Math.min(((sample < 0 ? ~sample : sample) >> 2) + 33, 0x1fff);
      int segment = 26 - Integer.numberOfLeadingZeros(magnitude);
      int code = segment << 4 | (magnitude >> segment + 1) & 0x0f;
      return ~code & 0x7f | (sample < 0 ? 0 : 0x80);
    }
  },

  A_LAW {
    @Override
    int magnitude(int code) {
      int even = code ^ 0x55;
      int segment = even >> 4 & 7;
      int step = ((even & 0x0f) << 4) + 8;
      return segment == 0 ? step : step + 0x100 << segment - 1;
    }

    @Override
    boolean isPositive(int code) {
      return (code & 0x80) != 0;
    }

    /** 13 bits count: the decision is made on the one's complement, as the ITU's own tools do. */
    @Override
    int code(int sample) {
      int magnitude = (sample < 0 ? ~sample : sample) >> 4;
      int segment = Math.max(0, 28 - Integer.numberOfLeadingZeros(magnitude | 0x0f));
      int step = segment == 0 ? magnitude : magnitude >> segment - 1 & 0x0f;
      return (segment << 4 | step | (sample < 0 ? 0 : 0x80)) ^ 0x55;
    }
  };

  public static final int SAMPLE_RATE_HZ = 8_000;

  private final short[] decoded = new short[256];
  private final byte[] encoded = new byte[65_536];

  G711() {
    for (int code = 0; code < decoded.length; code++) {
      int magnitude = magnitude(code);
      decoded[code] = (short) (isPositive(code) ? magnitude : -magnitude);
    }
    for (int sample = Short.MIN_VALUE; sample <= Short.MAX_VALUE; sample++) {
      encoded[sample & 0xffff] = (byte) code(sample);
    }
  }

  abstract int magnitude(int code);

  abstract boolean isPositive(int code);

  abstract int code(int sample);

  public byte encode(short sample) {
    return encoded[sample & 0xffff];
  }

  public short decode(byte code) {
    return decoded[code & 0xff];
  }

  /**
   * @param pcm 8 kHz
   */
  public byte[] encode(short[] pcm) {
    byte[] payload = new byte[pcm.length];
    for (int i = 0; i < pcm.length; i++) {
      payload[i] = encode(pcm[i]);
    }
    return payload;
  }

  /** Any bytes are sound. */
  public short[] decode(byte[] payload) {
    short[] pcm = new short[payload.length];
    for (int i = 0; i < payload.length; i++) {
      pcm[i] = decode(payload[i]);
    }
    return pcm;
  }
}
