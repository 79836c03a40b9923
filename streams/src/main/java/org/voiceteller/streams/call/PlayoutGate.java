package org.voiceteller.streams.call;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;

/**
 * Holds the agent's sound back, so that it runs only a little ahead of the caller's ear. The model
 * speaks faster than real time; what has left this process cannot be dropped at once any more,
 * since it may lie in a network's buffers in front of the {@code audio.clear}. The leg's own buffer
 * bridges its network's jitter with what it has been sent ahead.
 *
 * <p>The ear's position is reckoned by the clock from when sound was sent, and set right by what
 * the leg reports. Sound that waits is bounded in milliseconds; when there is too much, the newest
 * is dropped: the caller hears the beginning without a gap, and the transcript holds the rest.
 * Sound is cut into frames of at most 100 ms. Not thread-safe.
 */
final class PlayoutGate {

  private static final int FRAME_BYTES = 100 * AgentFrame.Audio.BYTES_PER_MS;

  private final Duration ahead;
  private final long maxWaitingMs;
  private final Deque<AgentFrame> waiting = new ArrayDeque<>();
  private long waitingBytes;
  private Instant earGetsAllBy = Instant.MIN;
  private @Nullable String turnAtLeg;
  private long sentBytes;
  private long turnBytes;
  private @Nullable String cleared;
  private boolean openAtLeg;
  private boolean paced = true;

  PlayoutGate(Duration ahead, Duration queue) {
    this.ahead = ahead;
    this.maxWaitingMs = queue.toMillis();
  }

  void start(String turnId) {
    if (!turnId.equals(cleared)) {
      turnBytes = 0;
      waiting.addLast(new AgentFrame.AudioStarted(turnId));
    }
  }

  /**
   * @param pcm s16le, mono, 24 kHz
   * @return milliseconds that were dropped for want of room
   */
  long add(String turnId, ByteString pcm) {
    if (turnId.equals(cleared)) {
      return 0;
    }
    ByteString rest = pcm;
    while (!rest.isEmpty()) {
      if (ms(waitingBytes) >= maxWaitingMs) {
        return Math.max(1, ms(rest.size()));
      }
      ByteString frame = rest.take(FRAME_BYTES);
      rest = rest.drop(FRAME_BYTES);
      waiting.addLast(new AgentFrame.Audio(turnId, frame));
      waitingBytes += frame.size();
      turnBytes += frame.size();
    }
    return 0;
  }

  void end(String turnId) {
    if (!turnId.equals(cleared)) {
      waiting.addLast(new AgentFrame.AudioEnded(turnId, ms(turnBytes)));
    }
  }

  /** The next frame, if there is one and it is time for it. */
  Optional<AgentFrame> poll(Instant now) {
    AgentFrame next = waiting.peekFirst();
    if (next == null || (next instanceof AgentFrame.Audio && isTooEarly(now))) {
      return Optional.empty();
    }
    waiting.removeFirst();
    if (next instanceof AgentFrame.AudioStarted(var turnId)) {
      turnAtLeg = turnId;
      openAtLeg = true;
      sentBytes = 0;
    } else if (next instanceof AgentFrame.AudioEnded) {
      openAtLeg = false;
    } else if (next instanceof AgentFrame.Audio(_, var pcm)) {
      waitingBytes -= pcm.size();
      sentBytes += pcm.size();
      Instant from = earGetsAllBy.isBefore(now) ? now : earGetsAllBy;
      earGetsAllBy = from.plusNanos(pcm.size() * 1_000_000L / AgentFrame.Audio.BYTES_PER_MS);
    }
    return Optional.of(next);
  }

  private boolean isTooEarly(Instant now) {
    return paced && earGetsAllBy.isAfter(now.plus(ahead));
  }

  /** How long until the next frame; empty when none waits. */
  Optional<Duration> nextDue(Instant now) {
    if (waiting.isEmpty()) {
      return Optional.empty();
    }
    Duration wait =
        isTooEarly(now) ? Duration.between(now.plus(ahead), earGetsAllBy) : Duration.ZERO;
    return Optional.of(wait);
  }

  /** What the leg reports of the turn that it plays; sets the reckoning right. */
  void played(String turnId, long playedMs, Instant now) {
    if (turnId.equals(turnAtLeg)) {
      long unplayed = Math.max(0, ms(sentBytes) - playedMs);
      earGetsAllBy = now.plusMillis(unplayed);
    }
  }

  /** How much of a turn the ear has got by now, as far as this side can reckon. */
  long heardMs(String turnId, Instant now) {
    if (!turnId.equals(turnAtLeg)) {
      return 0;
    }
    long unplayed = earGetsAllBy.isAfter(now) ? Duration.between(now, earGetsAllBy).toMillis() : 0;
    return Math.max(0, ms(sentBytes) - unplayed);
  }

  /**
   * Drops what waits, and whatever of this turn still arrives.
   *
   * @return what the leg must be told, if it has begun this turn and has not yet got or heard all
   *     of this turn
   */
  Optional<AgentFrame> clear(String turnId, Instant now) {
    boolean legHasSome = turnId.equals(turnAtLeg) && (openAtLeg || earGetsAllBy.isAfter(now));
    forget(turnId);
    if (!legHasSome) {
      return Optional.empty();
    }
    openAtLeg = false;
    earGetsAllBy = now;
    return Optional.of(new AgentFrame.AudioCleared(turnId));
  }

  /** Drops what waits, and whatever of this turn still arrives; the leg is not to be told. */
  void forget(String turnId) {
    waiting.removeIf(AgentFrame::droppedByBargeIn);
    waitingBytes = 0;
    cleared = turnId;
  }

  /** From now on sound goes out as fast as the leg takes it: the call ends. */
  void stopPacing() {
    paced = false;
  }

  /** Whether nothing is on its way to the ear, as far as this side can reckon. */
  boolean isAllHeard(Instant now) {
    return waiting.isEmpty() && !earGetsAllBy.isAfter(now);
  }

  boolean isEmpty() {
    return waiting.isEmpty();
  }

  private static long ms(long bytes) {
    return bytes / AgentFrame.Audio.BYTES_PER_MS;
  }
}
