package org.voiceteller.core.call;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.voiceteller.core.audit.AuditAction;
import org.voiceteller.core.audit.AuditEntry;
import org.voiceteller.core.audit.AuditFlag;
import org.voiceteller.core.authentication.Level;
import org.voiceteller.core.call.Agenda.KeptWish;
import org.voiceteller.core.call.Agenda.Part;
import org.voiceteller.core.call.Call.Live;
import org.voiceteller.core.call.Call.ToolRun;
import org.voiceteller.core.call.Challenge.Asked;
import org.voiceteller.core.call.Challenge.Cause;
import org.voiceteller.core.call.Challenge.Code;
import org.voiceteller.core.call.Found.Attempt;
import org.voiceteller.core.tool.Tool;
import org.voiceteller.core.tool.ToolAnswer;

/**
 * What both steps to a higher level have in common: {@link CodeRules the code} that is sent to the
 * number on file, and {@link QuestionRules the second step} after it. Each begins by itself when a
 * wish needs it.
 */
final class StepUpRules {

  private StepUpRules() {}

  /** Begins the next step that the caller's wishes need, or that they asked for. */
  static Ruling<Next> begin(Recording recording, String toolUseId, Cause cause) {
    Live live = recording.call();
    String customerId = live.identity().customerId();
    if (customerId == null || !live.level().reaches(Level.PHONE)) {
      return finish(
          recording,
          toolUseId,
          ToolAnswer.refused(Sentences.ASK_FOR_NUMBER).then(Tool.AUTHENTICATE));
    }
    if (cause == Cause.WISH && live.agenda().challenge() != null) {
      return finish(recording, toolUseId, awaited(live.agenda().challenge()));
    }
    if (live.level() == Level.PHONE) {
      if (live.agenda().codes() >= recording.policy().stepUp().maximumCodes()) {
        return giveUp(
            recording,
            toolUseId,
            AuditAction.SEND_OTP,
            ToolAnswer.refused(StepUpSentences.NO_MORE_CODES).flagged(AuditFlag.TOO_MANY_CODES));
      }
      return recording.answer(new Next.DrawCode(customerId, "CODE-" + (live.agenda().codes() + 1)));
    }
    return live.agenda().answers() >= recording.policy().stepUp().maximumAnswers()
        ? QuestionRules.noMoreAnswers(recording, toolUseId)
        : recording.answer(new Next.FindQuestion(customerId));
  }

  /** The customer's own count stands against it, or nobody could tell. */
  static Ruling<Next> notCompared(
      Recording recording,
      String toolUseId,
      AuditAction action,
      Attempt attempt,
      ToolAnswer unknown) {
    return switch (attempt) {
      case Attempt.TooSoon(var until) -> {
        refuse(recording, action, AuditFlag.MUST_WAIT);
        yield finish(
            recording,
            toolUseId,
            ToolAnswer.refused(StepUpSentences.tooSoon(until, recording.now())));
      }
      case Attempt.Locked _ ->
          giveUp(
              recording,
              toolUseId,
              action,
              ToolAnswer.refused(StepUpSentences.LOCKED).flagged(AuditFlag.LOCKED_OUT));
      case Attempt.Unknown _, Attempt.Right _, Attempt.Wrong _ -> {
        recording.audit(action, AuditEntry.Result.FAILED, AuditFlag.BANK_ERROR);
        yield finish(recording, toolUseId, unknown);
      }
    };
  }

  /** What the caller is told of a further wish while what was asked for the first is open. */
  static ToolAnswer asWell(Live live) {
    ToolAnswer answer = ToolAnswer.refused(StepUpSentences.AS_WELL);
    return switch (live.agenda().challenge()) {
      case null -> answer.then(Tool.AUTHENTICATE);
      case Code _ -> answer.then(Tool.VERIFY_OTP, "code");
      case Asked _ -> answer.then(Tool.STEP_UP_AUTHENTICATION, "answer");
    };
  }

  /** What the caller is told while a secret is awaited. */
  static ToolAnswer awaited(Challenge challenge) {
    return switch (challenge) {
      case Code code -> awaiting(StepUpSentences.codeAwaited(code.destination()));
      case Asked(var question) -> answering(StepUpSentences.asked(question, false));
    };
  }

  static Ruling<Next> askForNumber(Recording recording, String toolUseId, AuditAction action) {
    return recording.refuse(
        toolUseId,
        action,
        ToolAnswer.refused(Sentences.ASK_FOR_NUMBER)
            .then(Tool.AUTHENTICATE)
            .flagged(AuditFlag.LEVEL_TOO_LOW));
  }

  static Ruling<Next> giveUp(
      Recording recording, String toolUseId, AuditAction action, ToolAnswer answer) {
    if (recording.call().agenda().challenge() != null) {
      recording.add(
          new CallEvent.ChallengeDropped(answer.flags().getLast().name(), recording.now()));
    }
    dropWishesAbove(recording);
    recording.audit(action, AuditEntry.Result.REFUSED, null, false, answer.flags());
    return finish(recording, toolUseId, answer);
  }

  static void dropWishesAbove(Recording recording) {
    for (KeptWish wish : recording.call().agenda().wishes()) {
      if (!recording.call().level().reaches(wish.needed())) {
        WishRules.clear(recording, wish);
      }
    }
  }

  static void refuse(Recording recording, AuditAction action, AuditFlag flag) {
    recording.audit(action, AuditEntry.Result.REFUSED, flag);
  }

  static Ruling<Next> finish(Recording recording, String toolUseId, ToolAnswer answer) {
    return finish(recording, toolUseId, answer, true);
  }

  /** Ends the use with what was answered in it before, then this. */
  static Ruling<Next> finish(
      Recording recording, String toolUseId, ToolAnswer answer, boolean withLead) {
    Live live = recording.call();
    List<Part> parts = parts(live, toolUseId);
    boolean hasLed = withLead && live.level().reaches(reachedBy(used(live, toolUseId)));
    return recording.finish(
        toolUseId,
        Parts.before(hasLed ? WishRules.lead(used(live, toolUseId)) : null, parts, answer));
  }

  static Level reachedBy(@Nullable Tool used) {
    return used == Tool.STEP_UP_AUTHENTICATION ? Level.SECURITY_QUESTION : Level.ONE_TIME_CODE;
  }

  static List<Part> parts(Live live, String toolUseId) {
    return live.tool(toolUseId).map(ToolRun::parts).orElse(List.of());
  }

  static @Nullable Tool used(Live live, String toolUseId) {
    return live.tool(toolUseId).flatMap(run -> Tool.named(run.tool())).orElse(null);
  }

  static ToolAnswer awaiting(String sentence) {
    return ToolAnswer.refused(sentence).then(Tool.VERIFY_OTP, "code");
  }

  static ToolAnswer answering(String sentence) {
    return ToolAnswer.refused(sentence).then(Tool.STEP_UP_AUTHENTICATION, "answer");
  }
}
