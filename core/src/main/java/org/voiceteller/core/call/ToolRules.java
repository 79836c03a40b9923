package org.voiceteller.core.call;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.voiceteller.core.audit.AuditAction;
import org.voiceteller.core.audit.AuditEntry;
import org.voiceteller.core.audit.AuditFlag;
import org.voiceteller.core.authentication.InputHashes;
import org.voiceteller.core.authentication.Level;
import org.voiceteller.core.authentication.Secret;
import org.voiceteller.core.call.Agenda.Part;
import org.voiceteller.core.call.Call.Live;
import org.voiceteller.core.call.Call.ToolRun;
import org.voiceteller.core.tool.AuthenticationInput;
import org.voiceteller.core.tool.Tool;
import org.voiceteller.core.tool.ToolAnswer;
import org.voiceteller.core.tool.ToolCatalogue;
import org.voiceteller.core.tool.ToolInput;
import org.voiceteller.core.tool.ToolInputReader.Reading;
import org.voiceteller.core.tool.ToolOutcome;
import org.voiceteller.core.tool.ToolUse;

/**
 * The rules of tools on a call: who may use which, once per id. A use is {@link #request
 * requested}; whatever must then be done beside the call comes back through {@link #proceed}, until
 * it is answered. What the steps are stands with each topic: who the caller is in {@link
 * IdentityRules}, codes and questions in {@link StepUpRules}, wishes that wait for them in {@link
 * WishRules}, and money that is read back first in {@link ProposalRules}.
 */
public final class ToolRules {

  private final CallPolicy policy;
  private final ToolCatalogue catalogue;
  private final InputHashes hashes;
  private final WishRules wishes;
  private final ProposalRules proposals;

  public ToolRules(CallPolicy policy, ToolCatalogue catalogue, InputHashes hashes) {
    this.policy = policy;
    this.catalogue = catalogue;
    this.hashes = hashes;
    this.wishes = new WishRules(catalogue);
    this.proposals = new ProposalRules(catalogue);
  }

  /**
   * The caller's leg asks for a tool.
   *
   * @param given what the caller keyed or typed while the bank waited for a secret; null when
   *     nothing
   */
  public Ruling<Next> request(
      Call call, String legId, ToolUse use, @Nullable Secret given, Instant now) {
    if (!(call instanceof Live live)) {
      return Ruling.unchanged(
          new Next.Answer(ToolAnswer.refusedWithNote("The call has ended.").outcome()));
    }
    AuditAction action =
        Tool.named(use.tool()).map(Tool::action).orElse(AuditAction.USE_UNKNOWN_TOOL);
    Recording recording = new Recording(live, policy, now);
    if (!live.isJoinedBy(legId)) {
      return turnedAway(
          recording.audit(action, AuditEntry.Result.REFUSED, AuditFlag.SUPERSEDED_LEG),
          ToolAnswer.refusedWithNote("The caller has gone on over another connection."));
    }
    ToolRun before = live.tool(use.toolUseId()).orElse(null);
    if (before != null) {
      return repeated(recording, before, use, action);
    }
    if (live.tools().size() >= policy.maximumToolUses()) {
      return turnedAway(
          recording.audit(action, AuditEntry.Result.REFUSED, AuditFlag.TOO_MANY_TOOL_USES),
          ToolAnswer.refused(Sentences.NO_MORE_TOOLS));
    }
    String hash = hashes.of(live.callId(), use.inputJson());
    recording
        .consentByGoingOn()
        .add(new CallEvent.ToolRequested(use.toolUseId(), use.tool(), hash, now));
    return Tool.named(use.tool())
        .map(tool -> requested(recording, tool, use, given))
        .orElseGet(
            () ->
                recording.refuse(
                    use.toolUseId(),
                    action,
                    ToolAnswer.refusedWithNote("There is no such tool; use one of those given.")
                        .flagged(AuditFlag.UNKNOWN_TOOL)));
  }

