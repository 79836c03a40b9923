package org.voiceteller.streams.call;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.stream.Stream;
import org.apache.pekko.util.ByteString;

/**
 * The last of the caller's sound that no stream has made words of yet, kept aside for the next
 * stream, and whether somebody speaks in it. Bounded in milliseconds of sound; long silence is not
 * kept, so that it does not push words out. Loudness is all that is judged here: a frame is speech
 * when it is clearly louder than the line's own noise. Not thread-safe.
 */
final class CallerSound {

  private static final int FRAME_MS = 32;

  /** Silence for so long ends a run of speech. */
  private static final int PAUSE_FRAMES = 800 / FRAME_MS;

  /** What is kept before the first loud frame: words begin softly. */
  private static final int LEAD_FRAMES = 256 / FRAME_MS;

  /**
   * The service ends a turn after 1.5 s of silence at the earliest, so words that it tells now do
   * not reach into a run of speech that is younger.
   */
  private static final int LATER_RUN_FRAMES = 1_280 / FRAME_MS;

  /** About -48 dBFS. */
  private static final double LEAST_LOUD = 130;

  private static final double OVER_NOISE = 3;
  private static final double NOISE_RISES_BY = 1.005;

  private final int maxFrames;
  private final InstantSource clock;
  private final Deque<Frame> kept = new ArrayDeque<>();

  /** The latest frames of a long silence, which may be the soft beginning of words. */
  private final Deque<Frame> lead = new ArrayDeque<>();

  private double noise = LEAST_LOUD;
  private int runFrames;
  private int quietFrames = PAUSE_FRAMES;
  private int loudFrames;
  private Instant lastLoud;

  private record Frame(ByteString pcm, Instant at) {}

  CallerSound(Duration replay, InstantSource clock) {
    this.maxFrames = (int) (replay.toMillis() / FRAME_MS);
    this.clock = clock;
    this.lastLoud = clock.instant();
  }

  /**
   * @param frame 32 ms of PCM s16le, mono, 16 kHz
   * @param agentAudible whether the agent's voice may be in it, as on a line that echoes
   */
  void heard(ByteString frame, boolean agentAudible) {
    Instant now = clock.instant();
    if (isLoud(frame)) {
      if (quietFrames >= PAUSE_FRAMES) {
        runFrames = 0;
      }
      quietFrames = 0;
      loudFrames += agentAudible ? 0 : 1;
      lastLoud = now;
    } else {
      quietFrames++;
    }
    runFrames++;
    if (quietFrames > PAUSE_FRAMES) {
      keepLast(LEAD_FRAMES, lead, new Frame(frame, now));
    } else {
      kept.addAll(lead);
      lead.clear();
      keepLast(maxFrames, kept, new Frame(frame, now));
    }
  }

  private static void keepLast(int frames, Deque<Frame> of, Frame added) {
    of.addLast(added);
    while (of.size() > frames) {
      of.removeFirst();
    }
  }

  private boolean isLoud(ByteString frame) {
    double rms = rms(frame);
    boolean loud = rms > Math.max(LEAST_LOUD, OVER_NOISE * noise);
    noise = Math.max(1, Math.min(rms, noise * NOISE_RISES_BY));
    return loud;
  }

  private static double rms(ByteString frame) {
    byte[] pcm = frame.toArrayUnsafe();
    int samples = pcm.length / 2;
    double sum = 0;
    for (int i = 0; i < samples; i++) {
      double sample = (short) ((pcm[2 * i] & 0xff) | (pcm[2 * i + 1] << 8));
      sum += sample * sample;
    }
    return samples == 0 ? 0 : Math.sqrt(sum / samples);
  }

  /** A stream told the caller's words: only what began after them is still to be understood. */
  void understood() {
    int later = isSpeech() && runFrames <= LATER_RUN_FRAMES ? runFrames + LEAD_FRAMES : 0;
    lead.clear();
    while (kept.size() > later) {
      kept.removeFirst();
    }
    loudFrames = Math.min(loudFrames, later);
    runFrames = Math.min(runFrames, later);
  }

  private boolean isSpeech() {
    return quietFrames < PAUSE_FRAMES;
  }

  /**
   * What a next stream must hear, oldest first.
   *
   * @param notBefore what is older is not worth hearing any more
   */
  List<ByteString> kept(Instant notBefore) {
    return Stream.concat(kept.stream(), lead.stream())
        .filter(frame -> !frame.at().isBefore(notBefore))
        .map(Frame::pcm)
        .toList();
  }

  /** Somebody speaks since before what is kept: a next stream would miss the beginning. */
  boolean isBeginningGone() {
    return isSpeech() && runFrames >= maxFrames;
  }

  /** How much speech no stream has told the words of. */
  Duration speechNotUnderstood() {
    return Duration.ofMillis((long) loudFrames * FRAME_MS);
  }

  Instant lastSpeech() {
    return lastLoud;
  }

  Duration quietFor() {
    return Duration.between(lastLoud, clock.instant());
  }
}
