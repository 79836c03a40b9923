package org.voiceteller.streams.rtp;

import java.util.Arrays;
import java.util.List;
import java.util.OptionalInt;
import org.voiceteller.streams.sound.ComfortNoise;
import org.voiceteller.streams.sound.SpeechCodec;
import org.voiceteller.streams.sound.SpeechDecoder;

/**
 * The caller's packets as an even flow of sound for the agent: jitter buffer, decoder, concealment
 * of what was lost, comfort noise where nothing was sent. Give it packets when they come and take
 * 20 ms of sound each 20 ms.
 */
public final class ReceivedSound {

  /** 20 ms at 16 kHz. */
  public static final int FRAME = 320;

  private static final int FRAME_MS = 20;

  /** Packets are as long as 120 ms; what is more than that in stock came of a broken sender. */
  private static final int MOST_IN_STOCK = 10 * FRAME;

  private static final double QUIETEST_RMS = 60;

  /** Quiet is what is hardly louder than the faintest sound lately. */
  private static final double OVER_FLOOR = 2;

  /** By how much the faintest sound is forgotten each 20 ms: it doubles in 7 s. */
  private static final double FLOOR_RISES = 1.002;

  private final OptionalInt comfortNoisePayloadType;
  private final SpeechDecoder decoder;
  private final JitterBuffer buffer;
  private final ComfortNoise noise;
  private final short[] stock = new short[MOST_IN_STOCK];
  private int inStock;
  private double floor = QUIETEST_RMS;
  private boolean isQuiet = true;
  private boolean hasNoiseLevel;
  private long concealedMs;
  private long refused;

  /**
   * @param payloadType of the codec
   * @param comfortNoisePayloadType RFC 3389's, where it was negotiated
   */
  public ReceivedSound(SpeechCodec codec, int payloadType, OptionalInt comfortNoisePayloadType) {
    this.comfortNoisePayloadType = comfortNoisePayloadType;
    this.decoder = codec.decoder();
    this.noise = new ComfortNoise(payloadType);
    this.buffer =
        new JitterBuffer(
            codec.clockHz(),
            packet -> packet.payloadType() == payloadType ? codec.units(packet.payload()) : 0);
  }

  /**
   * Any packet of the source: those of other payload types (telephone events) only keep their place
   * in the sequence.
   *
   * @param nowNanos of a clock that never jumps
   */
  public void arrived(RtpPacket packet, long nowNanos) {
    if (comfortNoisePayloadType.isPresent()
        && packet.payloadType() == comfortNoisePayloadType.getAsInt()) {
      noise.follow(packet.payload());
      hasNoiseLevel = true;
    }
    buffer.arrived(packet, nowNanos);
  }

  /**
   * @return 320 samples, 16 kHz
   */
  public short[] next(long nowNanos) {
    switch (buffer.next(nowNanos, isQuiet)) {
      case Piece.Sound sound -> {
        for (RtpPacket packet : sound.packets()) {
          short[] decoded = decoder.decode(packet.payload());
          if (decoded.length == 0) {
            refused++;
          }
          add(decoded);
        }
      }
      case Piece.StillSounding _ -> {}
      case Piece.Lost lost -> {
        concealedMs += FRAME_MS;
        add(
            lost.next().isPresent()
                ? decoder.recover(lost.next().get().payload(), FRAME)
                : decoder.conceal(FRAME));
      }
      case Piece.Silence _ -> {
        if (inStock < FRAME) {
          add(noise.next(FRAME));
        }
      }
    }
    if (inStock < FRAME) {
      // shorter packets, one of which is lost, or one that could not be decoded
      concealedMs += FRAME_MS;
      add(decoder.conceal(FRAME));
    }
    short[] frame = Arrays.copyOf(stock, FRAME);
    inStock -= FRAME;
    System.arraycopy(stock, FRAME, stock, 0, inStock);
    listen(frame);
    return frame;
  }

  /** The oldest goes when there is too much. */
  private void add(short[] pcm) {
    int added = Math.min(pcm.length, MOST_IN_STOCK);
    int kept = Math.min(inStock, MOST_IN_STOCK - added);
    System.arraycopy(stock, inStock - kept, stock, 0, kept);
    System.arraycopy(pcm, pcm.length - added, stock, kept, added);
    inStock = kept + added;
  }

  private void listen(short[] frame) {
    double energy = 0;
    for (short sample : frame) {
      energy += sample * sample;
    }
    double rms = Math.sqrt(energy / frame.length);
    floor = Math.clamp(rms, QUIETEST_RMS / 4, floor * FLOOR_RISES);
    isQuiet = rms < Math.max(QUIETEST_RMS, floor * OVER_FLOOR);
    if (!hasNoiseLevel) {
      noise.level(ComfortNoise.levelOf(floor));
    }
  }

  /** How the jitter buffer does. */
  public JitterBuffer.Statistics statistics() {
    return buffer.statistics();
  }

  /** Sequence numbers that a NACK would ask for. */
  public List<Integer> missing() {
    return buffer.missing();
  }

  /** How much of what was given out was made up for lost sound. */
  public long concealedMs() {
    return concealedMs;
  }

  /** Packets of the codec's payload type that were not of the codec. */
  public long refused() {
    return refused;
  }
}
