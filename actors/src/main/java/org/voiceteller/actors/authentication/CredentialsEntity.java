package org.voiceteller.actors.authentication;

import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.BackoffSupervisorStrategy;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.cluster.sharding.typed.javadsl.EntityTypeKey;
import org.apache.pekko.persistence.typed.PersistenceId;
import org.apache.pekko.persistence.typed.javadsl.CommandHandler;
import org.apache.pekko.persistence.typed.javadsl.Effect;
import org.apache.pekko.persistence.typed.javadsl.EventHandler;
import org.apache.pekko.persistence.typed.javadsl.EventSourcedBehavior;
import org.jspecify.annotations.Nullable;
import org.voiceteller.actors.ClusterMessage;
import org.voiceteller.core.audit.Deeds;
import org.voiceteller.core.authentication.AuthenticatorApp;
import org.voiceteller.core.authentication.CredentialLimits;
import org.voiceteller.core.authentication.Credentials;
import org.voiceteller.core.authentication.Credentials.Hindrance;
import org.voiceteller.core.authentication.CredentialsEvent;
import org.voiceteller.core.authentication.Factor;
import org.voiceteller.core.authentication.ProtectedAnswer;
import org.voiceteller.core.authentication.Secret;
import org.voiceteller.core.authentication.SecretSeal;
import org.voiceteller.core.authentication.SecurityAnswers;
import org.voiceteller.core.authentication.SecurityAnswers.Comparison;
import org.voiceteller.core.authentication.Totp;
import org.voiceteller.core.decision.Decision;
import org.voiceteller.core.journal.EventFamily;

/**
 * One customer's secrets, wherever in the cluster they live. An attempt is persisted before it is
 * compared, and its outcome before it is answered. A slow hash is made elsewhere while this entity
 * goes on answering; the same attempt asked meanwhile is answered with it, not counted again. An
 * attempt that this entity no longer knows the end of has failed. Its events are not projected.
 */
