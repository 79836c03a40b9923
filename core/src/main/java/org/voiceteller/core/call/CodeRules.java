package org.voiceteller.core.call;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.voiceteller.core.audit.AuditAction;
import org.voiceteller.core.audit.AuditEntry;
import org.voiceteller.core.audit.AuditFlag;
import org.voiceteller.core.authentication.Level;
import org.voiceteller.core.authentication.OneTimeCodeSender.Delivery;
import org.voiceteller.core.authentication.Secret;
import org.voiceteller.core.call.Call.Live;
import org.voiceteller.core.call.Challenge.Cause;
import org.voiceteller.core.call.Challenge.Code;
import org.voiceteller.core.call.Found.Attempt;
import org.voiceteller.core.tool.Tool;
import org.voiceteller.core.tool.ToolAnswer;

/**
 * The one-time code. It is drawn, kept as a hash, and only then sent; an attempt is kept before it
 * is compared; after a few wrong ones, or when it is too old, another is sent by itself. A verdict
 * on another code than the open one opens nothing.
 */
final class CodeRules {

  /** The caller says that no code has come. */
  private static final Pattern ANOTHER_CODE =
      Pattern.compile(
          "\\b(resend|re-send|send|another|new|again|haven'?t|have not|didn'?t|did not|never|no)\\b"
              + ".*\\b(code|it|one|message|text|anything|arrived?|came?|come)\\b|"
              + "\\b(re-?send|send|nothing|still waiting|where'?s|where is|expired|timed out|deleted"
              + "|lost)\\b");

  private CodeRules() {}

  /**
   * The code is there: it is kept, as a hash, before it goes out. If another use of a tool was
   * quicker, its code is the one.
   */
  static Ruling<Next> drawn(Recording recording, String toolUseId, Found.CodeDrawn drawn) {
    Code past = recording.call().agenda().challenge() instanceof Code code ? code : null;
    if (past != null && past.issued().codeId().equals(drawn.issued().codeId())) {
      return StepUpRules.finish(recording, toolUseId, StepUpRules.asWell(recording.call()));
    }
    return recording
        .add(
            new CallEvent.CodeIssued(
                drawn.issued(), drawn.destination(), cause(recording, past), recording.now()))
        .answer(new Next.SendCode(drawn.issued().codeId()));
  }

  private static Cause cause(Recording recording, @Nullable Code past) {
    if (past == null) {
      return recording.call().agenda().codes() == 0 ? Cause.WISH : Cause.ASKED_FOR;
    }
    return past.isExpired(recording.now())
        ? Cause.EXPIRED
        : past.attempts() >= recording.policy().stepUp().attemptsPerCode()
            ? Cause.WRONG_TOO_OFTEN
            : Cause.ASKED_FOR;
  }

  static Ruling<Next> notDrawn(Recording recording, String toolUseId) {
    return notSent(recording, toolUseId, StepUpSentences.CANNOT_SEND_NOW);
  }

  static Ruling<Next> delivered(Recording recording, String toolUseId, Found.CodeDelivered found) {
    return switch (found.delivery()) {
      case Delivery.Sent(var receipt) -> {
        recording
            .add(new CallEvent.CodeSent(found.codeId(), receipt, recording.now()))
            .audit(AuditAction.SEND_OTP, AuditEntry.Result.SUCCESS);
        yield recording.call().agenda().challenge() instanceof Code code
                && code.issued().codeId().equals(found.codeId())
            ? StepUpRules.finish(
                recording,
                toolUseId,
                StepUpRules.awaiting(
                    StepUpSentences.codeSent(
                        code.cause(), code.destination(), firstWish(recording.call()))))
            : StepUpRules.finish(
                recording,
                toolUseId,
                ToolAnswer.refused(StepUpSentences.CODE_VOID).then(Tool.VERIFY_OTP, "code"));
      }
      case Delivery.Refused(var reason) -> {
        recording.add(new CallEvent.CodeNotSent(found.codeId(), reason.name(), recording.now()));
        yield notSent(recording, toolUseId, StepUpSentences.CANNOT_SEND_THERE);
      }
      case Delivery.TryLater _ -> {
        recording.add(new CallEvent.CodeNotSent(found.codeId(), "TRY_LATER", recording.now()));
        yield notSent(recording, toolUseId, StepUpSentences.CANNOT_SEND_NOW);
      }
      case Delivery.Misconfigured _ -> {
        recording.add(new CallEvent.CodeNotSent(found.codeId(), "MISCONFIGURED", recording.now()));
        yield notSent(recording, toolUseId, StepUpSentences.CANNOT_SEND_NOW);
      }
    };
  }

  /** The wishes are dropped with it: the caller hears that nothing came of them. */
  private static Ruling<Next> notSent(Recording recording, String toolUseId, String sentence) {
    StepUpRules.dropWishesAbove(recording);
    recording.audit(AuditAction.SEND_OTP, AuditEntry.Result.FAILED, AuditFlag.CODE_NOT_SENT);
    return StepUpRules.finish(recording, toolUseId, ToolAnswer.failed(sentence));
  }

