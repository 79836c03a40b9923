package org.voiceteller.core.call;

import java.time.Instant;
import java.util.List;
import org.voiceteller.core.audit.AuditAction;
import org.voiceteller.core.audit.AuditEntry;
import org.voiceteller.core.audit.AuditFlag;
import org.voiceteller.core.call.Call.Line;
import org.voiceteller.core.call.Call.Live;
import org.voiceteller.core.call.Call.NotStarted;
import org.voiceteller.core.call.Call.Over;
import org.voiceteller.core.guard.Judgement;
import org.voiceteller.core.recording.RecordingMark;
import org.voiceteller.core.tool.ToolOutcome;

/**
 * The rules of a call's life: how it begins, who speaks for the caller, what is kept of what was
 * said, and how it ends. The newest leg wins: what comes from one that it replaced is refused. What
 * tools may do stands in {@link ToolRules}.
 */
public record CallRules(CallPolicy policy) {

  /** Whether a leg speaks for the caller now. */
  public enum Joining {
    JOINED,
    REFUSED
  }

  /** Wrong tokens beyond so many on one call leave no trace: nobody can fill the journal so. */
  private static final int AUDITED_WRONG_TOKENS = 10;

  /** Begins the call and joins its first leg. The same start again changes nothing. */
  public Ruling<Joining> start(
      Call call,
      String callId,
      CallOrigin origin,
      String resumeTokenHash,
      String legId,
      Instant now) {
    return switch (call) {
      case NotStarted _ ->
          Recording.ofNewCall(new CallEvent.Started(callId, origin, resumeTokenHash, now), policy)
              .add(new CallEvent.LegAttached(legId, origin.address(), now))
              .moveIdleDeadline()
              .audit(AuditAction.CALL_STARTED, AuditEntry.Result.SUCCESS)
              .answer(Joining.JOINED);
      case Live live ->
          Ruling.unchanged(
              live.isJoinedBy(legId)
                      && ResumeToken.isSameHash(live.resumeTokenHash(), resumeTokenHash)
                  ? Joining.JOINED
                  : Joining.REFUSED);
      case Over _ -> Ruling.unchanged(Joining.REFUSED);
    };
  }

  /**
   * Joins a new leg for whoever holds the token; the leg before it, if any, is superseded. Who
   * comes back from another network address or another jurisdiction may be another person: they
   * must prove again who they are, and are told nothing of what was said before.
   *
   * @param origin where they come from now
   */
  public Ruling<Joining> resume(
      Call call, String resumeTokenHash, String legId, ResumeOrigin origin, Instant now) {
    return switch (call) {
      case NotStarted _ -> Ruling.unchanged(Joining.REFUSED);
      case Over _ -> Ruling.unchanged(Joining.REFUSED);
      case Live live when !ResumeToken.isSameHash(live.resumeTokenHash(), resumeTokenHash) ->
          live.wrongTokens() >= AUDITED_WRONG_TOKENS
              ? Ruling.unchanged(Joining.REFUSED)
              : new Recording(live, policy, now)
                  .audit(
                      AuditAction.CALL_RESUMED,
                      AuditEntry.Result.REFUSED,
                      AuditFlag.WRONG_RESUME_TOKEN)
                  .answer(Joining.REFUSED);
      case Live live when isPastReturn(live, now) -> Ruling.unchanged(Joining.REFUSED);
      case Live live when live.isJoinedBy(legId) -> Ruling.unchanged(Joining.JOINED);
      case Live live -> resumed(live, legId, origin, now);
    };
  }

  private Ruling<Joining> resumed(Live live, String legId, ResumeOrigin origin, Instant now) {
    List<AuditFlag> moves = origin.movesFrom(live);
    Recording recording = new Recording(live, policy, now);
    recording.add(new CallEvent.LegAttached(legId, origin.address(), now));
    if (!moves.isEmpty()) {
      String reason = moves.getFirst().name();
      IdentityRules.dropOpen(recording, reason);
      recording.add(
          new CallEvent.AuthenticationDropped(
              reason,
              moves.contains(AuditFlag.JURISDICTION_CHANGED) ? origin.jurisdiction() : null,
              now));
    }
    return recording
        .audit(AuditAction.CALL_RESUMED, AuditEntry.Result.SUCCESS, null, false, moves)
        .answer(Joining.JOINED);
  }

