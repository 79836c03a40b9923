package org.voiceteller.streams.sound;

import io.github.jaredmdobson.concentus.OpusDecoder;
import io.github.jaredmdobson.concentus.OpusException;
import io.github.jaredmdobson.concentus.OpusPacketInfo;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Opus as it came from the caller, as 16 kHz mono whatever it was encoded at (RFC 6716), with its
 * own concealment and in-band error correction. Not thread-safe.
 *
 * <p>The library decodes at 48 kHz and the sound is resampled here: at any lower rate it gives
 * silence for packets of Opus's hybrid mode, which is what browsers send (<a
 * href="https://github.com/lostromb/concentus/issues/67">issue 67</a>, open).
 */
public final class OpusDecoding {

  public static final int SAMPLE_RATE_HZ = 16_000;

  /** The clock of its RTP timestamps, always (RFC 7587 §4.1). */
  public static final int CLOCK_HZ = 48_000;

  private static final int LONGEST_PACKET_MS = 120;
  private static final int LONGEST_PACKET = LONGEST_PACKET_MS * CLOCK_HZ / 1000;
  private static final int UNITS_PER_SAMPLE = CLOCK_HZ / SAMPLE_RATE_HZ;
  private static final int CHANNELS = 1;

  /** Concealment is asked for in pieces that Opus knows: multiples of 2.5 ms, 20 at most here. */
  private static final int PIECE = 20 * CLOCK_HZ / 1000;

  private static final int SMALLEST_PIECE = CLOCK_HZ / 400;
  private static final short[] NOTHING = {};

  private final OpusDecoder decoder;
  private final short[] decoded = new short[LONGEST_PACKET];
  private final Resampler resampler = Resampler.between(CLOCK_HZ, SAMPLE_RATE_HZ);

  public OpusDecoding() {
    try {
      decoder = new OpusDecoder(CLOCK_HZ, CHANNELS);
    } catch (OpusException e) {
      throw new IllegalStateException("Expected Opus to decode at 48 kHz", e);
    }
  }

  /**
   * How long a packet sounds, without decoding it (RFC 6716 §3.1).
   *
   * @return in units of the 48 kHz clock; 0 for what is no Opus packet
   */
  public static int units(byte[] packet) {
    if (packet.length == 0 || (packet[0] & 3) == 3 && packet.length < 2) {
      return 0;
    }
    int units = OpusPacketInfo.getNumSamples(packet, 0, packet.length, CLOCK_HZ);
    return units > 0 && units <= LONGEST_PACKET ? units : 0;
  }

  /**
   * @return up to 120 ms of sound; nothing when this is no Opus packet, which changes nothing
   */
  public short[] decode(byte[] packet) {
    return units(packet) == 0 ? NOTHING : made(decodeInto(packet, LONGEST_PACKET, false));
  }

  /**
   * A lost packet's sound from what the packet right after it carries of it, or concealed when it
   * carries nothing. The packet itself is decoded afterwards as usual.
   *
   * @param samples how long the lost packet was: a multiple of 2.5 ms
   */
  public short[] recover(byte[] next, int samples) {
    int units = samples * UNITS_PER_SAMPLE;
    if (units(next) == 0 || units > LONGEST_PACKET || units % SMALLEST_PIECE != 0) {
      return conceal(samples);
    }
    return decodeInto(next, units, true) == units ? made(units) : conceal(samples);
  }

  /** Sound in place of a lost packet's: goes on as before and fades. Always that many samples. */
  public short[] conceal(int samples) {
    short[] concealed = new short[samples * UNITS_PER_SAMPLE];
    for (int from = 0; from < concealed.length; from += PIECE) {
      int wanted = Math.min(PIECE, concealed.length - from);
      int asked = Math.ceilDiv(wanted, SMALLEST_PIECE) * SMALLEST_PIECE;
      int made = decodeInto(null, asked, false);
      System.arraycopy(decoded, 0, concealed, from, Math.min(wanted, made));
    }
    return resampler.resample(concealed);
  }

  private short[] made(int units) {
    return units == 0 ? NOTHING : resampler.resample(Arrays.copyOf(decoded, units));
  }

  /**
   * The library is a translation from C that throws what it likes on a broken packet; after that
   * its state cannot be trusted and is begun anew.
   */
  private int decodeInto(byte @Nullable [] packet, int units, boolean fec) {
    try {
      int length = packet == null ? 0 : packet.length;
      return Math.max(0, decoder.decode(packet, 0, length, decoded, 0, units, fec));
    } catch (OpusException | RuntimeException | AssertionError broken) {
      decoder.resetState();
      return 0;
    }
  }
}
