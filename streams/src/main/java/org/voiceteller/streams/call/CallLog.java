package org.voiceteller.streams.call;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceteller.streams.nova.NovaInput;
import org.voiceteller.streams.nova.NovaOutput;

/**
 * One call, line by line, for who looks for a fault: what happened when, in milliseconds since the
 * leg was joined, how long tools took, what passed on the stream to the model and how much sound
 * flowed. It knows kinds, ids and lengths, and never what was said, keyed or answered. It writes
 * when the logger of this class is at {@code DEBUG}, as {@code ./teller --debug} sets it; sound is
 * summed up once a second. Not thread-safe.
 */
final class CallLog {

  private static final Logger LOG = LoggerFactory.getLogger(CallLog.class);

  /** PCM s16le, mono, 16 kHz. */
  private static final int CALLER_BYTES_PER_MS = 32;

  private static final Duration EVERY = Duration.ofSeconds(1);

  private final String callId;
  private final InstantSource clock;
  private final Instant since;
  private final boolean on;
  private final Map<String, Instant> tools = new HashMap<>();
  private final Sound fromCaller = new Sound("caller -> bank", CALLER_BYTES_PER_MS);
  private final Sound toModel = new Sound("bank -> model", CALLER_BYTES_PER_MS);
  private final Sound fromModel = new Sound("model -> bank", AgentFrame.Audio.BYTES_PER_MS);
  private final Sound toCaller = new Sound("bank -> caller", AgentFrame.Audio.BYTES_PER_MS);

  /**
   * @param on whether it writes at all
   */
  CallLog(String callId, InstantSource clock, boolean on) {
    this.callId = callId;
    this.clock = clock;
    this.since = clock.instant();
    this.on = on;
  }

  /** As the logger is set now. */
  static CallLog of(String callId, InstantSource clock) {
    return new CallLog(callId, clock, LOG.isDebugEnabled());
  }

  void heard(CallerFrame frame) {
    if (on) {
      switch (frame) {
        case CallerFrame.Audio(var pcm) -> fromCaller.flows(pcm.size());
        case CallerFrame.TextTyped(var text) -> line("caller typed {} characters", text.length());
        case CallerFrame.KeyPressed(var digits) -> line("caller keyed {} keys", digits.length());
        case CallerFrame.PlaybackPosition(var turnId, var playedMs) ->
            line("caller has heard {} ms of {}", playedMs, turnId);
        case CallerFrame.Transferring(var transfer) ->
            line("caller's transfer: {}", transfer.state());
        case CallerFrame.HungUp _ -> line("caller hung up");
      }
    }
  }

  void toModel(NovaInput input) {
    if (on) {
      if (input instanceof NovaInput.AudioInput audio) {
        toModel.flows(audio.pcm().size());
      } else {
        line("-> model {}", input.getClass().getSimpleName());
      }
    }
  }

  void fromModel(NovaOutput output) {
    if (on) {
      switch (output) {
        case NovaOutput.AudioSaid(_, var pcm) -> fromModel.flows(pcm.size());
        case NovaOutput.ContentStarted(_, var type, var role, var stage) ->
            line("<- model {} begins: {} {}", type, role, stage == null ? "" : stage);
        case NovaOutput.TextSaid(_, var role, var text) ->
            line("<- model text of {}: {} characters", role, text.length());
        case NovaOutput.ToolRequested(_, var toolUseId, var tool, _) ->
            line("<- model wants {} ({})", tool, toolUseId);
        case NovaOutput.ContentEnded(_, var type, var why) ->
            line("<- model {} ends: {}", type, why);
        case NovaOutput.CompletionEnded(var why) -> line("<- model answer ends: {}", why);
        case NovaOutput.CompletionStarted _ -> line("<- model answer begins");
        case NovaOutput.Interrupted _ -> line("<- model heard the caller speak over the agent");
        case NovaOutput.Usage(_, _, var tokens) -> line("<- model has used {} tokens", tokens);
      }
    }
  }

  void told(AgentFrame frame) {
    if (on) {
      switch (frame) {
        case AgentFrame.Audio(_, var pcm) -> toCaller.flows(pcm.size());
        case AgentFrame.AudioStarted(var turnId) -> line("-> caller sound of {} begins", turnId);
        case AgentFrame.AudioEnded(var turnId, var durationMs) ->
            line("-> caller sound of {} ends after {} ms", turnId, durationMs);
        case AgentFrame.AudioCleared(var turnId) -> line("-> caller silence, {} is cut", turnId);
        case AgentFrame.ToolStarted(var toolUseId, var tool) -> {
          tools.put(toolUseId, clock.instant());
          line("tool {} begins ({})", tool, toolUseId);
        }
        case AgentFrame.ToolFinished(var toolUseId, var tool, var result, _) -> {
          Instant begun = tools.remove(toolUseId);
          line(
              "tool {} {} after {} ms ({})",
              tool,
              result,
              begun == null ? "?" : Duration.between(begun, clock.instant()).toMillis(),
              toolUseId);
        }
        case AgentFrame.Transcript(var turnId, var speaker, var text, var isFinal) ->
            line(
                "-> caller {} words of {} {}: {} characters",
                isFinal ? "final" : "planned",
                speaker,
                turnId,
                text.length());
        case AgentFrame.Unheard(var turnId, var text) ->
            line("-> caller has not heard {} characters of {}", text.length(), turnId);
        case AgentFrame.Notice(var code, _, _) -> line("-> caller notice {}", code);
        case AgentFrame.Problem(var code, _, _) -> line("-> caller problem {}", code);
        case AgentFrame.CallEnded(var reason) -> line("-> caller the call has ended: {}", reason);
        case AgentFrame.LevelReached(var level) -> line("-> caller level {}", level);
        case AgentFrame.HandOffChanged(var state, _, _) ->
            line("-> caller hand-off: {}", state == null ? "the agent has the call" : state);
        case AgentFrame.ChallengeOpened(var kind, _) ->
            line("-> caller a secret is asked: {}", kind);
        case AgentFrame.ChallengeClosed _ -> line("-> caller no secret is asked any more");
      }
    }
  }

  private void line(String what, Object... values) {
    Object[] all = new Object[values.length + 2];
    all[0] = callId;
    all[1] = Duration.between(since, clock.instant()).toMillis();
    System.arraycopy(values, 0, all, 2, values.length);
    LOG.debug("Call {} +{} ms: " + what, all);
  }

  /** Sound in one direction, summed up. */
  private final class Sound {

    private final String direction;
    private final int bytesPerMs;
    private @Nullable Instant begun;
    private long bytes;
    private int frames;

    private Sound(String direction, int bytesPerMs) {
      this.direction = direction;
      this.bytesPerMs = bytesPerMs;
    }

    private void flows(int size) {
      Instant now = clock.instant();
      if (begun != null && !now.isBefore(begun.plus(EVERY))) {
        line(
            "sound {}: {} ms in {} frames within {} ms",
            direction,
            bytes / bytesPerMs,
            frames,
            Duration.between(begun, now).toMillis());
        begun = null;
      }
      if (begun == null) {
        begun = now;
        bytes = 0;
        frames = 0;
      }
      bytes += size;
      frames++;
    }
  }
}
