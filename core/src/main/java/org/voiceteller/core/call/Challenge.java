package org.voiceteller.core.call;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.voiceteller.core.authentication.OneTimeCodes;
import org.voiceteller.core.redaction.Awaiting;

/**
 * What the bank waits for from the caller to be surer of them. Of the secret itself it holds a
 * keyed hash at most.
 */
public sealed interface Challenge {

  /** What can be asked for; the names stand in the journal. */
  enum Kind {
    ONE_TIME_CODE,
    SECURITY_QUESTION,
    AUTHENTICATOR_CODE
  }

  /** Why a code is sent. */
  enum Cause {
    /** A wish needs it. */
    WISH,
    /** The one before was entered wrongly too often. */
    WRONG_TOO_OFTEN,
    EXPIRED,
    /** The caller wants another, or their session was interrupted. */
    ASKED_FOR
  }

  /**
   * A one-time code.
   *
   * @param destination where it goes, masked, as {@code ***-***-5678}
   * @param sent whether the provider has taken it over; it can be entered before that is known
   * @param attempts how often something was entered for it
   */
  record Code(
      OneTimeCodes.Issued issued, String destination, Cause cause, boolean sent, int attempts)
      implements Challenge {

    boolean isExpired(Instant now) {
      return !now.isBefore(issued.expiresAt());
    }
  }

  /** A question that is open. */
  record Asked(Question question) implements Challenge {}

  /**
   * The second step to the highest level.
   *
   * @param questionId which of the customer's; null for an authenticator code
   * @param text as it is asked; null for an authenticator code
   */
  record Question(Kind kind, @Nullable String questionId, @Nullable String text) {}

  /** What the caller's words may be while this is open. */
  default Awaiting awaiting() {
    return switch (kind()) {
      case ONE_TIME_CODE, AUTHENTICATOR_CODE -> Awaiting.CODE;
      case SECURITY_QUESTION -> Awaiting.ANSWER;
    };
  }

  default Kind kind() {
    return switch (this) {
      case Code _ -> Kind.ONE_TIME_CODE;
      case Asked(var question) -> question.kind();
    };
  }
}
