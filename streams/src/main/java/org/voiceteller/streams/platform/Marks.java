package org.voiceteller.streams.platform;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * Which place of which turn each mark on its way stands for. A mark that comes back tells that all
 * before it was heard; one that stood in dropped sound tells nothing, whenever it comes.
 *
 * <p>The sound is played without a pause from when it is sent, so a mark has its time. One that
 * comes back long after that is not believed: jambonz gives marks back under wrong names after a
 * {@code killAudio} (those that were still on their way shift the names of all that follow), and a
 * position that is seconds old would hold the agent up. The clock's own reckoning goes on then. Not
 * thread-safe.
 */
final class Marks {

  /** How far behind its time a mark may come back: the way there and back, and a jitter buffer. */
  static final Duration MOST_LATE = Duration.ofSeconds(1);

  private final int most;
  private final Deque<Mark> onTheirWay = new ArrayDeque<>();
  private Instant playedBy = Instant.MIN;
  private long named;

  /** A place that was heard. */
  record Place(String turnId, long playedMs) {}

  private record Mark(String name, Place place, Instant due) {}

  /**
   * @param most on their way at once
   */
  Marks(int most) {
    this.most = most;
  }

  /** Sound was sent. */
  void sent(Duration sound, Instant now) {
    playedBy = (playedBy.isBefore(now) ? now : playedBy).plus(sound);
  }

  /** Whether all that was sent is played by now, as far as it is known. */
  boolean isPlayed(Instant now) {
    return !playedBy.isAfter(now);
  }

  /** The name of a mark for what was sent by now; empty when too many are on their way. */
  Optional<String> next(String turnId, long playedMs, Instant now) {
    onTheirWay.removeIf(mark -> mark.due().plus(MOST_LATE).isBefore(now));
    if (onTheirWay.size() >= most) {
      return Optional.empty();
    }
    String name = "m" + ++named;
    Instant due = playedBy.isBefore(now) ? now : playedBy;
    onTheirWay.addLast(new Mark(name, new Place(turnId, playedMs), due));
    return Optional.of(name);
  }

  /** A mark came back; those before it are passed, too. */
  Optional<Place> played(String name, Instant now) {
    if (onTheirWay.stream().noneMatch(mark -> mark.name().equals(name))) {
      return Optional.empty();
    }
    Mark mark = onTheirWay.removeFirst();
    while (!mark.name().equals(name)) {
      mark = onTheirWay.removeFirst();
    }
    return mark.due().plus(MOST_LATE).isBefore(now) ? Optional.empty() : Optional.of(mark.place());
  }

  /** What was sent is dropped: its marks mean nothing any more. */
  void clear(Instant now) {
    onTheirWay.clear();
    playedBy = now;
  }
}
