package org.voiceteller.actors.authentication;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.voiceteller.actors.ClusterMessage;
import org.voiceteller.core.authentication.CredentialLimits;
import org.voiceteller.core.authentication.Credentials;
import org.voiceteller.core.authentication.Credentials.Hindrance;
import org.voiceteller.core.authentication.Credentials.Outcome;
import org.voiceteller.core.authentication.Factor;

/** What a {@link CredentialsEntity} answers. */
public sealed interface CredentialsReply extends ClusterMessage {

  /** The answer to a change of what the customer has. */
  sealed interface Enrolment extends CredentialsReply {}

  /** It is as asked, now or since before. */
  record Kept() implements Enrolment {}

  /** Nothing can be made of it. */
  record Unusable() implements Enrolment {}

  /** The answer to a reservation. */
  sealed interface Reservation extends CredentialsReply {}

  /**
   * Compare now.
   *
   * @param failures since the last success, this attempt not counted
   */
  record Reserved(int failures) implements Reservation {}

  /** This attempt was reserved before; what came of it, OPEN when that is not known. */
  record AlreadyMade(Outcome outcome) implements Reservation {}

  /** The answer to an attempt that is compared here. */
  sealed interface Verdict extends CredentialsReply {}

  record Correct() implements Verdict {}

  /**
   * @param failures since the last success, this one counted
   */
  record Wrong(int failures) implements Verdict {}

  /** The customer has no such question, or no app. Nothing is counted. */
  record NotSet() implements Verdict {}

  /** This node has no room for another slow hash now. Nothing is counted. */
  record Busy() implements Enrolment, Verdict {}

  /** The attempt is not made, and not counted. */
  record Hindered(Hindrance why) implements Reservation, Verdict {}

  record Settled() implements CredentialsReply {}

  /**
   * @param questions in the order in which they were set
   * @param hindrances of the kinds that may not be tried now
   */
  record SecondSteps(
      List<Asked> questions, boolean hasAuthenticator, Map<Factor, Hindrance> hindrances)
      implements CredentialsReply {
    public SecondSteps {
      questions = List.copyOf(questions);
      hindrances = Map.copyOf(hindrances);
    }
  }

  /** A question as it is asked. */
  record Asked(String questionId, String text) {}

  /** What is to be said of an attempt; of one that is not known, that it was wrong. */
  static Verdict verdict(Credentials credentials, String attemptId) {
    return credentials
        .attempt(attemptId)
        .<Verdict>map(
            attempt ->
                switch (attempt.outcome()) {
                  case SUCCEEDED -> new Correct();
                  case OPEN, FAILED -> new Wrong(credentials.failures(attempt.factor()));
                })
        .orElseGet(() -> new Wrong(0));
  }

  static SecondSteps secondSteps(Credentials credentials, CredentialLimits limits, Instant now) {
    Map<Factor, Hindrance> hindrances = new EnumMap<>(Factor.class);
    for (Factor factor : Factor.values()) {
      credentials.hindrance(factor, limits, now).ifPresent(why -> hindrances.put(factor, why));
    }
    return new SecondSteps(
        credentials.questions().stream()
            .map(question -> new Asked(question.questionId(), question.text()))
            .toList(),
        credentials.app() != null,
        hindrances);
  }
}
