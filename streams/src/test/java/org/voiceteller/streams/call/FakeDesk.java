package org.voiceteller.streams.call;

import com.typesafe.config.ConfigFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.voiceteller.core.authentication.Level;
import org.voiceteller.core.authentication.Secret;
import org.voiceteller.core.call.CallDesk;
import org.voiceteller.core.call.CallListener;
import org.voiceteller.core.call.CallOrigin;
import org.voiceteller.core.call.CallTransfer;
import org.voiceteller.core.call.CallUnavailableException;
import org.voiceteller.core.call.EndReason;
import org.voiceteller.core.call.HandOff;
import org.voiceteller.core.call.PastOutcome;
import org.voiceteller.core.call.ResumeOrigin;
import org.voiceteller.core.call.Turn;
import org.voiceteller.core.guard.Judgement;
import org.voiceteller.core.recording.RecordingMark;
import org.voiceteller.core.tool.ToolOutcome;
import org.voiceteller.core.tool.ToolSpec;
import org.voiceteller.core.tool.ToolUse;
import org.voiceteller.streams.nova.NovaSettings;
import org.voiceteller.streams.observe.CallObserver;

/** A desk in memory: one customer's call, and whatever the test wants of it. */
public final class FakeDesk implements CallDesk {

  public static final String TOKEN = "token-1";

  public final List<CallOrigin> origins = new CopyOnWriteArrayList<>();
  public final List<ResumeOrigin> resumed = new CopyOnWriteArrayList<>();
  public final List<Secret> secrets = new CopyOnWriteArrayList<>();
  public final List<Turn> turns = new CopyOnWriteArrayList<>();
  public final List<ToolUse> uses = new CopyOnWriteArrayList<>();
  public final List<String> lost = new CopyOnWriteArrayList<>();
  public final List<String> withdrawn = new CopyOnWriteArrayList<>();
  public final List<HandOff.Reason> askedForPerson = new CopyOnWriteArrayList<>();
  public final List<CallTransfer> transfers = new CopyOnWriteArrayList<>();
  public final List<EndReason> ends = new CopyOnWriteArrayList<>();
  public volatile Function<ToolUse, CompletionStage<ToolOutcome>> tool =
      _ ->
          CompletableFuture.completedFuture(
              new ToolOutcome(
                  ToolOutcome.Result.SUCCEEDED, "{\"outcome\":\"succeeded\"}", "CONF-1"));

  /** What becomes of the first ends, of which the session hears nothing. */
  public final Queue<CompletionStage<Void>> unheardEnds = new ConcurrentLinkedQueue<>();

  /** When set, turns are kept only with it. */
  public volatile @Nullable CompletionStage<Void> keeping;

  public volatile boolean isAvailable = true;
  public volatile Level level = Level.NONE;
  public volatile @Nullable CallListener listener;
  public final List<Judgement.Reason> cuts = new CopyOnWriteArrayList<>();
  public final List<PastOutcome> outcomes = new CopyOnWriteArrayList<>();
  public final List<RecordingMark> marks = new CopyOnWriteArrayList<>();

  /** Whether a recording may begin. */
  public volatile boolean mayRecord = true;

  private final List<Turn> history = new ArrayList<>();

  /** Of its calls, with this model and all else as it is shipped. */
  public CallPipeline pipeline(FakeNova nova, CallRoster roster) {
    return CallPipeline.create(
        CallSettings.from(ConfigFactory.load()),
        nova,
        NovaSettings.from(ConfigFactory.load()),
        this,
        roster,
        CallObserver.none(),
        new Clock());
  }

  public Opened opened(Turn... before) {
    history.addAll(List.of(before));
    return new Opened(
        "call-1",
        "leg-1",
        TOKEN,
        level,
        history,
        "You are the agent of First National Bank.",
        List.of(new ToolSpec("checkBalanceTool", "Tells the balance.", "{\"type\":\"object\"}")),
        List.copyOf(outcomes));
  }

  @Override
  public CompletionStage<Opened> open(CallOrigin origin, CallListener listener) {
    this.listener = listener;
    origins.add(origin);
    return answer(opened());
  }

  @Override
  public CompletionStage<Void> askForPerson(String callId, String legId, HandOff.Reason reason) {
    askedForPerson.add(reason);
    return answer(callId).thenAccept(_ -> {});
  }

  @Override
  public CompletionStage<Resumption> resume(
      String resumeToken, ResumeOrigin origin, CallListener listener) {
    this.listener = listener;
    resumed.add(origin);
    return answer(
        resumeToken.equals(TOKEN) ? new Resumption.Resumed(opened()) : new Resumption.Unknown());
  }

  @Override
  public CompletionStage<ToolOutcome> useTool(String callId, String legId, ToolUse use) {
    uses.add(use);
    return tool.apply(use);
  }

  @Override
  public CompletionStage<Void> giveSecret(String callId, String legId, Secret secret) {
    secrets.add(secret);
    return answer(callId).thenAccept(_ -> {});
  }

  @Override
  public CompletionStage<Void> recordTurn(String callId, String legId, Turn turn) {
    if (isAvailable && turns.stream().noneMatch(kept -> isSame(kept, turn))) {
      turns.add(turn);
    }
    CompletionStage<Void> slow = keeping;
    return slow == null ? answer(callId).thenAccept(_ -> {}) : slow;
  }

  @Override
  public CompletionStage<Void> reportCut(String callId, String legId, Judgement.Reason reason) {
    cuts.add(reason);
    return answer(callId).thenAccept(_ -> {});
  }

  @Override
  public CompletionStage<ToolOutcome> withdraw(String callId, String legId, String toolUseId) {
    withdrawn.add(toolUseId);
    return answer(
        new ToolOutcome(
            ToolOutcome.Result.REFUSED,
            "{\"outcome\":\"refused\",\"say\":\"All right, I have left that.\"}",
            null));
  }

  @Override
  public CompletionStage<Boolean> markRecording(String callId, String legId, RecordingMark mark) {
    if (isAvailable) {
      marks.add(mark);
    }
    return answer(mayRecord);
  }

  @Override
  public CompletionStage<Void> noteTransfer(String callId, String legId, CallTransfer transfer) {
    transfers.add(transfer);
    return answer(callId).thenAccept(_ -> {});
  }

  @Override
  public CompletionStage<Void> legLost(String callId, String legId) {
    lost.add(legId);
    return answer(callId).thenAccept(_ -> {});
  }

  @Override
  public CompletionStage<Void> end(String callId, String legId, EndReason reason) {
    CompletionStage<Void> unheard = unheardEnds.poll();
    if (unheard != null) {
      return unheard;
    }
    ends.add(reason);
    return answer(callId).thenAccept(_ -> {});
  }

  private static boolean isSame(Turn kept, Turn turn) {
    return kept.turnId().equals(turn.turnId()) && kept.speaker() == turn.speaker();
  }

  private <T> CompletionStage<T> answer(T answer) {
    return isAvailable
        ? CompletableFuture.completedFuture(answer)
        : CompletableFuture.failedFuture(
            new CallUnavailableException("no journal", new IllegalStateException("down")));
  }
}
