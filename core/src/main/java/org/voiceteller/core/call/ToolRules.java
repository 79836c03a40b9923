package org.voiceteller.core.call;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.voiceteller.core.audit.AuditAction;
import org.voiceteller.core.audit.AuditEntry;
import org.voiceteller.core.audit.AuditFlag;
import org.voiceteller.core.authentication.Level;
import org.voiceteller.core.call.Call.KeptWish;
import org.voiceteller.core.call.Call.Live;
import org.voiceteller.core.call.Call.ToolRun;
import org.voiceteller.core.customer.Claim;
import org.voiceteller.core.customer.PhoneNumber;
import org.voiceteller.core.tool.AuthenticationInput;
import org.voiceteller.core.tool.Tool;
import org.voiceteller.core.tool.ToolAnswer;
import org.voiceteller.core.tool.ToolCatalogue;
import org.voiceteller.core.tool.ToolInput;
import org.voiceteller.core.tool.ToolInputReader.Reading;
import org.voiceteller.core.tool.ToolOutcome;
import org.voiceteller.core.tool.ToolUse;

/**
 * The rules of tools on a call: who may use which, once per id, and what becomes of a wish above
 * the caller's level. A use goes in two steps, requested and finished, with the work between them;
 * an authentication has a step of its own in the middle, after which the kept wish is carried out
 * and its answer is told with the authentication's.
 */
public record ToolRules(CallPolicy policy, ToolCatalogue catalogue) {

  /** What is to be done about a tool use that was requested. */
  public sealed interface Next {

    /** Decided already: answer this. */
    record Answer(ToolOutcome outcome) implements Next {}

    /** The same use is under way: answer when it is finished. */
    record Wait() implements Next {}

    /** Find out whom this number leads to, then {@link ToolRules#identify}. */
    record Identify(PhoneNumber number) implements Next {}

    /** Do this for the customer, then {@link ToolRules#finish}. */
    record Work(
        String toolUseId, String customerId, ToolInput input, Level level, boolean confirmed)
        implements Next {}
  }

  /** The caller's leg asks for a tool. */
  public Ruling<Next> request(Call call, String legId, ToolUse use, Instant now) {
    if (!(call instanceof Live live)) {
      return Ruling.unchanged(
          new Next.Answer(ToolAnswer.refusedWithNote("The call has ended.").outcome()));
    }
    AuditAction action =
        Tool.named(use.tool()).map(Tool::action).orElse(AuditAction.USE_UNKNOWN_TOOL);
    Recording recording = new Recording(live, policy, now);
    if (!live.isJoinedBy(legId)) {
      return recording
          .audit(action, AuditEntry.Result.REFUSED, AuditFlag.SUPERSEDED_LEG)
          .answer(
              new Next.Answer(
                  ToolAnswer.refusedWithNote("The caller has gone on over another connection.")
                      .outcome()));
    }
    ToolRun before = live.tool(use.toolUseId()).orElse(null);
    if (before != null) {
      return repeated(recording, before, use, action);
    }
    if (live.tools().size() >= policy.maximumToolUses()) {
      return recording
          .audit(action, AuditEntry.Result.REFUSED, AuditFlag.TOO_MANY_TOOL_USES)
          .answer(
              new Next.Answer(
                  ToolAnswer.refused(
                          "I'm sorry, I can't do anything more on this call. Please call again.")
                      .outcome()));
    }
    recording
        .consentByGoingOn()
        .add(new CallEvent.ToolRequested(use.toolUseId(), use.tool(), use.inputHash(), now));
    return Tool.named(use.tool())
        .map(tool -> requested(recording, tool, use, now))
        .orElseGet(
            () ->
                refused(
                    recording,
                    use,
                    action,
                    ToolAnswer.refusedWithNote("There is no such tool; use one of those given.")
                        .flagged(AuditFlag.UNKNOWN_TOOL),
                    now));
  }