  private Ruling<Next> repeated(
      Recording recording, ToolRun before, ToolUse use, AuditAction action) {
    if (!before.tool().equals(use.tool())
        || !hashes.isOf(before.inputHash(), recording.call().callId(), use.inputJson())) {
      return turnedAway(
          recording.audit(action, AuditEntry.Result.REFUSED, AuditFlag.TOOL_USE_ID_REUSED),
          ToolAnswer.refusedWithNote(
              "This toolUseId was used before with other input; use a new one."));
    }
    ToolOutcome outcome = before.outcome();
    return Ruling.unchanged(outcome == null ? new Next.Wait() : new Next.Answer(outcome));
  }

  /** Answered without being taken for a use of the call. */
  private static Ruling<Next> turnedAway(Recording recording, ToolAnswer answer) {
    return recording.answer(new Next.Answer(answer.outcome()));
  }

  private Ruling<Next> requested(
      Recording recording, Tool tool, ToolUse use, @Nullable Secret given) {
    return switch (catalogue.read(tool, use.inputJson())) {
      case Reading.Unreadable(var sentence) ->
          recording.refuse(
              use.toolUseId(),
              tool.action(),
              ToolAnswer.refusedWithNote(sentence).flagged(AuditFlag.INPUT_INVALID));
      case Reading.Read(AuthenticationInput input) ->
          authentication(recording, use.toolUseId(), input, given);
      case Reading.Read(var input) -> work(recording, tool, use, input);
    };
  }

  private Ruling<Next> authentication(
      Recording recording, String id, AuthenticationInput input, @Nullable Secret given) {
    return switch (input) {
      case AuthenticationInput.Authenticate(var number) ->
          IdentityRules.authenticate(recording, id, number);
      case AuthenticationInput.VerifyOtp(var code) ->
          orOnward(recording, id, CodeRules.verify(recording, id, entered(code, given)));
      case AuthenticationInput.StepUpAuthentication(var answer) ->
          orOnward(recording, id, QuestionRules.answer(recording, id, entered(answer, given)));
    };
  }

  /**
   * What the caller keyed was never heard by the model: it counts more than what the model gives.
   */
  private static @Nullable Secret entered(@Nullable String heard, @Nullable Secret given) {
    return given != null ? given : heard != null ? new Secret(heard) : null;
  }

  private Ruling<Next> work(Recording recording, Tool tool, ToolUse use, ToolInput input) {
    Live live = recording.call();
    Level needed = IdentityRules.needed(live, tool);
    return live.identity().customerId() == null || !live.level().reaches(needed)
        ? wishes.keep(recording, use.toolUseId(), tool, use.inputJson(), needed)
        : proposals.request(recording, use.toolUseId(), tool, use.inputJson(), input);
  }

  /**
   * Something was looked up for a use before anything about it was kept: the request and its
   * outcome are decided together. When the call has changed since so that the request is another
   * one now, what was found does not count.
   *
   * @param look what {@link #request} had answered, of a tool that {@link Tool#isLookup only looks}
   * @param askedAt when it had
   */
  public Ruling<Next> lookedUp(
      Call call,
      String legId,
      ToolUse use,
      Next.Run look,
      Found found,
      Instant askedAt,
      Instant now) {
    Ruling<Next> requested = request(call, legId, use, null, askedAt);
    return requested.answer().equals(look)
        ? requested.then(proceed(requested.after(call), use.toolUseId(), found, now))
        : request(call, legId, use, null, now);
  }

