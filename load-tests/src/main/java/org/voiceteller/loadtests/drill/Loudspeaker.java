package org.voiceteller.loadtests.drill;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A caller's loudspeaker, which plays what comes, as it comes and without a buffer to make up for
 * delays: whenever there is nothing to play in the middle of a turn, there is a gap. Reckons by
 * nanoseconds that never go back. Not thread-safe.
 */
final class Loudspeaker {

  /** PCM s16le, mono, 24 kHz. */
  private static final long BYTES_PER_SECOND = 48_000;

  private final List<Played> turns = new ArrayList<>();
  private long untilNanos;
  private boolean speaking;
  private String turnId = "";
  private long startedNanos;
  private long firstNanos;
  private long lastFrameNanos;
  private long bytes;
  private long longestGapNanos;
  private long longestWaitNanos;

  /**
   * One stretch of sound, from {@code audio.start} to {@code audio.end} or {@code audio.clear}.
   *
   * @param beganNanos when its first sound was played
   * @param endsNanos when its last sound is played
   * @param soundMs all of its sound
   * @param longestGapMs silence in the middle of it because nothing had come
   * @param longestWaitMs between two messages with sound, whatever was left to play meanwhile
   * @param cleared whether the rest was dropped
   */
  record Played(
      String turnId,
      long beganNanos,
      long endsNanos,
      long soundMs,
      long longestGapMs,
      long longestWaitMs,
      boolean cleared) {}

  /** What the caller has heard of a turn by now. */
  record Position(String turnId, long playedMs) {}

  void starts(String turn, long now) {
    turnId = turn;
    speaking = true;
    startedNanos = now;
    bytes = 0;
    longestGapNanos = 0;
    longestWaitNanos = 0;
  }

  void plays(int frameBytes, long now) {
    if (bytes == 0) {
      firstNanos = Math.max(now, untilNanos);
    } else {
      longestGapNanos = Math.max(longestGapNanos, now - untilNanos);
      longestWaitNanos = Math.max(longestWaitNanos, now - lastFrameNanos);
    }
    lastFrameNanos = now;
    bytes += frameBytes;
    untilNanos = Math.max(now, untilNanos) + nanos(frameBytes);
  }

  void ends(long now) {
    if (speaking) {
      speaking = false;
      note(Math.max(now, untilNanos), false);
    }
  }

  /** What is left is not played. */
  void clears(long now) {
    untilNanos = Math.min(now, untilNanos);
    if (speaking) {
      speaking = false;
      note(now, true);
    }
  }

  private void note(long ends, boolean cleared) {
    turns.add(
        new Played(
            turnId,
            bytes == 0 ? startedNanos : firstNanos,
            ends,
            bytes * 1_000 / BYTES_PER_SECOND,
            TimeUnit.NANOSECONDS.toMillis(longestGapNanos),
            TimeUnit.NANOSECONDS.toMillis(longestWaitNanos),
            cleared));
  }

  /** Whether nothing is playing, or about to. */
  boolean isSilent(long now) {
    return !speaking && untilNanos <= now;
  }

  /** How far the latest turn is heard; a player's usual report. */
  Optional<Position> position(long now) {
    if (turnId.isEmpty()) {
      return Optional.empty();
    }
    long left = Math.max(0, untilNanos - now);
    long played = bytes * 1_000 / BYTES_PER_SECOND - TimeUnit.NANOSECONDS.toMillis(left);
    return Optional.of(new Position(turnId, Math.max(0, played)));
  }

  /** All that was played, in order. */
  List<Played> turns() {
    return List.copyOf(turns);
  }

  private static long nanos(long frameBytes) {
    return frameBytes * TimeUnit.SECONDS.toNanos(1) / BYTES_PER_SECOND;
  }
}