  private Ruling<Next> repeated(
      Recording recording, ToolRun before, ToolUse use, AuditAction action) {
    if (!before.inputHash().equals(use.inputHash()) || !before.tool().equals(use.tool())) {
      return recording
          .audit(action, AuditEntry.Result.REFUSED, AuditFlag.TOOL_USE_ID_REUSED)
          .answer(
              new Next.Answer(
                  ToolAnswer.refusedWithNote(
                          "This toolUseId was used before with other input; use a new one.")
                      .outcome()));
    }
    ToolOutcome outcome = before.outcome();
    return Ruling.unchanged(outcome == null ? new Next.Wait() : new Next.Answer(outcome));
  }

  private Ruling<Next> requested(Recording recording, Tool tool, ToolUse use, Instant now) {
    return switch (catalogue.read(tool, use.inputJson())) {
      case Reading.Unreadable(var sentence) ->
          refused(
              recording,
              use,
              tool.action(),
              ToolAnswer.refusedWithNote(sentence).flagged(AuditFlag.INPUT_INVALID),
              now);
      case Reading.Read(AuthenticationInput.Authenticate(var phoneNumber)) ->
          authentication(recording, use, phoneNumber, now);
      case Reading.Read(var input) -> work(recording, tool, use, input, now);
    };
  }

  private Ruling<Next> work(
      Recording recording, Tool tool, ToolUse use, ToolInput input, Instant now) {
    Live live = recording.call();
    String customerId = live.identity().customerId();
    if (customerId == null || !live.level().reaches(tool.level())) {
      clearWish(recording, now);
      recording.add(
          new CallEvent.WishKept(use.toolUseId(), use.tool(), use.inputJson(), tool.level(), now));
      return refused(
          recording,
          use,
          tool.action(),
          ToolAnswer.refused(Sentences.ASK_FOR_NUMBER)
              .then(Tool.AUTHENTICATE)
              .flagged(AuditFlag.LEVEL_TOO_LOW),
          now);
    }
    return recording.answer(new Next.Work(use.toolUseId(), customerId, input, live.level(), false));
  }

  private Ruling<Next> authentication(
      Recording recording, ToolUse use, String phoneNumber, Instant now) {
    if (recording.call().identity().attempts() >= policy.maximumIdentificationAttempts()) {
      return refused(
          recording,
          use,
          AuditAction.AUTHENTICATE,
          ToolAnswer.refused(Sentences.NO_MORE_ATTEMPTS).flagged(AuditFlag.TOO_MANY_ATTEMPTS),
          now);
    }
    return PhoneNumber.parse(phoneNumber)
        .map(number -> recording.<Next>answer(new Next.Identify(number)))
        .orElseGet(
            () ->
                refused(
                    recording,
                    use,
                    AuditAction.AUTHENTICATE,
                    ToolAnswer.refused(Sentences.NUMBER_INCOMPLETE)
                        .then(Tool.AUTHENTICATE)
                        .flagged(AuditFlag.INPUT_INVALID),
                    now));
  }

  /**
   * The number's claim was decided. Granted: the caller is at level 1, has been told of the
   * recording, and the kept wish is due; its {@link Next.Work} carries this use's id.
   */
  public Ruling<Next> identify(
      Call call, String toolUseId, PhoneNumber number, Claim claim, Instant now) {
    if (!(call instanceof Live live) || !isRunning(live, toolUseId)) {
      return Ruling.unchanged(new Next.Answer(interrupted()));
    }
    Recording recording = new Recording(live, policy, now);
    List<AuditFlag> flags = new ArrayList<>();
    String from = live.origin().from();
    if (from != null && !PhoneNumber.parse(from).equals(Optional.of(number))) {
      flags.add(AuditFlag.CALLER_ID_MISMATCH);
    }
    return switch (claim) {
      case Claim.Granted(var customerId) -> {
        identified(recording, customerId, flags, now);
        yield afterIdentification(recording, toolUseId, customerId, now);
      }
      case Claim.Denied(var reason) -> denied(recording, toolUseId, reason, flags, now);
    };
  }

