package org.voiceteller.streams.call;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;
import org.voiceteller.streams.observe.CallObserver;
import org.voiceteller.streams.observe.CallObserver.AudioQueue;
import org.voiceteller.streams.recording.LegRecorder;

/**
 * What waits to go to the caller's leg: frames that go at once, and sound behind the {@link
 * PlayoutGate}. Frames other than sound are never dropped; a leg that lets 2,000 of them wait does
 * not listen any more. Not thread-safe.
 */
final class AgentSide {

  private static final int MAX_WAITING = 2_000;

  private final PlayoutGate gate;
  private final CallObserver observer;
  private final InstantSource clock;
  private final EchoGate echo;
  private final LegRecorder recorder;
  private final CallEars ears;
  private final Deque<AgentFrame> atOnce = new ArrayDeque<>();
  private @Nullable Instant askedAt;
  private @Nullable String toneId;

  AgentSide(
      CallSettings settings,
      CallObserver observer,
      InstantSource clock,
      EchoGate echo,
      LegRecorder recorder,
      CallEars ears) {
    this.gate = new PlayoutGate(settings.playoutAhead(), settings.playoutQueue());
    this.observer = observer;
    this.clock = clock;
    this.echo = echo;
    this.recorder = recorder;
    this.ears = ears;
  }

  void add(AgentFrame frame) {
    atOnce.addLast(frame);
  }

  /** Whether the leg has let so much wait that it cannot be listening. */
  boolean isDeaf() {
    return atOnce.size() > MAX_WAITING;
  }

  /** What goes to the leg now. */
  Optional<AgentFrame> next() {
    Instant now = clock.instant();
    Instant heardFrom = gate.earPosition(now);
    Optional<AgentFrame> first =
        gate.pollStop(now).or(() -> Optional.ofNullable(atOnce.pollFirst()));
    Optional<AgentFrame> next = first.or(() -> gate.poll(now));
    next.ifPresent(frame -> told(frame, heardFrom));
    if (first.isEmpty()) {
      next.filter(frame -> !isTone(frame)).ifPresent(frame -> speaks(frame, now));
    }
    return next;
  }

  private void speaks(AgentFrame frame, Instant now) {
    if (frame instanceof AgentFrame.AudioStarted) {
      recorder.agentSpeaks();
    } else if (frame instanceof AgentFrame.Audio) {
      observer.agentSounds();
      if (askedAt != null) {
        observer.firstAudio(Duration.between(askedAt, now));
        askedAt = null;
      }
    }
  }

  private boolean isTone(AgentFrame frame) {
    return (toneId != null && frame.isSoundOf(toneId)) || HoldTone.isIn(frame);
  }

  private void told(AgentFrame frame, Instant heardFrom) {
    ears.told(frame);
    if (frame instanceof AgentFrame.Audio(var turnId, var pcm)) {
      echo.played(heardFrom, pcm);
      recorder.agentSounds(turnId, heardFrom, pcm);
    } else if (frame instanceof AgentFrame.AudioCleared(var turnId)) {
      echo.cleared();
      recorder.agentCut(turnId, gate.playedMs(turnId, clock.instant()));
    }
  }

  /** How long until there is something; empty when nothing waits. */
  Optional<Duration> nextDue() {
    return atOnce.isEmpty() ? gate.nextDue(clock.instant()) : Optional.of(Duration.ZERO);
  }

  /** The caller's words ended: from now on they wait for an answer. */
  void asked() {
    askedAt = clock.instant();
  }

  void audioStarted(String turnId) {
    gate.start(turnId);
  }

  void audio(String turnId, ByteString pcm) {
    long dropped = gate.add(turnId, pcm);
    if (dropped > 0) {
      observer.audioDropped(AudioQueue.TO_CALLER, dropped);
    }
  }

  /** After what is still to be heard; nobody's turn, and in no record. */
  void announce(String turnId, Announcement announcement) {
    audioStarted(turnId);
    audio(turnId, announcement.pcm());
    audioEnded(turnId);
  }

  /**
   * Tells the caller, who has heard all, in words and by a tone that somebody is there.
   *
   * @param id of the tone, where it is not heard in between the words of a turn
   */
  void hold(String id, String words) {
    observer.callerHeld();
    toneId = id;
    add(new AgentFrame.Notice("please_hold", words, id));
    gate.interpose(id, HoldTone.sound());
  }

  void audioEnded(String turnId) {
    gate.end(turnId);
  }

  void played(String turnId, long playedMs) {
    Duration later = gate.played(turnId, playedMs, clock.instant());
    echo.earMoved(later);
    recorder.earMoved(later);
  }

  long heardMs(String turnId) {
    return gate.heardMs(turnId, clock.instant());
  }

  /** How long until the caller has heard all of a turn that is here by now; zero when they have. */
  Duration untilHeard(String turnId) {
    return gate.untilHeard(turnId, clock.instant());
  }

  /** The caller spoke over this turn: silence at once, before anything else that waits. */
  void bargedIn(String turnId) {
    gate.clear(turnId, clock.instant())
        .ifPresent(
            clear -> {
              observer.bargedIn();
              atOnce.addFirst(clear);
            });
  }

  /** Whether the caller has heard all that the agent has said. */
  boolean isAllHeard() {
    return gate.isAllHeard(clock.instant());
  }

  /** The caller spoke over this turn, and must hear so much of it before the silence. */
  void bargedInAfter(String turnId, long ms) {
    observer.bargedIn();
    gate.clearAfter(turnId, ms, clock.instant());
  }

  /** Nobody listens to this turn any more. */
  void forget(String turnId) {
    gate.forget(turnId, clock.instant());
  }

  void stopPacing() {
    gate.stopPacing();
  }

  void clear() {
    atOnce.clear();
  }

  boolean isSoundGone() {
    return gate.isEmpty();
  }

  boolean isEmpty() {
    return atOnce.isEmpty();
  }
}
