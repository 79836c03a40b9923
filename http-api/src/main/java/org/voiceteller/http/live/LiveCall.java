package org.voiceteller.http.live;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.voiceteller.core.call.HandOff;

/**
 * A call in progress, as it is at this moment.
 *
 * @param state whether its caller is on the line
 * @param customerId null until the caller is known
 * @param level 0 to 3
 * @param tool that is used now; null when none is
 * @param since it does what it does
 * @param turns that were said to their end, by both
 * @param latencyMs from the end of the caller's words to the first sound of the answer, of the last
 *     turn; null before the first, and without sound
 * @param latencyAt when that was
 * @param handOff null while its caller neither waits for a person nor has one
 * @param steps grows with each step that the journal may hold: a reader who has seen fewer reads
 *     again
 * @param node where its leg is, {@code host:port}
 */
public record LiveCall(
    String callId,
    String channel,
    State state,
    @Nullable String customerId,
    int level,
    Doing doing,
    @Nullable String tool,
    Instant since,
    Instant startedAt,
    int turns,
    @Nullable Long latencyMs,
    @Nullable Instant latencyAt,
    Audio audio,
    @Nullable HandOff handOff,
    long steps,
    String node) {

  /** Whether the caller is there. */
  public enum State {
    LIVE,
    /** The connection broke; the call waits for its caller. */
    WAITING
  }

  /** What goes on, from the bank's side. */
  public enum Doing {
    LISTENING,
    SPEAKING,
    THINKING,
    USING_TOOL,
    /** A code or an answer of the caller's is awaited. */
    AWAITING_SECRET
  }

  /** The stream to the model. */
  public enum ModelStream {
    OPEN,
    /** It failed, and is being replaced. */
    FAILED
  }

  /** How the sound goes. */
  public record Audio(
      ModelStream stream,
      int renewals,
      long droppedToModelMs,
      long droppedToCallerMs,
      int bargeIns) {

    static Audio fresh() {
      return new Audio(ModelStream.OPEN, 0, 0, 0, 0);
    }

    Audio with(ModelStream next) {
      return new Audio(next, renewals, droppedToModelMs, droppedToCallerMs, bargeIns);
    }

    Audio renewed() {
      return new Audio(
          ModelStream.OPEN, renewals + 1, droppedToModelMs, droppedToCallerMs, bargeIns);
    }

    Audio bargedIn() {
      return new Audio(stream, renewals, droppedToModelMs, droppedToCallerMs, bargeIns + 1);
    }

    Audio dropped(long toModelMs, long toCallerMs) {
      return new Audio(
          stream, renewals, droppedToModelMs + toModelMs, droppedToCallerMs + toCallerMs, bargeIns);
    }
  }

  static LiveCall begun(String callId, String channel, int level, Instant now, String node) {
    return new LiveCall(
        callId,
        channel,
        State.LIVE,
        null,
        level,
        Doing.LISTENING,
        null,
        now,
        now,
        0,
        null,
        null,
        Audio.fresh(),
        null,
        1,
        node);
  }

  /** Does something else from now on; the same again leaves it as it is. */
  LiveCall doing(Doing next, @Nullable String nextTool, Instant now) {
    boolean same = next == doing && Objects.equals(nextTool, tool);
    return same ? this : change().doing(next, nextTool, now).made();
  }

  Change change() {
    return new Change(this);
  }

  /** A copy that differs in what is named. */
  static final class Change {

    private final LiveCall from;
    private State state;
    private @Nullable String customerId;
    private int level;
    private Doing doing;
    private @Nullable String tool;
    private Instant since;
    private int turns;
    private @Nullable Long latencyMs;
    private @Nullable Instant latencyAt;
    private Audio audio;
    private @Nullable HandOff handOff;
    private long steps;
    private String node;

    private Change(LiveCall from) {
      this.from = from;
      this.state = from.state;
      this.customerId = from.customerId;
      this.level = from.level;
      this.doing = from.doing;
      this.tool = from.tool;
      this.since = from.since;
      this.turns = from.turns;
      this.latencyMs = from.latencyMs;
      this.latencyAt = from.latencyAt;
      this.audio = from.audio;
      this.handOff = from.handOff;
      this.steps = from.steps;
      this.node = from.node;
    }

    Change at(String next) {
      node = next;
      return this;
    }

    Change state(State next, Instant now) {
      state = next;
      since = now;
      return this;
    }

    Change handOff(@Nullable HandOff next) {
      handOff = next;
      return this;
    }

    Change customer(String id) {
      customerId = id;
      return this;
    }

    Change level(int next) {
      level = next;
      return this;
    }

    Change doing(Doing next, @Nullable String nextTool, Instant now) {
      doing = next;
      tool = nextTool;
      since = now;
      return this;
    }

    Change turn() {
      turns++;
      return this;
    }

    Change latency(long ms, Instant at) {
      latencyMs = ms;
      latencyAt = at;
      return this;
    }

    Change audio(Audio next) {
      audio = next;
      return this;
    }

    /** The journal may hold more of it now. */
    Change step() {
      steps++;
      return this;
    }

    LiveCall made() {
      return new LiveCall(
          from.callId,
          from.channel,
          state,
          customerId,
          level,
          doing,
          tool,
          since,
          from.startedAt,
          turns,
          latencyMs,
          latencyAt,
          audio,
          handOff,
          steps,
          node);
    }
  }
}
