package org.voiceteller.core.authentication;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.voiceteller.core.authentication.CredentialsEvent.AttemptFailed;
import org.voiceteller.core.authentication.CredentialsEvent.AttemptReserved;
import org.voiceteller.core.authentication.CredentialsEvent.AttemptSucceeded;
import org.voiceteller.core.authentication.CredentialsEvent.FactorLocked;
import org.voiceteller.core.decision.Decision;

/**
 * A customer's secrets and how often they were tried. An attempt is reserved before anything is
 * compared and counts as a failure from then on, so that neither a crash nor many attempts at once
 * give anyone a free guess; only a success takes the count back. Counts belong to the customer: a
 * new call or a new code does not touch them. An attempt that came too early is refused without a
 * trace, so that nobody can make a customer wait longer by hammering.
 *
 * @param app null when the customer has none
 * @param lastStep the newest time step whose code was accepted, or -1
 * @param attempts the newest last, at most {@value #REMEMBERED_ATTEMPTS}
 */
public record Credentials(
    List<Question> questions,
    @Nullable AuthenticatorApp app,
    long lastStep,
    Map<Factor, Tally> tallies,
    List<Attempt> attempts) {

  /** More attempts than the highest limit of each kind allows to be open at once. */
  public static final int REMEMBERED_ATTEMPTS = 200;

  public Credentials {
    questions = List.copyOf(questions);
    tallies = Map.copyOf(tallies);
    attempts = List.copyOf(attempts);
  }

  /**
   * @param text as it is asked
   */
  public record Question(String questionId, String text, ProtectedAnswer answer) {}

  /**
   * @param failures since the last success or reset, open attempts among them
   * @param last when the last attempt was made
   */
  public record Tally(int failures, Instant last, boolean locked) {}

  /** An attempt and what became of it. */
  public record Attempt(String attemptId, Factor factor, Outcome outcome) {}

  /** OPEN: reserved, and not known to have ended. */
  public enum Outcome {
    OPEN,
    SUCCEEDED,
    FAILED
  }

  /** Why an attempt is not even made. */
  public sealed interface Hindrance {

    /** Too soon after too many failures. */
    record Delayed(Instant until) implements Hindrance {}

    /** Only a person can open it again. */
    record Locked() implements Hindrance {}
  }

  public static Credentials none() {
    return new Credentials(List.of(), null, -1, Map.of(), List.of());
  }

  /** A question's id is made by whoever enters it; the same id again changes nothing. */
  public Decision<CredentialsEvent, Hindrance> setQuestion(
      String questionId, String text, ProtectedAnswer answer, Instant now) {
    return question(questionId).isPresent()
        ? Decision.alreadyDone()
        : Decision.accept(new CredentialsEvent.QuestionSet(questionId, text, answer, now));
  }

  public Decision<CredentialsEvent, Hindrance> removeQuestion(String questionId, Instant now) {
    return question(questionId).isEmpty()
        ? Decision.alreadyDone()
        : Decision.accept(new CredentialsEvent.QuestionRemoved(questionId, now));
  }

  /** Takes the place of the one before; the same id again changes nothing. */
  public Decision<CredentialsEvent, Hindrance> setAuthenticator(
      AuthenticatorApp newApp, Instant now) {
    return app != null && app.appId().equals(newApp.appId())
        ? Decision.alreadyDone()
        : Decision.accept(new CredentialsEvent.AuthenticatorSet(newApp, now));
  }

  public Decision<CredentialsEvent, Hindrance> removeAuthenticator(String appId, Instant now) {
    return app == null || !app.appId().equals(appId)
        ? Decision.alreadyDone()
        : Decision.accept(new CredentialsEvent.AuthenticatorRemoved(appId, now));
  }

  /**
   * Counts an attempt before it is made. The same id again is the same attempt.
   *
   * @param attemptId unique among the customer's attempts, as {@code CALL-…/toolUseId}
   */
  public Decision<CredentialsEvent, Hindrance> reserve(
      String attemptId, Factor factor, String callId, CredentialLimits limits, Instant now) {
    if (attempt(attemptId).isPresent()) {
      return Decision.alreadyDone();
    }
    return hindrance(factor, limits, now)
        .<Decision<CredentialsEvent, Hindrance>>map(Decision::refuse)
        .orElseGet(() -> Decision.accept(new AttemptReserved(attemptId, factor, callId, now)));
  }

  /** What stands in the way of another attempt at this kind now. */
  public Optional<Hindrance> hindrance(Factor factor, CredentialLimits limits, Instant now) {
    Tally tally = tallies.get(factor);
    if (tally == null) {
      return Optional.empty();
    }
    if (tally.locked() || tally.failures() >= limits.hardLimit()) {
      return Optional.of(new Hindrance.Locked());
    }
    Instant next = limits.nextAllowed(tally.failures(), tally.last());
    return now.isBefore(next) ? Optional.of(new Hindrance.Delayed(next)) : Optional.empty();
  }

  /**
   * The open attempt ended; of one that is not open, or not known, nothing is kept. A late success
   * of an attempt that was given up stays a failure.
   */
  public List<CredentialsEvent> settle(
      String attemptId, boolean correct, CredentialLimits limits, Instant now) {
    Attempt attempt = attempt(attemptId).orElse(null);
    if (attempt == null || attempt.outcome() != Outcome.OPEN) {
      return List.of();
    }
    Factor factor = attempt.factor();
    if (correct) {
      return List.of(new AttemptSucceeded(attemptId, factor, now));
    }
    Tally tally = tallies.get(factor);
    boolean locks = tally != null && !tally.locked() && tally.failures() >= limits.hardLimit();
    return locks
        ? List.of(new AttemptFailed(attemptId, factor, now), new FactorLocked(factor, now))
        : List.of(new AttemptFailed(attemptId, factor, now));
  }

  /**
   * Tries a code of the customer's app: counted, compared and settled in one step, for the
   * comparison is quick and nothing of it is told before all of it is kept.
   *
   * @param seed the app's secret, opened
   */
  public Decision<CredentialsEvent, Hindrance> tryCode(
      String attemptId,
      String callId,
      byte[] seed,
      Secret entered,
      CredentialLimits limits,
      Instant now) {
    if (app == null) {
      throw new IllegalStateException("Expected a customer with an authenticator app");
    }
    return switch (reserve(attemptId, Factor.AUTHENTICATOR_CODE, callId, limits, now)) {
      case Decision.Refused<CredentialsEvent, Hindrance> refused -> refused;
      case Decision.Accepted<CredentialsEvent, Hindrance>(var reserved) when reserved.isEmpty() ->
          Decision.alreadyDone();
      case Decision.Accepted<CredentialsEvent, Hindrance>(var reserved) -> {
        String code = OneTimeCodes.plain(entered.value());
        OptionalLong step = app.totp().accept(seed, code, lastStep, now);
        List<CredentialsEvent> events = new ArrayList<>(reserved);
        events.addAll(after(reserved).settle(attemptId, step.isPresent(), limits, now));
        if (step.isPresent()) {
          events.add(new CredentialsEvent.StepAccepted(app.appId(), step.getAsLong(), now));
        }
        yield Decision.accept(events);
      }
    };
  }

  /** A person has made sure of the customer; all counts begin anew. */
  public Decision<CredentialsEvent, Hindrance> reset(String resetBy, Instant now) {
    return tallies.isEmpty()
        ? Decision.alreadyDone()
        : Decision.accept(new CredentialsEvent.FailuresReset(resetBy, now));
  }

  public Optional<Question> question(String questionId) {
    return questions.stream().filter(asked -> asked.questionId().equals(questionId)).findFirst();
  }

  public Optional<Attempt> attempt(String attemptId) {
    return attempts.stream().filter(made -> made.attemptId().equals(attemptId)).findFirst();
  }

  /** Failures of this kind since its last success. */
  public int failures(Factor factor) {
    Tally tally = tallies.get(factor);
    return tally == null ? 0 : tally.failures();
  }

  /** The state after these events, in order. */
  public Credentials after(List<CredentialsEvent> events) {
    Credentials changed = this;
    for (CredentialsEvent event : events) {
      changed = changed.apply(event);
    }
    return changed;
  }

  /** Total: history is never refused. */
  public Credentials apply(CredentialsEvent event) {
    return switch (event) {
      case CredentialsEvent.QuestionSet(var questionId, var text, var answer, _) ->
          asking(without(questionId), new Question(questionId, text, answer));
      case CredentialsEvent.AnswerUpgraded(var questionId, var answer, _) ->
          withQuestions(
              questions.stream()
                  .map(
                      asked ->
                          asked.questionId().equals(questionId)
                              ? new Question(questionId, asked.text(), answer)
                              : asked)
                  .toList());
      case CredentialsEvent.QuestionRemoved(var questionId, _) ->
          withQuestions(without(questionId));
      case CredentialsEvent.AuthenticatorSet(var newApp, _) ->
          new Credentials(questions, newApp, -1, tallies, attempts);
      case CredentialsEvent.AuthenticatorRemoved _ ->
          new Credentials(questions, null, -1, tallies, attempts);
      case AttemptReserved(var attemptId, var factor, _, var at) ->
          counted(
              factor,
              new Tally(failures(factor) + 1, at, isLocked(factor)),
              new Attempt(attemptId, factor, Outcome.OPEN));
      case AttemptSucceeded(var attemptId, var factor, var at) ->
          counted(
              factor,
              new Tally(0, at, isLocked(factor)),
              new Attempt(attemptId, factor, Outcome.SUCCEEDED));
      case AttemptFailed(var attemptId, var factor, var at) ->
          counted(
              factor,
              new Tally(failures(factor), at, isLocked(factor)),
              new Attempt(attemptId, factor, Outcome.FAILED));
      case CredentialsEvent.StepAccepted(_, var step, _) ->
          new Credentials(questions, app, Math.max(lastStep, step), tallies, attempts);
      case FactorLocked(var factor, var at) ->
          withTallies(tallied(factor, new Tally(failures(factor), at, true)), attempts);
      case CredentialsEvent.FailuresReset _ -> withTallies(Map.of(), attempts);
    };
  }

  private boolean isLocked(Factor factor) {
    Tally tally = tallies.get(factor);
    return tally != null && tally.locked();
  }

  private List<Question> without(String questionId) {
    return questions.stream().filter(asked -> !asked.questionId().equals(questionId)).toList();
  }

  private Credentials asking(List<Question> others, Question question) {
    return withQuestions(Stream.concat(others.stream(), Stream.of(question)).toList());
  }

  private Credentials withQuestions(List<Question> changed) {
    return new Credentials(changed, app, lastStep, tallies, attempts);
  }

  private Credentials counted(Factor factor, Tally tally, Attempt attempt) {
    List<Attempt> all = new ArrayList<>(attempts);
    all.removeIf(made -> made.attemptId().equals(attempt.attemptId()));
    all.add(attempt);
    return withTallies(
        tallied(factor, tally),
        all.size() <= REMEMBERED_ATTEMPTS ? all : all.subList(1, all.size()));
  }

  private Map<Factor, Tally> tallied(Factor factor, Tally tally) {
    Map<Factor, Tally> all = new EnumMap<>(Factor.class);
    all.putAll(tallies);
    all.put(factor, tally);
    return all;
  }

  private Credentials withTallies(Map<Factor, Tally> changed, List<Attempt> made) {
    return new Credentials(questions, app, lastStep, changed, made);
  }
}
