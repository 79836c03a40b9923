package org.voiceteller.core.call;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.voiceteller.core.audit.AuditFlag;
import org.voiceteller.core.audit.AuditTrail;
import org.voiceteller.core.call.Call.Disclosed;
import org.voiceteller.core.call.Call.Identity;
import org.voiceteller.core.call.Call.KeptWish;
import org.voiceteller.core.call.Call.Line;
import org.voiceteller.core.call.Call.Live;
import org.voiceteller.core.call.Call.Over;
import org.voiceteller.core.call.Call.ToolRun;
import org.voiceteller.core.tool.Tool;
import org.voiceteller.core.tool.ToolOutcome;

/** What each event changes in a live call. */
final class CallChanges {

  private CallChanges() {}

  static Call after(Live call, CallEvent event) {
    return switch (event) {
      case CallEvent.Started _ -> call;
      case CallEvent.LegAttached(var legId, var address, _) ->
          line(call, new Line.Joined(legId), address == null ? call.address() : address);
      case CallEvent.LegLost(var legId, var until, _) ->
          line(call, new Line.Broken(legId, until), call.address());
      case CallEvent.DisclosureGiven given ->
          disclosed(call, new Disclosed(given.textVersion(), runningAuthentication(call), false));
      case CallEvent.ConsentRecorded _ ->
          call.disclosed() == null
              ? call
              : disclosed(
                  call,
                  new Disclosed(call.disclosed().textVersion(), call.disclosed().saidWith(), true));
      case CallEvent.TurnTaken(var turn, _) -> turns(call, turn);
      case CallEvent.IdentificationFailed(_, var attempts, _) ->
          identity(
              call, new Identity(call.identity().level(), call.identity().customerId(), attempts));
      case CallEvent.CustomerIdentified(var customerId, _) ->
          identity(
              call,
              new Identity(
                  call.identity().level(),
                  customerId,
                  customerId.equals(call.identity().customerId())
                      ? call.identity().attempts()
                      : call.identity().attempts() + 1));
      case CallEvent.LevelReached(var level, _) ->
          identity(
              call, new Identity(level, call.identity().customerId(), call.identity().attempts()));
      case CallEvent.WishKept(var id, var tool, var inputJson, var needed, _) ->
          wish(call, new KeptWish(id, tool, inputJson, needed));
      case CallEvent.WishCleared(var id, _) ->
          call.wish() != null && call.wish().toolUseId().equals(id) ? wish(call, null) : call;
      case CallEvent.ToolRequested(var id, var tool, var hash, _) ->
          tools(call, appended(call.tools(), new ToolRun(id, tool, hash, null)));
      case CallEvent.ToolFinished(var id, _, var outcome, _) -> finished(call, id, outcome);
      case CallEvent.IdleDeadlineMoved(var deadline, _) ->
          rest(call, deadline, call.audited(), call.wrongTokens());
      case CallEvent.Audited audited ->
          rest(
              call,
              call.idleDeadline(),
              call.audited().after(audited.chained()),
              audited.entry().flags().contains(AuditFlag.WRONG_RESUME_TOKEN.name())
                  ? call.wrongTokens() + 1
                  : call.wrongTokens());
      case CallEvent.Ended(var reason, var at) -> new Over(call.callId(), reason, at);
    };
  }

  /** An authentication that failed has not said the disclosure that it was to say. */
  private static Live finished(Live call, String toolUseId, ToolOutcome outcome) {
    List<ToolRun> runs =
        call.tools().stream()
            .map(
                run ->
                    run.toolUseId().equals(toolUseId)
                        ? new ToolRun(toolUseId, run.tool(), run.inputHash(), outcome)
                        : run)
            .toList();
    Live after = tools(call, runs);
    boolean unsaid =
        call.disclosed() != null
            && Objects.equals(call.disclosed().saidWith(), toolUseId)
            && outcome.result() == ToolOutcome.Result.FAILED;
    return unsaid ? disclosed(after, null) : after;
  }

  private static @Nullable String runningAuthentication(Live call) {
    return call.tools().stream()
        .filter(run -> run.outcome() == null)
        .filter(run -> run.tool().equals(Tool.AUTHENTICATE.toolName()))
        .map(ToolRun::toolUseId)
        .findFirst()
        .orElse(null);
  }

  private static Live turns(Live call, Turn turn) {
    List<Turn> all = appended(call.turns(), turn);
    List<Turn> turns =
        all.size() <= Call.REMEMBERED_TURNS
            ? all
            : all.subList(all.size() - Call.REMEMBERED_TURNS, all.size());
    return new Live(
        call.callId(),
        call.origin(),
        call.resumeTokenHash(),
        call.line(),
        call.address(),
        call.identity(),
        call.disclosed(),
        call.wish(),
        turns,
        call.tools(),
        call.idleDeadline(),
        call.audited(),
        call.wrongTokens());
  }

  private static Live line(Live call, Line line, @Nullable String address) {
    return new Live(
        call.callId(),
        call.origin(),
        call.resumeTokenHash(),
        line,
        address,
        call.identity(),
        call.disclosed(),
        call.wish(),
        call.turns(),
        call.tools(),
        call.idleDeadline(),
        call.audited(),
        call.wrongTokens());
  }

  private static Live identity(Live call, Identity identity) {
    return new Live(
        call.callId(),
        call.origin(),
        call.resumeTokenHash(),
        call.line(),
        call.address(),
        identity,
        call.disclosed(),
        call.wish(),
        call.turns(),
        call.tools(),
        call.idleDeadline(),
        call.audited(),
        call.wrongTokens());
  }

  private static Live disclosed(Live call, @Nullable Disclosed disclosed) {
    return new Live(
        call.callId(),
        call.origin(),
        call.resumeTokenHash(),
        call.line(),
        call.address(),
        call.identity(),
        disclosed,
        call.wish(),
        call.turns(),
        call.tools(),
        call.idleDeadline(),
        call.audited(),
        call.wrongTokens());
  }

  private static Live wish(Live call, @Nullable KeptWish wish) {
    return new Live(
        call.callId(),
        call.origin(),
        call.resumeTokenHash(),
        call.line(),
        call.address(),
        call.identity(),
        call.disclosed(),
        wish,
        call.turns(),
        call.tools(),
        call.idleDeadline(),
        call.audited(),
        call.wrongTokens());
  }

  private static Live tools(Live call, List<ToolRun> tools) {
    return new Live(
        call.callId(),
        call.origin(),
        call.resumeTokenHash(),
        call.line(),
        call.address(),
        call.identity(),
        call.disclosed(),
        call.wish(),
        call.turns(),
        tools,
        call.idleDeadline(),
        call.audited(),
        call.wrongTokens());
  }

  private static Live rest(Live call, Instant idleDeadline, AuditTrail audited, int wrongTokens) {
    return new Live(
        call.callId(),
        call.origin(),
        call.resumeTokenHash(),
        call.line(),
        call.address(),
        call.identity(),
        call.disclosed(),
        call.wish(),
        call.turns(),
        call.tools(),
        idleDeadline,
        audited,
        wrongTokens);
  }

  private static <T> List<T> appended(List<T> past, T next) {
    List<T> all = new ArrayList<>(past);
    all.add(next);
    return all;
  }
}
