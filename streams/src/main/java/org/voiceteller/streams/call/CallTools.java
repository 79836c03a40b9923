package org.voiceteller.streams.call;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.voiceteller.core.call.CallUnavailableException;
import org.voiceteller.core.call.Withdrawal;
import org.voiceteller.core.tool.ToolOutcome;
import org.voiceteller.core.tool.ToolUse;
import org.voiceteller.streams.observe.CallObserver;

/**
 * The tools that the model uses in one call. Each goes to the desk, and its result to the model
 * only after the desk's stage completed, so after it was persisted; sound flows on meanwhile. A
 * desk that fails or does not answer is told to the model as an honest failed result. Not
 * thread-safe.
 */
final class CallTools {

  private static final Logger LOG = LoggerFactory.getLogger(CallTools.class);

  /** A model that asks for more at once does something senseless. */
  private static final int MAX_PENDING = 16;

  private static final String UNREACHABLE =
      """
      {"outcome":"failed","say":"I'm sorry, I can't reach the bank's systems at the moment. \
      Please try again in a little while."}\
      """;
  private static final String NO_ANSWER =
      """
      {"outcome":"failed","say":"I'm sorry, the bank's systems did not answer in time, so I can't \
      tell whether that was done. Please check before you ask for it again."}\
      """;
  private static final String TOO_MANY =
      """
      {"outcome":"failed","say":"I'm sorry, I can only do a few things at once. \
      Please ask me one after the other."}\
      """;

  private final String callId;
  private final CallSettings settings;
  private final CallObserver observer;
  private final InstantSource clock;
  private final Timers timers;
  private final Host host;
  private final Map<String, Pending> pending = new HashMap<>();

  /** What the call does for its tools. */
  interface Host {

    /** Asks the desk; its answer comes back to {@link #answered} on the stage's thread. */
    void askDesk(Use use, ToolUse wish);

    /** Asks the desk what to tell of a wish taken back; its answer comes back in the same way. */
    void askWithdrawn(Use use, ToolOutcome outcome);

    void emit(AgentFrame frame);

    /** What the desk has kept; comes before {@link #answerModel}. */
    void answered(String tool, ToolOutcome outcome);

    /** Gives the model a tool's result, on the stream that asked or, in words, on a later one. */
    void answerModel(Use use, String resultJson);

    /** Tells the model that this takes longer than usual. */
    void tellSlow();
  }

  /** Timer: the model shall say that it takes a moment. */
  record Slow(String toolUseId) {}

  /** Timer: no answer comes any more. */
  record Late(String toolUseId) {}

  /** One use of a tool, at the stream which asked for it. */
  record Use(int stream, String toolUseId, String tool) {}

  /** What the desk said of a use; one of both is there. */
  record Answer(Use use, @Nullable ToolOutcome outcome, @Nullable Throwable thrown) {}

  private static final class Pending {
    private final Use use;
    private final Instant since;
    private boolean withdrawn;

    private Pending(Use use, Instant since) {
      this.use = use;
      this.since = since;
    }

    private Use use() {
      return use;
    }

    private Instant since() {
      return since;
    }
  }

  CallTools(String callId, CallPipeline pipeline, Timers timers, Host host) {
    this.callId = callId;
    this.settings = pipeline.settings();
    this.observer = pipeline.observer();
    this.clock = pipeline.clock();
    this.timers = timers;
    this.host = host;
  }

  void requested(int stream, ToolUse wish) {
    Use use = new Use(stream, wish.toolUseId(), wish.tool());
    if (pending.containsKey(use.toolUseId())) {
      return;
    }
    host.emit(new AgentFrame.ToolStarted(use.toolUseId(), use.tool()));
    Pending begun = new Pending(use, clock.instant());
    if (pending.size() == MAX_PENDING) {
      finish(begun, new ToolOutcome(ToolOutcome.Result.FAILED, TOO_MANY, null));
      return;
    }
    pending.put(use.toolUseId(), begun);
    timers.later(new Slow(use.toolUseId()), settings.slowToolAfter());
    timers.later(new Late(use.toolUseId()), settings.toolTimeout());
    host.askDesk(use, wish);
  }

  void answered(Answer answer) {
    Pending begun = pending.remove(answer.use().toolUseId());
    if (begun == null) {
      LOG.warn("Call {}: the answer of {} came too late to be told.", callId, answer.use().tool());
      return;
    }
    if (begun.withdrawn && answer.outcome() != null) {
      begun.withdrawn = false;
      pending.put(begun.use().toolUseId(), begun);
      host.askWithdrawn(begun.use(), answer.outcome());
      return;
    }
    finish(begun, outcome(answer));
  }

  /** The caller may have taken back what is under way. */
  void callerSaid(String words) {
    if (Withdrawal.isIn(words)) {
      pending.values().forEach(begun -> begun.withdrawn = true);
    }
  }

  private ToolOutcome outcome(Answer answer) {
    if (answer.outcome() != null) {
      return answer.outcome();
    }
    Throwable cause =
        answer.thrown() instanceof CompletionException && answer.thrown().getCause() != null
            ? answer.thrown().getCause()
            : answer.thrown();
    if (cause instanceof CallUnavailableException) {
      LOG.warn("Call {}: {} cannot be used, the desk is unavailable.", callId, answer.use().tool());
    } else {
      LOG.error("Call {}: {} broke.", callId, answer.use().tool(), cause);
    }
    return new ToolOutcome(ToolOutcome.Result.FAILED, UNREACHABLE, null);
  }

  void slow(Slow timer) {
    Pending begun = pending.get(timer.toolUseId());
    if (begun != null) {
      host.tellSlow();
    }
  }

  void late(Late timer) {
    Pending begun = pending.remove(timer.toolUseId());
    if (begun != null) {
      LOG.warn("Call {}: {} did not answer in time.", callId, begun.use().tool());
      finish(begun, new ToolOutcome(ToolOutcome.Result.FAILED, NO_ANSWER, null));
    }
  }

  private void finish(Pending begun, ToolOutcome outcome) {
    Use use = begun.use();
    timers.cancel(new Slow(use.toolUseId()));
    timers.cancel(new Late(use.toolUseId()));
    observer.toolUsed(
        use.tool(), outcome.result(), Duration.between(begun.since(), clock.instant()));
    host.answered(use.tool(), outcome);
    host.answerModel(use, outcome.resultJson());
    host.emit(
        new AgentFrame.ToolFinished(
            use.toolUseId(), use.tool(), outcome.result(), outcome.confirmation()));
  }

  boolean isAnyPending() {
    return !pending.isEmpty();
  }
}
