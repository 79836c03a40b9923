package org.voiceteller.actors.call;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.voiceteller.actors.authentication.CredentialsEntity;
import org.voiceteller.actors.authentication.CredentialsReply;
import org.voiceteller.actors.customer.CustomerEntity;
import org.voiceteller.actors.entity.Entities;
import org.voiceteller.core.authentication.Credentials.Hindrance;
import org.voiceteller.core.authentication.Credentials.Outcome;
import org.voiceteller.core.authentication.Factor;
import org.voiceteller.core.authentication.OneTimeCodeSender;
import org.voiceteller.core.authentication.OneTimeCodeSender.Delivery;
import org.voiceteller.core.authentication.OneTimeCodes;
import org.voiceteller.core.authentication.SecondStep;
import org.voiceteller.core.call.Challenge.Kind;
import org.voiceteller.core.call.Challenge.Question;
import org.voiceteller.core.call.Found.Attempt;
import org.voiceteller.core.customer.Customer;
import org.voiceteller.core.customer.PhoneNumber;

/** Proofs by the customer's own entities, and by the bank's way of sending codes. */
public final class EntityProofs implements Proofs {

  private final Entities entities;
  private final OneTimeCodes codes;
  private final OneTimeCodeSender sender;
  private final SecondStep secondStep;
  private final String bankName;
  private final SecureRandom random = new SecureRandom();

  private EntityProofs(
      Entities entities,
      OneTimeCodes codes,
      OneTimeCodeSender sender,
      SecondStep secondStep,
      String bankName) {
    this.entities = entities;
    this.codes = codes;
    this.sender = sender;
    this.secondStep = secondStep;
    this.bankName = bankName;
  }

  /**
   * @param bankName as it stands in the message with a code
   */
  public static Proofs create(
      Entities entities,
      OneTimeCodes codes,
      OneTimeCodeSender sender,
      SecondStep secondStep,
      String bankName) {
    return new EntityProofs(entities, codes, sender, secondStep, bankName);
  }

  @Override
  public CompletionStage<DrawnCode> draw(
      String callId, String codeId, String customerId, Instant now) {
    return entities
        .customer(customerId, CustomerEntity.Command.GetCustomer::new)
        .thenApply(
            reply -> {
              PhoneNumber to = numberOnFile(reply);
              var code = codes.draw(random);
              return new DrawnCode(codes.issue(callId, codeId, code, now), code, to, masked(to));
            });
  }

  private static PhoneNumber numberOnFile(CustomerEntity.Reply reply) {
    if (reply instanceof CustomerEntity.Reply.Done(Customer.Known known)) {
      return PhoneNumber.parse(known.phoneNumber())
          .orElseThrow(
              () -> new IllegalStateException("Expected a customer's number on file to be whole"));
    }
    throw new IllegalStateException("Expected an identified customer to be known");
  }

  /** {@code ***-***-5678}: what may be spoken, shown and kept. */
  private static String masked(PhoneNumber number) {
    String e164 = number.e164();
    return "***-***-" + e164.substring(e164.length() - 4);
  }

  @Override
  public CompletionStage<Delivery> send(String callId, DrawnCode code) {
    return sender.send(
        new OneTimeCodeSender.Message(
            callId + "/" + code.issued().codeId(),
            code.to(),
            code.code(),
            bankName,
            codes.rules().validity()));
  }

  @Override
  public CompletionStage<Attempt> tryCode(Trial trial, OneTimeCodes.Issued issued) {
    return entities
        .<CredentialsReply.Reservation>credentials(
            trial.customerId(),
            replyTo ->
                new CredentialsEntity.Command.ReserveAttempt(
                    trial.attemptId(), Factor.ONE_TIME_CODE, trial.callId(), replyTo))
        .thenCompose(
            reservation ->
                switch (reservation) {
                  case CredentialsReply.Reserved _ -> compared(trial, issued);
                  case CredentialsReply.AlreadyMade(var outcome) ->
                      CompletableFuture.completedFuture(made(outcome));
                  case CredentialsReply.Hindered(var why) ->
                      CompletableFuture.completedFuture(hindered(why));
                });
  }

  /** The outcome is kept at the customer before anybody hears of it. */
  private CompletionStage<Attempt> compared(Trial trial, OneTimeCodes.Issued issued) {
    boolean isRight =
        codes.check(trial.callId(), issued, trial.entered(), trial.now())
            == OneTimeCodes.Verdict.RIGHT;
    return entities
        .<CredentialsReply.Settled>credentials(
            trial.customerId(),
            replyTo ->
                new CredentialsEntity.Command.SettleAttempt(trial.attemptId(), isRight, replyTo))
        .thenApply(_ -> isRight ? new Attempt.Right() : new Attempt.Wrong());
  }

  private static Attempt made(Outcome outcome) {
    return switch (outcome) {
      case SUCCEEDED -> new Attempt.Right();
      case FAILED, OPEN -> new Attempt.Wrong();
    };
  }

  private static Attempt hindered(Hindrance why) {
    return switch (why) {
      case Hindrance.Delayed(var until) -> new Attempt.TooSoon(until);
      case Hindrance.Locked _ -> new Attempt.Locked();
    };
  }

  @Override
  public CompletionStage<Optional<Question>> question(String customerId) {
    return entities
        .<CredentialsReply.SecondSteps>credentials(
            customerId, CredentialsEntity.Command.GetSecondSteps::new)
        .thenApply(this::chosen);
  }

  private Optional<Question> chosen(CredentialsReply.SecondSteps steps) {
    Optional<Question> app =
        steps.hasAuthenticator()
            ? Optional.of(new Question(Kind.AUTHENTICATOR_CODE, null, null))
            : Optional.empty();
    Optional<Question> question =
        steps.questions().stream()
            .findFirst()
            .map(asked -> new Question(Kind.SECURITY_QUESTION, asked.questionId(), asked.text()));
    return switch (secondStep) {
      case QUESTION -> question;
      case TOTP -> app;
      case EITHER -> app.or(() -> question);
    };
  }

  @Override
  public CompletionStage<Attempt> tryAnswer(Trial trial, Question question) {
    String questionId = question.questionId();
    return entities
        .<CredentialsReply.Verdict>credentials(
            trial.customerId(),
            replyTo ->
                questionId == null
                    ? new CredentialsEntity.Command.CheckAuthenticatorCode(
                        trial.attemptId(), trial.callId(), trial.entered(), replyTo)
                    : new CredentialsEntity.Command.CheckAnswer(
                        trial.attemptId(), trial.callId(), questionId, trial.entered(), replyTo))
        .thenApply(EntityProofs::attempt);
  }

  private static Attempt attempt(CredentialsReply.Verdict verdict) {
    return switch (verdict) {
      case CredentialsReply.Correct _ -> new Attempt.Right();
      case CredentialsReply.Wrong _ -> new Attempt.Wrong();
      case CredentialsReply.NotSet _, CredentialsReply.Busy _ -> new Attempt.Unknown();
      case CredentialsReply.Hindered(var why) -> hindered(why);
    };
  }
}