  private void identified(
      Recording recording, String customerId, List<AuditFlag> flags, Instant now) {
    String before = recording.call().identity().customerId();
    boolean isAnother = before != null && !before.equals(customerId);
    if (isAnother) {
      flags.add(AuditFlag.CUSTOMER_CHANGED);
    }
    if (!customerId.equals(before)) {
      recording.add(new CallEvent.CustomerIdentified(customerId, now));
    }
    if (isAnother || !recording.call().level().reaches(Level.PHONE)) {
      recording.add(new CallEvent.LevelReached(Level.PHONE, now));
    }
    recording.audit(
        AuditAction.AUTHENTICATE,
        AuditEntry.Result.SUCCESS,
        customerId,
        Tool.AUTHENTICATE.seesPersonalData(),
        flags);
    if (recording.call().disclosed() == null) {
      recording.giveDisclosure();
    }
    recording.moveIdleDeadline();
  }

  private Ruling<Next> afterIdentification(
      Recording recording, String toolUseId, String customerId, Instant now) {
    KeptWish wish = recording.call().wish();
    Tool tool = wish == null ? null : Tool.named(wish.tool()).orElse(null);
    if (wish != null
        && tool != null
        && recording.call().level().reaches(wish.needed())
        && catalogue.read(tool, wish.inputJson()) instanceof Reading.Read(var input)) {
      return recording.answer(
          new Next.Work(toolUseId, customerId, input, recording.call().level(), false));
    }
    clearWish(recording, now);
    return finished(recording, toolUseId, ToolAnswer.succeeded(Sentences.VERIFIED), now);
  }

  private Ruling<Next> denied(
      Recording recording,
      String toolUseId,
      Claim.Denial reason,
      List<AuditFlag> flags,
      Instant now) {
    int attempts = recording.call().identity().attempts() + 1;
    boolean isLast = attempts >= policy.maximumIdentificationAttempts();
    flags.add(
        switch (reason) {
          case UNKNOWN -> AuditFlag.UNKNOWN_NUMBER;
          case AMBIGUOUS -> AuditFlag.AMBIGUOUS_NUMBER;
          case BLOCKED -> AuditFlag.NUMBER_BLOCKED;
        });
    if (isLast) {
      flags.add(AuditFlag.TOO_MANY_ATTEMPTS);
    }
    recording
        .add(new CallEvent.IdentificationFailed(reason.name(), attempts, now))
        .audit(AuditAction.AUTHENTICATE, AuditEntry.Result.REFUSED, null, false, flags);
    ToolAnswer answer =
        isLast
            ? ToolAnswer.refused(Sentences.NO_MORE_ATTEMPTS)
            : ToolAnswer.refused(Sentences.NOT_VERIFIED).then(Tool.AUTHENTICATE);
    return finished(recording, toolUseId, answer, now);
  }

  /** Whom the number leads to could not be found out: no attempt is counted, the wish is kept. */
  public Ruling<Next> couldNotIdentify(Call call, String toolUseId, Instant now) {
    if (!(call instanceof Live live) || !isRunning(live, toolUseId)) {
      return Ruling.unchanged(new Next.Answer(interrupted()));
    }
    ToolAnswer answer = ToolAnswer.failed(Sentences.CANNOT_VERIFY_NOW).then(Tool.AUTHENTICATE);
    return finished(
        new Recording(live, policy, now)
            .audit(AuditAction.AUTHENTICATE, AuditEntry.Result.FAILED, null, false, answer.flags()),
        toolUseId,
        answer,
        now);
  }

