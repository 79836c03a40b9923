package org.voiceteller.persistence.projection;

import org.voiceteller.core.authentication.Level;
import org.voiceteller.core.call.CallEvent;
import org.voiceteller.persistence.dynamodb.Items;

/**
 * What a session's row tells of codes and questions: that and when, never a secret nor its hash.
 */
final class ChallengeItems {

  private ChallengeItems() {}

  static Items item(CallEvent event) {
    Items item = Items.item();
    return switch (event) {
      case CallEvent.CodeIssued(var code, var destination, _, var at) ->
          item.text("otpState", "ISSUED")
              .text("otpDestination", destination)
              .time("otpIssuedAt", at)
              .time("otpExpiresAt", code.expiresAt())
              .number("otpAttempts", 0);
      case CallEvent.CodeSent(_, _, var at) -> item.text("otpState", "SENT").time("otpSentAt", at);
      case CallEvent.CodeNotSent(_, var reason, var at) ->
          item.text("otpState", "NOT_SENT").text("otpReason", reason).time("otpNotSentAt", at);
      case CallEvent.CodeAttempted(_, var attempts, var at) ->
          item.number("otpAttempts", attempts).time("otpAttemptedAt", at);
      case CallEvent.CodeVerified(_, var at) ->
          item.text("otpState", "VERIFIED").time("otpVerifiedAt", at);
      case CallEvent.QuestionAsked(var question, var at) ->
          item.text("secondStep", question.kind().name())
              .text("secondStepState", "ASKED")
              .time("secondStepAskedAt", at);
      case CallEvent.QuestionAttempted(var attempts, var at) ->
          item.number("secondStepAttempts", attempts).time("secondStepAttemptedAt", at);
      case CallEvent.QuestionAnswered(_, var at) ->
          item.text("secondStepState", "ANSWERED").time("secondStepAnsweredAt", at);
      case CallEvent.ChallengeDropped(var reason, var at) ->
          item.text("challengeDropped", reason).time("challengeDroppedAt", at);
      case CallEvent.AuthenticationDropped(var reason, var jurisdiction, var at) -> {
        Items dropped =
            item.text("authLevel", "Level" + Level.NONE.number())
                .text("authDropped", reason)
                .time("authDroppedAt", at);
        yield jurisdiction == null ? dropped : dropped.text("jurisdiction", jurisdiction);
      }
      default ->
          throw new IllegalArgumentException(
              "Expected an event about a challenge, but got a " + event.getClass());
    };
  }
}
