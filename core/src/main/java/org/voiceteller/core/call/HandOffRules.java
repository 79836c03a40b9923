package org.voiceteller.core.call;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.voiceteller.core.audit.AuditAction;
import org.voiceteller.core.audit.AuditEntry;
import org.voiceteller.core.audit.AuditFlag;
import org.voiceteller.core.call.Call.Live;
import org.voiceteller.core.call.Call.ToolRun;
import org.voiceteller.core.call.CallRules.Joining;
import org.voiceteller.core.call.HandOff.Reason;
import org.voiceteller.core.tool.ToolOutcome;

/**
 * When a caller is to be served by a person, and who of the bank has the call. A caller waits once,
 * whatever else goes wrong meanwhile; one person has the call at a time, and what is said under an
 * older take is refused.
 */
public final class HandOffRules {

  private static final Set<String> OUT_OF_ATTEMPTS =
      Set.of(
          AuditFlag.TOO_MANY_ATTEMPTS.name(),
          AuditFlag.TOO_MANY_CODES.name(),
          AuditFlag.NUMBER_BLOCKED.name(),
          AuditFlag.MUST_WAIT.name(),
          AuditFlag.LOCKED_OUT.name());

  /** A question that the tool asks back, which the caller has yet to answer. */
  private static final String ASKS_BACK = "\"then\":";

  private final CallPolicy policy;

  HandOffRules(CallPolicy policy) {
    this.policy = policy;
  }

  /** Whether somebody has the call now, or why not. */
  public sealed interface Taking {

    record Taken(HandOff handOff) implements Taking {}

    /** A colleague has it. */
    record TakenByAnother(String staff) implements Taking {}

    /** No such call is in progress. */
    record Over() implements Taking {}
  }

  /** From now on the caller waits for a person; who waits already goes on waiting. */
  static Recording queue(Recording recording, Reason reason) {
    return recording.call().handOff() != null
        ? recording
        : recording
            .add(new CallEvent.HandOffQueued(reason, recording.now()))
            .audit(
                AuditAction.HAND_OFF_QUEUED,
                AuditEntry.Result.SUCCESS,
                reason.name(),
                false,
                List.of());
  }

  /** The leg asks for a person, as the agent can serve the call no longer. */
  public Ruling<Joining> queue(Call call, String legId, Reason reason, Instant now) {
    return call instanceof Live live && live.isJoinedBy(legId)
        ? queue(new Recording(live, policy, now), reason).answer(Joining.JOINED)
        : Ruling.unchanged(Joining.REFUSED);
  }

  /**
   * Why the caller should have a person after this outcome.
   *
   * @param flags of the audit entries that the use has left
   */
  static Optional<Reason> reasonAfter(
      Live call, @Nullable ToolRun run, ToolOutcome outcome, Set<String> flags) {
    if (flags.stream().anyMatch(OUT_OF_ATTEMPTS::contains)) {
      return Optional.of(Reason.AUTHENTICATION_FAILED);
    }
    return run != null && cameToNothing(outcome) && wasSoBefore(call, run, outcome)
        ? Optional.of(Reason.ROUND_IN_CIRCLES)
        : Optional.empty();
  }

  /** A refusal that asks the caller for something is not the end of their wish. */
  private static boolean cameToNothing(ToolOutcome outcome) {
    return switch (outcome.result()) {
      case REFUSED, FAILED -> !outcome.resultJson().contains(ASKS_BACK);
      case SUCCEEDED, PROPOSED -> false;
    };
  }

  private static boolean wasSoBefore(Live call, ToolRun run, ToolOutcome outcome) {
    return call.tools().stream()
        .filter(past -> !past.toolUseId().equals(run.toolUseId()))
        .filter(past -> past.tool().equals(run.tool()) && past.inputHash().equals(run.inputHash()))
        .anyMatch(past -> isSame(past.outcome(), outcome));
  }

