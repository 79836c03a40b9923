package org.voiceteller.streams.call;

import java.time.Duration;
import java.util.function.Consumer;
import org.apache.pekko.util.ByteString;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceteller.core.call.HandOff;
import org.voiceteller.core.call.Pcm;
import org.voiceteller.core.call.Turn;

/**
 * The person of the bank whom a caller waits for, and who has the call in place of the agent: then
 * the model has no stream, and the caller hears this person's microphone. Not thread-safe.
 */
final class StaffSide {

  private static final Logger LOG = LoggerFactory.getLogger(StaffSide.class);

  /** Who waits without an agent hears a tone so often. */
  private static final Duration TONE_EVERY = Duration.ofSeconds(5);

  private final String callId;
  private final CallPipeline pipeline;
  private final Timers timers;
  private final AgentSide agent;
  private final CallTurns turns;
  private final CallModel model;
  private final Consumer<AgentFrame> caller;
  private final Consumer<String> cues;
  private final Runnable askDesk;
  private @Nullable HandOff handOff;
  private @Nullable String speakingTurn;
  private @Nullable Runnable nobodyCame;

  /** Timers of this class. */
  enum Timer {
    TONE,
    NOBODY_CAME
  }

  /**
   * @param caller gets what the caller reads
   * @param cues tells the model
   * @param askDesk has the caller wait for a person, as there is no model
   */
  StaffSide(
      String callId,
      CallPipeline pipeline,
      Timers timers,
      AgentSide agent,
      CallTurns turns,
      CallModel model,
      Consumer<AgentFrame> caller,
      Consumer<String> cues,
      Runnable askDesk) {
    this.callId = callId;
    this.pipeline = pipeline;
    this.timers = timers;
    this.agent = agent;
    this.turns = turns;
    this.model = model;
    this.caller = caller;
    this.cues = cues;
    this.askDesk = askDesk;
  }

  /** Whether a person has the call, or is waited for without an agent. */
  boolean isInsteadOfAgent() {
    return isTaken(handOff) || nobodyCame != null;
  }

  /** Whether a person has the call, or is waited for, with an agent meanwhile or without. */
  boolean isExpected() {
    return handOff != null || nobodyCame != null;
  }

  private static boolean isTaken(@Nullable HandOff handOff) {
    return handOff != null && handOff.taken() != null;
  }

  /**
   * @param now null when the agent has the call
   * @param summary of the call, for whoever brings the caller to a person
   */
  void changed(@Nullable HandOff now, @Nullable String summary) {
    HandOff before = handOff;
    handOff = now;
    caller.accept(AgentFrame.HandOffChanged.to(now, summary));
    if (isTaken(now)) {
      taken(before);
    } else if (isTaken(before)) {
      silent();
      model.resume(now == null ? Cue.GIVEN_BACK : Cue.STAFF_LOST);
    } else if (now != null && nobodyCame == null) {
      cues.accept(pipeline.staffIsThere().getAsBoolean() ? Cue.QUEUED : Cue.QUEUED_UNATTENDED);
    } else if (now == null && before != null && nobodyCame == null) {
      cues.accept(Cue.NOBODY_REACHED);
    }
  }

  private void taken(@Nullable HandOff before) {
    if (isTaken(before)) {
      silent();
    }
    stopWaiting();
    turns.silenceAgent();
    model.pause();
    LOG.info("Call {}: a person has it.", callId);
  }

  /** What they say in words; the session has kept it. */
  void said(Turn turn) {
    turns.staffSaid(turn);
  }

  void microphone(String takeId, boolean on) {
    if (!hasCall(takeId)) {
      return;
    }
    silent();
    if (on) {
      speakingTurn = pipeline.turnIds().get();
      agent.audioStarted(speakingTurn);
    }
  }

  /** Sound under an older take, or with a closed microphone, reaches nobody. */
  void sound(String takeId, Pcm sound) {
    if (speakingTurn != null && hasCall(takeId)) {
      agent.audio(speakingTurn, ByteString.fromArrayUnsafe(sound.bytes()));
    }
  }

  private boolean hasCall(String takeId) {
    return handOff != null && handOff.isTakenBy(takeId);
  }

  private void silent() {
    if (speakingTurn != null) {
      agent.audioEnded(speakingTurn);
      speakingTurn = null;
    }
  }

  /**
   * The agent can serve the call no longer. Where somebody is there to take calls, the caller waits
   * for them.
   *
   * @param otherwise what is done when nobody has come in time
   * @return false when nobody is there
   */
  boolean isAwaited(Runnable otherwise) {
    if (!pipeline.staffIsThere().getAsBoolean()) {
      return false;
    }
    nobodyCame = otherwise;
    model.pause();
    if (handOff == null) {
      askDesk.run();
    }
    timers.later(Timer.NOBODY_CAME, pipeline.settings().model().waitForPerson());
    timers.every(Timer.TONE, TONE_EVERY);
    tone();
    return true;
  }

  void due(Timer timer) {
    switch (timer) {
      case TONE -> tone();
      case NOBODY_CAME -> {
        Runnable otherwise = nobodyCame;
        stopWaiting();
        if (otherwise != null) {
          otherwise.run();
        }
      }
    }
  }

  private void tone() {
    if (agent.isAllHeard()) {
      agent.hold(pipeline.turnIds().get(), pipeline.settings().model().holdNotice());
    }
  }

  /** Nobody is waited for without an agent any more. */
  void stopWaiting() {
    nobodyCame = null;
    for (Timer timer : Timer.values()) {
      timers.cancel(timer);
    }
  }
}
