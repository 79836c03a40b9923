package org.voiceteller.streams.call;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
 * the leg reports. A tone in between the words of a turn is that turn's sound at the leg, since
 * sound there belongs to the turn begun last, and none of what was heard of its words. Sound that
 * waits is bounded in milliseconds; when there is too much, the newest is dropped: the caller hears
 * the beginning without a gap. Sound is cut into frames of at most 100 ms. Not thread-safe.
 */
final class PlayoutGate {

  private static final int FRAME_BYTES = 100 * AgentFrame.Audio.BYTES_PER_MS;

  /** Turns that are remembered: more than can be on their way at once. */
  private static final int MAX_TURNS = 8;

  private final Duration ahead;
  private final long maxWaitingMs;
  private final Deque<AgentFrame> waiting = new ArrayDeque<>();
  private final Map<String, Sent> turns = new LinkedHashMap<>();
  private long waitingBytes;
  private Instant earGetsAllBy = Instant.MIN;
  private @Nullable Stop stop;
  private boolean paced = true;

  /** One turn's sound on its way, tones included. */
  private static final class Sent {
    private final Tones tones = new Tones();
    private long queuedBytes;
    private long sentBytes;
    private Instant earGetsItBy = Instant.MIN;
    private boolean isOpenAtLeg;
    private boolean isOver;
    private boolean isCut;

    private long unheardMs(Instant now) {
      return earGetsItBy.isAfter(now)
          ? Math.min(ms(sentBytes), Duration.between(now, earGetsItBy).toMillis())
          : 0;
    }

    private long playedMs(Instant now) {
      return ms(sentBytes) - unheardMs(now);
    }

    private void interpose(long bytes) {
      tones.add(ms(sentBytes), ms(bytes));
      queuedBytes += bytes;
    }

    /** Nothing more of it is sent, and what was sent counts no further than this. */
    private void endAt(long playedMs, Instant now) {
      sentBytes = Math.min(sentBytes, playedMs * AgentFrame.Audio.BYTES_PER_MS);
      queuedBytes = sentBytes;
      earGetsItBy = now;
      isOpenAtLeg = false;
      isOver = true;
      isCut = true;
    }
  }

  /** What was sent too far of a turn: the leg is told when its ear has got the rest. */
  private record Stop(String turnId, Instant at) {}

  PlayoutGate(Duration ahead, Duration queue) {
    this.ahead = ahead;
    this.maxWaitingMs = queue.toMillis();
  }

  void start(String turnId) {
    if (turns.size() == MAX_TURNS) {
      turns.remove(turns.keySet().iterator().next());
    }
    turns.put(turnId, new Sent());
    waiting.addLast(new AgentFrame.AudioStarted(turnId));
  }

  /**
   * @param pcm s16le, mono, 24 kHz
   * @return milliseconds that were dropped for want of room
   */
  long add(String turnId, ByteString pcm) {
    Sent turn = turns.get(turnId);
    if (turn == null || turn.isOver) {
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
      turn.queuedBytes += frame.size();
    }
    return 0;
  }

  /**
   * A tone when all is heard: in the turn whose sound the leg is playing, or else on its own.
   *
   * @param ownId under which it sounds on its own
   * @param pcm of 100 ms at most each
   */
  void interpose(String ownId, List<ByteString> pcm) {
    Optional<Map.Entry<String, Sent>> within =
        turns.entrySet().stream().filter(turn -> turn.getValue().isOpenAtLeg).findFirst();
    String turnId = within.map(Map.Entry::getKey).orElse(ownId);
    long bytes = pcm.stream().mapToLong(ByteString::size).sum();
    if (within.isEmpty()) {
      waiting.addLast(new AgentFrame.AudioStarted(ownId));
    }
    pcm.forEach(part -> waiting.addLast(new AgentFrame.Audio(turnId, part)));
    waitingBytes += bytes;
    within.ifPresentOrElse(
        turn -> turn.getValue().interpose(bytes),
        () -> waiting.addLast(new AgentFrame.AudioEnded(ownId, ms(bytes))));
  }

  void end(String turnId) {
    Sent turn = turns.get(turnId);
    if (turn != null && !turn.isOver) {
      turn.isOver = true;
      waiting.addLast(new AgentFrame.AudioEnded(turnId, ms(turn.queuedBytes)));
    }
  }