  /**
   * Something was given for the code. Empty when the caller is verified already.
   *
   * @param entered null when nothing was
   */
  static Optional<Ruling<Next>> verify(
      Recording recording, String toolUseId, @Nullable Secret entered) {
    Live live = recording.call();
    String customerId = live.identity().customerId();
    if (customerId == null || !live.level().reaches(Level.PHONE)) {
      return Optional.of(StepUpRules.askForNumber(recording, toolUseId, AuditAction.VERIFY_OTP));
    }
    return live.level().reaches(Level.ONE_TIME_CODE)
        ? Optional.empty()
        : Optional.of(verify(recording, toolUseId, customerId, entered));
  }

  private static Ruling<Next> verify(
      Recording recording, String toolUseId, String customerId, @Nullable Secret entered) {
    Live live = recording.call();
    if (!(live.agenda().challenge() instanceof Code code)) {
      return StepUpRules.begin(recording, toolUseId, Cause.ASKED_FOR);
    }
    if (code.isExpired(recording.now())) {
      StepUpRules.refuse(recording, AuditAction.VERIFY_OTP, AuditFlag.CODE_EXPIRED);
      return StepUpRules.begin(recording, toolUseId, Cause.EXPIRED);
    }
    if (code.attempts() >= recording.policy().stepUp().attemptsPerCode()) {
      return StepUpRules.begin(recording, toolUseId, Cause.WRONG_TOO_OFTEN);
    }
    if (entered == null) {
      return asksForAnother(live)
          ? StepUpRules.begin(recording, toolUseId, Cause.ASKED_FOR)
          : recording.refuse(
              toolUseId,
              AuditAction.VERIFY_OTP,
              StepUpRules.awaiting(StepUpSentences.CODE_MISSING).flagged(AuditFlag.CODE_MISSING));
    }
    return recording
        .add(
            new CallEvent.CodeAttempted(
                code.issued().codeId(), code.attempts() + 1, recording.now()))
        .answer(new Next.TryCode(customerId, code.issued(), entered));
  }

  /** Empty when the code was right: the caller's wishes are next. */
  static Optional<Ruling<Next>> tried(
      Recording recording, String toolUseId, Found.CodeTried tried) {
    AuditAction action = AuditAction.VERIFY_OTP;
    if (!(recording.call().agenda().challenge() instanceof Code code)
        || !code.issued().codeId().equals(tried.codeId())) {
      return Optional.of(
          recording.refuse(
              toolUseId,
              action,
              ToolAnswer.refused(StepUpSentences.CODE_VOID).flagged(AuditFlag.CODE_EXPIRED)));
    }
    return switch (tried.attempt()) {
      case Attempt.Right _ -> {
        recording
            .add(new CallEvent.CodeVerified(tried.codeId(), recording.now()))
            .add(new CallEvent.LevelReached(Level.ONE_TIME_CODE, recording.now()))
            .audit(action, AuditEntry.Result.SUCCESS)
            .moveIdleDeadline();
        yield Optional.empty();
      }
      case Attempt.Wrong _ -> {
        StepUpRules.refuse(recording, action, AuditFlag.CODE_WRONG);
        yield Optional.of(
            code.attempts() >= recording.policy().stepUp().attemptsPerCode()
                ? StepUpRules.begin(recording, toolUseId, Cause.WRONG_TOO_OFTEN)
                : StepUpRules.finish(
                    recording, toolUseId, StepUpRules.awaiting(StepUpSentences.CODE_WRONG)));
      }
      case Attempt.TooSoon _, Attempt.Locked _, Attempt.Unknown _ ->
          Optional.of(
              StepUpRules.notCompared(
                  recording,
                  toolUseId,
                  action,
                  tried.attempt(),
                  StepUpRules.awaiting(StepUpSentences.CANNOT_CHECK)));
    };
  }

  /** A restart cut the sending off: whether the code went out is not known, so it is void. */
  static void closeInterrupted(Recording recording) {
    if (recording.call().agenda().challenge() instanceof Code code && !code.sent()) {
      recording
          .add(new CallEvent.CodeNotSent(code.issued().codeId(), "INTERRUPTED", recording.now()))
          .audit(AuditAction.SEND_OTP, AuditEntry.Result.FAILED, AuditFlag.INTERRUPTED);
    }
  }

  private static @Nullable Tool firstWish(Live live) {
    return live.agenda()
        .wish(wish -> !live.level().reaches(wish.needed()))
        .flatMap(wish -> Tool.named(wish.tool()))
        .orElse(null);
  }

  private static boolean asksForAnother(Live live) {
    return live.turns().reversed().stream()
        .filter(turn -> turn.speaker() == Turn.Speaker.CALLER)
        .findFirst()
        .filter(turn -> ANOTHER_CODE.matcher(turn.text().toLowerCase(Locale.ROOT)).find())
        .isPresent();
  }
}
