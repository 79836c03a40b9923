package org.voiceteller.core.call;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.voiceteller.core.authentication.Level;
import org.voiceteller.core.authentication.Secret;
import org.voiceteller.core.guard.Judgement;
import org.voiceteller.core.recording.RecordingMark;
import org.voiceteller.core.tool.ToolOutcome;
import org.voiceteller.core.tool.ToolSpec;
import org.voiceteller.core.tool.ToolUse;

/**
 * Port: where the sound of a call meets its session. The session may live on another node. Every
 * stage completes after what it tells of is persisted, and fails with {@link
 * CallUnavailableException} when the session cannot be reached or cannot persist; a business
 * refusal is an answer, not a failure. Calls for one {@code callId} are handled in the order they
 * are made.
 */
public interface CallDesk {

  /** Begins a new call and joins the leg to it. */
  CompletionStage<Opened> open(CallOrigin origin, CallListener listener);

  /** Joins a new leg to a call whose connection broke; the previous leg is superseded. */
  CompletionStage<Resumption> resume(
      String resumeToken, ResumeOrigin origin, CallListener listener);

  /** Uses a tool, once per {@code toolUseId}. */
  CompletionStage<ToolOutcome> useTool(String callId, String legId, ToolUse use);

  /**
   * Hands over what the caller keyed or typed while the bank waits for a secret, see {@link
   * CallListener.Signal.ChallengeOpened}. It is held in memory only, for a short while, for the
   * next use of the tool that asks for it; the newest counts.
   */
  CompletionStage<Void> giveSecret(String callId, String legId, Secret secret);

  /** Keeps what was said; secrets in it are taken out first. */
  CompletionStage<Void> recordTurn(String callId, String legId, Turn turn);

  /** The agent was about to say what is not so, and was cut before it was heard: for the audit. */
  CompletionStage<Void> reportCut(String callId, String legId, Judgement.Reason reason);

  /**
   * The caller took a wish back while its tool was at work, and has heard nothing of what came of
   * it. What was only looked up is dropped, and that is kept; anything else must be told.
   *
   * @return what is to be told now, dropped or not
   */
  CompletionStage<ToolOutcome> withdraw(String callId, String legId, String toolUseId);

  /**
   * Keeps and audits what happened to the recording of the leg's call. The marks of a leg are told
   * one after the other; one that is told again changes nothing. A recording is closed after its
   * leg: its last mark is kept also when the leg or the call is gone.
   *
   * @return whether it stands in the journal now; a start without consent does not
   */
  CompletionStage<Boolean> markRecording(String callId, String legId, RecordingMark mark);

  /** The agent can serve the call no longer: the caller is to wait for a person. */
  CompletionStage<Void> askForPerson(String callId, String legId, HandOff.Reason reason);

  /**
   * How the waiting caller gets to a person on another line. When that is done the call is over,
   * and the leg is told nothing more.
   */
  CompletionStage<Void> noteTransfer(String callId, String legId, CallTransfer transfer);

  /** The leg broke; the call waits for the caller to come back. */
  CompletionStage<Void> legLost(String callId, String legId);

  /** Ends the call for good; a second end changes nothing. */
  CompletionStage<Void> end(String callId, String legId, EndReason reason);

  /**
   * A call that is open to this leg.
   *
   * @param resumeToken secret: opens this call again after a broken connection
   * @param history what was said before on this call, oldest first; empty for a new one
   * @param systemPrompt what the model is told before anything else
   * @param outcomes what the call's tools have answered before, oldest first
   */
  record Opened(
      String callId,
      String legId,
      String resumeToken,
      Level level,
      List<Turn> history,
      String systemPrompt,
      List<ToolSpec> tools,
      List<PastOutcome> outcomes) {
    public Opened {
      history = List.copyOf(history);
      tools = List.copyOf(tools);
      outcomes = List.copyOf(outcomes);
    }
  }

  /** The answer to a resumption. */
  sealed interface Resumption {

    record Resumed(Opened call) implements Resumption {}

    /** The token opens nothing: never issued, or its call has ended. Which one is not told. */
    record Unknown() implements Resumption {}
  }
}