  /** The next frame, if there is one and it is time for it. */
  Optional<AgentFrame> poll(Instant now) {
    if (stop != null) {
      return pollStop(now);
    }
    AgentFrame next = waiting.peekFirst();
    if (next == null || (next instanceof AgentFrame.Audio && isTooEarly(now))) {
      return Optional.empty();
    }
    waiting.removeFirst();
    if (next instanceof AgentFrame.AudioStarted(var turnId)) {
      turn(turnId).isOpenAtLeg = true;
    } else if (next instanceof AgentFrame.AudioEnded(var turnId, _)) {
      turn(turnId).isOpenAtLeg = false;
    } else if (next instanceof AgentFrame.Audio(var turnId, var pcm)) {
      waitingBytes -= pcm.size();
      earGetsAllBy =
          earPosition(now).plusNanos(pcm.size() * 1_000_000L / AgentFrame.Audio.BYTES_PER_MS);
      Sent turn = turn(turnId);
      turn.sentBytes += pcm.size();
      turn.earGetsItBy = earGetsAllBy;
    }
    return Optional.of(next);
  }

  /** The end of a turn of which too much was sent, when it is time for that. */
  Optional<AgentFrame> pollStop(Instant now) {
    if (stop == null || (paced && stop.at().isAfter(now))) {
      return Optional.empty();
    }
    String turnId = stop.turnId();
    stop = null;
    earGetsAllBy = now;
    return Optional.of(new AgentFrame.AudioCleared(turnId));
  }

  private Sent turn(String turnId) {
    return turns.getOrDefault(turnId, new Sent());
  }

  private boolean isTooEarly(Instant now) {
    return paced && earGetsAllBy.isAfter(now.plus(ahead));
  }

  /** When the sound that goes out next is heard. */
  Instant earPosition(Instant now) {
    return earGetsAllBy.isBefore(now) ? now : earGetsAllBy;
  }

  /** How long until the next frame; empty when none waits. */
  Optional<Duration> nextDue(Instant now) {
    if (stop != null) {
      return Optional.of(notNegative(Duration.between(now, stop.at())));
    }
    if (waiting.isEmpty()) {
      return Optional.empty();
    }
    Duration wait =
        isTooEarly(now) ? Duration.between(now.plus(ahead), earGetsAllBy) : Duration.ZERO;
    return Optional.of(wait);
  }

  /**
   * What the leg reports of a turn that it plays; sets the reckoning right.
   *
   * @return by how much the ear is later than it was reckoned to be
   */
  Duration played(String turnId, long playedMs, Instant now) {
    Sent turn = turns.get(turnId);
    if (turn == null || turn.sentBytes == 0 || turn.isCut) {
      return Duration.ZERO;
    }
    Instant before = turn.earGetsItBy;
    Instant after = now.plusMillis(Math.max(0, ms(turn.sentBytes) - playedMs));
    Duration shift = Duration.between(before, after);
    for (Sent each : turns.values()) {
      if (each.sentBytes > 0 && !each.earGetsItBy.isBefore(before)) {
        each.earGetsItBy = each.earGetsItBy.plus(shift);
      }
    }
    earGetsAllBy = earGetsAllBy.isBefore(before) ? after : earGetsAllBy.plus(shift);
    if (stop != null) {
      stop = new Stop(stop.turnId(), stop.at().plus(shift));
    }
    return shift;
  }

  /** How much of a turn's words the ear has got by now, as far as this side can reckon. */
  long heardMs(String turnId, Instant now) {
    Sent turn = turns.get(turnId);
    return turn == null ? 0 : turn.tones.wordsMs(turn.playedMs(now));
  }

  /** The same of all its sound, tones between the words included. */
  long playedMs(String turnId, Instant now) {
    Sent turn = turns.get(turnId);
    return turn == null ? 0 : turn.playedMs(now);
  }

  /** How long until the ear has got all of a turn that is here by now; zero when it has. */
  Duration untilHeard(String turnId, Instant now) {
    Sent turn = turns.get(turnId);
    if (turn == null) {
      return Duration.ZERO;
    }
    if (turn.queuedBytes == turn.sentBytes) {
      return notNegative(Duration.between(now, turn.earGetsItBy));
    }
    long before = 0;
    for (AgentFrame frame : waiting) {
      if (frame instanceof AgentFrame.Audio(var id, var pcm)) {
        before += pcm.size();
        if (id.equals(turnId) && before >= turn.queuedBytes - turn.sentBytes) {
          break;
        }
      }
    }
    return Duration.between(now, earPosition(now)).plusMillis(Math.max(1, ms(before)));
  }

