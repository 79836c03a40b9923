package org.voiceteller.streams.call;

import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;
import org.voiceteller.core.authentication.Level;
import org.voiceteller.core.call.Challenge;
import org.voiceteller.core.call.EndReason;
import org.voiceteller.core.call.HandOff;
import org.voiceteller.core.call.Turn;
import org.voiceteller.core.tool.ToolOutcome;

/**
 * What goes to the caller's side. The sound of a turn lies between its {@link AudioStarted} and its
 * {@link AudioEnded} or {@link AudioCleared}; turns do not overlap. Other frames may come at any
 * time and overtake sound.
 */
public sealed interface AgentFrame {

  /** Whether it is the sound of this turn, or its begin or end: what a barge-in drops. */
  default boolean isSoundOf(String turn) {
    return switch (this) {
      case Audio(var turnId, _) -> turnId.equals(turn);
      case AudioStarted(var turnId) -> turnId.equals(turn);
      case AudioEnded(var turnId, _) -> turnId.equals(turn);
      case AudioCleared _, Transcript _, Unheard _, ToolStarted _, ToolFinished _ -> false;
      case LevelReached _, ChallengeOpened _, ChallengeClosed _, HandOffChanged _ -> false;
      case CallEnded _, Notice _, Problem _ -> false;
    };
  }

  /**
   * @param pcm s16le, mono, 24 kHz; at most 100 ms
   */
  record Audio(String turnId, ByteString pcm) implements AgentFrame {

    /** 48 bytes are one millisecond. */
    static final int BYTES_PER_MS = 48;
  }

  record AudioStarted(String turnId) implements AgentFrame {}

  /**
   * All of the turn's sound was sent.
   *
   * @param durationMs of all of it
   */
  record AudioEnded(String turnId, long durationMs) implements AgentFrame {}

  /** The caller spoke: drop what is queued of this turn. Its sound has ended with that. */
  record AudioCleared(String turnId) implements AgentFrame {}

  /**
   * @param isFinal false for what the agent is about to say: the same turn's later transcripts add
   *     to it or, when final, replace it with what was heard, which may be nothing
   */
  record Transcript(String turnId, Turn.Speaker speaker, String text, boolean isFinal)
      implements AgentFrame {}

  /**
   * What the agent was about to say in this turn, after what its final transcript holds, and the
   * caller has not heard.
   */
  record Unheard(String turnId, String text) implements AgentFrame {}

  record ToolStarted(String toolUseId, String tool) implements AgentFrame {}

  record ToolFinished(
      String toolUseId, String tool, ToolOutcome.Result result, @Nullable String confirmation)
      implements AgentFrame {}

  record LevelReached(Level level) implements AgentFrame {}

  /**
   * The bank waits for a secret: a code, or an answer.
   *
   * @param destination where a code went, masked; null for anything else
   */
  record ChallengeOpened(Challenge.Kind kind, @Nullable String destination) implements AgentFrame {}

  /** It waits no longer, whatever the reason: answered, given up, or tried too often. */
  record ChallengeClosed() implements AgentFrame {}

  /**
   * The caller waits for a person, or has one.
   *
   * @param state null when the agent has the call
   * @param reason why they wait; null when they do not
   * @param summary of the call for whoever takes them over; null when nobody is waited for
   */
  record HandOffChanged(
      HandOff.@Nullable State state, HandOff.@Nullable Reason reason, @Nullable String summary)
      implements AgentFrame {

    static HandOffChanged to(@Nullable HandOff handOff, @Nullable String summary) {
      return handOff == null
          ? new HandOffChanged(null, null, null)
          : new HandOffChanged(handOff.state(), handOff.reason(), summary);
    }
  }

  /** The last frame of a call that ended. */
  record CallEnded(EndReason reason) implements AgentFrame {}

  /**
   * What the caller is told without the agent's voice: it is our own words, never the model's.
   *
   * @param code stable, in lower case with underscores
   * @param turnId under which a tone follows that goes with it
   */
  record Notice(String code, String message, String turnId) implements AgentFrame {}

  /**
   * Something did not work.
   *
   * @param code stable, in lower case with underscores
   * @param message one sentence for a person
   * @param retryable whether the same may work later
   */
  record Problem(String code, String message, boolean retryable) implements AgentFrame {}
}
