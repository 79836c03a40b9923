package org.voiceteller.core.call;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.voiceteller.core.audit.AuditFlag;
import org.voiceteller.core.audit.AuditTrail;
import org.voiceteller.core.authentication.Level;
import org.voiceteller.core.call.Agenda.Part;
import org.voiceteller.core.call.Call.Disclosed;
import org.voiceteller.core.call.Call.Identity;
import org.voiceteller.core.call.Call.Line;
import org.voiceteller.core.call.Call.Live;
import org.voiceteller.core.call.Call.Over;
import org.voiceteller.core.call.Call.ToolRun;
import org.voiceteller.core.recording.RecordingMark;
import org.voiceteller.core.tool.Tool;
import org.voiceteller.core.tool.ToolOutcome;

/** What each event changes in a live call. */
final class CallChanges {

  private CallChanges() {}

  static Call after(Live before, CallEvent event) {
    Draft call = new Draft(before);
    call.agenda = AgendaChanges.after(before.agenda(), event);
    switch (event) {
      case CallEvent.LegAttached(var legId, var address, _) -> {
        call.line = new Line.Joined(legId);
        call.address = address == null ? call.address : address;
      }
      case CallEvent.LegLost(var legId, var until, _) -> call.line = new Line.Broken(legId, until);
      case CallEvent.DisclosureGiven(_, var version, _, _) ->
          call.disclosed = new Disclosed(version, runningAuthentication(before), false);
      case CallEvent.ConsentRecorded _ -> call.disclosed = consented(before.disclosed());
      case CallEvent.TurnTaken(var turn, _) -> call.turns = newest(appended(before.turns(), turn));
      case CallEvent.IdentificationFailed(_, var attempts, _) ->
          call.identity = new Identity(before.level(), before.identity().customerId(), attempts);
      case CallEvent.CustomerIdentified(var customerId, _) ->
          call.identity = identified(before.identity(), customerId);
      case CallEvent.LevelReached(var level, _) ->
          call.identity =
              new Identity(level, before.identity().customerId(), before.identity().attempts());
      case CallEvent.AuthenticationDropped(_, var jurisdiction, _) ->
          dropAuthentication(call, jurisdiction);
      case CallEvent.ToolRequested(var id, var tool, var hash, var at) ->
          call.tools = appended(before.tools(), new ToolRun(id, tool, hash, List.of(), null, at));
      case CallEvent.WishAnswered(_, var id, var tool, var outcome, _) ->
          call.tools = changed(before.tools(), id, run -> with(run, new Part(tool, outcome)));
      case CallEvent.ToolFinished(var id, _, var outcome, _, _) -> finish(call, id, outcome);
      case CallEvent.IdleDeadlineMoved(var deadline, _) -> call.idleDeadline = deadline;
      case CallEvent.Audited audited -> {
        call.audited = before.audited().after(audited.chained());
        if (audited.entry().flags().contains(AuditFlag.WRONG_RESUME_TOKEN.name())) {
          call.wrongTokens++;
        }
      }
      case CallEvent.Ended(var reason, var at) -> {
        return new Over(before.callId(), reason, at, before);
      }
      case CallEvent.RecordingMarked(var mark, _) ->
          call.recordings = marked(before.recordings(), mark);
      case CallEvent.HandOffQueued(var reason, var at) ->
          call.handOff = new HandOff(reason, at, null);
      case CallEvent.HandOffTaken(var takeId, var staff, var at) ->
          call.handOff = taken(before.handOff(), new HandOff.Taken(takeId, staff, at));
      case CallEvent.HandOffLeft(_, var queued, _) ->
          call.handOff = queued ? waiting(before.handOff()) : null;
      case CallEvent.TransferNoted(var transfer, _) -> {
        call.transfer = transfer;
        if (transfer.state() == CallTransfer.State.FAILED) {
          call.handOff = afterFailure(before.handOff());
        }
      }
      case CallEvent.Started _,
          CallEvent.WishKept _,
          CallEvent.WishCleared _,
          CallEvent.CodeIssued _,
          CallEvent.CodeSent _,
          CallEvent.CodeNotSent _,
          CallEvent.CodeAttempted _,
          CallEvent.CodeVerified _,
          CallEvent.QuestionAsked _,
          CallEvent.QuestionAttempted _,
          CallEvent.QuestionAnswered _,
          CallEvent.ChallengeDropped _,
          CallEvent.ProposalMade _,
          CallEvent.ProposalConfirmed _,
          CallEvent.ProposalCancelled _ -> {
        // the agenda's
      }
    }
    return call.live();
  }

  /** A recording is closed after its call: that is all that still happens to it. */
  static Call after(Over over, CallEvent event) {
    boolean isOfRecording =
        event instanceof CallEvent.RecordingMarked || event instanceof CallEvent.Audited;
    return isOfRecording && after(over.last(), event) instanceof Live last
        ? new Over(over.callId(), over.reason(), over.at(), last)
        : over;
  }

