package org.voiceteller.http.webrtc;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.voiceteller.core.authentication.Secret;
import org.voiceteller.core.call.CallDesk;
import org.voiceteller.core.call.CallListener;
import org.voiceteller.core.call.CallOrigin;
import org.voiceteller.core.call.CallTransfer;
import org.voiceteller.core.call.EndReason;
import org.voiceteller.core.call.HandOff;
import org.voiceteller.core.call.ResumeOrigin;
import org.voiceteller.core.call.Turn;
import org.voiceteller.core.guard.Judgement;
import org.voiceteller.core.recording.RecordingMark;
import org.voiceteller.core.tool.ToolOutcome;
import org.voiceteller.core.tool.ToolUse;

/** A desk that nobody should come to. */
final class AbsentDesk implements CallDesk {

  private static <T> CompletionStage<T> nobody() {
    return CompletableFuture.failedStage(new IllegalStateException("Nobody should come here"));
  }

  @Override
  public CompletionStage<Opened> open(CallOrigin origin, CallListener listener) {
    return nobody();
  }

  @Override
  public CompletionStage<Resumption> resume(
      String resumeToken, ResumeOrigin origin, CallListener listener) {
    return nobody();
  }

  @Override
  public CompletionStage<ToolOutcome> useTool(String callId, String legId, ToolUse use) {
    return nobody();
  }

  @Override
  public CompletionStage<Void> giveSecret(String callId, String legId, Secret secret) {
    return nobody();
  }

  @Override
  public CompletionStage<Void> recordTurn(String callId, String legId, Turn turn) {
    return nobody();
  }

  @Override
  public CompletionStage<Void> reportCut(String callId, String legId, Judgement.Reason reason) {
    return nobody();
  }

  @Override
  public CompletionStage<ToolOutcome> withdraw(String callId, String legId, String toolUseId) {
    return nobody();
  }

  @Override
  public CompletionStage<Boolean> markRecording(String callId, String legId, RecordingMark mark) {
    return nobody();
  }

  @Override
  public CompletionStage<Void> askForPerson(String callId, String legId, HandOff.Reason reason) {
    return nobody();
  }

  @Override
  public CompletionStage<Void> noteTransfer(String callId, String legId, CallTransfer transfer) {
    return nobody();
  }

  @Override
  public CompletionStage<Void> legLost(String callId, String legId) {
    return nobody();
  }

  @Override
  public CompletionStage<Void> end(String callId, String legId, EndReason reason) {
    return nobody();
  }
}