  /**
   * A leg says that it is still there. One that was taken for lost is joined again; one that was
   * superseded, or whose call is over, is refused.
   */
  public Ruling<Joining> legIsAlive(Call call, String legId, Instant now) {
    return switch (call) {
      case NotStarted _ -> Ruling.unchanged(Joining.REFUSED);
      case Over _ -> Ruling.unchanged(Joining.REFUSED);
      case Live live when live.isJoinedBy(legId) -> Ruling.unchanged(Joining.JOINED);
      case Live live
          when live.line() instanceof Line.Broken(var lost, _)
              && lost.equals(legId)
              && !isPastReturn(live, now) ->
          new Recording(live, policy, now)
              .add(new CallEvent.LegAttached(legId, live.address(), now))
              .audit(AuditAction.CALL_RESUMED, AuditEntry.Result.SUCCESS, AuditFlag.LEG_RETURNED)
              .answer(Joining.JOINED);
      case Live _ -> Ruling.unchanged(Joining.REFUSED);
    };
  }

  /** The leg broke; a leg that does not speak for the caller cannot be lost. */
  public Ruling<Joining> loseLeg(Call call, String legId, Instant now) {
    return switch (call) {
      case Live live when live.isJoinedBy(legId) ->
          new Recording(live, policy, now)
              .add(new CallEvent.LegLost(legId, now.plus(policy.resumeGrace()), now))
              .audit(AuditAction.LEG_LOST, AuditEntry.Result.SUCCESS)
              .answer(Joining.JOINED);
      case NotStarted _, Live _, Over _ -> Ruling.unchanged(Joining.REFUSED);
    };
  }

  /**
   * Keeps what was said, once per turn id and without the secrets that are in it. An agent's turn
   * may give the disclosure.
   */
  public Ruling<Joining> takeTurn(Call call, String legId, Turn turn, Instant now) {
    if (!(call instanceof Live live) || !live.isJoinedBy(legId)) {
      return Ruling.unchanged(Joining.REFUSED);
    }
    if (live.turns().stream().anyMatch(past -> isSameTurn(past, turn))) {
      return Ruling.unchanged(Joining.JOINED);
    }
    Recording recording = new Recording(live, policy, now);
    switch (turn.speaker()) {
      case AGENT -> {
        if (live.disclosed() == null && policy.disclosure().isIn(turn.text())) {
          recording.giveDisclosure();
        }
      }
      case CALLER -> {
        recording.consentByGoingOn();
        if (PersonWish.isIn(turn.text())) {
          HandOffRules.queue(recording, HandOff.Reason.ASKED_FOR_PERSON);
        }
      }
      case STAFF -> {
        return Ruling.unchanged(Joining.REFUSED); // not by a caller's leg
      }
    }
    return recording.add(new CallEvent.TurnTaken(redacted(live, turn), now)).answer(Joining.JOINED);
  }

  static Turn redacted(Live live, Turn turn) {
    return new Turn(
        turn.turnId(),
        turn.speaker(),
        TurnRedaction.of(
            turn.speaker(), turn.text(), live.agenda().awaiting(turn.speaker()), live.level()));
  }

  /** The agent was cut on this leg. */
  public Ruling<Joining> noteCut(Call call, String legId, Judgement.Reason reason, Instant now) {
    return switch (call) {
      case Live live when live.isJoinedBy(legId) ->
          new Recording(live, policy, now)
              .audit(
                  AuditAction.AGENT_CORRECTED,
                  AuditEntry.Result.SUCCESS,
                  reason.name(),
                  false,
                  List.of())
              .answer(Joining.JOINED);
      case NotStarted _, Live _, Over _ -> Ruling.unchanged(Joining.REFUSED);
    };
  }

  /** When a person serves the caller. */
  public HandOffRules handOff() {
    return new HandOffRules(policy);
  }