  private static List<RecordingMark> marked(List<RecordingMark> marks, RecordingMark mark) {
    return appended(marks.stream().filter(past -> !past.part().equals(mark.part())).toList(), mark);
  }

  private static @Nullable Disclosed consented(@Nullable Disclosed disclosed) {
    return disclosed == null
        ? null
        : new Disclosed(disclosed.textVersion(), disclosed.saidWith(), true);
  }

  private static Identity identified(Identity before, String customerId) {
    return new Identity(
        before.level(),
        customerId,
        customerId.equals(before.customerId()) ? before.attempts() : before.attempts() + 1);
  }

  /** Whoever it is must not be told what was said to the one before. */
  private static void dropAuthentication(Draft call, @Nullable String jurisdiction) {
    call.identity = new Identity(Level.NONE, null, call.identity.attempts());
    call.turns = List.of();
    if (jurisdiction != null) {
      call.origin =
          new CallOrigin(
              call.origin.channel(),
              call.origin.from(),
              jurisdiction,
              call.origin.locale(),
              call.origin.address(),
              call.origin.attestation());
      call.disclosed = null;
    }
  }

  /** An authentication that failed has not said the disclosure that it was to say. */
  private static void finish(Draft call, String toolUseId, ToolOutcome outcome) {
    call.tools =
        changed(
            call.tools,
            toolUseId,
            run ->
                new ToolRun(
                    run.toolUseId(),
                    run.tool(),
                    run.inputHash(),
                    List.of(),
                    outcome,
                    run.requestedAt()));
    if (call.disclosed != null
        && Objects.equals(call.disclosed.saidWith(), toolUseId)
        && outcome.result() == ToolOutcome.Result.FAILED) {
      call.disclosed = null;
    }
  }

  private static HandOff taken(@Nullable HandOff before, HandOff.Taken taken) {
    return before == null
        ? new HandOff(HandOff.Reason.TAKEN_UNASKED, taken.since(), taken)
        : new HandOff(before.reason(), before.since(), taken);
  }

  private static @Nullable HandOff waiting(@Nullable HandOff before) {
    return before == null ? null : new HandOff(before.reason(), before.since(), null);
  }

  /** The agent has the caller again, where there is one; else they wait on. */
  private static @Nullable HandOff afterFailure(@Nullable HandOff before) {
    boolean waitsOn =
        before != null
            && (before.taken() != null || before.reason() == HandOff.Reason.MODEL_UNAVAILABLE);
    return waitsOn ? before : null;
  }

  private static @Nullable String runningAuthentication(Live call) {
    return call.tools().stream()
        .filter(run -> run.outcome() == null)
        .filter(run -> run.tool().equals(Tool.AUTHENTICATE.toolName()))
        .map(ToolRun::toolUseId)
        .findFirst()
        .orElse(null);
  }

  private static ToolRun with(ToolRun run, Part part) {
    return new ToolRun(
        run.toolUseId(),
        run.tool(),
        run.inputHash(),
        appended(run.parts(), part),
        run.outcome(),
        run.requestedAt());
  }

  private static List<ToolRun> changed(
      List<ToolRun> tools, String toolUseId, UnaryOperator<ToolRun> change) {
    return tools.stream()
        .map(run -> run.toolUseId().equals(toolUseId) ? change.apply(run) : run)
        .toList();
  }

  private static List<Turn> newest(List<Turn> turns) {
    return turns.subList(Math.max(0, turns.size() - Call.REMEMBERED_TURNS), turns.size());
  }

  private static <T> List<T> appended(List<T> past, T next) {
    List<T> all = new ArrayList<>(past);
    all.add(next);
    return all;
  }

  /** A call while an event changes it. */
  private static final class Draft {
    private final String callId;
    private CallOrigin origin;
    private final String resumeTokenHash;
    private Line line;
    private @Nullable String address;
    private Identity identity;
    private @Nullable Disclosed disclosed;
    private Agenda agenda;
    private List<Turn> turns;
    private List<ToolRun> tools;
    private Instant idleDeadline;
    private AuditTrail audited;
    private int wrongTokens;
    private List<RecordingMark> recordings;
    private @Nullable HandOff handOff;
    private @Nullable CallTransfer transfer;

    Draft(Live call) {
      callId = call.callId();
      origin = call.origin();
      resumeTokenHash = call.resumeTokenHash();
      line = call.line();
      address = call.address();
      identity = call.identity();
      disclosed = call.disclosed();
      agenda = call.agenda();
      turns = call.turns();
      tools = call.tools();
      idleDeadline = call.idleDeadline();
      audited = call.audited();
      wrongTokens = call.wrongTokens();
      recordings = call.recordings();
      handOff = call.handOff();
      transfer = call.transfer();
    }

    Live live() {
      return new Live(
          callId,
          origin,
          resumeTokenHash,
          line,
          address,
          identity,
          disclosed,
          agenda,
          turns,
          tools,
          idleDeadline,
          audited,
          wrongTokens,
          recordings,
          handOff,
          transfer);
    }
  }
}
