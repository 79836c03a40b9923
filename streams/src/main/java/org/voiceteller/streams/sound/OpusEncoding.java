package org.voiceteller.streams.sound;

import io.github.jaredmdobson.concentus.OpusApplication;
import io.github.jaredmdobson.concentus.OpusEncoder;
import io.github.jaredmdobson.concentus.OpusException;
import io.github.jaredmdobson.concentus.OpusSignal;
import java.util.Arrays;

/**
 * The agent's voice, 24 kHz mono, as Opus packets of 20 ms: 24 kbit/s, variable, complexity 5, each
 * packet with a copy of the one before it for who lost that (RFC 6716 §2.1.7). Not thread-safe.
 */
public final class OpusEncoding {

  public static final int SAMPLE_RATE_HZ = 24_000;

  /** 20 ms. */
  public static final int FRAME = 480;

  private static final int BITS_PER_SECOND = 24_000;
  private static final int COMPLEXITY = 5;

  /** What the copies are made for until the other end tells how much it loses. */
  private static final int EXPECTED_LOSS_PERCENT = 5;

  private static final int LARGEST_PACKET = 1_275;

  private final OpusEncoder encoder;
  private final byte[] encoded = new byte[LARGEST_PACKET];

  public OpusEncoding() {
    try {
      encoder = new OpusEncoder(SAMPLE_RATE_HZ, 1, OpusApplication.OPUS_APPLICATION_VOIP);
    } catch (OpusException e) {
      throw new IllegalStateException("Expected Opus to encode at 24 kHz", e);
    }
    encoder.setBitrate(BITS_PER_SECOND);
    encoder.setUseVBR(true);
    encoder.setComplexity(COMPLEXITY);
    encoder.setSignalType(OpusSignal.OPUS_SIGNAL_VOICE);
    encoder.setUseInbandFEC(true);
    encoder.setPacketLossPercent(EXPECTED_LOSS_PERCENT);
  }

  /** How much the other end says it loses: the more, the better the copies. */
  public void expectLoss(int percent) {
    encoder.setPacketLossPercent(Math.clamp(percent, EXPECTED_LOSS_PERCENT, 30));
  }

  /**
   * @param frame 20 ms: 480 samples
   */
  public byte[] encode(short[] frame) {
    if (frame.length != FRAME) {
      throw new IllegalArgumentException(
          "Expected %d samples, but found %d".formatted(FRAME, frame.length));
    }
    try {
      return Arrays.copyOf(encoded, encoder.encode(frame, 0, FRAME, encoded, 0, encoded.length));
    } catch (OpusException e) {
      throw new IllegalStateException("Expected Opus to encode 20 ms", e);
    }
  }
}
