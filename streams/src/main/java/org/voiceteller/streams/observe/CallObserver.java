package org.voiceteller.streams.observe;

import java.time.Duration;
import org.voiceteller.core.call.EndReason;
import org.voiceteller.core.call.Turn;
import org.voiceteller.core.guard.Judgement;
import org.voiceteller.core.tool.ToolOutcome;
import org.voiceteller.streams.nova.NovaFailure;

/** Is told what happens on the legs of this process. Thread-safe; never blocks, never throws. */
public interface CallObserver {

  /** A leg was joined to a call: a new one, or one that its caller came back to. */
  void legJoined(boolean resumed);

  /**
   * A leg is gone.
   *
   * @param lasted from {@link #legJoined} to now
   */
  void legLeft(LegEnd how, Duration lasted);

  /** Something was said in full and goes into the call's record. */
  void turnTaken(Turn.Speaker speaker);

  /** The record of a turn was given up: the journal was too slow or dead for too long. */
  void turnNotRecorded();

  /**
   * @param took from the model's wish to the persisted outcome
   */
  void toolUsed(String tool, ToolOutcome.Result result, Duration took);

  /** The caller spoke over the agent, and what was queued was dropped. */
  void bargedIn();

  /** The agent was about to say what is not so; the caller has not heard it. */
  void agentCut(Judgement.Reason reason);

  /** A queue overflowed and sound was lost. A barge-in's dropping is not counted here. */
  void audioDropped(AudioQueue queue, long droppedMs);

  /**
   * The model's stream failed.
   *
   * @param type the exception's simple name, from a small set: AWS's and the network's
   */
  void modelFailed(NovaFailure.Category category, String type);

  /** The call goes on with another stream to the model, after one that failed. */
  void modelStreamReplaced();

  /** The call goes on with another stream to the model, before the service ends the one it had. */
  void modelStreamRenewed(RenewedAt when);

  /** The caller waited in silence, and was told that somebody is there. */
  void callerHeld();

  /**
   * Whether a model is called at all; told at the start and at each change.
   *
   * @param target which one, by model and region; from the configuration
   */
  void modelBreaker(String target, Breaker state);

  /**
   * A call goes to a model for a stream, its first or another.
   *
   * @param target as above
   */
  void modelStreamOpened(String target);

  /**
   * @param waited from the end of the caller's words (as the model tells it) to the first sound
   *     handed to the leg
   */
  void firstAudio(Duration waited);

  /** Sound of the agent's words, some ten times a second, goes to the leg; no tone. */
  void agentSounds();

  /**
   * Sound has passed the bank: from the leg to the model, or the first of a turn from the model to
   * the leg. What waits because the agent still speaks is not told.
   *
   * @param held from its coming to its going
   */
  void soundPassed(AudioQueue direction, Duration held);

  /**
   * A barge-in has silenced the leg.
   *
   * @param took from the model's signal to the leg being told
   */
  void bargeInHeeded(Duration took);

  /** Sound of a call's recording is with the store. */
  void recorded(long soundMs);

  /** Sound that was to be recorded is lost, with the recording that failed. */
  void recordingDropped(long soundMs);

  /**
   * A call is not recorded any more, or not at all, though it was to be; it goes on.
   *
   * @param reason a short name, from a small set
   */
  void recordingFailed(String reason);

  /** How a leg's network does; each 5 s, from legs that know. */
  default void mediaReported(MediaReport report) {}

  /** Who is told of one call's legs in place of this one; this one unless it keeps calls apart. */
  default CallObserver ofCall(String callId) {
    return this;
  }

  /** The queues that hold sound. */
  enum AudioQueue {
    /** Caller's sound on its way to the model; drops the oldest. */
    TO_MODEL,
    /** Agent's sound on its way to the caller; drops the newest. */
    TO_CALLER
  }

  /** The moments at which another stream takes a conversation over. */
  enum RenewedAt {
    /** All was said and heard. */
    BETWEEN_TURNS,
    /** The caller silenced the agent. */
    BARGE_IN,
    /** There was no more time to wait for a better moment. */
    LIMIT
  }

  /** A circuit breaker's states. */
  enum Breaker {
    /** Calls go there. */
    CLOSED,
    /** It is tried again. */
    HALF_OPEN,
    /** It failed too often: no call goes there for a while. */
    OPEN
  }

  /** How a leg came to its end. */
  enum LegEnd {
    CALLER_HUNG_UP,
    AGENT_ENDED,
    IDLE_TIMEOUT,
    TRANSFERRED,
    SERVER_DRAINING,
    FAILED,
    /** The connection broke; the call waits for its caller. */
    LOST,
    /** The caller came back on another leg. */
    SUPERSEDED;

    /** Whether nobody listens any more. */
    public boolean isCallersSide() {
      return switch (this) {
        case CALLER_HUNG_UP, TRANSFERRED, LOST, SUPERSEDED -> true;
        case AGENT_ENDED, IDLE_TIMEOUT, SERVER_DRAINING, FAILED -> false;
      };
    }

    public static LegEnd of(EndReason reason) {
      return switch (reason) {
        case CALLER_HUNG_UP -> CALLER_HUNG_UP;
        case IDLE_TIMEOUT -> IDLE_TIMEOUT;
        case AGENT_ENDED -> AGENT_ENDED;
        case TRANSFERRED -> TRANSFERRED;
        case SERVER_DRAINING -> SERVER_DRAINING;
        case FAILED -> FAILED;
      };
    }
  }

  /** An observer that looks away. */
  static CallObserver none() {
    return NoObserver.INSTANCE;
  }
}