  private static boolean isSame(@Nullable ToolOutcome past, ToolOutcome outcome) {
    return past != null
        && past.result() == outcome.result()
        && past.resultJson().equals(outcome.resultJson());
  }

  /**
   * Somebody of the bank takes the call, whoever waits on it. The bank waits for no secret any
   * more, and nothing that was read back is done: the yes to it would be said to a person. The same
   * take again changes nothing.
   */
  public Ruling<Taking> take(Call call, String takeId, String staff, Instant now) {
    return switch (call) {
      case Live live -> take(live, takeId, staff, now);
      case Call.NotStarted _, Call.Over _ -> Ruling.unchanged(new Taking.Over());
    };
  }

  private Ruling<Taking> take(Live live, String takeId, String staff, Instant now) {
    HandOff before = live.handOff();
    if (before != null && before.taken() != null) {
      return Ruling.unchanged(
          before.isTakenBy(takeId)
              ? new Taking.Taken(before)
              : new Taking.TakenByAnother(before.taken().staff()));
    }
    Recording recording = new Recording(live, policy, now);
    if (live.agenda().challenge() != null) {
      recording.add(new CallEvent.ChallengeDropped("TAKEN_OVER", now));
    }
    ProposalRules.cancel(recording, "TAKEN_OVER");
    recording.add(new CallEvent.HandOffTaken(takeId, staff, now));
    byStaff(recording, AuditAction.CALL_TAKEN_OVER, AuditEntry.Result.SUCCESS, takeId, staff);
    HandOff taken = recording.call().handOff();
    return recording.answer(taken == null ? new Taking.Over() : new Taking.Taken(taken));
  }

  /**
   * What somebody of the bank says to the caller. After the call was given back, taken by another
   * or ended it is refused, and that is kept.
   */
  public Ruling<Joining> say(Call call, String takeId, String staff, Turn turn, Instant now) {
    if (!(call instanceof Live live)) {
      return Ruling.unchanged(Joining.REFUSED);
    }
    Recording recording = new Recording(live, policy, now);
    if (!live.isTakenBy(takeId)) {
      return byStaff(
              recording, AuditAction.STAFF_WORDS_REFUSED, AuditEntry.Result.REFUSED, takeId, staff)
          .answer(Joining.REFUSED);
    }
    boolean known =
        live.turns().stream()
            .anyMatch(
                past -> past.speaker() == turn.speaker() && past.turnId().equals(turn.turnId()));
    return known
        ? Ruling.unchanged(Joining.JOINED)
        : recording
            .add(new CallEvent.TurnTaken(CallRules.redacted(live, turn), now))
            .moveIdleDeadline()
            .answer(Joining.JOINED);
  }

  /** The agent has the call again. */
  public Ruling<Joining> giveBack(Call call, String takeId, Instant now) {
    return leave(call, takeId, false, now);
  }

  /** Whoever had the call is gone without a word: the caller waits on, as long as they have. */
  public Ruling<Joining> loseStaff(Call call, String takeId, Instant now) {
    return leave(call, takeId, true, now);
  }

  private Ruling<Joining> leave(Call call, String takeId, boolean queued, Instant now) {
    if (!(call instanceof Live live) || !live.isTakenBy(takeId)) {
      return Ruling.unchanged(Joining.REFUSED);
    }
    HandOff had = live.handOff();
    String staff = had == null || had.taken() == null ? "" : had.taken().staff();
    Recording recording = new Recording(live, policy, now);
    recording.add(new CallEvent.HandOffLeft(takeId, queued, now));
    byStaff(
        recording,
        queued ? AuditAction.STAFF_LOST : AuditAction.CALL_GIVEN_BACK,
        AuditEntry.Result.SUCCESS,
        takeId,
        staff);
    return recording.moveIdleDeadline().answer(Joining.JOINED);
  }

  private static Recording byStaff(
      Recording recording,
      AuditAction action,
      AuditEntry.Result result,
      String takeId,
      String staff) {
    return recording.audit(action, result, takeId + " BY " + staff, false, List.of());
  }
}