  /** What had to be done for a use was done. */
  public Ruling<Next> proceed(Call call, String toolUseId, Found found, Instant now) {
    if (!(call instanceof Live live) || !isRunning(live, toolUseId)) {
      return Ruling.unchanged(new Next.Answer(interrupted(List.of())));
    }
    Recording recording = new Recording(live, policy, now);
    return switch (found) {
      case Found.NumberClaimed(var number, var claim) ->
          orOnward(
              recording, toolUseId, IdentityRules.claimed(recording, toolUseId, number, claim));
      case Found.NumberNotClaimed _ -> IdentityRules.notClaimed(recording, toolUseId);
      case Found.Done(var work, var answer) -> done(recording, toolUseId, work, answer);
      case Found.CodeDrawn drawn -> CodeRules.drawn(recording, toolUseId, drawn);
      case Found.CodeNotDrawn _ -> CodeRules.notDrawn(recording, toolUseId);
      case Found.CodeDelivered delivered -> CodeRules.delivered(recording, toolUseId, delivered);
      case Found.CodeTried tried ->
          orOnward(recording, toolUseId, CodeRules.tried(recording, toolUseId, tried));
      case Found.QuestionFound(var question) -> QuestionRules.found(recording, toolUseId, question);
      case Found.QuestionNotFound _ -> QuestionRules.notFound(recording, toolUseId);
      case Found.AnswerTried(var attempt) ->
          orOnward(recording, toolUseId, QuestionRules.tried(recording, toolUseId, attempt));
    };
  }

  private Ruling<Next> orOnward(
      Recording recording, String toolUseId, Optional<Ruling<Next>> decided) {
    return decided.orElseGet(() -> wishes.onward(recording, toolUseId));
  }

  private Ruling<Next> done(
      Recording recording, String toolUseId, Next.Work work, ToolAnswer answer) {
    Level needs = answer.needs();
    if (needs != null && !recording.call().level().reaches(needs)) {
      return wishes.keep(recording, toolUseId, work, needs);
    }
    Tool tool = work.tool();
    recording.audit(
        tool.action(),
        Recording.auditResult(answer.result()),
        answer.resource(),
        tool.seesPersonalData() && answer.result() == ToolOutcome.Result.SUCCEEDED,
        answer.flags());
    switch (answer.result()) {
      case SUCCEEDED -> recording.moveIdleDeadline();
      case PROPOSED -> ProposalRules.made(recording, work);
      case REFUSED, FAILED -> {
        // nothing became of it
      }
    }
    boolean isLast =
        work.wishId() == null
            && (answer.then() != null || recording.call().agenda().wishes().isEmpty());
    if (isLast) {
      return recording.finish(toolUseId, answer);
    }
    recording.add(
        new CallEvent.WishAnswered(
            work.wishId() == null ? toolUseId : work.wishId(),
            toolUseId,
            tool.toolName(),
            answer.outcome(),
            recording.now()));
    return wishes.onward(recording, toolUseId);
  }

  /**
   * After the session was interrupted: closes every use whose work nobody does any more, and
   * answers with their outcomes by id.
   *
   * @param underWay the ids of those that somebody does
   */
  public Ruling<Map<String, ToolOutcome>> closeInterrupted(
      Call call, Set<String> underWay, Instant now) {
    if (!(call instanceof Live live)) {
      return Ruling.unchanged(Map.of());
    }
    Map<String, ToolOutcome> closed = new LinkedHashMap<>();
    Recording recording = new Recording(live, policy, now);
    for (ToolRun run : live.tools()) {
      if (run.outcome() == null && !underWay.contains(run.toolUseId())) {
        closed.put(run.toolUseId(), closeInterrupted(recording, run));
      }
    }
    if (underWay.isEmpty()) {
      CodeRules.closeInterrupted(recording);
    }
    return recording.answer(closed);
  }

  static ToolOutcome closeInterrupted(Recording recording, ToolRun run) {
    ToolOutcome outcome = interrupted(run.parts());
    recording
        .audit(
            Tool.named(run.tool()).map(Tool::action).orElse(AuditAction.USE_UNKNOWN_TOOL),
            AuditEntry.Result.FAILED,
            AuditFlag.INTERRUPTED)
        .finished(run.toolUseId(), outcome);
    return outcome;
  }

  /** With what was answered before the interruption: it is done, and must be told. */
  private static ToolOutcome interrupted(List<Part> parts) {
    return Parts.before(null, parts, ToolAnswer.failed(Sentences.INTERRUPTED)).outcome();
  }

  private static boolean isRunning(Live live, String toolUseId) {
    return live.tool(toolUseId).filter(run -> run.outcome() == null).isPresent();
  }
}
