package org.voiceteller.streams.call;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import org.apache.pekko.util.ByteString;

/**
 * The agent's sound by the time at which the caller's ear gets it, at 4 kHz: what an echo is
 * compared with. What was played more than two seconds ago is forgotten. Not thread-safe.
 */
final class PlayedSound {

  /** Samples in a millisecond. */
  static final int PER_MS = 4;

  private static final int FROM_24_KHZ = 6;
  private static final Duration KEPT = Duration.ofSeconds(2);

  private final Deque<Piece> pieces = new ArrayDeque<>();

  /**
   * @param samples for their course
   * @param power for the loudness of all that is in the sound, too high for the samples or not: the
   *     mean square in each sample's time
   */
  private record Piece(Instant from, float[] samples, float[] power) {

    Instant to() {
      return from.plusMillis(samples.length / PER_MS);
    }
  }

  /**
   * @param from when the ear gets it
   * @param pcm s16le, mono, 24 kHz
   */
  void add(Instant from, ByteString pcm) {
    pieces.addLast(new Piece(from, decimated(pcm, FROM_24_KHZ), power(pcm, FROM_24_KHZ)));
  }

  /** The ear is earlier or later than was reckoned. */
  void shift(Duration by) {
    int count = pieces.size();
    for (int i = 0; i < count; i++) {
      Piece piece = pieces.removeFirst();
      pieces.addLast(new Piece(piece.from().plus(by), piece.samples(), piece.power()));
    }
  }

  /** From now on the ear gets nothing of what was sent. */
  void cleared(Instant now) {
    pieces.removeIf(piece -> !piece.from().isBefore(now));
  }

  /** Whether the ear got anything from then to then. */
  boolean isAnyBetween(Instant from, Instant to) {
    pieces.removeIf(piece -> piece.to().isBefore(from.minus(KEPT)));
    return pieces.stream().anyMatch(piece -> piece.from().isBefore(to) && piece.to().isAfter(from));
  }

  /** Fills both with what the ear got from then on, and silence where it got nothing. */
  void copy(Instant from, float[] samples, float[] power) {
    Arrays.fill(samples, 0);
    Arrays.fill(power, 0);
    for (Piece piece : pieces) {
      long place = Duration.between(from, piece.from()).toNanos() * PER_MS / 1_000_000;
      int first = (int) Math.max(0, -place);
      int last = (int) Math.min(piece.samples().length, samples.length - place);
      if (first < last) {
        int to = (int) (place + first);
        System.arraycopy(piece.samples(), first, samples, to, last - first);
        System.arraycopy(piece.power(), first, power, to, last - first);
      }
    }
  }

  /** The mean square of so many samples each. */
  static float[] power(ByteString pcm, int by) {
    byte[] bytes = pcm.toArrayUnsafe();
    float[] power = new float[bytes.length / 2 / by];
    for (int i = 0; i < power.length; i++) {
      float sum = 0;
      for (int j = i * by; j < (i + 1) * by; j++) {
        float sample = (short) ((bytes[2 * j] & 0xff) | bytes[2 * j + 1] << 8);
        sum += sample * sample;
      }
      power[i] = sum / by;
    }
    return power;
  }

  /**
   * Sound at a lower rate. Each sample is a mean over twice its time, the middle counting most:
   * what is too high for the lower rate is left out alike on both sides of a comparison.
   */
  static float[] decimated(ByteString pcm, int by) {
    byte[] bytes = pcm.toArrayUnsafe();
    int length = bytes.length / 2;
    float[] samples = new float[length / by];
    for (int i = 0; i < samples.length; i++) {
      float sum = 0;
      float weights = 0;
      int middle = i * by + by / 2;
      for (int j = Math.max(0, middle - by + 1); j < Math.min(length, middle + by); j++) {
        float weight = by - Math.abs(j - middle);
        sum += weight * (short) ((bytes[2 * j] & 0xff) | bytes[2 * j + 1] << 8);
        weights += weight;
      }
      samples[i] = sum / weights;
    }
    return samples;
  }
}
