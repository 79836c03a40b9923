package org.voiceteller.core.authentication;

import java.time.Instant;

/**
 * What has happened to a customer's secrets. Kept for ever, and so without any secret in it: hashes
 * are slow and keyed, seeds are sealed.
 */
public sealed interface CredentialsEvent {

  Instant at();

  record QuestionSet(String questionId, String text, ProtectedAnswer answer, Instant at)
      implements CredentialsEvent {}

  /** The right answer was given to what was imported, and is now kept as our own are. */
  record AnswerUpgraded(String questionId, ProtectedAnswer answer, Instant at)
      implements CredentialsEvent {}

  record QuestionRemoved(String questionId, Instant at) implements CredentialsEvent {}

  /** The one before, if any, opens nothing any more. */
  record AuthenticatorSet(AuthenticatorApp app, Instant at) implements CredentialsEvent {}

  record AuthenticatorRemoved(String appId, Instant at) implements CredentialsEvent {}

  /** An attempt that counts as a failure until it is known to have succeeded. */
  record AttemptReserved(String attemptId, Factor factor, String callId, Instant at)
      implements CredentialsEvent {}

  record AttemptSucceeded(String attemptId, Factor factor, Instant at)
      implements CredentialsEvent {}

  record AttemptFailed(String attemptId, Factor factor, Instant at) implements CredentialsEvent {}

  /**
   * The app's code of this time step was accepted; neither it nor an earlier one is again.
   *
   * @param step whole periods since 1970
   */
  record StepAccepted(String appId, long step, Instant at) implements CredentialsEvent {}

  /** Too many failures: nothing is accepted any more until a person resets it. */
  record FactorLocked(Factor factor, Instant at) implements CredentialsEvent {}

  /**
   * All counts begin anew.
   *
   * @param resetBy who did it, as {@code clerk:jdoe}
   */
  record FailuresReset(String resetBy, Instant at) implements CredentialsEvent {}
}
