package org.voiceteller.actors.call;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.voiceteller.core.authentication.BankKeys;
import org.voiceteller.core.authentication.OneTimeCodeSender.Delivery;
import org.voiceteller.core.authentication.OneTimeCodes;
import org.voiceteller.core.authentication.Secret;
import org.voiceteller.core.call.Challenge.Kind;
import org.voiceteller.core.call.Challenge.Question;
import org.voiceteller.core.call.Found.Attempt;
import org.voiceteller.core.customer.PhoneNumber;

/** Real codes that go to the test, and one answer that is right. */
final class FakeProofs implements Proofs {

  static final String ANSWER = "Johnson";

  private final OneTimeCodes codes;
  private final SecureRandom random = new SecureRandom();
  private volatile String lastCode = "";
  private volatile CompletableFuture<Delivery> delivery =
      CompletableFuture.completedFuture(new Delivery.Sent("MSG-1"));

  FakeProofs(BankKeys keys) {
    codes = OneTimeCodes.create(keys, OneTimeCodes.Rules.standard());
  }

  String lastCode() {
    return lastCode;
  }

  void neverSends() {
    delivery = new CompletableFuture<>();
  }

  void sends() {
    delivery = CompletableFuture.completedFuture(new Delivery.Sent("MSG-2"));
  }

  @Override
  public CompletionStage<DrawnCode> draw(
      String callId, String codeId, String customerId, Instant now) {
    Secret code = codes.draw(random);
    lastCode = code.value();
    return CompletableFuture.completedFuture(
        new DrawnCode(
            codes.issue(callId, codeId, code, now),
            code,
            new PhoneNumber("+15552345678"),
            "***-***-5678"));
  }

  @Override
  public CompletionStage<Delivery> send(String callId, DrawnCode code) {
    return delivery;
  }

  @Override
  public CompletionStage<Attempt> tryCode(Trial trial, OneTimeCodes.Issued issued) {
    return CompletableFuture.completedFuture(
        codes.check(trial.callId(), issued, trial.entered(), trial.now())
                == OneTimeCodes.Verdict.RIGHT
            ? new Attempt.Right()
            : new Attempt.Wrong());
  }

  @Override
  public CompletionStage<Optional<Question>> question(String customerId) {
    return CompletableFuture.completedFuture(
        Optional.of(new Question(Kind.SECURITY_QUESTION, "Q-1", "What is your mother's name?")));
  }

  @Override
  public CompletionStage<Attempt> tryAnswer(Trial trial, Question question) {
    return CompletableFuture.completedFuture(
        trial.entered().value().equals(ANSWER) ? new Attempt.Right() : new Attempt.Wrong());
  }
}