public final class CredentialsEntity
    extends EventSourcedBehavior<CredentialsEntity.Command, CredentialsEvent, Credentials> {

  /** What a customer's secrets are asked. Attempts' ids are unique for the customer. */
  public sealed interface Command extends ClusterMessage {

    /**
     * Answered {@link CredentialsReply.Kept}; an answer with no letter or digit is {@link
     * CredentialsReply.Unusable}.
     */
    record SetQuestion(
        String questionId, String text, Secret answer, ActorRef<CredentialsReply.Enrolment> replyTo)
        implements Command {}

    /**
     * Takes over what another system kept; upgraded at the first right answer.
     *
     * @param answerSha256 64 hexadecimal digits
     */
    record ImportQuestion(
        String questionId,
        String text,
        Secret answerSha256,
        ActorRef<CredentialsReply.Enrolment> replyTo)
        implements Command {}

    record RemoveQuestion(String questionId, ActorRef<CredentialsReply.Enrolment> replyTo)
        implements Command {}

    /**
     * @param secret in Base32 (RFC 4648), as it stands in an {@code otpauth} URI
     */
    record SetAuthenticator(
        String appId,
        Totp.Algorithm algorithm,
        int digits,
        Secret secret,
        ActorRef<CredentialsReply.Enrolment> replyTo)
        implements Command {}

    record RemoveAuthenticator(String appId, ActorRef<CredentialsReply.Enrolment> replyTo)
        implements Command {}

    /** Somebody made sure of the customer; all counts begin anew. */
    record ResetFailures(String resetBy, ActorRef<CredentialsReply.Enrolment> replyTo)
        implements Command {}

    /** Answered {@link CredentialsReply.SecondSteps}: what this customer can be asked. */
    record GetSecondSteps(ActorRef<CredentialsReply.SecondSteps> replyTo) implements Command {}

    /**
     * For what is compared elsewhere, as one-time codes: counts the attempt before it is made.
     * Answered {@link CredentialsReply.Reserved}: compare now, then settle; {@link
     * CredentialsReply.AlreadyMade}: do not compare again; or {@link CredentialsReply.Hindered}.
     */
    record ReserveAttempt(
        String attemptId,
        Factor factor,
        String callId,
        ActorRef<CredentialsReply.Reservation> replyTo)
        implements Command {}

    /** How a reserved attempt ended; answered {@link CredentialsReply.Settled} when it is kept. */
    record SettleAttempt(
        String attemptId, boolean correct, ActorRef<CredentialsReply.Settled> replyTo)
        implements Command {}

    record CheckAnswer(
        String attemptId,
        String callId,
        String questionId,
        Secret answer,
        ActorRef<CredentialsReply.Verdict> replyTo)
        implements Command {}

    record CheckAuthenticatorCode(
        String attemptId, String callId, Secret code, ActorRef<CredentialsReply.Verdict> replyTo)
        implements Command {}
  }

  /** From the entity to itself: a hash is made. */
  private sealed interface Hashed extends Command {

    record Protected(
        String questionId,
        String text,
        @Nullable ProtectedAnswer answer,
        ActorRef<CredentialsReply.Enrolment> replyTo)
        implements Hashed {}

    /**
     * @param comparison null when it could not be made: the attempt has failed
     */
    record Compared(String attemptId, String questionId, @Nullable Comparison comparison)
        implements Hashed {}
  }

  /** What every customer's entity works with. */
  public record Setup(
      SecurityAnswers answers,
      SecretSeal seal,
      CredentialLimits limits,
      SlowHashing hashing,
      InstantSource clock,
      BackoffSupervisorStrategy onPersistFailure) {}

  public static final EntityTypeKey<Command> KEY =
      EntityTypeKey.create(Command.class, "credentials");

  public static Behavior<Command> create(String customerId, Setup setup) {
    return Behaviors.setup(context -> new CredentialsEntity(context, customerId, setup));
  }

  private final ActorContext<Command> context;
  private final String customerId;
  private final Set<String> tags;
  private final Setup setup;
  private final Map<String, List<ActorRef<CredentialsReply.Verdict>>> comparing = new HashMap<>();

  private CredentialsEntity(ActorContext<Command> context, String customerId, Setup setup) {
    super(PersistenceId.of(KEY.name(), customerId), setup.onPersistFailure());
    this.context = context;
    this.customerId = customerId;
    this.tags = Set.of(EventFamily.CREDENTIALS.tagOf(customerId));
    this.setup = setup;
  }

  @Override
  public Credentials emptyState() {
    return Credentials.none();
  }

  @Override
  public CommandHandler<Command, CredentialsEvent, Credentials> commandHandler() {
    return this::onCommand;
  }

  private Effect<CredentialsEvent, Credentials> onCommand(
      Credentials credentials, Command command) {
    Instant now = setup.clock().instant();
    return switch (command) {
      case Command.SetQuestion(var id, var text, var answer, var replyTo) ->
          protect(credentials, id, text, () -> setup.answers().protect(answer), replyTo);
      case Command.ImportQuestion(var id, var text, var sha256, var replyTo) ->
          protect(
              credentials, id, text, () -> setup.answers().importSha256(sha256.value()), replyTo);
      case Hashed.Protected(var id, var text, var answer, var replyTo) ->
          answer == null
              ? Effect().reply(replyTo, new CredentialsReply.Unusable())
              : enrol(credentials.setQuestion(id, text, answer, now), replyTo);
      case Command.RemoveQuestion(var id, var replyTo) ->
          enrol(credentials.removeQuestion(id, now), replyTo);
      case Command.SetAuthenticator(var id, var algorithm, var digits, var secret, var replyTo) ->
          AuthenticatorApp.sealed(id, algorithm, digits, secret, setup.seal(), customerId)
              .map(app -> enrol(credentials.setAuthenticator(app, now), replyTo))
              .orElseGet(() -> Effect().reply(replyTo, new CredentialsReply.Unusable()));
      case Command.RemoveAuthenticator(var id, var replyTo) ->
          enrol(credentials.removeAuthenticator(id, now), replyTo);
      case Command.ResetFailures(var resetBy, var replyTo) ->
          enrol(credentials.reset(resetBy, now), replyTo);
      case Command.GetSecondSteps(var replyTo) ->
          Effect().reply(replyTo, CredentialsReply.secondSteps(credentials, setup.limits(), now));
      case Command.ReserveAttempt reservation -> reserve(credentials, reservation, now);
      case Command.SettleAttempt(var id, var correct, var replyTo) ->
          Effect()
              .persist(credentials.settle(id, correct, setup.limits(), now))
              .thenReply(replyTo, _ -> new CredentialsReply.Settled());
      case Command.CheckAnswer check -> check(credentials, check, now);
      case Hashed.Compared compared -> compared(credentials, compared, now);
      case Command.CheckAuthenticatorCode check -> check(credentials, check, now);
    };
  }

  private Effect<CredentialsEvent, Credentials> protect(
      Credentials credentials,
      String questionId,
      String text,
      Supplier<ProtectedAnswer> hash,
      ActorRef<CredentialsReply.Enrolment> replyTo) {
    if (credentials.question(questionId).isPresent()) {
      return Effect().reply(replyTo, new CredentialsReply.Kept());
    }
    if (!setup.hashing().hasRoom()) {
      return Effect().reply(replyTo, new CredentialsReply.Busy());
    }
    context.pipeToSelf(
        setup.hashing().run(hash),
        (made, failure) -> {
          if (failure != null) {
            // Its message may tell of the answer; what kind it is does not.
            context.getLog().warn("An answer could not be kept: {}", failure.getClass().getName());
          }
          return new Hashed.Protected(questionId, text, made, replyTo);
        });
    return Effect().none();
  }

  private Effect<CredentialsEvent, Credentials> reserve(
      Credentials credentials, Command.ReserveAttempt asked, Instant now) {
    var made = credentials.attempt(asked.attemptId());
    if (made.isPresent()) {
      return Effect()
          .reply(asked.replyTo(), new CredentialsReply.AlreadyMade(made.get().outcome()));
    }
    int failures = credentials.failures(asked.factor());
    return switch (credentials.reserve(
        asked.attemptId(), asked.factor(), asked.callId(), setup.limits(), now)) {
      case Decision.Accepted<CredentialsEvent, Hindrance>(var events) ->
          Effect()
              .persist(events)
              .thenReply(asked.replyTo(), _ -> new CredentialsReply.Reserved(failures));
      case Decision.Refused<CredentialsEvent, Hindrance>(var why) ->
          Effect().reply(asked.replyTo(), new CredentialsReply.Hindered(why));
    };
  }

  private Effect<CredentialsEvent, Credentials> check(
      Credentials credentials, Command.CheckAnswer check, Instant now) {
    var waiting = comparing.get(check.attemptId());
    if (waiting != null) {
      waiting.add(check.replyTo());
      return Effect().none();
    }
    var question = credentials.question(check.questionId());
    var repeat = credentials.attempt(check.attemptId());
    if (repeat.isPresent()) {
      return repeated(credentials, repeat.get(), now, check.replyTo());
    }
    if (question.isEmpty()) {
      return Effect().reply(check.replyTo(), new CredentialsReply.NotSet());
    }
    if (!setup.hashing().hasRoom()) {
      return Effect().reply(check.replyTo(), new CredentialsReply.Busy());
    }
    return switch (credentials.reserve(
        check.attemptId(), Factor.SECURITY_ANSWER, check.callId(), setup.limits(), now)) {
      case Decision.Refused<CredentialsEvent, Hindrance>(var why) ->
          Effect().reply(check.replyTo(), new CredentialsReply.Hindered(why));
      case Decision.Accepted<CredentialsEvent, Hindrance>(var events) ->
          Effect().persist(events).thenRun(_ -> compare(check, question.get().answer()));
    };
  }

  private void compare(Command.CheckAnswer check, ProtectedAnswer kept) {
    comparing.put(check.attemptId(), new ArrayList<>(List.of(check.replyTo())));
    context.pipeToSelf(
        setup.hashing().run(() -> setup.answers().compare(kept, check.answer())),
        (compared, failure) -> {
          if (failure != null) {
            context
                .getLog()
                .error("An answer could not be compared: {}", failure.getClass().getName());
          }
          return new Hashed.Compared(check.attemptId(), check.questionId(), compared);
        });
  }

  private Effect<CredentialsEvent, Credentials> compared(
      Credentials credentials, Hashed.Compared compared, Instant now) {
    String attemptId = compared.attemptId();
    Comparison comparison = compared.comparison();
    boolean correct = comparison != null && comparison.isRight();
    List<CredentialsEvent> events =
        new ArrayList<>(credentials.settle(attemptId, correct, setup.limits(), now));
    if (comparison != null
        && comparison.upgrade() != null
        && credentials.question(compared.questionId()).isPresent()) {
      events.add(
          new CredentialsEvent.AnswerUpgraded(compared.questionId(), comparison.upgrade(), now));
    }
    List<ActorRef<CredentialsReply.Verdict>> waiting =
        comparing.getOrDefault(attemptId, new ArrayList<>(List.of()));
    return Effect()
        .persist(events)
        .thenRun(
            after -> {
              comparing.remove(attemptId);
              waiting.forEach(replyTo -> replyTo.tell(CredentialsReply.verdict(after, attemptId)));
            });
  }

  private Effect<CredentialsEvent, Credentials> check(
      Credentials credentials, Command.CheckAuthenticatorCode check, Instant now) {
    AuthenticatorApp app = credentials.app();
    var repeat = credentials.attempt(check.attemptId());
    if (repeat.isPresent()) {
      return repeated(credentials, repeat.get(), now, check.replyTo());
    }
    if (app == null) {
      return Effect().reply(check.replyTo(), new CredentialsReply.NotSet());
    }
    byte[] seed = app.seed(setup.seal(), customerId);
    return switch (credentials.tryCode(
        check.attemptId(), check.callId(), seed, check.code(), setup.limits(), now)) {
      case Decision.Refused<CredentialsEvent, Hindrance>(var why) ->
          Effect().reply(check.replyTo(), new CredentialsReply.Hindered(why));
      case Decision.Accepted<CredentialsEvent, Hindrance>(var events) ->
          Effect()
              .persist(events)
              .thenReply(
                  check.replyTo(), after -> CredentialsReply.verdict(after, check.attemptId()));
    };
  }

  /** An attempt is judged once; whatever comes again under its id gets that judgement. */
  private Effect<CredentialsEvent, Credentials> repeated(
      Credentials credentials,
      Credentials.Attempt attempt,
      Instant now,
      ActorRef<CredentialsReply.Verdict> replyTo) {
    return Effect()
        .persist(credentials.settle(attempt.attemptId(), false, setup.limits(), now))
        .thenReply(replyTo, after -> CredentialsReply.verdict(after, attempt.attemptId()));
  }

  private Effect<CredentialsEvent, Credentials> enrol(
      Decision<CredentialsEvent, Hindrance> decision,
      ActorRef<CredentialsReply.Enrolment> replyTo) {
    return switch (decision) {
      case Decision.Accepted<CredentialsEvent, Hindrance>(var events) ->
          Effect().persist(events).thenReply(replyTo, _ -> new CredentialsReply.Kept());
      case Decision.Refused<CredentialsEvent, Hindrance> _ ->
          Effect().reply(replyTo, new CredentialsReply.Unusable());
    };
  }

  @Override
  public EventHandler<Credentials, CredentialsEvent> eventHandler() {
    return Credentials::apply;
  }

  /** Only what an auditor reads can be found by others: attempts are many. */
  @Override
  public Set<String> tagsFor(CredentialsEvent event) {
    return Deeds.of(customerId, event).isPresent() ? tags : Set.of();
  }
}
