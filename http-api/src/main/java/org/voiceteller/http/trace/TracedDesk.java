package org.voiceteller.http.trace;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.Scope;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.voiceteller.core.authentication.Secret;
import org.voiceteller.core.call.CallDesk;
import org.voiceteller.core.call.CallListener;
import org.voiceteller.core.call.CallListener.Signal;
import org.voiceteller.core.call.CallOrigin;
import org.voiceteller.core.call.CallTransfer;
import org.voiceteller.core.call.EndReason;
import org.voiceteller.core.call.HandOff;
import org.voiceteller.core.call.ResumeOrigin;
import org.voiceteller.core.call.Turn;
import org.voiceteller.core.guard.Judgement;
import org.voiceteller.core.recording.RecordingMark;
import org.voiceteller.core.tool.Tool;
import org.voiceteller.core.tool.ToolOutcome;
import org.voiceteller.core.tool.ToolUse;

/**
 * The desk, with a span for each leg of a call from its joining to its end, and within it one for
 * each use of a tool from the leg's asking to its outcome. The trace goes on with the use, to
 * whichever node its session lives on. A call that is resumed is another trace, with the same call
 * id.
 */
public final class TracedDesk implements CallDesk {

  private static final Map<String, String> TOOLS =
      Stream.of(Tool.values()).collect(Collectors.toMap(Tool::toolName, Tool::toolName));

  private final CallDesk desk;
  private final Tracer tracer;
  private final Map<String, Span> legs = new ConcurrentHashMap<>();

  private TracedDesk(CallDesk desk, Tracer tracer) {
    this.desk = desk;
    this.tracer = tracer;
  }

  public static CallDesk create(CallDesk desk, Tracer tracer) {
    return new TracedDesk(desk, tracer);
  }

  @Override
  public CompletionStage<Opened> open(CallOrigin origin, CallListener listener) {
    Leg leg = new Leg(begin(false), listener);
    return desk.open(origin, leg).whenComplete((opened, failure) -> leg.joined(opened, failure));
  }

  @Override
  public CompletionStage<Resumption> resume(
      String resumeToken, ResumeOrigin origin, CallListener listener) {
    Leg leg = new Leg(begin(true), listener);
    return desk.resume(resumeToken, origin, leg)
        .whenComplete(
            (resumption, failure) ->
                leg.joined(
                    resumption instanceof Resumption.Resumed(var call) ? call : null, failure));
  }

  private Span begin(boolean resumed) {
    return tracer
        .spanBuilder("call")
        .setNoParent()
        .setSpanKind(SpanKind.SERVER)
        .setAttribute("voiceteller.call.resumed", resumed)
        .startSpan();
  }

  @Override
  public CompletionStage<ToolOutcome> useTool(String callId, String legId, ToolUse use) {
    Span span =
        tracer
            .spanBuilder("tool")
            .setParent(Context.root().with(legs.getOrDefault(legId, Span.getInvalid())))
            .setAttribute("voiceteller.tool", TOOLS.getOrDefault(use.tool(), "unknown"))
            .startSpan();
    try (Scope _ = span.makeCurrent()) {
      return desk.useTool(callId, legId, use)
          .whenComplete(
              (outcome, failure) -> {
                if (outcome != null) {
                  span.setAttribute("voiceteller.tool.outcome", outcome.result().name());
                }
                note(span, failure);
                span.end();
              });
    }
  }

  private static void note(Span span, @Nullable Throwable failure) {
    if (failure != null) {
      span.setStatus(StatusCode.ERROR);
      span.setAttribute("error.type", failure.getClass().getSimpleName());
    }
  }

  @Override
  public CompletionStage<Void> giveSecret(String callId, String legId, Secret secret) {
    return desk.giveSecret(callId, legId, secret);
  }

  @Override
  public CompletionStage<Void> recordTurn(String callId, String legId, Turn turn) {
    return desk.recordTurn(callId, legId, turn);
  }

  @Override
  public CompletionStage<Void> reportCut(String callId, String legId, Judgement.Reason reason) {
    return desk.reportCut(callId, legId, reason);
  }

  @Override
  public CompletionStage<ToolOutcome> withdraw(String callId, String legId, String toolUseId) {
    return desk.withdraw(callId, legId, toolUseId);
  }

  @Override
  public CompletionStage<Boolean> markRecording(String callId, String legId, RecordingMark mark) {
    return desk.markRecording(callId, legId, mark);
  }

  @Override
  public CompletionStage<Void> askForPerson(String callId, String legId, HandOff.Reason reason) {
    return desk.askForPerson(callId, legId, reason);
  }

  @Override
  public CompletionStage<Void> noteTransfer(String callId, String legId, CallTransfer transfer) {
    if (transfer.state() == CallTransfer.State.DONE) {
      over(legId, EndReason.TRANSFERRED.name());
    }
    return desk.noteTransfer(callId, legId, transfer);
  }

  @Override
  public CompletionStage<Void> legLost(String callId, String legId) {
    over(legId, "LOST");
    return desk.legLost(callId, legId);
  }

  @Override
  public CompletionStage<Void> end(String callId, String legId, EndReason reason) {
    over(legId, reason.name());
    return desk.end(callId, legId, reason);
  }

  private void over(String legId, String end) {
    Span span = legs.remove(legId);
    if (span != null) {
      span.setAttribute("voiceteller.call.end", end);
      span.end();
    }
  }

  /** A leg's listener, which hears of its end too. */
  private final class Leg implements CallListener {

    private final Span span;
    private final CallListener listener;
    private @Nullable String legId;
    private @Nullable String end;

    private Leg(Span span, CallListener listener) {
      this.span = span;
      this.listener = listener;
    }

    /** The end may be told before the joining is. */
    private synchronized void joined(@Nullable Opened opened, @Nullable Throwable failure) {
      if (opened == null) {
        note(span, failure);
        span.end();
      } else {
        span.setAttribute("voiceteller.call.id", opened.callId());
        legId = opened.legId();
        legs.put(opened.legId(), span);
        if (end != null) {
          over(opened.legId(), end);
        }
      }
    }

    @Override
    public void onSignal(Signal signal) {
      switch (signal) {
        case Signal.LevelReached _,
            Signal.ChallengeOpened _,
            Signal.ChallengeClosed _,
            Signal.RecordingConsent _,
            Signal.HandOffChanged _,
            Signal.StaffSaid _,
            Signal.StaffMicrophone _,
            Signal.StaffSound _,
            Signal.HeardBy _ -> {
          // the leg goes on
        }
        case Signal.CallEnded(var reason) -> ended(reason.name());
        case Signal.Superseded _ -> ended("SUPERSEDED");
      }
      listener.onSignal(signal);
    }

    private synchronized void ended(String how) {
      end = how;
      if (legId != null) {
        over(legId, how);
      }
    }
  }
}
