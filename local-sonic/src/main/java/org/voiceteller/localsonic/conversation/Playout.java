package org.voiceteller.localsonic.conversation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

/**
 * Where the caller is in what was sent to them. Sound leaves faster than it plays: it is taken to
 * play from its sending on, without a gap after what was sent before. Times are nanoseconds of the
 * conversation's clock.
 */
final class Playout {

  /** A sentence that was sent and is not yet played to its end. */
  record Sentence(String text, long endNanos, boolean endsTurn) {}

  private static final long NANOS_PER_SECOND = 1_000_000_000L;

  private final Deque<Sentence> sent = new ArrayDeque<>();
  private long endNanos = Long.MIN_VALUE;

  /** Sound was sent. */
  void sound(long nowNanos, int samples, int sampleRateHz) {
    endNanos = Math.max(nowNanos, endNanos) + samples * NANOS_PER_SECOND / sampleRateHz;
  }

  /** A sentence's sound was sent to its end; a sentence without sound counts as heard at once. */
  void sentence(long nowNanos, String text, boolean endsTurn) {
    sent.add(new Sentence(text, Math.max(nowNanos, endNanos), endsTurn));
  }

  /** Whether something still plays. */
  boolean playing(long nowNanos) {
    return endNanos > nowNanos;
  }

  /** The sentences that were played to their end by now, each only once. */
  List<Sentence> heard(long nowNanos) {
    var heard = new ArrayList<Sentence>();
    for (var next = sent.peek(); next != null && next.endNanos() <= nowNanos; next = sent.peek()) {
      heard.add(sent.remove());
    }
    return heard;
  }

  /** The caller's side throws away what is queued. */
  void cut(long nowNanos) {
    sent.clear();
    endNanos = Math.min(endNanos, nowNanos);
  }

  /** When the next sentence will have been heard. */
  long nextNanos() {
    var next = sent.peek();
    return next == null ? Exchange.NEVER : next.endNanos();
  }
}
