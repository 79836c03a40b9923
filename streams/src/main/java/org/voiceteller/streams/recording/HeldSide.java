package org.voiceteller.streams.recording;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One side's sound while it is held back: pieces that lie somewhere in the recording's time,
 * counted in samples of 16 kHz from its beginning. Not thread-safe.
 */
final class HeldSide {

  private static final String NO_TURN = "";

  private final Deque<Piece> pieces = new ArrayDeque<>();

  private static final class Piece {
    private long from;
    private final String turnId;

    /** The place of the first sample in its turn. */
    private final long ofTurn;

    private final short[] samples;
    private int length;

    private Piece(long from, String turnId, long ofTurn, short[] samples) {
      this.from = from;
      this.turnId = turnId;
      this.ofTurn = ofTurn;
      this.samples = samples;
      this.length = samples.length;
    }

    private long to() {
      return from + length;
    }
  }

  void add(long from, short[] samples) {
    add(from, NO_TURN, 0, samples);
  }

  void add(long from, String turnId, long ofTurn, short[] samples) {
    if (samples.length > 0) {
      pieces.addLast(new Piece(from, turnId, ofTurn, samples));
    }
  }

  /** The place after the newest sample; empty places may lie before it. */
  long end() {
    long end = Long.MIN_VALUE;
    for (Piece piece : pieces) {
      end = Math.max(end, piece.to());
    }
    return end;
  }

  /** Forgets what lies from there on. */
  void cutFrom(long place) {
    for (Piece piece : pieces) {
      piece.length = (int) Math.max(0, Math.min(piece.length, place - piece.from));
    }
    pieces.removeIf(piece -> piece.length == 0);
  }

  /** Forgets what lies in between. */
  void cut(long from, long to) {
    ArrayDeque<Piece> kept = new ArrayDeque<>();
    for (Piece piece : pieces) {
      int before = (int) Math.max(0, Math.min(piece.length, from - piece.from));
      int after = (int) Math.max(0, Math.min(piece.length, to - piece.from));
      if (after <= before) {
        kept.addLast(piece);
        continue;
      }
      if (after < piece.length) {
        short[] rest = new short[piece.length - after];
        System.arraycopy(piece.samples, after, rest, 0, rest.length);
        kept.addLast(new Piece(piece.from + after, piece.turnId, piece.ofTurn + after, rest));
      }
      piece.length = before;
      if (before > 0) {
        kept.addLast(piece);
      }
    }
    pieces.clear();
    pieces.addAll(kept);
  }

  /** Forgets what lies beyond so many samples of this turn. */
  void cutTurn(String turnId, long samples) {
    for (Piece piece : pieces) {
      if (piece.turnId.equals(turnId)) {
        piece.length = (int) Math.max(0, Math.min(piece.length, samples - piece.ofTurn));
      }
    }
    pieces.removeIf(piece -> piece.length == 0);
  }

  /**
   * The turns that do not end before that place are heard so much later, as far as they are still
   * held.
   */
  void shift(long place, long by, long earliest) {
    Set<String> moved =
        pieces.stream()
            .filter(piece -> piece.to() > place)
            .map(piece -> piece.turnId)
            .collect(Collectors.toSet());
    for (Piece piece : pieces) {
      if (moved.contains(piece.turnId)) {
        piece.from = Math.max(earliest, piece.from + by);
      }
    }
  }

  /**
   * Puts what lies between two places into one channel and forgets it and all before.
   *
   * @param pcm s16le, two channels
   */
  void take(long from, long to, byte[] pcm, int channel) {
    for (Iterator<Piece> each = pieces.iterator(); each.hasNext(); ) {
      Piece piece = each.next();
      long first = Math.max(from, piece.from);
      long last = Math.min(to, piece.to());
      for (long place = first; place < last; place++) {
        short sample = piece.samples[(int) (place - piece.from)];
        int at = (int) (place - from) * 4 + channel * 2;
        pcm[at] = (byte) sample;
        pcm[at + 1] = (byte) (sample >> 8);
      }
      if (piece.to() <= to) {
        each.remove();
      }
    }
  }

  boolean isAnyBetween(long from, long to) {
    return pieces.stream().anyMatch(piece -> piece.from < to && piece.to() > from);
  }

  void clear() {
    pieces.clear();
  }
}
