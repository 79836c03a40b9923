package org.voiceteller.core.call;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.voiceteller.core.audit.AuditAction;
import org.voiceteller.core.audit.AuditEntry;
import org.voiceteller.core.audit.AuditFlag;
import org.voiceteller.core.authentication.Level;
import org.voiceteller.core.authentication.Secret;
import org.voiceteller.core.call.Agenda.Part;
import org.voiceteller.core.call.Call.Live;
import org.voiceteller.core.call.Challenge.Asked;
import org.voiceteller.core.call.Challenge.Cause;
import org.voiceteller.core.call.Challenge.Question;
import org.voiceteller.core.call.Found.Attempt;
import org.voiceteller.core.tool.Tool;
import org.voiceteller.core.tool.ToolAnswer;

/**
 * The second step, after the code: a security question of the customer's, or the code of their
 * authenticator app. An answer is kept as an attempt before it is compared; there are a few for a
 * call, however often the question is asked.
 */
final class QuestionRules {

  private static final AuditAction ACTION = AuditAction.STEP_UP_AUTHENTICATION;

  private QuestionRules() {}

  static Ruling<Next> found(Recording recording, String toolUseId, Optional<Question> found) {
    if (found.isEmpty()) {
      return StepUpRules.giveUp(
          recording,
          toolUseId,
          ACTION,
          ToolAnswer.refused(StepUpSentences.NO_SECOND_STEP).flagged(AuditFlag.NO_SECOND_STEP));
    }
    if (recording.call().agenda().challenge() instanceof Asked) {
      return StepUpRules.finish(recording, toolUseId, StepUpRules.asWell(recording.call()));
    }
    Question question = found.get();
    recording.add(new CallEvent.QuestionAsked(question, recording.now()));
    List<Part> parts = StepUpRules.parts(recording.call(), toolUseId);
    boolean afterCode =
        StepUpRules.used(recording.call(), toolUseId) == Tool.VERIFY_OTP && parts.isEmpty();
    return StepUpRules.finish(
        recording,
        toolUseId,
        StepUpRules.answering(StepUpSentences.asked(question, afterCode)),
        !afterCode);
  }

  static Ruling<Next> notFound(Recording recording, String toolUseId) {
    StepUpRules.dropWishesAbove(recording);
    recording.audit(ACTION, AuditEntry.Result.FAILED, AuditFlag.BANK_ERROR);
    return StepUpRules.finish(
        recording, toolUseId, ToolAnswer.failed(StepUpSentences.CANNOT_CHECK));
  }

  /**
   * Something was given for the second step. Empty when the caller is verified already.
   *
   * @param entered null when nothing was
   */
  static Optional<Ruling<Next>> answer(
      Recording recording, String toolUseId, @Nullable Secret entered) {
    Live live = recording.call();
    String customerId = live.identity().customerId();
    if (customerId == null || !live.level().reaches(Level.PHONE)) {
      return Optional.of(StepUpRules.askForNumber(recording, toolUseId, ACTION));
    }
    return live.level().reaches(Level.SECURITY_QUESTION)
        ? Optional.empty()
        : Optional.of(answer(recording, toolUseId, customerId, entered));
  }

  private static Ruling<Next> answer(
      Recording recording, String toolUseId, String customerId, @Nullable Secret entered) {
    Agenda agenda = recording.call().agenda();
    if (!(agenda.challenge() instanceof Asked(var question))) {
      return StepUpRules.begin(recording, toolUseId, Cause.WISH);
    }
    if (agenda.answers() >= recording.policy().stepUp().maximumAnswers()) {
      return noMoreAnswers(recording, toolUseId);
    }
    if (entered == null) {
      return recording.refuse(
          toolUseId,
          ACTION,
          StepUpRules.answering(StepUpSentences.askedAgain(question))
              .flagged(AuditFlag.ANSWER_MISSING));
    }
    return recording
        .add(new CallEvent.QuestionAttempted(agenda.answers() + 1, recording.now()))
        .answer(new Next.TryAnswer(customerId, question, entered));
  }

  /** Empty when the answer was right: the caller's wishes are next. */
  static Optional<Ruling<Next>> tried(Recording recording, String toolUseId, Attempt attempt) {
    if (!(recording.call().agenda().challenge() instanceof Asked(var question))) {
      return Optional.of(
          recording.refuse(
              toolUseId,
              ACTION,
              ToolAnswer.refused(StepUpSentences.CANNOT_CHECK).flagged(AuditFlag.ANSWER_WRONG)));
    }
    return switch (attempt) {
      case Attempt.Right _ -> {
        recording
            .add(new CallEvent.QuestionAnswered(question.kind(), recording.now()))
            .add(new CallEvent.LevelReached(Level.SECURITY_QUESTION, recording.now()))
            .audit(ACTION, AuditEntry.Result.SUCCESS)
            .moveIdleDeadline();
        yield Optional.empty();
      }
      case Attempt.Wrong _ -> {
        StepUpRules.refuse(recording, ACTION, AuditFlag.ANSWER_WRONG);
        boolean isLast =
            recording.call().agenda().answers() >= recording.policy().stepUp().maximumAnswers();
        yield Optional.of(
            isLast
                ? noMoreAnswers(recording, toolUseId)
                : StepUpRules.finish(
                    recording,
                    toolUseId,
                    StepUpRules.answering(StepUpSentences.answerWrong(question))));
      }
      case Attempt.TooSoon _, Attempt.Locked _, Attempt.Unknown _ ->
          Optional.of(
              StepUpRules.notCompared(
                  recording,
                  toolUseId,
                  ACTION,
                  attempt,
                  StepUpRules.answering(StepUpSentences.CANNOT_CHECK)));
    };
  }

  static Ruling<Next> noMoreAnswers(Recording recording, String toolUseId) {
    return StepUpRules.giveUp(
        recording,
        toolUseId,
        ACTION,
        ToolAnswer.refused(StepUpSentences.NO_MORE_ANSWERS).flagged(AuditFlag.TOO_MANY_ATTEMPTS));
  }
}