  /**
   * Drops what waits of this turn, and whatever of it still arrives.
   *
   * @return what the leg must be told, if it has begun this turn and has not yet got or heard all
   *     of this turn
   */
  Optional<AgentFrame> clear(String turnId, Instant now) {
    Sent turn = turns.get(turnId);
    boolean legHasSome = turn != null && (turn.isOpenAtLeg || turn.earGetsItBy.isAfter(now));
    forget(turnId, now);
    if (!legHasSome) {
      return Optional.empty();
    }
    earGetsAllBy = now;
    return Optional.of(new AgentFrame.AudioCleared(turnId));
  }

  /**
   * Drops what lies beyond so many milliseconds of this turn's words, and whatever of it still
   * arrives. The ear gets the rest, and nothing of another turn before that.
   */
  void clearAfter(String turnId, long wordsMs, Instant now) {
    Sent turn = turns.get(turnId);
    if (turn == null) {
      return;
    }
    long keptMs = turn.tones.soundMs(wordsMs);
    long keptBytes = keptMs * AgentFrame.Audio.BYTES_PER_MS;
    long place = turn.sentBytes;
    Deque<AgentFrame> kept = new ArrayDeque<>();
    boolean isEnded = false;
    for (AgentFrame frame : waiting) {
      switch (frame) {
        case AgentFrame.Audio(var id, var pcm) when id.equals(turnId) -> {
          ByteString part = pcm.take((int) Math.max(0, Math.min(pcm.size(), keptBytes - place)));
          place += part.size();
          waitingBytes -= pcm.size() - part.size();
          if (!part.isEmpty()) {
            kept.addLast(new AgentFrame.Audio(id, part));
          }
        }
        case AgentFrame.AudioEnded(var id, _) when id.equals(turnId) -> {
          // another end follows what is kept
        }
        case AgentFrame other -> {
          if (!isEnded && other instanceof AgentFrame.AudioStarted(var id) && !id.equals(turnId)) {
            isEnded = endOf(turnId, turn, keptMs, kept);
          }
          kept.addLast(other);
        }
      }
    }
    if (!isEnded) {
      endOf(turnId, turn, keptMs, kept);
    }
    waiting.clear();
    waiting.addAll(kept);
    if (turn.sentBytes > keptBytes) {
      long tooFarMs = ms(turn.sentBytes - keptBytes);
      turn.earGetsItBy = turn.earGetsItBy.minusMillis(tooFarMs);
      turn.sentBytes = keptBytes;
      turn.isOpenAtLeg = false;
      stop = new Stop(turnId, turn.earGetsItBy);
    }
    turn.queuedBytes = keptBytes;
    turn.isOver = true;
  }

  private static boolean endOf(String turnId, Sent turn, long keptMs, Deque<AgentFrame> kept) {
    if (turn.sentBytes <= keptMs * AgentFrame.Audio.BYTES_PER_MS) {
      kept.addLast(new AgentFrame.AudioEnded(turnId, keptMs));
    }
    return true;
  }

  /** Drops what waits of this turn, and whatever of it still arrives; the leg is not to be told. */
  void forget(String turnId, Instant now) {
    for (Iterator<AgentFrame> frames = waiting.iterator(); frames.hasNext(); ) {
      AgentFrame frame = frames.next();
      if (frame.isSoundOf(turnId)) {
        frames.remove();
        if (frame instanceof AgentFrame.Audio(_, var pcm)) {
          waitingBytes -= pcm.size();
        }
      }
    }
    Sent turn = turns.get(turnId);
    if (turn != null) {
      turn.endAt(turn.playedMs(now), now);
    }
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
    return waiting.isEmpty() && stop == null;
  }

  private static Duration notNegative(Duration duration) {
    return duration.isNegative() ? Duration.ZERO : duration;
  }

  private static long ms(long bytes) {
    return bytes / AgentFrame.Audio.BYTES_PER_MS;
  }
}