  /** The leg tells how its caller gets to a person on another line; see {@link TransferRules}. */
  public Ruling<Joining> noteTransfer(Call call, String legId, CallTransfer told, Instant now) {
    return new TransferRules(this).note(call, legId, told, now);
  }

  /** Keeps what happened to the recording; see {@link RecordingRules}. */
  public Ruling<Joining> markRecording(Call call, String legId, RecordingMark mark, Instant now) {
    return RecordingRules.mark(call, legId, mark, policy, now);
  }

  /**
   * The caller took the wish back before they heard of it. The answer is what they are told now.
   */
  public Ruling<ToolOutcome> withdraw(Call call, String legId, String toolUseId, Instant now) {
    if (!(call instanceof Live live) || !live.isJoinedBy(legId)) {
      return Ruling.unchanged(Withdrawal.dropped());
    }
    Call.ToolRun run = live.tool(toolUseId).orElse(null);
    if (run == null || run.outcome() == null || !mayBeLeftUnsaid(live, run)) {
      return Ruling.unchanged(
          run == null || run.outcome() == null ? Withdrawal.dropped() : run.outcome());
    }
    return new Recording(live, policy, now)
        .audit(AuditAction.RESULT_DROPPED, AuditEntry.Result.SUCCESS, run.tool(), false, List.of())
        .answer(Withdrawal.dropped());
  }

  /** Nor is the disclosure lost with an answer that was to say it. */
  private boolean mayBeLeftUnsaid(Live live, Call.ToolRun run) {
    ToolOutcome outcome = run.outcome();
    return Withdrawal.mayDrop(live, run)
        && outcome != null
        && !policy.disclosure().isIn(outcome.resultJson());
  }

  /** The leg ends the call. A second end changes nothing. */
  public Ruling<Joining> end(Call call, String legId, EndReason reason, Instant now) {
    return switch (call) {
      case Live live when live.isJoinedBy(legId) || isLost(live, legId) -> ended(live, reason, now);
      case NotStarted _, Live _, Over _ -> Ruling.unchanged(Joining.REFUSED);
    };
  }

  /** Somebody at the bank ends the call, whoever has it. One that is not in progress stays so. */
  public Ruling<Joining> endByStaff(Call call, Instant now) {
    return switch (call) {
      case Live live -> ended(live, EndReason.AGENT_ENDED, now);
      case NotStarted _, Over _ -> Ruling.unchanged(Joining.REFUSED);
    };
  }

  /** Ends a call whose deadline has passed: nothing happened for too long, or nobody came back. */
  public Ruling<Joining> endIfOverdue(Call call, Instant now) {
    return switch (call) {
      case Live live when !now.isBefore(live.idleDeadline()) ->
          ended(live, EndReason.IDLE_TIMEOUT, now);
      case Live live when isPastReturn(live, now) -> ended(live, EndReason.CALLER_HUNG_UP, now);
      case NotStarted _, Live _, Over _ -> Ruling.unchanged(Joining.JOINED);
    };
  }

  private Ruling<Joining> ended(Live live, EndReason reason, Instant now) {
    return ended(new Recording(live, policy, now), reason);
  }

  /** Tools that still run are closed first: their effect is not known, and the audit says so. */
  Ruling<Joining> ended(Recording recording, EndReason reason) {
    recording.call().tools().stream()
        .filter(run -> run.outcome() == null)
        .forEach(run -> ToolRules.closeInterrupted(recording, run));
    ProposalRules.cancel(recording, "CALL_ENDED");
    return recording
        .audit(AuditAction.CALL_ENDED, AuditEntry.Result.SUCCESS, reason.name(), false, List.of())
        .add(new CallEvent.Ended(reason, recording.now()))
        .answer(Joining.JOINED);
  }

  private static boolean isPastReturn(Live live, Instant now) {
    return live.line() instanceof Line.Broken(_, var until) && !now.isBefore(until);
  }

  private static boolean isLost(Live live, String legId) {
    return live.line() instanceof Line.Broken(var lost, _) && lost.equals(legId);
  }

  private static boolean isSameTurn(Turn past, Turn turn) {
    return past.turnId().equals(turn.turnId()) && past.speaker() == turn.speaker();
  }
}
