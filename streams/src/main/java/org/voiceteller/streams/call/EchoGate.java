package org.voiceteller.streams.call;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.function.Consumer;
import org.apache.pekko.util.ByteString;

/**
 * Keeps the agent's own sound, when the caller's line gives it back, from being taken for the
 * caller: such frames go to the model as silence.
 *
 * <p>While the agent is audible the caller's sound is held for 96 ms and compared with what the ear
 * got up to a set delay before. What correlates with it is its echo; that tells also how loud the
 * line's echo is, so that a blurred echo is known by its level. What is louder than that by 3 dB is
 * a caller who speaks over the agent, and passes with the 200 ms after it. Nothing is held or
 * compared while the agent is silent, and quiet frames are not compared. Echo is not subtracted: a
 * caller who speaks more softly than their line's echo is heard when the agent is silent. Not
 * thread-safe.
 */
final class EchoGate {

  private static final int FRAME_MS = 32;
  private static final int FROM_16_KHZ = 4;

  /** Frames that are looked at together; so many are held. */
  private static final int HELD = 3;

  private static final int WINDOW = HELD * FRAME_MS * PlayedSound.PER_MS;

  /** Below about -55 dBFS nobody takes anything for speech. */
  private static final double QUIET_RMS = 60;

  /** Of the sound's energy so much must be explained by the echo's source. */
  private static final double ECHO_SHARE = 0.5;

  private static final double LOUDER_THAN_ECHO = 2;
  private static final Duration AFTER_SPEECH = Duration.ofMillis(200);

  private final Duration longestDelay;
  private final InstantSource clock;
  private final Consumer<ByteString> model;
  private final PlayedSound played = new PlayedSound();
  private final Deque<Held> held = new ArrayDeque<>();
  private final float[] source;
  private final float[] sourcePower;
  private Instant speechUntil = Instant.MIN;

  /** Power of the echo for one of its source, and how late it comes; nothing before it is known. */
  private double coupling;

  private int lag;

  /**
   * @param power all of the frame, as the sum of {@link PlayedSound#power}
   */
  private record Held(ByteString pcm, float[] samples, double power, Instant from) {}

  /**
   * @param longestDelay of an echo; zero for no gate at all
   * @param model takes the caller's sound, frame by frame of 32 ms, PCM s16le, mono, 16 kHz
   */
  EchoGate(Duration longestDelay, InstantSource clock, Consumer<ByteString> model) {
    this.longestDelay = longestDelay;
    this.clock = clock;
    this.model = model;
    this.source = new float[WINDOW + (int) longestDelay.toMillis() * PlayedSound.PER_MS];
    this.sourcePower = new float[source.length];
  }

  /**
   * Sound of the agent's was sent.
   *
   * @param from when the ear gets it
   * @param pcm s16le, mono, 24 kHz
   */
  void played(Instant from, ByteString pcm) {
    if (!longestDelay.isZero()) {
      played.add(from, pcm);
    }
  }

  void earMoved(Duration by) {
    played.shift(by);
  }

  void cleared() {
    played.cleared(clock.instant());
  }

  void hear(ByteString frame) {
    Instant now = clock.instant();
    Instant from = now.minusMillis(FRAME_MS);
    if (!longestDelay.isZero() && played.isAnyBetween(from.minus(longestDelay), now)) {
      held.addLast(
          new Held(
              frame,
              PlayedSound.decimated(frame, FROM_16_KHZ),
              sum(PlayedSound.power(frame, FROM_16_KHZ), 0, FRAME_MS * PlayedSound.PER_MS),
              from));
      if (held.size() > HELD) {
        decide();
      }
      return;
    }
    while (!held.isEmpty()) {
      decide();
    }
    model.accept(frame);
  }

  private void decide() {
    boolean echo = isEcho();
    Held first = held.removeFirst();
    model.accept(echo ? ByteString.fromArrayUnsafe(new byte[first.pcm().size()]) : first.pcm());
  }

  private boolean isEcho() {
    Held first = held.getFirst();
    float[] heard = new float[WINDOW];
    int length = 0;
    double power = 0;
    for (Iterator<Held> frames = held.iterator(); frames.hasNext() && length < WINDOW; ) {
      Held frame = frames.next();
      float[] samples = frame.samples();
      power += frame.power();
      int more = Math.min(samples.length, WINDOW - length);
      System.arraycopy(samples, 0, heard, length, more);
      length += more;
    }
    if (first.power() < QUIET_RMS * QUIET_RMS * first.samples().length
        || first.from().isBefore(speechUntil)) {
      return false;
    }
    played.copy(first.from().minus(longestDelay), source, sourcePower);
    if (correlates(heard, length, power)
        || first.power() <= LOUDER_THAN_ECHO * expected(first.samples().length)) {
      return true;
    }
    speechUntil = first.from().plus(AFTER_SPEECH);
    return false;
  }

  /** Looks for the delay at which most of what is heard is the agent's; learns from a clear one. */
  private boolean correlates(float[] heard, int length, double power) {
    double heardEnergy = energy(heard, 0, length);
    int lags = source.length - WINDOW;
    double best = 0;
    int bestAt = 0;
    double energy = energy(source, 0, length);
    for (int at = 0; at <= lags; at++) {
      double product = 0;
      for (int i = 0; i < length; i++) {
        product += heard[i] * source[at + i];
      }
      if (energy > 0 && product * product / energy > best) {
        best = product * product / energy;
        bestAt = at;
      }
      if (at < lags) {
        energy +=
            source[at + length] * (double) source[at + length] - source[at] * (double) source[at];
      }
    }
    boolean clear = heardEnergy > 0 && best >= ECHO_SHARE * heardEnergy;
    if (clear) {
      double now = power / sum(sourcePower, bestAt, length);
      coupling = coupling == 0 ? now : 0.8 * coupling + 0.2 * now;
      lag = lags - bestAt;
    }
    return clear;
  }

  /**
   * The energy that the line's echo may have in this frame, a little sooner or later than known.
   */
  private double expected(int length) {
    int at = source.length - WINDOW - lag;
    double most = 0;
    for (int early = -length; early <= length; early += length / 2) {
      int from = Math.max(0, Math.min(source.length - length, at + early));
      most = Math.max(most, sum(sourcePower, from, length));
    }
    return coupling * most;
  }

  private static double energy(float[] samples, int from, int length) {
    double energy = 0;
    for (int i = from; i < from + length; i++) {
      energy += samples[i] * (double) samples[i];
    }
    return energy;
  }

  private static double sum(float[] power, int from, int length) {
    double sum = 0;
    for (int i = from; i < from + length; i++) {
      sum += power[i];
    }
    return sum;
  }
}
