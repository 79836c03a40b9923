package org.voiceteller.http.terminal;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the caller hears, in real time: the agent's sound is queued by turn and played 20 ms at each
 * {@link #tick}. PCM s16le, mono, 24 kHz. Not thread-safe.
 */
final class Loudspeaker {

  static final int SAMPLE_RATE_HZ = 24_000;
  private static final int FRAME_MS = 20;
  private static final int FRAME_BYTES = SAMPLE_RATE_HZ / 1000 * FRAME_MS * 2;

  /** One turn's sound on its way to the ear. */
  private static final class Turn {
    private final String turnId;
    private final ArrayDeque<byte[]> queue = new ArrayDeque<>();
    private long playedBytes;
    private boolean complete;

    private Turn(String turnId) {
      this.turnId = turnId;
    }
  }

  /**
   * What was played in a tick.
   *
   * @param turnEnded whether these were the turn's last samples
   */
  record Played(String turnId, byte[] pcm, long playedMs, boolean turnEnded) {}

  private final ArrayDeque<Turn> turns = new ArrayDeque<>();
  private @Nullable Turn receiving;

  void begin(String turnId) {
    receiving = new Turn(turnId);
    turns.add(receiving);
  }

  /** Sound of the turn that began last. */
  void hear(byte[] pcm) {
    if (receiving != null) {
      receiving.queue.add(pcm);
    }
  }

  void end(String turnId) {
    turns.stream().filter(turn -> turn.turnId.equals(turnId)).forEach(turn -> turn.complete = true);
  }

  /** Barge-in: drops what is queued of this turn. */
  void clear(String turnId) {
    turns.removeIf(turn -> turn.turnId.equals(turnId));
    if (receiving != null && receiving.turnId.equals(turnId)) {
      receiving = null;
    }
  }

  void clearAll() {
    turns.clear();
    receiving = null;
  }

  boolean isSilent() {
    return turns.isEmpty();
  }

  /** Plays the next 20 ms, if there is anything to play. */
  Optional<Played> tick() {
    Turn turn = turns.peek();
    if (turn == null) {
      return Optional.empty();
    }
    byte[] frame = frame(turn);
    turn.playedBytes += frame.length;
    boolean ended = turn.complete && turn.queue.isEmpty();
    if (ended) {
      turns.poll();
    }
    return frame.length == 0 && !ended
        ? Optional.empty()
        : Optional.of(
            new Played(turn.turnId, frame, turn.playedBytes * 1000 / (SAMPLE_RATE_HZ * 2L), ended));
  }

  private static byte[] frame(Turn turn) {
    byte[] frame = new byte[FRAME_BYTES];
    int filled = 0;
    while (filled < FRAME_BYTES && !turn.queue.isEmpty()) {
      byte[] next = turn.queue.poll();
      int taken = Math.min(next.length, FRAME_BYTES - filled);
      System.arraycopy(next, 0, frame, filled, taken);
      filled += taken;
      if (taken < next.length) {
        turn.queue.addFirst(Arrays.copyOfRange(next, taken, next.length));
      }
    }
    return filled == FRAME_BYTES ? frame : Arrays.copyOf(frame, filled);
  }
}
