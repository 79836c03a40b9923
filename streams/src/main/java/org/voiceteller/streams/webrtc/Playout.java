package org.voiceteller.streams.webrtc;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;
import org.voiceteller.streams.call.AgentFrame;
import org.voiceteller.streams.call.CallerFrame;
import org.voiceteller.streams.sound.OpusEncoding;

/**
 * The agent's sound on its way out: taken in as the call gives it, up to a bound ahead of the
 * caller's ear, given out 20 ms each tick. What was given out is reckoned as heard after a fixed
 * time. Beyond the bound the newest is dropped. Thread-safe.
 */
final class Playout {

  private static final int BYTES_PER_MS = 48;
  private static final int FRAME_BYTES = 2 * OpusEncoding.FRAME;

  private final long mostBytes;
  private final long heardAfterNanos;
  private final Deque<Item> waiting = new ArrayDeque<>();
  private final Deque<Sent> sent = new ArrayDeque<>();
  private long waitingBytes;
  private @Nullable String turn;
  private long turnBytes;

  private sealed interface Item {

    record Sound(String turnId, ByteString pcm) implements Item {}

    /** Where a turn's sound begins or ends. */
    record Mark(AgentFrame frame) implements Item {}
  }

  private record Sent(long atNanos, String turnId, long ms) {}

  /**
   * What goes out in this tick.
   *
   * @param pcm 480 samples, 24 kHz; null when there is nothing
   * @param marks what the caller is told now, since its sound has got there
   */
  record Piece(short @Nullable [] pcm, List<AgentFrame> marks) {}

  Playout(Duration bound, Duration heardAfter) {
    this.mostBytes = bound.toMillis() * BYTES_PER_MS;
    this.heardAfterNanos = heardAfter.toNanos();
  }

  /**
   * @return milliseconds that were dropped for want of room
   */
  synchronized long add(String turnId, ByteString pcm) {
    if (waitingBytes + pcm.size() > mostBytes) {
      return Math.max(1, pcm.size() / BYTES_PER_MS);
    }
    waiting.addLast(new Item.Sound(turnId, pcm));
    waitingBytes += pcm.size();
    return 0;
  }

  synchronized void mark(AgentFrame frame) {
    waiting.addLast(new Item.Mark(frame));
  }

  /**
   * Drops what waits of a turn.
   *
   * @return whether the caller has been told of its beginning
   */
  synchronized boolean clear(String turnId) {
    boolean isBegun = true;
    for (Iterator<Item> items = waiting.iterator(); items.hasNext(); ) {
      switch (items.next()) {
        case Item.Sound(var id, var pcm) -> {
          if (id.equals(turnId)) {
            waitingBytes -= pcm.size();
            items.remove();
          }
        }
        case Item.Mark(var frame) -> {
          if (frame.isSoundOf(turnId)) {
            isBegun &= !(frame instanceof AgentFrame.AudioStarted);
            items.remove();
          }
        }
      }
    }
    sent.removeIf(each -> each.turnId().equals(turnId));
    return isBegun;
  }

  synchronized boolean isEmpty() {
    return waiting.isEmpty();
  }

  synchronized Piece next(long nowNanos) {
    List<AgentFrame> marks = new ArrayList<>();
    ByteString pcm = ByteString.emptyByteString();
    while (pcm.size() < FRAME_BYTES && !waiting.isEmpty()) {
      switch (waiting.removeFirst()) {
        case Item.Mark(var frame) -> {
          boolean isNextTurns = frame instanceof AgentFrame.AudioStarted && !pcm.isEmpty();
          if (isNextTurns) {
            waiting.addFirst(new Item.Mark(frame));
            return piece(pcm, marks);
          }
          marks.add(frame);
        }
        case Item.Sound(var turnId, var sound) -> {
          int taken = Math.min(FRAME_BYTES - pcm.size(), sound.size());
          pcm = pcm.concat(sound.take(taken));
          waitingBytes -= taken;
          gone(turnId, taken, nowNanos);
          if (taken < sound.size()) {
            waiting.addFirst(new Item.Sound(turnId, sound.drop(taken)));
          }
        }
      }
    }
    return piece(pcm, marks);
  }

  private void gone(String turnId, int bytes, long nowNanos) {
    turnBytes = turnId.equals(turn) ? turnBytes + bytes : bytes;
    turn = turnId;
    sent.addLast(new Sent(nowNanos, turnId, turnBytes / BYTES_PER_MS));
  }

  /** Filled up with silence when it is less than a frame. */
  private static Piece piece(ByteString pcm, List<AgentFrame> marks) {
    if (pcm.isEmpty()) {
      return new Piece(null, marks);
    }
    byte[] bytes = pcm.toArray();
    short[] samples = new short[OpusEncoding.FRAME];
    for (int i = 0; i < bytes.length / 2; i++) {
      samples[i] = (short) ((bytes[2 * i] & 0xff) | bytes[2 * i + 1] << 8);
    }
    return new Piece(samples, marks);
  }

  /** What the caller has heard by now, if it is more than when asked last. */
  synchronized Optional<CallerFrame.PlaybackPosition> heard(long nowNanos) {
    Sent latest = null;
    while (!sent.isEmpty() && nowNanos - sent.getFirst().atNanos() >= heardAfterNanos) {
      latest = sent.removeFirst();
    }
    return latest == null
        ? Optional.empty()
        : Optional.of(new CallerFrame.PlaybackPosition(latest.turnId(), latest.ms()));
  }
}
