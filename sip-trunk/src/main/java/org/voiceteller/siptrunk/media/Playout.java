package org.voiceteller.siptrunk.media;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * The agent's sound on its way out, by turn: taken 20 ms at a time, in real time. PCM s16, mono, 24
 * kHz. What comes beyond its size is dropped. Not thread-safe.
 */
final class Playout {

  /** 20 ms. */
  static final int FRAME = 480;

  private static final int SAMPLES_PER_MS = 24;

  /** A turn's sound that has not all come yet is not begun before there is so much of it. */
  private static final int BEGIN_SAMPLES = 2 * FRAME;

  private static final class Turn {
    private final String turnId;
    private final Deque<short[]> queue = new ArrayDeque<>();
    private int queued;
    private long played;
    private boolean begun;
    private boolean complete;

    private Turn(String turnId) {
      this.turnId = turnId;
    }
  }

  /**
   * What goes out now.
   *
   * @param frame 20 ms; silence behind the end of a turn
   * @param playedMs of the turn, with this
   */
  record Played(String turnId, short[] frame, long playedMs, boolean turnEnded) {}

  private final Deque<Turn> turns = new ArrayDeque<>();
  private final long maxSamples;
  private @Nullable Turn receiving;
  private long queued;
  private long dropped;

  Playout(long maxMs) {
    this.maxSamples = maxMs * SAMPLES_PER_MS;
  }

  void begin(String turnId) {
    receiving = new Turn(turnId);
    turns.add(receiving);
  }

  /** Sound of the turn that began last; without one it is nobody's. */
  void hear(short[] pcm) {
    if (receiving == null || pcm.length == 0) {
      return;
    }
    if (queued + pcm.length > maxSamples) {
      dropped += pcm.length;
      return;
    }
    receiving.queue.add(pcm);
    receiving.queued += pcm.length;
    queued += pcm.length;
  }

  void end(String turnId) {
    for (Turn turn : turns) {
      if (turn.turnId.equals(turnId)) {
        turn.complete = true;
      }
    }
  }

  /** Barge-in: what is queued of this turn is not heard any more. */
  void clear(String turnId) {
    turns.removeIf(
        turn -> {
          boolean cleared = turn.turnId.equals(turnId);
          queued -= cleared ? turn.queued : 0;
          return cleared;
        });
    if (receiving != null && receiving.turnId.equals(turnId)) {
      receiving = null;
    }
  }

  void clearAll() {
    turns.clear();
    receiving = null;
    queued = 0;
  }

  boolean isEmpty() {
    return turns.isEmpty();
  }

  long queuedMs() {
    return queued / SAMPLES_PER_MS;
  }

  long droppedMs() {
    return dropped / SAMPLES_PER_MS;
  }

  /** The next 20 ms; null when there is nothing to be heard now. */
  @Nullable Played next() {
    Turn turn = turns.peek();
    if (turn == null) {
      return null;
    }
    if (!turn.begun && !turn.complete && turn.queued < BEGIN_SAMPLES) {
      return null;
    }
    turn.begun = true;
    short[] frame = new short[FRAME];
    int filled = 0;
    while (filled < FRAME && !turn.queue.isEmpty()) {
      short[] next = turn.queue.remove();
      int taken = Math.min(next.length, FRAME - filled);
      System.arraycopy(next, 0, frame, filled, taken);
      filled += taken;
      if (taken < next.length) {
        turn.queue.addFirst(Arrays.copyOfRange(next, taken, next.length));
      }
    }
    turn.queued -= filled;
    queued -= filled;
    turn.played += filled;
    boolean ended = turn.complete && turn.queue.isEmpty();
    if (ended) {
      turns.remove();
    }
    return filled == 0 && !ended
        ? null
        : new Played(turn.turnId, frame, turn.played / SAMPLES_PER_MS, ended);
  }
}