  /** The work of a tool use is done; for an authentication it was the kept wish's. */
  public Ruling<Next> finish(Call call, String toolUseId, ToolAnswer answer, Instant now) {
    if (!(call instanceof Live live) || !isRunning(live, toolUseId)) {
      return Ruling.unchanged(new Next.Answer(interrupted()));
    }
    Recording recording = new Recording(live, policy, now);
    Tool used = tool(live, toolUseId);
    KeptWish wish = live.wish();
    Tool worked =
        used == Tool.AUTHENTICATE && wish != null ? Tool.named(wish.tool()).orElse(used) : used;
    recording.audit(
        worked.action(),
        Recording.auditResult(answer.result()),
        answer.resource(),
        worked.seesPersonalData() && answer.result() == ToolOutcome.Result.SUCCEEDED,
        answer.flags());
    if (wish != null && live.level().reaches(wish.needed())) {
      clearWish(recording, now);
    }
    if (answer.result() == ToolOutcome.Result.SUCCEEDED) {
      recording.moveIdleDeadline();
    }
    return finished(
        recording, toolUseId, worked == used ? answer : carriedOut(answer, worked), now);
  }

  /** The authentication succeeded whatever became of the wish. */
  private static ToolAnswer carriedOut(ToolAnswer wish, Tool tool) {
    ToolAnswer answer =
        new ToolAnswer(
            ToolOutcome.Result.SUCCEEDED,
            wish.say(),
            wish.note(),
            Map.of(),
            wish.then(),
            wish.fill(),
            null,
            wish.resource(),
            wish.confirmation(),
            List.of());
    for (var field : wish.data().entrySet()) {
      answer = answer.with(field.getKey(), field.getValue());
    }
    return answer.with("answered", tool.toolName());
  }

  private Ruling<Next> finished(
      Recording recording, String toolUseId, ToolAnswer answer, Instant now) {
    Call.Disclosed disclosed = recording.call().disclosed();
    ToolAnswer told = answer;
    if (disclosed != null && toolUseId.equals(disclosed.saidWith())) {
      told = answer.prefaced(policy.disclosure().text());
    } else if (disclosed == null && recording.call().level().reaches(Level.PHONE)) {
      recording.giveDisclosure();
      told = answer.prefaced(policy.disclosure().text());
    }
    ToolOutcome outcome = told.outcome();
    String tool = recording.call().tool(toolUseId).map(ToolRun::tool).orElse("");
    return recording
        .add(new CallEvent.ToolFinished(toolUseId, tool, outcome, now))
        .answer(new Next.Answer(outcome));
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
        closeInterrupted(recording, run, now);
        closed.put(run.toolUseId(), interrupted());
      }
    }
    return recording.answer(closed);
  }

  static void closeInterrupted(Recording recording, ToolRun run, Instant now) {
    recording
        .audit(
            Tool.named(run.tool()).map(Tool::action).orElse(AuditAction.USE_UNKNOWN_TOOL),
            AuditEntry.Result.FAILED,
            AuditFlag.INTERRUPTED)
        .add(new CallEvent.ToolFinished(run.toolUseId(), run.tool(), interrupted(), now));
  }

  private static ToolOutcome interrupted() {
    return ToolAnswer.failed(Sentences.INTERRUPTED).outcome();
  }

  private Ruling<Next> refused(
      Recording recording, ToolUse use, AuditAction action, ToolAnswer answer, Instant now) {
    recording.audit(action, AuditEntry.Result.REFUSED, null, false, answer.flags());
    return finished(recording, use.toolUseId(), answer, now);
  }

  private static void clearWish(Recording recording, Instant now) {
    KeptWish wish = recording.call().wish();
    if (wish != null) {
      recording.add(new CallEvent.WishCleared(wish.toolUseId(), now));
    }
  }

  private static boolean isRunning(Live live, String toolUseId) {
    return live.tool(toolUseId).filter(run -> run.outcome() == null).isPresent();
  }

  private static Tool tool(Live live, String toolUseId) {
    return live.tool(toolUseId)
        .flatMap(run -> Tool.named(run.tool()))
        .orElseThrow(() -> new IllegalStateException("Expected a running tool to be known"));
  }
}
